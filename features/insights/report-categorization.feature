# Categorized transactions: section 6.6 of the reference, every option.
@reports
Feature: The Categorization report
  It lists transactions with their categories and brands, filtered, sorted and in
  pieces, and says how much of the frame the data cover.

  @mandatory @RPT-CTG-01
  Scenario: Every transaction has type, method, amount and categories
    Given a stored account
    And the account holds the household's five months
    When the client calls the Categorization report with:
      | report_days | 200 |
    Then the answer lists 25 transactions
    And every transaction's "type" is one of DEBIT or CREDIT
    And every transaction's "method" is one of TRANSFER, DIRECT_DEBIT, INSTANT or UNKNOWN
    And every transaction's "categories.0.name" is a text

  @mandatory @RPT-CTG-01 @consumer
  Scenario: What came from a bank has its bank's id and its account
    Given a consumer whose data were acquired
    When the client calls the Categorization report
    Then the answer lists at least 5 transactions
    And some transaction's "ob_transaction_id" is a text
    And every transaction's "insights_account_id" is the account
    And each "insights_transaction_id" is there once among the transactions

  @mandatory @API-AMT-01 @consumer
  Scenario: The amounts of transactions have no sign
    Given a consumer whose data were acquired with:
      | username | acin-demo-data |
    When the client calls the Categorization report
    Then every transaction's "amount.amount" is at least 0
    And some transaction's "type" is DEBIT
    And some transaction's "type" is CREDIT

  @mandatory @RPT-CTG-02
  Scenario: size cuts the list
    Given a stored account
    And the account holds 20 transactions
    When the client calls the Categorization report with:
      | size | 7 |
    Then the answer lists 7 transactions

  @mandatory @RPT-CTG-02
  Scenario: offset leaves out the first
    Given a stored account
    And the account holds 20 transactions
    When the client calls the Categorization report with:
      | size   | 10 |
      | offset | 15 |
    Then the answer lists 5 transactions

  @mandatory @RPT-CTG-02
  Scenario Outline: Pieces of <size> make the whole
    Given a stored account
    And the account holds 20 transactions
    When the client walks through the Categorization report, <size> at a time
    Then the pages hold each of 20 transactions once

    Examples:
      | size |
      | 1    |
      | 7    |
      | 10   |
      | 20   |

  @mandatory @RPT-CTG-03
  Scenario Outline: <member> <value> lists <ids>
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type   |
      | t0 | 6 days ago | 0      | CREDIT |
      | t1 | 5 days ago | 100    | DEBIT  |
      | t2 | 4 days ago | 200    | DEBIT  |
      | t3 | 3 days ago | 300    | CREDIT |
      | t4 | 2 days ago | 400    | CREDIT |
    When the client calls the Categorization report with:
      | <member> | <value> |
    Then the answer lists the transactions <ids>

    Examples:
      | member           | value          | ids               |
      | max_amount       | 200            | t0, t1 and t2     |
      | max_amount       | 0              | t0                |
      | min_amount       | 300            | t3 and t4         |
      | transaction_type | DEBIT          | t1 and t2         |
      | transaction_type | CREDIT         | t0, t3 and t4     |
      | transaction_type | DEBIT_AND_ZERO | t0, t1 and t2     |

  @mandatory @RPT-CTG-04
  Scenario Outline: <member> <value> takes <ids>
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | state     | category_ids                             |
      | t1 | 5 days ago | 100    | PROCESSED | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] |
      | t2 | 4 days ago | 200    | PENDING   | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] |
      | t3 | 3 days ago | 300    | CANCELED  | ["8f1f56e6-a312-454d-b0ee-e20350cb5c1c"] |
      | t4 | 2 days ago | 400    | FAILED    | ["8f1f56e6-a312-454d-b0ee-e20350cb5c1c"] |
    When the client calls the Categorization report with:
      | <member> | <value> |
    Then the answer lists the transactions <ids>

    Examples:
      | member                   | value                                    | ids           |
      | states                   | ["PROCESSED"]                            | t1            |
      | states                   | ["PENDING", "CANCELED"]                  | t2 and t3     |
      | states                   | ["FAILED"]                               | t4            |
      | states                   | ["FAILED", "UNKNOWN"]                    | t4            |
      | insights_transaction_ids | ["t1", "t4"]                             | t1 and t4     |
      | category_ids             | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] | t1 and t2     |
      | category_ids             | ["8f1f56e6-a312-454d-b0ee-e20350cb5c1c"] | t3 and t4     |

  @mandatory @RPT-CTG-04
  Scenario: category_ids of a parent take what is below it
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | category_ids                             |
      | t1 | 5 days ago | 100    | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] |
      | t2 | 3 days ago | 300    | ["8f1f56e6-a312-454d-b0ee-e20350cb5c1c"] |
    When the client calls the Categorization report with:
      | category_ids | ["7a7e8a81-9447-533d-88a3-494d2ec14f09"] |
    Then the answer lists the transactions t1

  @mandatory @RPT-CTG-04 @consumer
  Scenario: brand_ids take the transactions of a brand
    Given a consumer whose data were acquired with:
      | username     | acin-demo-data |
      | refresh_days | 120            |
    When the client asks for the Categorization report of one brand
    Then the answer lists at least 1 transactions
    And every transaction's "brand.id" is the brand

  @mandatory @RPT-CTG-05
  Scenario Outline: <member> <value> lists the transactions <ids>
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | labels                     |
      | t1 | 5 days ago | 100    | {"kind": "a", "seen": "y"} |
      | t2 | 4 days ago | 200    | {"kind": "b", "seen": "y"} |
      | t3 | 3 days ago | 300    |         |
    When the client calls the Categorization report with:
      | <member> | <value> |
    Then the answer lists the transactions <ids>

    Examples:
      | member          | value                           | ids       |
      | labels          | [{"key": "kind", "value": "a"}] | t1        |
      | labels          | [{"key": "seen", "value": "y"}] | t1 and t2 |
      | excluded_labels | [{"key": "kind", "value": "a"}] | t2 and t3 |
      | excluded_labels | [{"key": "seen", "value": "y"}] | t3        |

  @mandatory @RPT-CTG-06
  Scenario Outline: By <field> in the order <order>
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type   | category_ids                             |
      | t1 | 5 days ago | 300    | DEBIT  | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] |
      | t2 | 4 days ago | 100    | CREDIT | ["7a7e8a81-9447-533d-88a3-494d2ec14f09"] |
      | t3 | 3 days ago | 200    | DEBIT  | ["8f1f56e6-a312-454d-b0ee-e20350cb5c1c"] |
    When the client calls the Categorization report with:
      | order | <order> |
    Then the answer lists the transactions <ids> in this order

    Examples:
      | field            | order                                           | ids           |
      | AMOUNT           | [{"field": "AMOUNT"}]                           | t2, t3 and t1 |
      | AMOUNT           | [{"field": "AMOUNT", "order": "DESC"}]          | t1, t3 and t2 |
      | DATE             | [{"field": "DATE", "order": "ASC"}]             | t1, t2 and t3 |
      | DATE             | [{"field": "DATE", "order": "DESC"}]            | t3, t2 and t1 |
      | AMOUNT_WITH_TYPE | [{"field": "AMOUNT_WITH_TYPE"}]                 | t1, t3 and t2 |
      | AMOUNT_WITH_TYPE | [{"field": "AMOUNT_WITH_TYPE", "order":"DESC"}] | t2, t3 and t1 |

  @consumer
  Scenario Outline: By <field>, <way>, of what came from a bank
    Given a consumer whose data were acquired with:
      | username | acin-demo-data |
    When the client calls the Categorization report with:
      | order | [{"field": "<field>", "order": "<order>"}] |
    Then the transactions are ordered by "<member>" <way>

    @mandatory @RPT-CTG-06
    Examples: What the order is goes without saying
      | field  | order | member        | way       |
      | AMOUNT | ASC   | amount.amount | upwards   |
      | DATE   | DESC  | day           | downwards |

    @optional @RPT-CTG-12
    Examples: That names are in order is inferred
      | field    | order | member            | way       |
      | CATEGORY | ASC   | categories.0.name | upwards   |
      | CATEGORY | DESC  | categories.0.name | downwards |

  @mandatory @RPT-CTG-06 @consumer
  Scenario Outline: By <field> the transactions of one stand together
    Given a consumer whose data were acquired with:
      | username | acin-demo-data |
    When the client calls the Categorization report with:
      | order.0.field | <field> |
    Then the transactions of one "<member>" stand together

    Examples:
      | field    | member          |
      | CATEGORY | categories.0.id |
      | BRAND    | brand.id        |

  @optional @RPT-CTG-12 @consumer
  Scenario: By BRAND the transactions are in the order of its names
    Given a consumer whose data were acquired with:
      | username | acin-demo-data |
    When the client calls the Categorization report with:
      | order | [{"field": "BRAND"}] |
    Then the transactions with a brand are ordered by "brand.name"

  @mandatory @RPT-CTG-07 @consumer
  Scenario: With only_main_category the categories are roots
    Given a consumer whose data were acquired with:
      | username | acin-demo-data |
    When the client calls the Categorization report with:
      | only_main_category | true |
    Then the answer lists at least 20 transactions
    And every category of the answer is a root of the Category List

  @mandatory @RPT-CTG-07
  Scenario: With only_main_category a category of the client's becomes its root
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | category_ids                             |
      | t1 | 5 days ago | 100    | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] |
    When the client calls the Categorization report with:
      | only_main_category | true |
    Then the answer lists the transactions t1
    And every transaction's "categories.0.id" is 7a7e8a81-9447-533d-88a3-494d2ec14f09

  @mandatory @RPT-CTG-08 @consumer
  Scenario Outline: Of <days> days, of which 62 were acquired, the data are <availability>
    Given a consumer whose data were acquired
    When the client calls the Categorization report with:
      | report_days | <days> |
    Then every report's "data_availability" is <availability>

    Examples:
      | days | availability |
      | 30   | COMPLETE     |
      | 200  | PARTIAL      |

  @mandatory @RPT-CTG-08 @consumer
  Scenario: Of days before all that was acquired there are no data
    Given a consumer whose data were acquired
    When the client calls the Categorization report with:
      | from_date | 300 days ago |
      | to_date   | 200 days ago |
    Then every report's "data_availability" is NONE

  @optional @RPT-CTG-09 @consumer
  Scenario Outline: required_data_availability <required> of <days> days is answered <status>
    Given a consumer whose data were acquired
    When the client calls the Categorization report with:
      | report_days                | <days>     |
      | required_data_availability | <required> |
    Then the answer is <status>

    Examples:
      | days | required | status |
      | 30   | COMPLETE | 200    |
      | 200  | COMPLETE | 400    |
      | 200  | PARTIAL  | 200    |
      | 200  | NONE     | 200    |

  @optional @RPT-CTG-11
  Scenario Outline: <member> as <value> is refused
    Given a stored account
    When the client calls the Categorization report with:
      | <member> | <value> |
    Then the answer is 400 with the code "VALIDATION_ERROR"
    And an error is at "<at>"

    Examples:
      | member                     | value                                | at                         |
      | size                       | 0                                    | size                       |
      | size                       | "ten"                                | size                       |
      | offset                     | -1                                   | offset                     |
      | max_amount                 | 1.5                                  | max_amount                 |
      | min_amount                 | 99999999999999999999                 | min_amount                 |
      | transaction_type           | BOTH                                 | transaction_type           |
      | states                     | ["DONE"]                             | states[0]                  |
      | order                      | [{"field": "NAME"}]                  | order[0].field             |
      | order                      | [{"field": "DATE", "order": "UP"}]   | order[0].order             |
      | combine_accounts           | SOME                                 | combine_accounts           |
      | required_data_availability | MOST                                 | required_data_availability |
      | only_main_category         | "yes"                                | only_main_category         |
