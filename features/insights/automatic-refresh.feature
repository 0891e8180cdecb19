# The page "Common Workflows": Automatic consumer data refresh, sentence by
# sentence.
@workflows
Feature: Automatic consumer data refresh
  The consumer goes to the bank once, and from then on the data are refreshed
  regularly, without the consumer being present and without a call of the client.

  @mandatory @WFL-01 @WFL-29 @consumer @clock
  Scenario: A month passes, and the data have come by themselves
    Given a consumer whose stored consent is STORED
    And the client has called List Transactions with:
      | from_date       | 400 days ago |
      | to_date         | today        |
      | pagination.size | 1000         |
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | DAILY  |
      | data_retention_minutes | 129600 |
    When 30 days pass
    Then storage holds what it held before and more, each transaction once
    And 30 automatic refreshes have run

  @mandatory @WFL-30 @WFL-31 @WFL-32 @WFL-33
  Scenario: A session with an empty object starts the flow that stores the consent
    Given a session with:
      | consent_scope | {"insights_refresh": {}} |
    When the client starts an Insights-Refresh flow with:
      | store_consent | REQUIRED |
    Then the answer is 201
    And the answer's "data.client_token" is there

  @mandatory @WFL-34 @WFL-35 @WFL-36 @consumer
  Scenario: The consumer logs in once, and the flow names whom to schedule for
    Given a session
    And an Insights-Refresh flow with:
      | store_consent | REQUIRED |
    When the consumer logs in as "max"
    Then the flow ends as FINISHED
    And the flow's result says that insights_consumer_id is a text

  @mandatory @WFL-35 @consumer
  Scenario: Before the consumer is through there is nobody to schedule for
    Given a session
    And an Insights-Refresh flow with:
      | store_consent | REQUIRED |
    When the client calls Flow-Information
    Then the answer's "data.state" is CONSUMER_INPUT_NEEDED
    And the answer's "data.result" is left out

  @mandatory @WFL-37 @consumer
  Scenario: A bank without consents ends the flow in an error state
    Given a session
    And an Insights-Refresh flow with:
      | store_consent | REQUIRED |
    When the consumer logs in as "max" at DE 00000
    Then the flow ends as EXCEPTION
    And the flow's result says that insights_consumer_id is left out

  @mandatory @WFL-37 @consumer
  Scenario: Without a stored consent nothing can be scheduled
    Given a consumer whose data were acquired
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    Then the answer is the client's error

  @mandatory @WFL-38 @consumer
  Scenario: Schedule Automatic Refresh is called with the insights_consumer_id
    Given a consumer whose stored consent is STORED
    When the client calls Schedule Automatic Refresh with:
      | insights_consumer_id | the consumer |
      | refresh_interval     | DAILY        |
    Then the answer is a success
    And the scheduled accounts are the account

  @mandatory @WFL-38 @consumer @clock
  Scenario: The refreshes are regular
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval_minutes | 480  |
      | data_retention_minutes   | 1440 |
    When 10 days pass
    Then 30 automatic refreshes have run
    And they ran 480 minutes apart, in due order
    And every run was a SUCCESS

  @mandatory @WFL-29 @consumer @clock
  Scenario: A report is made of data that came by themselves
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | DAILY |
      | data_retention_minutes | 2880  |
    And 60 days have passed
    When the client calls the Categorization report with:
      | report_days | 30 |
    Then the answer lists at least 3 transactions

  @mandatory @STG-RET-01 @consumer @clock
  Scenario: Data that are kept 10 minutes are gone long before the next refresh
    Given a consumer whose data were acquired with:
      | store_consent          | REQUIRED |
      | data_retention_minutes | 1441     |
    And the client has called List Transactions
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    And the client has called List Accounts
    When 25 hours pass
    Then 1 automatic refreshes have run
    And storage holds no transactions
