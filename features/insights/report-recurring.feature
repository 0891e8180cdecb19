# Recurring transactions and the modular form: section 6.6 of the reference.
@reports
Feature: The Recurring Transactions report, and several reports at once
  It finds what comes again every month. The modular form makes several reports in
  one call.

  @optional @RPT-REC-01
  Scenario: Salary, rent, insurance and subscription recur, and nothing else
    Given a stored account
    And the account holds the household's five months
    When the client calls the Recurring Transactions report with:
      | report_days | 200 |
    Then the series are OUR SALARY, OUR RENT, OUR INSURANCE and OUR SUBSCRIPTION

  @optional @RPT-REC-01 @consumer
  Scenario: Something recurs in the data of a bank
    Given a consumer whose data were acquired with:
      | username     | acin-demo-data |
      | refresh_days | 180            |
    When the client calls the Recurring Transactions report with:
      | report_days | 180 |
    Then the answer lists at least 3 series

  @optional @RPT-REC-01
  Scenario: What came once does not recur
    Given a stored account
    And the account holds these transactions:
      | id | date        | amount | type  | reference |
      | t1 | 50 days ago | 100    | DEBIT | Apple pie |
      | t2 | 31 days ago | 7000   | DEBIT | New shoes |
      | t3 | 3 days ago  | 1000   | DEBIT | A book    |
    When the client calls the Recurring Transactions report
    Then the answer lists 1 reports
    And the answer lists 0 series

  @optional @API-BODY-03
  Scenario: Each series says its period, its amount and its transactions
    Given a stored account
    And the account holds the household's five months
    When the client calls the Recurring Transactions report with:
      | report_days | 200 |
    Then every series's "period" is MONTHLY
    And every series's "amount" is an amount
    And every series's "transactions.#" is at least 3

  @mandatory @RPT-MOD-01
  Scenario: Several reports are made at once
    Given a stored account
    And the account holds the household's five months
    When the client calls the Modular report with:
      | reports | [{"type": "ACCOUNT_INFOS"}, {"type": "EXPENSE_CATEGORIES"}] |
    Then the answer tells:
      | data.accounts.#                     | 1                  |
      | data.accounts.0.insights_account_id | the account        |
      | data.accounts.0.reports.0.type      | ACCOUNT_INFOS      |
      | data.accounts.0.reports.1.type      | EXPENSE_CATEGORIES |

  @mandatory @RPT-MOD-01
  Scenario: Several reports stand under each account
    Given a stored account
    And another stored account
    When the client calls the Modular report with:
      | reports | [{"type": "ACCOUNT_INFOS"}] |
    Then the answer's "data.accounts.#" is 2
    And the answer's "data.accounts.1.reports.0.type" is ACCOUNT_INFOS

  @mandatory @RPT-MOD-01
  Scenario: Options of a report are said beside its type
    Given a stored account
    And the account holds 20 transactions
    When the client calls the Modular report with:
      | reports | [{"type": "CATEGORIZATION", "options": {"size": 3}}] |
    Then the answer's "data.accounts.0.reports.0.transactions.#" is 3

  @optional @RPT-CTG-11
  Scenario: A report that there is not is refused
    Given a stored account
    When the client calls the Modular report with:
      | reports | [{"type": "HOROSCOPE"}] |
    Then the answer is 400 with the code "VALIDATION_ERROR"
    And an error is at "reports[0].type"
