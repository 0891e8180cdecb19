# The page "Common Workflows": use without the bank data acquisition, sentence by
# sentence.
@workflows
Feature: Account Insights without the bank data acquisition
  The data come from other sources: the client puts them into storage, and reports
  are made from them.

  @mandatory @WFL-01 @WFL-39 @WFL-43
  Scenario: From an account to a report, without a bank
    Given a stored account
    And the account holds these transactions:
      | id | date        | amount | type   | reference                |
      | t1 | 40 days ago | 3895   | DEBIT  | HM online de             |
      | t2 | 10 days ago | 250000 | CREDIT | Lohn und Gehalt          |
    When the client calls the Categorization report
    Then the answer lists the transactions t1 and t2
    And every report's "insights_consumer_id" is the consumer

  @mandatory @WFL-41
  Scenario: Create Account takes the account
    When the client calls Create Account with:
      | account.iban         | DE06000000000023456789 |
      | account.holder_name  | Max Mustermann         |
      | account.account_type | DEFAULT                |
      | account.currency     | EUR                    |
    Then the answer is 200
    And the answer's "data.insights_consumer_id" is a text
    And the answer's "data.insights_account_id" is a text

  @mandatory @WFL-42
  Scenario: Create Transactions takes the transactions
    Given a stored account
    When the client calls Create Transactions with:
      | transactions.0.insights_transaction_id | transaction-id-1                                         |
      | transactions.0.booking_date            | 5 days ago                                               |
      | transactions.0.reference               | xa0h0d0svlsyw0bap0boahuqxb HM online de, ref. 13676134   |
      | transactions.0.amount                  | {"amount": 3895, "currency": "EUR"}                      |
      | transactions.0.type                    | DEBIT                                                    |
      | transactions.0.labels                  | {"key1": "value1", "key2": "value2"}                     |
    Then the answer is a success
    And storage holds the transactions transaction-id-1

  @mandatory @WFL-40
  Scenario Outline: What was put into storage is there for the <report> report
    Given a stored account
    And the account holds these transactions:
      | id | date        | amount | type  |
      | t1 | 12 days ago | 3895   | DEBIT |
      | t2 | 2 days ago  | 1105   | DEBIT |
    When the client calls the <report> report
    Then the answer lists 1 reports
    And every report's "<member>" is <value>

    Examples:
      | report            | member                     | value       |
      | Account Info      | oldest_transaction_date    | 12 days ago |
      | Categorization    | transactions.0.amount      | there       |
      | Expense Category  | categories.0.count         | 2           |

  @optional @RPT-GRP-01
  Scenario: What was put into storage is there for the Group By Category report
    Given a stored account
    And the account holds these transactions:
      | id | date        | amount | type  |
      | t1 | 12 days ago | 3895   | DEBIT |
      | t2 | 2 days ago  | 1105   | DEBIT |
    When the client calls the Group By Category report
    Then the answer lists 1 reports
    And every report's "categories.0.count" is 2

  @mandatory @WFL-43
  Scenario: The insights_consumer_id is the client's own, if it wants
    Given a stored account with:
      | insights_consumer_id | 6c03aff-8fa0046-ffae74-b0cbc-4d5fd1 and a suffix |
    And the account holds these transactions:
      | id | date       | amount | type  |
      | t1 | 2 days ago | 1105   | DEBIT |
    When the client calls the Categorization report with:
      | insights_consumer_id | 6c03aff-8fa0046-ffae74-b0cbc-4d5fd1 and a suffix |
    Then the answer lists the transactions t1

  @mandatory @WFL-40 @consumer
  Scenario: Own data join those that came from a bank
    Given a consumer whose data were acquired
    And another stored account
    And the other account holds these transactions:
      | id  | date       | amount | type  |
      | own | 2 days ago | 1105   | DEBIT |
    When the client calls the Categorization report
    Then the answer lists 2 reports
    And some transaction's "insights_transaction_id" is own
    And some transaction's "insights_account_id" is the account

  @optional @RPT-ALL-07
  Scenario: Before anything is in storage there is no report
    When the client calls the Categorization report with:
      | insights_consumer_id | an id that was never given out |
    Then the answer is 404 with the code "NOT_FOUND"
    And the answer's "error.message" is a text
