# Labels of transactions and accounts: section 6.2 of the reference.
@storage
Feature: Labels
  A client hangs labels of its own on transactions and accounts, changes them and
  takes them off again.

  @mandatory @STG-LBL-01 @API-ENV-02
  Scenario: Labels are added
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  |
      | t1 | 2 days ago | 3895   | DEBIT |
    When the client calls Upsert Labels with:
      | insights_transaction_ids | ["t1"]                               |
      | labels                   | {"key1": "value1", "key2": "value2"} |
    Then the answer is 200
    And the answer is an empty object
    And the stored transaction t1's "labels" is {"key1": "value1", "key2": "value2"}

  @mandatory @STG-LBL-01
  Scenario: A label is changed and the others stay
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | labels                     |
      | t1 | 2 days ago | 3895   | {"kept": "a", "old": "b"}  |
    When the client calls Upsert Labels with:
      | insights_transaction_ids | ["t1"]                       |
      | labels                   | {"old": "new", "more": "c"} |
    Then the stored transaction t1's "labels" is {"kept": "a", "old": "new", "more": "c"}

  @mandatory @STG-LBL-01
  Scenario: Labels go to the transactions that are named and to no other
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount |
      | t1 | 2 days ago | 3895   |
      | t2 | 2 days ago | 3895   |
      | t3 | 2 days ago | 3895   |
    When the client calls Upsert Labels with:
      | insights_transaction_ids | ["t1", "t3"] |
      | labels                   | {"a": "b"}   |
    Then the stored transaction t1's "labels.a" is b
    And the stored transaction t3's "labels.a" is b
    And the stored transaction t2's "labels.a" is left out

  @mandatory @STG-LBL-01 @consumer
  Scenario: Labels hang on what came from a bank, too, and stay over a refresh
    Given a consumer whose stored consent is STORED
    And the consumer's first transaction is labelled "seen"
    And the client has called Consent-Refresh with:
      | data_retention_minutes | 129600 |
    And the client has polled Refresh-Status to its end
    When the client calls List Transactions
    Then some transaction's "labels.seen" is yes

  @mandatory @STG-LBL-02
  Scenario Outline: A label with a key of <key> and a value of <value> is taken
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount |
      | t1 | 2 days ago | 3895   |
    When the client hangs a label on "t1", with a key of <key> and a value of <value> characters
    Then the answer is 200

    Examples:
      | key | value |
      | 1   | 0     |
      | 128 | 1024  |

  @mandatory @STG-LBL-02
  Scenario Outline: A label with a key of <key> and a value of <value> is refused
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount |
      | t1 | 2 days ago | 3895   |
    When the client hangs a label on "t1", with a key of <key> and a value of <value> characters
    Then the answer is 400
    And the stored transaction t1's "labels.x" is left out

    Examples:
      | key | value |
      | 0   | 1     |
      | 129 | 1     |
      | 1   | 1025  |

  @mandatory @STG-LBL-03
  Scenario: Labels are taken off by their keys
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | labels                              |
      | t1 | 2 days ago | 3895   | {"a": "one", "b": "two", "c": "3"}  |
      | t2 | 2 days ago | 3895   | {"a": "one"}                        |
    When the client calls Delete Labels with:
      | insights_transaction_ids | ["t1"]     |
      | label_keys               | ["a", "c"] |
    Then the answer is an empty object
    And the stored transaction t1's "labels" is {"b": "two"}
    And the stored transaction t2's "labels" is {"a": "one"}

  @mandatory @STG-LBL-04
  Scenario: Labels of accounts are taken off by their keys
    Given a stored account with:
      | account.labels | {"a": "one", "b": "two"} |
    When the client calls Delete Account Labels with:
      | label_keys | ["a"] |
    Then the answer is an empty object
    And the account's stored "labels" is {"b": "two"}

  @optional @STG-LBL-05
  Scenario: Labels of accounts are added and changed
    Given a stored account with:
      | account.labels | {"a": "one", "b": "two"} |
    When the client calls Upsert Account Labels with:
      | labels | {"b": "new", "c": "three"} |
    Then the answer is an empty object
    And the account's stored "labels" is {"a": "one", "b": "new", "c": "three"}

  @optional @STG-LBL-06
  Scenario Outline: <call> of what there is not is answered 404
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount |
      | t1 | 2 days ago | 3895   |
    When the client <call> with:
      | <member>                 | <value>    |
      | insights_transaction_ids | ["t1"]     |
      | <body>                   | <said>     |
    Then the answer is 404 with the code "NOT_FOUND"

    Examples:
      | call                        | member              | value                          | body       | said       |
      | calls Upsert Labels         | insights_account_id | an id that was never given out | labels     | {"a": "b"} |
      | calls Delete Labels         | insights_account_id | an id that was never given out | label_keys | ["a"]      |
      | calls Upsert Account Labels | insights_account_id | an id that was never given out | labels     | {"a": "b"} |
      | calls Delete Account Labels | insights_account_id | an id that was never given out | label_keys | ["a"]      |

  @optional @STG-LBL-06
  Scenario: Labels of a transaction that there is not are answered 404
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount |
      | t1 | 2 days ago | 3895   |
    When the client calls Upsert Labels with:
      | insights_transaction_ids | ["t1", "t2"] |
      | labels                   | {"a": "b"}   |
    Then the answer is 404 with the code "NOT_FOUND"
    And the stored transaction t1's "labels.a" is left out
