# Group by category and expense category: section 6.6 of the reference.
@reports
Feature: The Group By Category and Expense Category reports
  They tell each category with the number and the sum of its transactions.

  @optional @RPT-GRP-01
  Scenario Outline: The <what> of <habit> is <number>
    Given a stored account
    And the account holds the household's five months
    When the client calls the Group By Category report with:
      | report_days | 200 |
    Then the <what> of the group of "<habit>" is <number>

    Examples:
      | habit               | what  | number  |
      | OUR SALARY    | count | 5       |
      | OUR SALARY    | sum   | 1560000 |
      | OUR RENT      | count | 5       |
      | OUR RENT      | sum   | 472500  |
      | OUR GROCERIES | count | 4       |
      | OUR GROCERIES | sum   | 23587   |
      | OUR INSURANCE | sum   | 94950   |

  @optional @RPT-GRP-01
  Scenario: Each category is one group with id, name, count and sum
    Given a stored account
    And the account holds the household's five months
    When the client calls the Group By Category report
    Then each "id" is there once among the groups
    And every group's "name" is a text
    And every group's "count" is at least 1
    And every group's "sum" is an amount

  @optional @RPT-GRP-02
  Scenario: The other spelling of the path gives the same
    Given a stored account
    And the account holds the household's five months
    And the client has called the Group By Category report
    When the client calls the Group By Category report at its other path
    Then the answer is 200
    And the answer is that of the Group By Category report

  @optional @RPT-GRP-03
  Scenario Outline: The months of the <report> report make up each category
    Given a stored account
    And the account holds the household's five months
    When the client calls the <report> report with:
      | report_days | 200   |
      | split_by    | MONTH |
    Then every group's "months" is a list
    And the months of each group add up to it

    Examples:
      | report            |
      | Group By Category |
      | Expense Category  |

  @optional @RPT-GRP-03
  Scenario: Months that begin on another day make up each category, too
    Given a stored account
    And the account holds the household's five months
    When the client calls the Group By Category report with:
      | report_days                 | 200   |
      | split_by                    | MONTH |
      | split_by_month_adjusted_day | 15    |
    Then the months of each group add up to it

  @optional @RPT-GRP-03
  Scenario: Without split_by there are no months
    Given a stored account
    And the account holds the household's five months
    When the client calls the Group By Category report
    Then every group's "sum" is an amount
    And every group's "months" is left out

  @optional @RPT-GRP-04
  Scenario Outline: With <member> <value> the sum of the groups is <sum>
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type   | state     | labels       | category_ids                             |
      | t1 | 5 days ago | 100    | DEBIT  | PROCESSED | {"a": "one"} | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] |
      | t2 | 4 days ago | 250    | DEBIT  | PENDING   |              | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] |
      | t3 | 3 days ago | 1000   | DEBIT  | PROCESSED |              | ["8f1f56e6-a312-454d-b0ee-e20350cb5c1c"] |
      | t4 | 3 days ago | 30     | CREDIT | PROCESSED |              | ["8f1f56e6-a312-454d-b0ee-e20350cb5c1c"] |
    When the client calls the Group By Category report with:
      | <member> | <value> |
    Then the sum of all groups is <sum>

    Examples:
      | member           | value                                    | sum   |
      | max_amount       | 250                                      | 320   |
      | min_amount       | 250                                      | 1250  |
      | transaction_type | CREDIT                                   | 30    |
      | transaction_type | DEBIT                                    | 1350  |
      | states           | ["PENDING"]                              | 250   |
      | states           | ["PENDING", "UNKNOWN"]                   | 250   |
      | labels           | [{"key": "a", "value": "one"}]           | 100   |
      | excluded_labels  | [{"key": "a", "value": "one"}]           | 1220  |
      | category_ids     | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] | 350   |

  Scenario Outline: Excluded categories are not among the groups of the <report> report
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  | category_ids                             |
      | t1 | 5 days ago | 100    | DEBIT | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] |
      | t2 | 3 days ago | 1000   | DEBIT | ["8f1f56e6-a312-454d-b0ee-e20350cb5c1c"] |
    When the client calls the <report> report with:
      | excluded_categories | ["8f1f56e6-a312-454d-b0ee-e20350cb5c1c"] |
    Then the answer lists 1 groups
    And every group's "id" is 62ca48cb-949d-593c-9e5d-657b2c36cafc

    @mandatory @RPT-GRP-05
    Examples: The body of this one is documented
      | report           |
      | Expense Category |

    @optional @RPT-GRP-04
    Examples: The body of this one is not documented
      | report            |
      | Group By Category |

  @optional @RPT-GRP-04
  Scenario Outline: The groups in the order <order>
    Given a stored account
    And the account holds the household's five months
    When the client calls the Group By Category report with:
      | report_days | 200                                        |
      | order       | [{"field": "CATEGORY", "order": "<order>"}] |
    Then the groups are ordered by "name" <way>

    Examples:
      | order | way        |
      | ASC   | upwards |
      | DESC  | downwards |

  @optional @RPT-GRP-04
  Scenario: With only_main_category the groups are roots
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  | category_ids                             |
      | t1 | 5 days ago | 100    | DEBIT | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] |
    When the client calls the Group By Category report with:
      | only_main_category | true |
    Then the answer lists 1 groups
    And every group's "id" is 7a7e8a81-9447-533d-88a3-494d2ec14f09

  @mandatory @RPT-EXP-01
  Scenario: Expenses are what was spent, without what was earned
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type   |
      | t1 | 5 days ago | 100    | DEBIT  |
      | t2 | 3 days ago | 1000   | DEBIT  |
      | t3 | 3 days ago | 50000  | CREDIT |
    When the client calls the Expense Category report
    Then the sum of all groups is 1100

  @mandatory @RPT-EXP-01
  Scenario: Expenses have number and sum of each category
    Given a stored account
    And the account holds the household's five months
    When the client calls the Expense Category report with:
      | report_days | 200 |
    Then the count of the group of "OUR RENT" is 5
    And the sum of the group of "OUR RENT" is 472500
    And there is no group of "OUR SALARY"

  @optional @RPT-CTG-11
  Scenario Outline: <member> as <value> is refused
    Given a stored account
    When the client calls the Group By Category report with:
      | <member> | <value> |
    Then the answer is 400 with the code "VALIDATION_ERROR"
    And an error is at "<member>"

    Examples:
      | member                      | value          |
      | split_by                    | WEEK           |
      | split_by_month_adjusted_day | 0              |
      | split_by_month_adjusted_day | 32             |
      | transaction_type            | DEBIT_AND_ZERO |
      | combine_accounts            | SOME           |
