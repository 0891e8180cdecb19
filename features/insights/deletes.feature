# Deletes: section 6.3 of the reference.
@storage
Feature: What is deleted is gone
  A client deletes transactions, accounts or a whole consumer, and what was deleted
  shows up nowhere any more.

  @mandatory @STG-DEL-01 @API-BODY-04
  Scenario: Transactions are deleted, and no others
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount |
      | t1 | 2 days ago | 100    |
      | t2 | 2 days ago | 200    |
      | t3 | 2 days ago | 300    |
    When the client calls Delete Transactions with:
      | insights_transaction_ids | ["t1", "t3"] |
    Then the answer is 200
    And the answer has no body
    And storage holds the transactions t2

  @mandatory @STG-DEL-01
  Scenario: A report does not count what was deleted
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  |
      | t1 | 2 days ago | 100    | DEBIT |
      | t2 | 2 days ago | 200    | DEBIT |
    And the client has called Delete Transactions with:
      | insights_transaction_ids | ["t1"] |
    When the client calls the Categorization report
    Then the answer lists the transactions t2

  @mandatory @STG-DEL-01 @consumer
  Scenario: What came from a bank is deleted, too
    Given a consumer whose data were acquired
    And the client has called List Transactions with:
      | from_date       | 400 days ago |
      | to_date         | today        |
      | pagination.size | 1000         |
    When the client takes away the first transaction
    Then the answer is 200
    And storage holds one transaction less than before

  @mandatory @STG-DEL-02 @API-BODY-04
  Scenario: An account is deleted with its transactions, and no other
    Given a stored account
    And another stored account
    And the account holds these transactions:
      | id | date       | amount |
      | a1 | 2 days ago | 100    |
    And the other account holds these transactions:
      | id | date       | amount |
      | b1 | 2 days ago | 200    |
    When the client calls Delete Accounts with:
      | insights_account_ids | [the account] |
    Then the answer has no body
    And storage holds the transactions b1

  @mandatory @STG-DEL-02
  Scenario: An account that was deleted is not listed
    Given a stored account
    And another stored account
    And the client has called Delete Accounts with:
      | insights_account_ids | [the account] |
    When the client calls List Accounts
    Then the answer lists 1 accounts
    And every account's "insights_account_id" is the other account

  @mandatory @STG-DEL-03 @API-BODY-04
  Scenario: A consumer is deleted with all accounts and transactions
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount |
      | t1 | 2 days ago | 100    |
    When the client calls Delete Consumer
    Then the answer is 200
    And the answer has no body
    And storage holds no accounts
    And storage holds no transactions

  @mandatory @STG-DEL-03 @consumer
  Scenario: A consumer whose data came from a bank is deleted
    Given a consumer whose data were acquired
    And the client has called List Transactions
    And the client has called List Accounts
    When the client calls Delete Consumer
    Then the answer is 200
    And storage holds no transactions
    And storage holds no accounts

  @optional @RPT-ALL-07
  Scenario: Of a consumer that was deleted there is no report
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount |
      | t1 | 2 days ago | 100    |
    And the client has called Delete Consumer
    When the client calls the Account Info report
    Then the answer is 404 with the code "NOT_FOUND"

  @optional @STG-DEL-04
  Scenario: A consumer that there is not is not deleted
    When the client calls Delete Consumer with:
      | insights_consumer_id | an id that was never given out |
    Then the answer is 404 with the code "NOT_FOUND"
    And the answer's "error.message" is a text

  @optional @STG-DEL-04
  Scenario: With an account that there is not none is deleted
    Given a stored account
    When the client calls Delete Accounts with:
      | insights_account_ids | [the account, an id that was never given out] |
    Then the answer is 404 with the code "NOT_FOUND"
    And storage holds 1 accounts

  @mandatory @STG-DEL-05
  Scenario Outline: <call> without <member> is refused
    Given a stored account
    When the client <call> with:
      | insights_account_ids     | [the account] |
      | insights_transaction_ids | ["t1"]        |
      | <member>                 | left out      |
    Then the answer is 400
    And storage holds 1 accounts

    Examples:
      | call                      | member                   |
      | calls Delete Consumer     | insights_consumer_id     |
      | calls Delete Accounts     | insights_consumer_id     |
      | calls Delete Accounts     | insights_account_ids     |
      | calls Delete Transactions | insights_consumer_id     |
      | calls Delete Transactions | insights_account_id      |
      | calls Delete Transactions | insights_transaction_ids |
