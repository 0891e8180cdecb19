# The page "Common Workflows": First time data acquisition and refreshing with a
# stored consent, sentence by sentence.
@workflows
Feature: Refreshing with a stored consent
  The consumer goes to the bank once, the consent is stored, and from then on the
  data are refreshed without the consumer.

  @mandatory @WFL-01 @WFL-18 @consumer @clock
  Scenario: The data are refreshed without the consumer
    Given a consumer whose stored consent is STORED
    And the client has called List Transactions with:
      | from_date       | 400 days ago |
      | to_date         | today        |
      | pagination.size | 1000         |
    And 30 days have passed
    And the client has called Consent-Refresh with:
      | data_retention_minutes | 129600 |
    When the client polls Refresh-Status until it is not PROCESSING
    Then the answer's "data.state" is not PROCESSING
    And storage holds what it held before and more, each transaction once

  @mandatory @WFL-19 @WFL-20 @WFL-21 @WFL-22
  Scenario: A session with an empty object starts a flow with store_consent REQUIRED
    Given a session with:
      | consent_scope | {"insights_refresh": {}} |
    When the client starts an Insights-Refresh flow with:
      | store_consent | REQUIRED |
    Then the answer is 201
    And the answer's "data.state" is one of CONSUMER_INPUT_NEEDED or PROCESSING

  @mandatory @WFL-23 @consumer
  Scenario: The client_token brings the consumer to the bank to store the consent
    Given a session
    And an Insights-Refresh flow with:
      | store_consent | REQUIRED |
    When the consumer opens the auth_url
    Then the answer is 200
    And the answer's "data.state" is CONSUMER_INPUT_NEEDED

  @mandatory @WFL-24 @consumer
  Scenario: A flow that stores the consent waits for the consumer
    Given a session
    And an Insights-Refresh flow with:
      | store_consent | REQUIRED |
    When the client polls Flow-Information 2 times
    Then the states seen were CONSUMER_INPUT_NEEDED

  @mandatory @WFL-24 @WFL-25 @consumer
  Scenario: A flow that stores the consent is finished and names the consumer
    Given a session
    And an Insights-Refresh flow with:
      | store_consent | REQUIRED |
    When the consumer logs in as "max"
    Then the flow ends as FINISHED
    And the flow's result says that insights_consumer_id is a text

  @mandatory @WFL-26 @consumer
  Scenario Outline: The bank <bank> does not support consents, and data.state is an error state
    Given a session
    And an Insights-Refresh flow with:
      | store_consent | REQUIRED |
    And the consumer has logged in as "max" at <bank>
    When the client calls Flow-Information
    Then the answer is 200
    And the answer's "data.state" is one of EXCEPTION or ABORTED
    And the answer's "data.result" is left out

    Examples:
      | bank      |
      | DE 00000  |
      | AT 00000  |
      | FR 00000  |
      | SE 00000  |
      | NL TEST   |

  @optional @FLW-GET-05 @FLW-BANK-06 @consumer
  Scenario: The error state says that the bank does not support consents
    Given a session
    And an Insights-Refresh flow with:
      | store_consent | REQUIRED |
    When the consumer logs in as "max" at DE 00000
    Then the flow ends as EXCEPTION with "NOT_SUPPORTED"
    And the flow's error says that code is NOT_SUPPORTED.CONSENT
    And the flow's error says that message is a text

  @mandatory @WFL-26 @FLW-BANK-16 @consumer
  Scenario: A PSD2 bank that is used without PSD2 does not support consents either
    Given a session with:
      | aspsp_access | FORCE_FALLBACK |
    And an Insights-Refresh flow with:
      | store_consent | REQUIRED |
    When the consumer logs in as "max" at DE 88888888
    Then the flow ends as EXCEPTION

  @mandatory @WFL-27 @consumer
  Scenario: Consent-Refresh is called with the insights_consumer_id alone
    Given a consumer whose stored consent is STORED
    When the client calls Consent-Refresh with:
      | insights_consumer_id | the consumer |
    Then the answer is a success
    And the answer's "error" is left out

  @mandatory @WFL-28 @consumer @clock
  Scenario: Refresh-Status is polled until it is not PROCESSING
    Given a consumer whose stored consent is STORED
    And the client has called Consent-Refresh
    When the client polls Refresh-Status until it is not PROCESSING
    Then the answer is 200
    And the answer's "data.state" is not PROCESSING

  @mandatory @WFL-28 @consumer @clock
  Scenario: A slow refresh comes to an end, too
    Given a consumer with a stored consent who logged in as "refresh-slow"
    And the client has called Consent-Refresh
    When the client polls Refresh-Status until it is not PROCESSING
    Then the answer is 200
    And the answer's "data.state" is not PROCESSING

  @mandatory @FLW-PUT-16 @CNS-STORE-01 @consumer
  Scenario: With REQUIRED the account shows until when the consent is expected to last
    Given a consumer whose data were acquired with:
      | store_consent | REQUIRED |
    When the client calls List Accounts
    Then the answer lists 1 accounts
    And every account's "consent_expected_expiry_date" is a date

  @mandatory @CNS-STORE-01 @consumer
  Scenario: Without a stored consent the account shows no expiry date
    Given a consumer whose data were acquired with:
      | store_consent | NO |
    When the client calls List Accounts
    Then the answer lists 1 accounts
    And every account's "consent_expected_expiry_date" is left out

  @optional @FLW-PUT-18 @consumer
  Scenario: With OPTIONAL a bank that supports consents stores one
    Given a consumer whose data were acquired with:
      | store_consent | OPTIONAL |
    When the client calls Flow-Information
    Then the answer's "data.state" is FINISHED
    And the answer's "data.result.consent_stored" is true
    And the account's stored "consent_expected_expiry_date" is a date

  @optional @FLW-PUT-18 @consumer
  Scenario: With OPTIONAL a bank that does not support consents finishes without
    Given a consumer whose data were acquired with:
      | store_consent | OPTIONAL |
      | bank          | DE 00000 |
    When the client calls Flow-Information
    Then the answer's "data.state" is FINISHED
    And the answer's "data.result.consent_stored" is false
    And the account's stored "consent_expected_expiry_date" is left out

  @optional @FLW-PUT-18 @consumer
  Scenario: With OPTIONAL a bank that does not support consents does not end the flow in an error state
    Given a session
    And an Insights-Refresh flow with:
      | store_consent | OPTIONAL |
    When the consumer logs in as "max" at DE 00000
    Then the flow ends as FINISHED

  @optional @FLW-PUT-17 @consumer
  Scenario: Where store_consent is not said nothing is stored
    Given a consumer whose data were acquired
    When the client calls Flow-Information
    Then the answer's "data.state" is FINISHED
    And the answer's "data.result.consent_stored" is not true
    And the account's stored "consent_expected_expiry_date" is left out

  @optional @FLW-PUT-19
  Scenario Outline: store_consent <value> is refused
    Given a session
    When the client starts an Insights-Refresh flow with:
      | store_consent | <value> |
    Then the answer is 400
    And an error is at "store_consent"

    Examples:
      | value    |
      | ALWAYS   |
      | required |
      | true     |
