# What belongs to one client and to one consumer: sections 1.2 and 6.5 of the
# reference.
@api
Feature: Nobody sees what is another's
  Sessions, flows and consumers belong to the client that made them, and the data
  of one consumer are in no list and no report of another.

  @mandatory @API-ISO-01 @second-client
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
    Then the answer is 404 with the code "NOT_FOUND"
    And the answer is that of an id that was never given out

    Examples:
      | call                            |
      | calls List Accounts             |
      | calls List Transactions         |
      | calls the Categorization report |

  @mandatory @API-ISO-01 @second-client
  Scenario Outline: What another client <call> changes nothing
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount |
      | t1 | 2 days ago | 100    |
    When another client <call> with:
      | insights_account_ids     | [the account]                   |
      | insights_transaction_ids | ["t1"]                          |
      | account                  | {"insights_account_id": "mine"} |
    Then storage holds the transactions t1
    And storage holds 1 accounts

    Examples:
      | call                      |
      | calls Delete Consumer     |
      | calls Delete Accounts     |
      | calls Delete Transactions |

  @mandatory @API-ISO-01 @second-client
  Scenario: Two clients may use the same insights_consumer_id, each for its own
    Given a stored account with:
      | insights_consumer_id | an id of the client's own |
      | account.alias        | ours       |
    When another client calls Create Account with:
      | insights_consumer_id | an id of the client's own |
      | account.alias        | theirs     |
    Then the answer is a success
    And storage holds 1 accounts
    And the account's stored "alias" is ours

  @mandatory @API-ISO-01 @second-client
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

  @mandatory @API-ISO-01 @second-client @consumer
  Scenario: Another client cannot use the consent
    Given a consent of the session for accounts
    When another client uses the consent for accounts
    Then the answer is the client's error
    And the answer's "data.result" is left out

  @mandatory @API-ISO-01 @second-client @consumer
  Scenario: Another client cannot see a refresh
    Given a refresh that is PROCESSING
    When another client calls Refresh-Status
    Then the answer is the client's error
    And the answer's "data" is left out

  @mandatory @API-ISO-01
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

  @mandatory @API-ISO-01
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
