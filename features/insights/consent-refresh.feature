# Consent-Refresh and Refresh-Status: sections 5.4 and 5.5 of the reference.
@refreshes
Feature: Consent-Refresh
  With a consent, stored or supplied, the client has the data of a consumer
  refreshed: it starts the refresh and polls until it is through.

  @optional @RFS-PUT-01 @consumer
  Scenario: A refresh has an id, the consumer, a state and an address
    Given a consumer whose stored consent is STORED
    When the client calls Consent-Refresh
    Then the answer is 201
    And the answer tells:
      | data.refresh_id           | an id of the API    |
      | data.insights_consumer_id | the consumer        |
      | data.state                | PROCESSING          |
      | data.self                 | an absolute address |

  @mandatory @RFS-PUT-02 @consumer
  Scenario: With a stored consent the insights_consumer_id is required
    Given a consumer whose stored consent is STORED
    When the client calls Consent-Refresh with:
      | insights_consumer_id | left out |
    Then the answer is 400

  @mandatory @RFS-PUT-03 @consumer
  Scenario Outline: <one> without <the other> is refused
    Given a consent of the session for accounts and insights_refresh
    When the client calls Consent-Refresh with:
      | <one> | <value> |
    Then the answer is 400
    And the answer's "data" is left out

    Examples:
      | one           | value             | the other     |
      | consent_id    | the consent       | consent_token |
      | consent_token | the consent_token | consent_id    |

  @mandatory @RFS-PUT-04 @consumer
  Scenario: A consent that is supplied refreshes the data
    Given a consent of the session for accounts and insights_refresh
    When the client calls Consent-Refresh with:
      | consent_id    | the consent       |
      | consent_token | the consent_token |
    Then the answer is a success
    And the refresh ends as FINISHED

  @mandatory @RFS-PUT-04 @consumer @clock
  Scenario: The token of a consent that is supplied is rotated
    Given a consent of the session for accounts and insights_refresh
    And the client has called Consent-Refresh with:
      | consent_id    | the consent       |
      | consent_token | the consent_token |
    When the client polls Refresh-Status until it is not PROCESSING
    Then the answer's "data.consent_token" is the consent_token
    And the answer's "data.consent_token" is not the spent consent_token

  @mandatory @RFS-PUT-05 @consumer
  Scenario: With a consent that is supplied a consumer is generated
    Given a consent of the session for accounts and insights_refresh
    When the client calls Consent-Refresh with:
      | consent_id    | the consent       |
      | consent_token | the consent_token |
    Then the answer is a success
    And the answer's "data.insights_consumer_id" is a text
    And the refresh ends as FINISHED
    And storage holds 4 accounts

  @optional @RFS-PUT-06 @consumer
  Scenario: Without a stored consent the refresh is refused
    Given a consumer whose data were acquired
    When the client calls Consent-Refresh
    Then the answer is 400 with the code "CONSENT.NOT_STORED"

  @optional @RFS-PUT-07 @consumer
  Scenario: A second refresh while one runs is a conflict
    Given a consumer with a stored consent who logged in as "refresh-slow"
    And the client has called Consent-Refresh
    When the client calls Consent-Refresh
    Then the answer is 409 with the code "CONFLICT"

  @mandatory @RFS-PUT-08 @consumer
  Scenario: refresh_days reaches further back than the flow did
    Given a consumer whose data were acquired with:
      | store_consent | REQUIRED       |
      | refresh_days  | 14             |
      | username      | acin-demo-data |
    And the client has called Consent-Refresh with:
      | refresh_days           | 120    |
      | data_retention_minutes | 129600 |
    And the client has polled Refresh-Status to its end
    When the client calls List Transactions with:
      | from_date | 400 days ago |
      | to_date   | today        |
    Then every transaction's "day" is between 120 days ago and today
    And some transaction's "day" is at most 63 days ago

  @mandatory @RFS-PUT-08 @consumer
  Scenario: Where no days are said the last 62 are refreshed
    Given a consumer whose data were acquired with:
      | store_consent | REQUIRED       |
      | refresh_days  | 3              |
      | username      | acin-demo-data |
    And the client has called Consent-Refresh with:
      | data_retention_minutes | 129600 |
    And the client has polled Refresh-Status to its end
    When the client calls List Transactions with:
      | from_date | 400 days ago |
      | to_date   | today        |
    Then every transaction's "day" is between 62 days ago and today
    And some transaction's "day" is at most 40 days ago

  @mandatory @RFS-PUT-08 @consumer
  Scenario Outline: Where no days are said what was refreshed is, from <from> on, <availability>
    Given a consumer whose data were acquired with:
      | store_consent | REQUIRED |
      | refresh_days  | 3        |
    And the client has called Consent-Refresh with:
      | data_retention_minutes | 129600 |
    And the client has polled Refresh-Status to its end
    When the client calls the Categorization report with:
      | from_date | <from> |
      | to_date   | today  |
    Then every report's "data_availability" is <availability>

    Examples:
      | from        | availability |
      | 61 days ago | COMPLETE     |
      | 63 days ago | PARTIAL      |

  @mandatory @RFS-PUT-08 @consumer
  Scenario: from_date and to_date say of which days the data are refreshed
    Given a consumer whose data were acquired with:
      | store_consent | REQUIRED       |
      | refresh_days  | 3              |
      | username      | acin-demo-data |
    And the client has called Consent-Refresh with:
      | from_date              | 90 days ago |
      | to_date                | 60 days ago |
      | data_retention_minutes | 129600      |
    And the client has polled Refresh-Status to its end
    When the client calls List Transactions with:
      | from_date | 400 days ago |
      | to_date   | 4 days ago   |
    Then every transaction's "day" is between 90 days ago and 60 days ago
    And some transaction's "day" is at most 80 days ago

  @mandatory @RFS-PUT-12 @consumer
  Scenario: A consent that is supplied beside a stored one is refused
    Given a consumer whose data were acquired with:
      | store_consent                  | REQUIRED |
      | session.consent_scope.lifetime | 90       |
    And the client has fetched the consent
    When the client calls Consent-Refresh with:
      | insights_consumer_id | the consumer      |
      | consent_id           | the consent       |
      | consent_token        | the consent_token |
    Then the answer is 400

  @mandatory @RFS-PUT-13 @consumer
  Scenario: The insights_consumer_id is required where accounts are selected by their ids
    Given a consent of the session for accounts and insights_refresh
    When the client calls Consent-Refresh with:
      | consent_id                    | the consent                      |
      | consent_token                 | the consent_token                |
      | accounts.insights_account_ids | [an id that was never given out] |
    Then the answer is 400

  @mandatory @RFS-PUT-14 @consumer @clock
  Scenario: With the psu a refresh goes well beyond the day's quota
    Given a consumer whose stored consent is STORED
    And the client has refreshed the data 4 times without the consumer
    When the client calls Consent-Refresh with:
      | psu.user_agent | Mozilla/5.0 |
      | psu.ip_address | 203.0.113.7 |
    Then the refresh ends as FINISHED

  @optional @RFS-GET-05 @consumer @clock
  Scenario: Without the psu a fifth refresh of a day has used up the quota
    Given a consumer whose stored consent is STORED
    And the client has refreshed the data 4 times without the consumer
    When the client calls Consent-Refresh
    Then the refresh ends as EXCEPTION with "CONSENT.QUOTA_EXCEEDED"

  @mandatory @RFS-PUT-15 @consumer @clock
  Scenario: allowed_accounts limits the accounts that are refreshed
    Given a consent of the session for accounts and insights_refresh
    And the client has called Consent-Refresh with:
      | consent_id                     | the consent       |
      | consent_token                  | the consent_token |
      | allowed_accounts.account_types | ["SAVING"]        |
    And the client has polled Refresh-Status to its end
    When the client calls List Accounts
    Then the answer lists at least 1 accounts
    And every account's "account_type" is SAVING

  @optional @FLW-PUT-08 @consumer
  Scenario: refresh_days beside from_date is refused
    Given a consumer whose stored consent is STORED
    When the client calls Consent-Refresh with:
      | refresh_days | 30          |
      | from_date    | 40 days ago |
    Then the answer is 400 with the code "VALIDATION_ERROR"

  @optional @RFS-PUT-09 @consumer
  Scenario: Two ways to select accounts at once are refused
    Given a consumer whose stored consent is STORED
    When the client calls Consent-Refresh with:
      | accounts.all                  | true          |
      | accounts.insights_account_ids | [the account] |
    Then the answer is 400 with the code "VALIDATION_ERROR"

  @optional @RFS-PUT-09 @consumer
  Scenario: Some accounts are refreshed, and the result names them
    Given a consumer whose data were acquired with:
      | store_consent | REQUIRED |
      | accounts.all  | true     |
    And the client has called Consent-Refresh with:
      | accounts.insights_account_ids | [the other account] |
    And the client has polled Refresh-Status to its end
    When the client calls Refresh-Status
    Then the answer's "data.result.insights_account_ids" is [the other account]

  @mandatory @RFS-PUT-10 @consumer @clock
  Scenario: What was refreshed is kept 10 minutes where no retention is said
    Given a consumer whose data were acquired with:
      | store_consent          | REQUIRED |
      | data_retention_minutes | 10       |
    And the client has called List Accounts
    And the client has called List Transactions
    And the client has called Consent-Refresh
    And the client has polled Refresh-Status to its end
    When 11 minutes pass
    Then storage holds no transactions

  @mandatory @RFS-PUT-10 @consumer @clock
  Scenario: What was refreshed is kept for as long as the refresh said
    Given a consumer whose data were acquired with:
      | store_consent          | REQUIRED |
      | data_retention_minutes | 30       |
    And the client has called Consent-Refresh with:
      | data_retention_minutes | 600 |
    And the client has polled Refresh-Status to its end
    And 9 hours have passed
    When the client calls List Transactions
    Then the answer lists at least 1 transactions

  @optional @STG-RET-04 @consumer @clock
  Scenario: A refresh renews the retention of what it brings again
    Given a consumer whose data were acquired with:
      | store_consent          | REQUIRED |
      | data_retention_minutes | 60       |
    And 50 minutes have passed
    And the client has called Consent-Refresh with:
      | data_retention_minutes | 60 |
    And the client has polled Refresh-Status to its end
    And 50 minutes have passed
    When the client calls List Transactions
    Then the answer lists at least 5 transactions

  @optional @RFS-PUT-11
  Scenario: A refresh of a consumer that there is not is refused
    When the client calls Consent-Refresh with:
      | insights_consumer_id | an id that was never given out |
    Then the answer is the client's error
    And the answer's "data" is left out

  @mandatory @RFS-GET-01 @consumer
  Scenario: A refresh is PROCESSING before it is through
    Given a consumer whose stored consent is STORED
    And the client has called Consent-Refresh
    When the client calls Refresh-Status
    Then the answer is 200
    And the answer's "data.state" is PROCESSING
    And the answer's "data.result" is left out

  @optional @RFS-GET-02 @consumer @clock
  Scenario: A refresh that went well names the consumer and the accounts
    Given a consumer whose stored consent is STORED
    And the client has called Consent-Refresh
    When the client polls Refresh-Status until it is not PROCESSING
    Then the answer tells:
      | data.state                       | FINISHED         |
      | data.insights_consumer_id        | the consumer     |
      | data.result.type                 | insights_refresh |
      | data.result.insights_consumer_id | the consumer     |
      | data.result.insights_account_ids | [the account]    |

  @optional @RFS-GET-03 @consumer
  Scenario Outline: A refresh of <username> fails with <category>
    Given a consumer with a stored consent who logged in as "<username>"
    When the client calls Consent-Refresh
    Then the answer is a success
    And the refresh ends as EXCEPTION with "<category>"

    Examples:
      | username        | category               |
      | refresh-failed  | BANK                   |
      | consent-expired | CONSENT.EXPIRED        |
      | consent-revoked | CONSENT.REVOKED        |
      | consent-quota   | CONSENT.QUOTA_EXCEEDED |

  @optional @RFS-GET-04
  Scenario: A refresh that there is not is answered 404
    When the client sends GET to "/insights/v1/consents/insights-refresh/00000000000000000000000000000000"
    Then the answer is 404 with the code "NOT_FOUND"
    And the answer's "error.message" is a text

  @mandatory @RFS-DATA-01 @consumer @clock
  Scenario: A refresh brings what was booked since, and nothing twice
    Given a consumer whose stored consent is STORED
    And the client has called List Transactions with:
      | from_date       | 400 days ago |
      | to_date         | today        |
      | pagination.size | 1000         |
    And 21 days have passed
    And the client has called Consent-Refresh with:
      | data_retention_minutes | 129600 |
    When the client polls Refresh-Status until it is not PROCESSING
    Then storage holds what it held before and more, each transaction once

  @optional @RFS-GET-03 @consumer @clock
  Scenario: A refresh that failed leaves the data as they were
    Given a consumer with a stored consent who logged in as "refresh-failed"
    And the client has called List Transactions with:
      | from_date       | 400 days ago |
      | to_date         | today        |
      | pagination.size | 1000         |
    And the client has called Consent-Refresh
    When the client polls Refresh-Status until it is not PROCESSING
    Then the answer's "data.state" is EXCEPTION
    And storage holds what it held before, each transaction once

  @optional @CNS-STORE-03 @consumer
  Scenario: A stored consent shows the end of its lifetime
    Given a consumer whose data were acquired with:
      | store_consent                  | REQUIRED |
      | session.consent_scope.lifetime | 30       |
    When the client calls List Accounts
    Then every account's "consent_expected_expiry_date" is in 30 days

  @optional @CNS-STORE-03 @consumer @clock
  Scenario Outline: <days> days into a lifetime of 30 a refresh ends as <state>
    Given a consumer whose data were acquired with:
      | store_consent                  | REQUIRED |
      | session.consent_scope.lifetime | 30       |
    And <days> days have passed
    When the client calls Consent-Refresh
    Then the answer is a success
    And the refresh ends as <state>

    Examples:
      | days | state     |
      | 29   | FINISHED  |
      | 32   | EXCEPTION |

  @optional @CNS-STORE-05 @consumer
  Scenario: Deleting the consumer deletes the stored consent
    Given a consumer whose stored consent is STORED
    And the client has called Delete Consumer
    When the client calls Consent-Refresh
    Then the answer is the client's error

  @optional @CNS-STORE-02 @consumer
  Scenario: Deleting the stored consent of one account leaves the other's
    Given a consumer whose data were acquired with:
      | store_consent | REQUIRED |
      | accounts.all  | true     |
    When the client calls Delete Stored Consent with:
      | insights_account_ids | [the account] |
    Then the answer is an empty object
    And the account's stored "consent_expected_expiry_date" is left out
    And the other account's stored "consent_expected_expiry_date" is a date
