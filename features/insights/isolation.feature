# What belongs to one client and to one consumer: sections 1.2 and 6.5 of the
# reference.
@api
Feature: Nobody sees what is another's
  Sessions, flows and consumers belong to the client that made them, and the data
  of one consumer are in no list and no report of another.

  @optional @API-ISO-01 @second-client
  Scenario Outline: Another client <call> of the first one's consumer in vain
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount |
      | t1 | 2 days ago | 100    |
    When another client <call>
    Then the answer is the client's error
    And the answer's "data" is left out

    Examples:
      | call                             |
      | calls List Accounts              |
      | calls List Transactions          |
      | calls the Account Info report    |
      | calls the Balances report        |
      | calls the Categorization report  |
      | calls the Group By Category report |
      | calls List Automatic Refreshes   |
      | calls Consent-Refresh            |

  @optional @API-ISO-02 @second-client
  Scenario Outline: To another client the consumer is one that there is not: it <call>
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount |
      | t1 | 2 days ago | 100    |
    When another client <call>
    Then the answer is 404 with the code "NOT_FOUND", or 403 of a bank that is not scripted
    And the answer is that of an id that was never given out

    Examples:
      | call                            |
      | calls List Accounts             |
      | calls List Transactions         |
      | calls the Categorization report |

  @optional @API-ISO-01 @second-client
  Scenario Outline: What another client <call> changes nothing
    Given a stored account with:
      | account.alias | ours |
    And the account holds these transactions:
      | id | date       | amount | reference | labels.ours |
      | t1 | 2 days ago | 100    | before    | yes         |
    When another client <call> with:
      | insights_account_ids                   | [the account] |
      | insights_transaction_ids               | ["t1"]        |
      | transactions.0.insights_transaction_id | <id>          |
      | transactions.0.reference               | theirs        |
      | labels.ours                            | no            |
      | label_keys                             | ["ours"]      |
      | account.alias                          | theirs        |
    Then storage holds the transactions t1
    And the stored transaction t1's "reference" is before
    And the stored transaction t1's "labels.ours" is yes
    And the account's stored "alias" is ours

    Examples:
      | call                        | id |
      | calls Delete Consumer       | t1 |
      | calls Delete Accounts       | t1 |
      | calls Delete Transactions   | t1 |
      | calls Create Transactions   | t2 |
      | calls Update Transactions   | t1 |
      | calls Replace Transactions  | t1 |
      | calls Update Account        | t1 |
      | calls Upsert Labels         | t1 |
      | calls Delete Labels         | t1 |
      | calls Upsert Account Labels | t1 |
      | calls Delete Account Labels | t1 |

  @optional @API-ISO-01 @second-client @consumer
  Scenario Outline: The schedule and the consent stay when another client <call>
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    When another client <call> with:
      | refresh_interval | WEEKLY |
    Then the answer is the client's error
    And the scheduled accounts are the account
    And the schedule's "refresh_interval" is DAILY
    And the account's stored "consent_expected_expiry_date" is a date

    Examples:
      | call                               |
      | calls Schedule Automatic Refresh   |
      | calls Unschedule Automatic Refresh |
      | calls Delete Automatic Refresh     |
      | calls Delete Stored Consent        |

  @optional @API-ISO-01 @second-client
  Scenario: Two clients may use the same insights_consumer_id, each for its own
    Given a stored account with:
      | insights_consumer_id | an id of the client's own |
      | account.alias        | ours                      |
    When another client calls Create Account with:
      | insights_consumer_id | an id of the client's own |
      | account.alias        | theirs                    |
    Then the answer is a success
    And storage holds 1 accounts
    And the account's stored "alias" is ours

  @optional @API-ISO-01 @second-client
  Scenario Outline: Another client <call> in vain
    Given a session
    And an Insights-Refresh flow
    When another client <call>
    Then the answer is the client's error
    And the answer's "data" is left out
    And the flow is CONSUMER_INPUT_NEEDED

    Examples:
      | call                             |
      | reads the session                |
      | closes the session               |
      | starts an Insights-Refresh flow  |
      | fetches the consent              |
      | calls Flow-Information           |
      | aborts the flow                  |

  @optional @API-ISO-01 @second-client @consumer
  Scenario: Another client cannot use the consent
    Given a consent of the session for accounts
    When another client uses the consent for accounts
    Then the answer is the client's error
    And the answer's "data.result" is left out

  @optional @API-ISO-01 @second-client @consumer
  Scenario: Another client cannot see a refresh
    Given a refresh that is PROCESSING
    When another client calls Refresh-Status
    Then the answer is the client's error
    And the answer's "data" is left out

  @mandatory @API-ISO-03
  Scenario: The data of one consumer are in no report of another
    Given a stored account with:
      | insights_consumer_id | an id of the client's own |
    And the account holds these transactions:
      | id | date       | amount |
      | t1 | 2 days ago | 100    |
    And the client has called Create Account with:
      | insights_consumer_id | another id of the client's own |
    When the client calls the Categorization report with:
      | insights_consumer_id | another id of the client's own |
    Then the answer lists 1 reports
    And the answer lists no transactions

  @mandatory @API-ISO-03
  Scenario Outline: One consumer's account cannot be had as another's: the client <call>
    Given a stored account with:
      | insights_consumer_id | an id of the client's own |
    And the account holds these transactions:
      | id | date       | amount |
      | t1 | 2 days ago | 100    |
    And the client has called Create Account with:
      | insights_consumer_id | another id of the client's own |
    When the client <call> with:
      | insights_consumer_id | another id of the client's own |
      | insights_account_ids | [the account] |
    Then the answer is the client's error

    Examples:
      | call                            |
      | calls List Transactions         |
      | calls the Account Info report   |
      | calls the Categorization report |
      | calls Delete Accounts           |
