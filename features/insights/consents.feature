# Consents of a session: sections 5.1 to 5.3 of the reference.
@consents
Feature: The consent of a session
  After a flow has finished the client fetches a consent with a token, and uses it
  later without the session. Each use spends the token and brings a new one.

  @mandatory @CNS-GET-01 @consumer
  Scenario: A session with a finished flow gives a consent
    Given a session with:
      | consent_scope | {"accounts": {}, "lifetime": 90} |
    And the client has started an accounts flow
    And the consumer has logged in as "max"
    When the client fetches the consent
    Then the answer is 200
    And the answer tells:
      | data.consent_id        | there               |
      | data.consent_token     | there               |
      | data.consents.accounts | an absolute address |

  @optional @API-ID-01 @consumer
  Scenario: A consent's id has 32 characters
    Given a consent of the session for accounts
    When the client fetches the consent
    Then the answer's "data.consent_id" is an id of the API

  @mandatory @CNS-GET-02 @consumer
  Scenario: Only what was asked for is granted
    Given a consent of the session for accounts and balances
    When the client fetches the consent
    Then the answer tells:
      | data.consents.accounts     | there    |
      | data.consents.balances     | there    |
      | data.consents.transactions | left out |

  @mandatory @CNS-GET-03
  Scenario: Before a flow has finished there is no consent
    Given a session with:
      | consent_scope | {"accounts": {}, "lifetime": 90} |
    And the client has started an accounts flow
    When the client fetches the consent
    Then the answer is the client's error

  @mandatory @CNS-GET-03 @consumer
  Scenario: After a flow that failed there is no consent
    Given a session with:
      | consent_scope | {"accounts": {}, "lifetime": 90} |
    And the client has started an accounts flow
    And the consumer has logged in as "wrong"
    When the client fetches the consent
    Then the answer is the client's error

  @mandatory @CNS-GET-04 @consumer
  Scenario: After the session was closed there is no consent
    Given a session with:
      | consent_scope | {"accounts": {}, "lifetime": 90} |
    And the client has started an accounts flow
    And the consumer has logged in as "max"
    And the client has closed the session
    When the client fetches the consent
    Then the answer is the client's error

  @mandatory @CNS-GET-04 @consumer @clock
  Scenario: After the session has timed out there is no consent
    Given a session with:
      | consent_scope | {"accounts": {}, "lifetime": 90} |
    And the client has started an accounts flow
    And the consumer has logged in as "max"
    And 31 minutes have passed
    When the client fetches the consent
    Then the answer is the client's error

  @mandatory @CNS-GET-05 @consumer
  Scenario Outline: The bank <bank> gives no consent
    Given a session with:
      | consent_scope | {"accounts": {}, "lifetime": 90} |
    And the client has started an accounts flow
    And the consumer has logged in as "max" at <bank>
    When the client fetches the consent
    Then the answer is the client's error

    Examples:
      | bank     |
      | DE 00000 |
      | AT 00000 |

  @mandatory @CNS-GET-06 @consumer
  Scenario: With a lifetime of zero there is no consent
    Given a session with:
      | consent_scope | {"accounts": {}, "lifetime": 0} |
    And the client has started an accounts flow
    And the consumer has logged in as "max"
    When the client fetches the consent
    Then the answer is the client's error

  @mandatory @CNS-USE-01 @consumer
  Scenario: The consent opens the accounts
    Given a consent of the session for accounts
    When the client uses the consent for accounts
    Then the answer is 200
    And the answer lists at least 3 accounts
    And some account's "iban" is DE43000000005686751168

  @mandatory @CNS-USE-01 @consumer
  Scenario: The consent opens the accounts after the session was closed
    Given a consent of the session for accounts
    And the client has closed the session
    When the client uses the consent for accounts
    Then the answer is 200
    And the answer lists at least 3 accounts

  @mandatory @CNS-USE-01 @consumer
  Scenario: The consent opens the transactions of an account
    Given a consent of the session for accounts and transactions
    When the client uses the consent for transactions with:
      | iban      | DE43000000005686751168 |
      | from_date | 20 days ago            |
      | to_date   | today                  |
    Then the answer lists at least 1 transactions
    And every transaction's "date" is between 20 days ago and today

  @mandatory @FLW-TRX-03 @consumer
  Scenario: Transactions that are cut say where they go on
    Given a consent of the session for accounts and transactions
    When the client uses the consent for transactions with:
      | iban                      | DE43000000005686751168 |
      | preferred_pagination_size | 1                      |
    Then the answer lists 1 transactions
    And the answer's "data.result.pagination.next.offset" is at least 1

  @mandatory @FLW-TRX-03 @consumer
  Scenario: Transactions go on at the offset
    Given a consent of the session for accounts and transactions
    And the client has used the consent for transactions with:
      | iban                      | DE43000000005686751168 |
      | preferred_pagination_size | 10                     |
    When the client uses the consent for transactions with:
      | iban                      | DE43000000005686751168 |
      | preferred_pagination_size | 10                     |
      | offset                    | 10                     |
    Then the answer lists 10 transactions
    And the answer's "data.result.transactions.9.transaction_id" has changed

  @mandatory @CNS-USE-01 @consumer
  Scenario: The consent opens a balance
    Given a consent of the session for accounts and balances
    When the client uses the consent for balances with:
      | iban | DE43000000005686751168 |
    Then the answer is 200
    And the answer's "data.result.account.balance" is an amount

  @mandatory @CNS-USE-01 @consumer
  Scenario: The consent opens the details of an account
    Given a consent of the session for accounts and account_details
    When the client uses the consent for account_details with:
      | iban | DE43000000005686751168 |
    Then the answer is 200
    And the answer's "data.result.account.iban" is DE43000000005686751168

  @mandatory @CNS-USE-02 @consumer
  Scenario: Every answer brings a new consent_token
    Given a consent of the session for accounts
    And the client has used the consent for accounts
    When the client uses the consent for accounts
    Then the answer is 200
    And the answer's "data.consent_token" has changed

  @mandatory @CNS-USE-02 @consumer
  Scenario: The token that comes with an answer is not the one that was sent
    Given a consent of the session for accounts
    When the client uses the consent for accounts
    Then the answer's "data.consent_token" is the consent_token
    And the answer's "data.consent_token" is not the spent consent_token

  @mandatory @CNS-USE-03 @consumer
  Scenario: A consent_token that was used is spent
    Given a consent of the session for accounts
    And the client has used the consent for accounts
    When the client uses the consent for accounts with:
      | consent_token | the spent consent_token |
    Then the answer is the client's error
    And the answer's "data.result" is left out

  @mandatory @CNS-USE-03 @consumer
  Scenario: After a spent token the newest is still good
    Given a consent of the session for accounts
    And the client has used the consent for accounts 2 times
    When the client uses the consent for accounts
    Then the answer is 200

  @mandatory @CNS-USE-01 @consumer
  Scenario Outline: The consent_token <token> opens nothing
    Given a consent of the session for accounts
    When the client uses the consent for accounts with:
      | consent_token | <token> |
    Then the answer is the client's error
    And the answer's "data.result" is left out

    Examples:
      | token    |
      | nonsense |
      | ""       |
      | left out |
      | a.b.c    |

  @mandatory @CNS-USE-04 @consumer
  Scenario: What was not granted is refused
    Given a consent of the session for accounts
    When the client uses the consent for transactions that were not granted
    Then the answer is the client's error
    And the answer's "error.code" is CONSENT.RESOURCE_NOT_GRANTED

  @optional @CNS-USE-05 @consumer
  Scenario: A refusal that used the token up brings a new one
    Given a consent of the session for accounts
    And the client uses the consent for transactions that were not granted
    When the client uses the consent for accounts
    Then the answer is 200

  @mandatory @CNS-USE-06 @consumer
  Scenario: Without the PSU the consent is used four times a day
    Given a consent of the session for accounts
    When the client uses the consent for accounts 4 times
    Then the answer is 200

  @mandatory @CNS-USE-06 @consumer
  Scenario: Without the PSU a fifth time on one day is too much
    Given a consent of the session for accounts
    And the client has used the consent for accounts 4 times
    When the client uses the consent for accounts
    Then the answer is the client's error
    And the answer's "data.result" is left out

  @mandatory @CNS-USE-06 @consumer
  Scenario: With the PSU the consent is used a fifth time
    Given a consent of the session for accounts
    And the client has used the consent for accounts 4 times
    When the client uses the consent for accounts with:
      | psu.user_agent | Mozilla/5.0 |
      | psu.ip_address | 203.0.113.7 |
    Then the answer is 200

  @mandatory @CNS-USE-07 @consumer @clock
  Scenario: The day after, the consent is used without the PSU again
    Given a consent of the session for accounts
    And the client has used the consent for accounts 4 times
    And 24 hours have passed
    When the client uses the consent for accounts
    Then the answer is 200

  @optional @CNS-DEL-01 @API-BODY-05 @consumer
  Scenario: A consent is deleted
    Given a consent of the session for accounts
    When the client deletes the consent
    Then the answer is 204
    And the answer has no body

  @optional @CNS-DEL-01 @consumer
  Scenario: A consent that was deleted opens nothing
    Given a consent of the session for accounts
    And the client has deleted the consent
    When the client uses the consent for accounts
    Then the answer is the client's error
    And the answer's "data.result" is left out
