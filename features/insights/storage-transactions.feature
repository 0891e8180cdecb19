# Transactions in storage: section 6.2 of the reference.
@storage
Feature: Transactions in storage
  A client creates transactions, changes and replaces them, and lists them by
  days, accounts, amounts and more.

  @mandatory @STG-TRX-01 @API-ENV-02
  Scenario: Creating transactions is a command with nothing to tell
    Given a stored account
    When the client calls Create Transactions with:
      | transactions | [{"insights_transaction_id": "t1", "amount": {"amount": 3895, "currency": "EUR"}}] |
    Then the answer is 200
    And storage holds the transactions t1

  @mandatory @STG-TRX-01
  Scenario Outline: The list shows <member> as it was created: <value>
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  | <member> |
      | t1 | 2 days ago | 3895   | DEBIT | <value>  |
    When the client calls List Transactions
    Then the answer lists 1 transactions
    And every transaction's "<member>" is <value>

    Examples:
      | member                            | value                                     |
      | reference                         | xa0h0d0svlsyw0bap0boahuqxb HM online de   |
      | bank_references.unstructured      | free text                                 |
      | bank_references.structured        | RF18539007547034                          |
      | bank_references.end_to_end        | NOTPROVIDED                               |
      | value_date                        | 3 days ago                                |
      | state                             | PROCESSED                                 |
      | state                             | PENDING                                   |
      | state                             | CANCELED                                  |
      | state                             | FAILED                                    |
      | method                            | TRANSFER                                  |
      | method                            | DIRECT_DEBIT                              |
      | method                            | INSTANT                                   |
      | method                            | UNKNOWN                                   |
      | bank_transaction_code.code        | PMNT                                      |
      | bank_transaction_code.sub_code    | RCDT                                      |
      | bank_transaction_code.description | Gutschrift                                |
      | counter_party.iban                | DE06000000000023456789                    |
      | counter_party.account_number      | "23456789"                                |
      | counter_party.bic                 | TESTDE20XXX                               |
      | counter_party.bank_code           | "00000"                                   |
      | counter_party.holder_name         | Max Mustermann                            |
      | counter_party.holder_address.country | DE                                     |
      | labels                            | {"key1": "value1", "key2": "value2"}      |

  @mandatory @STG-TRX-01
  Scenario: The list shows amount, type, account and date
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type   |
      | t1 | 2 days ago | 3895   | CREDIT |
    When the client calls List Transactions
    Then the answer tells:
      | data.transactions.0.amount              | {"amount": 3895, "currency": "EUR"} |
      | data.transactions.0.type                | CREDIT                              |
      | data.transactions.0.insights_account_id | the account                         |
      | data.transactions.0.booking_date        | 2 days ago                          |

  @mandatory @STG-TRX-02
  Scenario: A transaction that says nothing has its defaults
    Given a stored account with:
      | account.currency | left out |
      | account.alias    | nothing  |
    And the client has called Create Transactions with:
      | transactions | [{}] |
    When the client calls List Transactions
    Then the answer lists 1 transactions
    And every transaction's "state" is PROCESSED
    And every transaction's "amount.currency" is XXX
    And every transaction's "booking_date" is today

  @mandatory @STG-TRX-02
  Scenario: A transaction that says nothing is taken
    Given a stored account
    When the client calls Create Transactions with:
      | transactions | [{}] |
    Then the answer is a success

  @mandatory @API-ID-03
  Scenario Outline: The id of a transaction of <length> characters is answered <status>
    Given a stored account
    When the client calls Create Transactions with:
      | transactions.0.insights_transaction_id | a text of <length> characters |
    Then the answer is <status>

    Examples:
      | length | status |
      | 128    | 200    |
      | 129    | 400    |

  @mandatory @STG-TRX-14
  Scenario: category_tag_ids are taken
    Given a stored account
    When the client calls Create Transactions with:
      | transactions.0.insights_transaction_id | t1                                       |
      | transactions.0.category_tag_ids        | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] |
    Then the answer is a success
    And storage holds the transactions t1

  @mandatory @STG-TRX-03
  Scenario: Ids are generated where none are given
    Given a stored account
    And the client has called Create Transactions with:
      | transactions | [{"reference": "one"}, {"reference": "two"}] |
    When the client calls List Transactions
    Then the answer lists 2 transactions
    And every transaction's "insights_transaction_id" is a text
    And each "insights_transaction_id" is there once among the transactions

  @mandatory @STG-TRX-04
  Scenario Outline: An update of <member> leaves the rest as it was
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  | reference | labels.a |
      | t1 | 2 days ago | 3895   | DEBIT | before    | one      |
    When the client calls Update Transactions with:
      | transactions.0.insights_transaction_id | t1      |
      | transactions.0.<member>                | <value> |
    Then the answer is an empty object
    And the stored transaction t1's "<member>" is <value>
    And the stored transaction t1's "<other>" is <still>

    Examples:
      | member       | value                               | other         | still      |
      | reference    | after                               | amount.amount | 3895       |
      | amount       | {"amount": 1, "currency": "EUR"}    | reference     | before     |
      | type         | CREDIT                              | booking_date  | 2 days ago |
      | booking_date | 5 days ago                          | type          | DEBIT      |
      | state        | CANCELED                            | reference     | before     |

  @mandatory @STG-TRX-05
  Scenario: What a replacement does not say is gone
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  | reference |
      | t1 | 2 days ago | 3895   | DEBIT | before    |
    When the client calls Replace Transactions with:
      | transactions.0.insights_transaction_id | t1                                |
      | transactions.0.amount                  | {"amount": 55, "currency": "EUR"} |
    Then the answer is an empty object
    And the stored transaction t1's "amount.amount" is 55
    And the stored transaction t1's "reference" is left out
    And the stored transaction t1's "booking_date" is today

  @mandatory @STG-TRX-06
  Scenario Outline: Two changes of one transaction with <call> are applied in their order
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  | reference |
      | t1 | 2 days ago | 3895   | DEBIT | before    |
    When the client <call> with:
      | transactions.0 | {"insights_transaction_id": "t1", "reference": "first"}  |
      | transactions.1 | {"insights_transaction_id": "t1", "reference": "second"} |
    Then the answer is a success
    And the stored transaction t1's "reference" is second

    Examples:
      | call                       |
      | calls Update Transactions  |
      | calls Replace Transactions |

  @mandatory @STG-TRX-07
  Scenario Outline: <call> requires insights_transaction_id
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  |
      | t1 | 2 days ago | 3895   | DEBIT |
    When the client <call> with:
      | transactions.0.reference | whose? |
    Then the answer is 400
    And the stored transaction t1's "reference" is left out

    Examples:
      | call                       |
      | calls Update Transactions  |
      | calls Replace Transactions |

  @optional @STG-TRX-08
  Scenario Outline: Transactions for an unknown <what> are answered 404
    Given a stored account
    When the client calls Create Transactions with:
      | <member>     | an id that was never given out                  |
      | transactions | [{"amount": {"amount": 1, "currency": "EUR"}}]  |
    Then the answer is 404 with the code "NOT_FOUND"

    Examples:
      | what     | member               |
      | account  | insights_account_id  |
      | consumer | insights_consumer_id |

  @optional @STG-TRX-09
  Scenario Outline: <member> as <value> is refused
    Given a stored account
    When the client calls Create Transactions with:
      | transactions.0.insights_transaction_id | t1      |
      | transactions.0.<member>                | <value> |
    Then the answer is 400 with the code "VALIDATION_ERROR"
    And an error is at "transactions[0].<member>"

    Examples:
      | member                  | value                       |
      | state                   | DONE                        |
      | state                   | UNKNOWN                     |
      | type                    | INCOMING                    |
      | method                  | CASH                        |
      | booking_date            | 2026-02-30                  |
      | booking_date            | 23.09.2022                  |
      | value_date              | 2026-13-01                  |
      | amount.amount           | -1                          |
      | amount.amount           | 38.95                       |
      | amount.amount           | "3895"                      |
      | amount.amount           | 99999999999999999999        |
      | reference               | 7                           |
      | insights_transaction_id | a text of 129 characters    |
      | labels.a                | 1                           |

  @optional @STG-TRX-10
  Scenario: One transaction that is wrong keeps all of them out
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  |
      | t0 | 2 days ago | 3895   | DEBIT |
    When the client calls Create Transactions with:
      | transactions.0 | {"insights_transaction_id": "t1", "type": "DEBIT"} |
      | transactions.1 | {"insights_transaction_id": "t2", "type": "NONE"}  |
    Then the answer is 400
    And an error is at "transactions[1].type"
    And storage holds the transactions t0

  @optional @STG-TRX-11
  Scenario: A hundred thousand transactions in one call are refused, and none is stored
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  |
      | t0 | 2 days ago | 3895   | DEBIT |
    When the client calls Create Transactions as 100,000 transactions
    Then the answer is one of 400 and 413
    And storage holds the transactions t0

  @optional @STG-TRX-12
  Scenario: A currency that is not the account's is refused
    Given a stored account
    When the client calls Create Transactions with:
      | transactions | [{"amount": {"amount": 1, "currency": "USD"}}] |
    Then the answer is 400 with the code "VALIDATION_ERROR"
    And an error is at "transactions[0].amount.currency"

  @optional @STG-TRX-13
  Scenario Outline: <call> of a transaction that there is not is answered 404
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  |
      | t1 | 2 days ago | 3895   | DEBIT |
    When the client <call> with:
      | transactions | [{"insights_transaction_id": "t2", "reference": "new"}] |
    Then the answer is 404 with the code "NOT_FOUND"
    And storage holds the transactions t1

    Examples:
      | call                       |
      | calls Update Transactions  |
      | calls Replace Transactions |

  @mandatory @STG-TRXL-01
  Scenario: Where nothing is said the list has the last 62 days
    Given a stored account
    And the account holds these transactions:
      | id  | date        | amount | type  |
      | old | 64 days ago | 100    | DEBIT |
      | in  | 60 days ago | 200    | DEBIT |
      | now | today       | 300    | DEBIT |
    When the client calls List Transactions
    Then the answer lists the transactions in and now

  @mandatory @STG-TRXL-01
  Scenario: days says how many days back
    Given a stored account
    And the account holds these transactions:
      | id  | date        | amount | type  |
      | old | 12 days ago | 100    | DEBIT |
      | in  | 8 days ago  | 200    | DEBIT |
      | now | today       | 300    | DEBIT |
    When the client calls List Transactions with:
      | days | 10 |
    Then the answer lists the transactions in and now

  @mandatory @STG-TRXL-01
  Scenario: Both ends of a frame belong to it
    Given a stored account
    And the account holds these transactions:
      | id     | date        | amount | type  |
      | before | 21 days ago | 100    | DEBIT |
      | first  | 20 days ago | 200    | DEBIT |
      | last   | 10 days ago | 300    | DEBIT |
      | after  | 9 days ago  | 400    | DEBIT |
    When the client calls List Transactions with:
      | from_date | 20 days ago |
      | to_date   | 10 days ago |
    Then the answer lists the transactions first and last

  @mandatory @STG-TRXL-01
  Scenario: A frame of one day has that day
    Given a stored account
    And the account holds these transactions:
      | id     | date        | amount | type  |
      | before | 21 days ago | 100    | DEBIT |
      | on     | 20 days ago | 200    | DEBIT |
      | after  | 19 days ago | 400    | DEBIT |
    When the client calls List Transactions with:
      | from_date | 20 days ago |
      | to_date   | 20 days ago |
    Then the answer lists the transactions on

  @mandatory @STG-TRXL-02
  Scenario: The list is of the accounts asked for
    Given a stored account
    And another stored account
    And the account holds these transactions:
      | id | date       | amount | type  |
      | a1 | 2 days ago | 100    | DEBIT |
    And the other account holds these transactions:
      | id | date       | amount | type  |
      | b1 | 2 days ago | 100    | DEBIT |
    When the client calls List Transactions with:
      | insights_account_ids | [the other account] |
    Then the answer lists the transactions b1

  @mandatory @STG-TRXL-02
  Scenario: Where no accounts are said the list is of all
    Given a stored account
    And another stored account
    And the account holds these transactions:
      | id | date       | amount | type  |
      | a1 | 2 days ago | 100    | DEBIT |
    And the other account holds these transactions:
      | id | date       | amount | type  |
      | b1 | 2 days ago | 100    | DEBIT |
    When the client calls List Transactions
    Then the answer lists the transactions a1 and b1

  @mandatory @STG-TRXL-03
  Scenario Outline: <member> <value> lists <ids>
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type   | state     |
      | t1 | 5 days ago | 100    | DEBIT  | PROCESSED |
      | t2 | 4 days ago | 200    | DEBIT  | PENDING   |
      | t3 | 3 days ago | 300    | CREDIT | PROCESSED |
      | t4 | 2 days ago | 400    | CREDIT | CANCELED  |
    When the client calls List Transactions with:
      | <member> | <value> |
    Then the answer lists the transactions <ids>

    Examples:
      | member           | value                    | ids            |
      | max_amount       | 200                      | t1 and t2      |
      | min_amount       | 300                      | t3 and t4      |
      | transaction_type | DEBIT                    | t1 and t2      |
      | transaction_type | CREDIT                   | t3 and t4      |
      | states           | ["PROCESSED"]            | t1 and t3      |
      | states           | ["PENDING", "CANCELED"]  | t2 and t4      |
      | states           | ["PENDING", "UNKNOWN"]   | t2             |

  @mandatory @STG-TRXL-03
  Scenario: Two filters leave what fits both
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type   |
      | t1 | 5 days ago | 100    | DEBIT  |
      | t2 | 4 days ago | 200    | DEBIT  |
      | t3 | 3 days ago | 300    | CREDIT |
    When the client calls List Transactions with:
      | min_amount       | 150   |
      | transaction_type | DEBIT |
    Then the answer lists the transactions t2

  @mandatory @STG-TRXL-03
  Scenario: category_ids lists the transactions of a category
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  | category_ids                             |
      | t1 | 5 days ago | 100    | DEBIT | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] |
      | t2 | 4 days ago | 200    | DEBIT | ["8f1f56e6-a312-454d-b0ee-e20350cb5c1c"] |
    When the client calls List Transactions with:
      | category_ids | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] |
    Then the answer lists the transactions t1

  @mandatory @STG-TRXL-04
  Scenario Outline: The list by <field> <direction>
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type   |
      | t1 | 5 days ago | 300    | DEBIT  |
      | t2 | 4 days ago | 100    | CREDIT |
      | t3 | 3 days ago | 200    | DEBIT  |
    When the client calls List Transactions with:
      | order | [{"field": "<field>", "order": "<direction>"}] |
    Then the answer lists the transactions <ids> in this order

    Examples:
      | field            | direction | ids            |
      | AMOUNT           | ASC       | t2, t3 and t1  |
      | AMOUNT           | DESC      | t1, t3 and t2  |
      | DATE             | ASC       | t1, t2 and t3  |
      | DATE             | DESC      | t3, t2 and t1  |
      | AMOUNT_WITH_TYPE | ASC       | t1, t3 and t2  |
      | AMOUNT_WITH_TYPE | DESC      | t2, t3 and t1  |

  @mandatory @STG-TRXL-03 @consumer
  Scenario: brand_ids lists the transactions of a brand
    Given a consumer whose data were acquired with:
      | username     | acin-demo-data |
      | refresh_days | 60             |
    When the client asks for List Transactions of one brand
    Then the answer lists at least 1 transactions
    And every transaction's "brand.id" is the brand

  @mandatory @STG-TRXL-04 @consumer
  Scenario Outline: In the list by <field> the transactions of one stand together
    Given a consumer whose data were acquired with:
      | username | acin-demo-data |
    When the client calls List Transactions with:
      | order.0.field   | <field> |
      | pagination.size | 1000    |
    Then the transactions of one "<member>" stand together

    Examples:
      | field    | member          |
      | CATEGORY | categories.0.id |
      | BRAND    | brand.id        |

  @mandatory @STG-TRXL-05
  Scenario Outline: Pages of <size> hold each transaction once
    Given a stored account
    And the account holds 120 transactions
    When the client walks through List Transactions, <size> at a time
    Then the pages hold each of 120 transactions once

    Examples:
      | size |
      | 7    |
      | 50   |
      | 119  |
      | 120  |

  @mandatory @STG-TRXL-05 @consumer
  Scenario: Pages of what came from a bank hold each transaction once
    Given a consumer whose data were acquired
    And the client has called List Transactions with:
      | pagination.size | 1000 |
    When the client walks through List Transactions, 7 at a time
    Then the pages hold each transaction of before once

  @optional @STG-LIST-03
  Scenario: The pagination of transactions tells size, offset and total
    Given a stored account
    And the account holds 120 transactions
    When the client calls List Transactions with:
      | pagination.size   | 50  |
      | pagination.offset | 100 |
    Then the answer lists 20 transactions
    And the answer's "data.pagination" is {"size": 50, "offset": 100, "total": 120}

  @optional @STG-TRXL-06
  Scenario Outline: A frame of <one> <this> and <other> <that> is refused
    Given a stored account
    When the client calls List Transactions with:
      | <one>   | <this> |
      | <other> | <that> |
    Then the answer is 400 with the code "VALIDATION_ERROR"

    Examples:
      | one       | this        | other   | that        |
      | days      | 10          | to_date | today       |
      | from_date | 10 days ago | to_date | 20 days ago |
      | from_date | 2026-02-30  | to_date | today       |
      | days      | 0           | to_date | left out    |
