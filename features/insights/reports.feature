# What all reports have in common: section 6.6 of the reference.
@reports
Feature: What every report owes
  Reports are made of what is in storage: for the accounts and the days asked for,
  one report for each account, the same each time.

  @mandatory @RPT-ALL-01
  Scenario Outline: The <report> report names its type, consumer, accounts and refresh
    Given a stored account
    And the account holds the household's five months
    When the client calls the <report> report
    Then the answer tells:
      | data.reports.0.type                 | a text        |
      | data.reports.0.insights_consumer_id | the consumer  |
      | data.reports.0.insights_account_ids | [the account] |
      | data.reports.0.refreshed_at         | a time        |

    Examples:
      | report                 |
      | Account Info           |
      | Categorization         |
      | Group By Category      |
      | Expense Category       |
      | Recurring Transactions |

  @mandatory @RPT-ALL-01
  Scenario Outline: The type of the <report> report is <type>
    Given a stored account
    And the account holds the household's five months
    When the client calls the <report> report
    Then every report's "type" is <type>

    Examples:
      | report           | type               |
      | Account Info     | ACCOUNT_INFOS      |
      | Expense Category | EXPENSE_CATEGORIES |

  @optional @API-BODY-03
  Scenario Outline: The type of the <report> report is <type>, by analogy
    Given a stored account
    And the account holds the household's five months
    When the client calls the <report> report
    Then every report's "type" is <type>

    Examples:
      | report                 | type                   |
      | Categorization         | CATEGORIZATION         |
      | Group By Category      | GROUP_BY_CATEGORY      |
      | Recurring Transactions | RECURRING_TRANSACTIONS |

  @mandatory @RPT-ALL-02
  Scenario Outline: There is one <report> report for each account
    Given a stored account
    And another stored account
    And another stored account
    When the client calls the <report> report
    Then the answer lists 3 reports
    And each "insights_account_ids" is there once among the reports

    Examples:
      | report                 |
      | Account Info           |
      | Categorization         |
      | Group By Category      |
      | Recurring Transactions |

  @mandatory @RPT-ALL-03
  Scenario Outline: The <report> report is made of the accounts asked for
    Given a stored account
    And another stored account
    And another stored account
    When the client calls the <report> report with:
      | insights_account_ids | [the other account, the third account] |
    Then the answer lists 2 reports
    And no report's "insights_account_ids" is [the account]

    Examples:
      | report         |
      | Account Info   |
      | Categorization |

  @mandatory @RPT-ALL-03
  Scenario Outline: The <report> report leaves the excluded accounts out
    Given a stored account
    And another stored account
    And another stored account
    When the client calls the <report> report with:
      | excluded_insights_account_ids | [the other account] |
    Then the answer lists 2 reports
    And no report's "insights_account_ids" is [the other account]

    Examples:
      | report         |
      | Account Info   |
      | Categorization |

  @mandatory @RPT-ALL-04
  Scenario Outline: The <report> report refuses both lists of accounts at once
    Given a stored account
    And another stored account
    When the client calls the <report> report with:
      | insights_account_ids          | [the account]       |
      | excluded_insights_account_ids | [the other account] |
    Then the answer is 400

    Examples:
      | report                 |
      | Account Info           |
      | Balances               |
      | Balance Over Time      |
      | Categorization         |
      | Group By Category      |
      | Expense Category       |
      | Recurring Transactions |

  @mandatory @RPT-ALL-05
  Scenario Outline: The <report> report is of 62 days where nothing is said
    Given a stored account
    And the account holds the household's five months
    When the client calls the <report> report
    Then every report's "to_date" is today
    And every report's "from_date" is one of 61 days ago or 62 days ago

    Examples:
      | report                 |
      | Categorization         |
      | Group By Category      |
      | Expense Category       |
      | Recurring Transactions |

  @mandatory @RPT-ALL-05
  Scenario Outline: The <report> report is of the frame asked for
    Given a stored account
    And the account holds the household's five months
    When the client calls the <report> report with:
      | from_date | 40 days ago |
      | to_date   | 8 days ago  |
    Then every report's "from_date" is 40 days ago
    And every report's "to_date" is 8 days ago

    Examples:
      | report                 |
      | Categorization         |
      | Group By Category      |
      | Expense Category       |
      | Recurring Transactions |

  @mandatory @RPT-ALL-05
  Scenario: Both ends of the frame belong to a report
    Given a stored account
    And the account holds these transactions:
      | id     | date        | amount | type  |
      | before | 21 days ago | 100    | DEBIT |
      | first  | 20 days ago | 200    | DEBIT |
      | last   | 10 days ago | 300    | DEBIT |
      | after  | 9 days ago  | 400    | DEBIT |
    When the client calls the Categorization report with:
      | from_date | 20 days ago |
      | to_date   | 10 days ago |
    Then the answer lists the transactions first and last

  @mandatory @RPT-ALL-05
  Scenario: report_days says how many days back
    Given a stored account
    And the account holds these transactions:
      | id  | date        | amount | type  |
      | old | 12 days ago | 100    | DEBIT |
      | in  | 8 days ago  | 200    | DEBIT |
    When the client calls the Categorization report with:
      | report_days | 10 |
    Then the answer lists the transactions in

  @mandatory @RPT-ALL-06
  Scenario Outline: The <report> report refuses report_days beside <member>
    Given a stored account
    When the client calls the <report> report with:
      | report_days | 30         |
      | <member>    | 8 days ago |
    Then the answer is 400

    Examples:
      | report                 | member    |
      | Balance Over Time      | from_date |
      | Categorization         | from_date |
      | Categorization         | to_date   |
      | Group By Category      | from_date |
      | Expense Category       | from_date |
      | Recurring Transactions | from_date |

  @optional @RPT-ALL-07
  Scenario Outline: The <report> report of a consumer that there is not is answered 404
    When the client calls the <report> report with:
      | insights_consumer_id | an id that was never given out |
    Then the answer is 404 with the code "NOT_FOUND"
    And the answer's "error.message" is a text

    Examples:
      | report                 |
      | Account Info           |
      | Balances               |
      | Balance Over Time      |
      | Categorization         |
      | Group By Category      |
      | Expense Category       |
      | Recurring Transactions |

  @optional @RPT-ALL-07
  Scenario: A report of an account that there is not is answered 404
    Given a stored account
    When the client calls the Account Info report with:
      | insights_account_ids | [the account, an id that was never given out] |
    Then the answer is 404 with the code "NOT_FOUND"

  @mandatory @RPT-ALL-08
  Scenario Outline: combine_accounts ALL makes one <report> report
    Given a stored account
    And another stored account
    And the account holds these transactions:
      | id | date       | amount | type  |
      | a1 | 2 days ago | 100    | DEBIT |
    And the other account holds these transactions:
      | id | date       | amount | type  |
      | b1 | 2 days ago | 200    | DEBIT |
    When the client calls the <report> report with:
      | combine_accounts | ALL |
    Then the answer lists 1 reports
    And every report's "insights_account_ids" is [the account, the other account]

    Examples:
      | report            |
      | Categorization    |
      | Group By Category |
      | Expense Category  |

  @mandatory @RPT-ALL-08
  Scenario: Combined accounts add up
    Given a stored account
    And another stored account
    And the account holds 20 transactions
    And the other account holds these transactions:
      | id | date       | amount | type  |
      | b1 | 2 days ago | 200    | DEBIT |
    When the client calls the Group By Category report with:
      | combine_accounts | ALL |
    Then the sum of all groups is 21200

  @mandatory @RPT-ALL-08
  Scenario: combine_accounts NONE leaves a report for each
    Given a stored account
    And another stored account
    When the client calls the Categorization report with:
      | combine_accounts | NONE |
    Then the answer lists 2 reports

  @optional @RPT-ALL-11
  Scenario: Accounts of different currencies are not combined
    Given a stored account
    And another stored account with:
      | account.currency | GBP |
    And the account holds these transactions:
      | id | date       | amount | type  |
      | a1 | 2 days ago | 100    | DEBIT |
    When the client calls the Group By Category report with:
      | combine_accounts | ALL |
    Then the answer is 400 with the code "VALIDATION_ERROR"

  @mandatory @RPT-ALL-09
  Scenario: The reports of a household add up to each other
    Given a stored account
    And the account holds the household's five months
    When the client makes the Categorization, Group By Category and Expense Category reports of 200 days
    Then the Group By Category report adds up to the Categorization report
    And the Expense Category report adds up to the Categorization report

  @mandatory @RPT-ALL-09 @consumer
  Scenario Outline: The reports of what came from a bank for <username> add up to each other
    Given a consumer whose data were acquired with:
      | username     | <username> |
      | refresh_days | 180        |
      | accounts.all | true       |
    When the client makes the Categorization, Group By Category and Expense Category reports of 200 days
    Then the Group By Category report adds up to the Categorization report
    And the Expense Category report adds up to the Categorization report

    Examples:
      | username       |
      | max            |
      | acin-demo-data |

  @optional @RPT-ALL-10
  Scenario Outline: A report of <one> <this> and <other> <that> is refused
    Given a stored account
    When the client calls the Categorization report with:
      | <one>   | <this> |
      | <other> | <that> |
    Then the answer is 400 with the code "VALIDATION_ERROR"

    Examples:
      | one         | this        | other   | that        |
      | from_date   | 10 days ago | to_date | 20 days ago |
      | report_days | 0           | size    | 10          |
      | report_days | -1          | size    | 10          |
      | from_date   | 2026-02-30  | to_date | today       |

  @mandatory @RPT-ALL-12
  Scenario: A report of 1,825 days is made
    Given a stored account
    And the account holds these transactions:
      | id  | date          | amount | type  |
      | old | 1820 days ago | 100    | DEBIT |
      | now | today         | 200    | DEBIT |
    When the client calls the Categorization report with:
      | report_days | 1825 |
    Then the answer lists the transactions old and now

  @mandatory @RPT-ALL-13
  Scenario Outline: The <report> report is the same each time
    Given a stored account
    And the account holds the household's five months
    And the client has called the <report> report
    When the client calls the <report> report
    Then the answer is as before

    Examples:
      | report                 |
      | Account Info           |
      | Categorization         |
      | Group By Category      |
      | Expense Category       |
      | Recurring Transactions |
