# Retention: section 6.5 of the reference.
@storage
Feature: Data are kept for as long as was said
  Whatever is stored has a retention in minutes. Until it is over the data are
  there, and then they are gone from every list and report.

  @mandatory @STG-RET-01 @clock
  Scenario Outline: After <before> of <minutes> minutes an account is still there
    Given a stored account with:
      | data_retention_minutes | <minutes> |
    And <before> have passed
    When the client calls List Accounts
    Then the answer lists 1 accounts

    Examples:
      | minutes | before     |
      | 1       | 50 seconds |
      | 60      | 59 minutes |
      | 1440    | 23 hours   |
      | 129600  | 89 days    |

  @mandatory @STG-RET-01 @clock
  Scenario Outline: After <after> of <minutes> minutes an account is gone
    Given a stored account with:
      | data_retention_minutes | <minutes> |
    When <after> pass
    Then storage holds no accounts

    Examples:
      | minutes | after      |
      | 1       | 61 seconds |
      | 60      | 61 minutes |
      | 1440    | 25 hours   |
      | 129600  | 91 days    |

  @mandatory @STG-RET-02 @clock
  Scenario: An account is kept 9 minutes where nothing is said
    Given a stored account with:
      | data_retention_minutes | left out |
    And 9 minutes have passed
    When the client calls List Accounts
    Then the answer lists 1 accounts

  @mandatory @STG-RET-02 @clock
  Scenario: An account is gone after 11 minutes where nothing is said
    Given a stored account with:
      | data_retention_minutes | left out |
    When 11 minutes pass
    Then storage holds no accounts

  @mandatory @STG-RET-02 @clock
  Scenario: Transactions are gone after 11 minutes where nothing is said
    Given a stored account
    And the client has called Create Transactions with:
      | transactions | [{"insights_transaction_id": "t1"}] |
    And the client has called List Transactions
    When 11 minutes pass
    Then storage holds no transactions
    And storage holds 1 accounts

  @optional @STG-RET-05 @clock
  Scenario: Transactions expire by their own retention, others stay
    Given a stored account
    And the account holds these transactions:
      | id   | date       | amount |
      | long | 2 days ago | 100    |
    And the client has called Create Transactions with:
      | data_retention_minutes | 30                                     |
      | transactions           | [{"insights_transaction_id": "short"}] |
    When 31 minutes pass
    Then storage holds the transactions long

  @optional @STG-RET-03 @clock
  Scenario Outline: Of a consumer whose data have expired the <report> report is answered 404
    Given a stored account with:
      | data_retention_minutes | 60 |
    And 61 minutes have passed
    When the client calls the <report> report
    Then the answer is 404 with the code "NOT_FOUND"

    Examples:
      | report         |
      | Account Info   |
      | Balances       |
      | Categorization |

  @mandatory @STG-RET-01 @clock
  Scenario: A report does not count what has expired
    Given a stored account
    And the account holds these transactions:
      | id   | date       | amount | type  |
      | long | 2 days ago | 100    | DEBIT |
    And the client has called Create Transactions with:
      | data_retention_minutes | 30                                     |
      | transactions           | [{"insights_transaction_id": "short"}] |
    And 31 minutes have passed
    When the client calls the Categorization report
    Then the answer lists the transactions long

  @mandatory @STG-RET-01 @consumer @clock
  Scenario: What came from a bank is gone when its retention is over
    Given a consumer whose data were acquired with:
      | data_retention_minutes | 1440 |
    And the client has called List Transactions
    And the client has called List Accounts
    When 25 hours pass
    Then storage holds no transactions
    And storage holds no accounts

  @optional @STG-RET-04 @consumer @clock
  Scenario: A consumer who returns renews the retention
    Given a consumer whose data were acquired with:
      | data_retention_minutes | 60 |
    And 50 minutes have passed
    And a session
    And an Insights-Refresh flow with:
      | insights_consumer_id   | the consumer |
      | data_retention_minutes | 60           |
    And the consumer has logged in as "max"
    When 50 minutes pass
    Then storage holds 1 accounts
