# The page "Common Workflows": Refreshing consumer data, sentence by sentence.
@workflows
Feature: Refreshing consumer data
  The data of consumers who return are refreshed with the consumer at the bank.
  It is the first acquisition once more, with the id that is known.

  @mandatory @WFL-01 @WFL-10 @consumer
  Scenario: The consumer returns, and a report is made
    Given a consumer whose data were acquired
    And a session
    And an Insights-Refresh flow with:
      | insights_consumer_id | the consumer |
    And the consumer has logged in as "max"
    When the client calls the Categorization report
    Then the answer lists at least 5 transactions

  @mandatory @WFL-11 @WFL-12 @consumer
  Scenario: A session with an empty object is enough for a consumer who returns
    Given a consumer whose data were acquired
    When the client creates a session with:
      | consent_scope | {"insights_refresh": {}} |
    Then the answer is 201
    And the answer's "data.flows.insights_refresh" is an absolute address

  @mandatory @WFL-13 @consumer
  Scenario: The flow is started with the known insights_consumer_id
    Given a consumer whose data were acquired
    And a session
    When the client starts an Insights-Refresh flow with:
      | insights_consumer_id | the consumer |
    Then the answer is 201
    And the answer's "data.state" is CONSUMER_INPUT_NEEDED

  @mandatory @WFL-14 @consumer
  Scenario: The client_token brings the consumer who returns to the bank
    Given a consumer whose data were acquired
    And a session
    And an Insights-Refresh flow with:
      | insights_consumer_id | the consumer |
    When the consumer opens the auth_url
    Then the answer is 200
    And the answer's "data.state" is CONSUMER_INPUT_NEEDED

  @mandatory @WFL-15 @consumer
  Scenario: Before the consumer who returns is through the flow waits
    Given a consumer whose data were acquired
    And a session
    And an Insights-Refresh flow with:
      | insights_consumer_id | the consumer |
    When the client polls Flow-Information 2 times
    Then the states seen were CONSUMER_INPUT_NEEDED

  @mandatory @WFL-15 @consumer
  Scenario: Once the consumer who returns is through the flow is finished
    Given a consumer whose data were acquired
    And a session
    And an Insights-Refresh flow with:
      | insights_consumer_id | the consumer |
    When the consumer logs in as "max"
    Then the flow ends as FINISHED

  @mandatory @WFL-16 @consumer
  Scenario: The same insights_consumer_id comes back
    Given a consumer whose data were acquired
    And a session
    And an Insights-Refresh flow with:
      | insights_consumer_id | the consumer |
    When the consumer logs in as "max"
    Then the flow ends as FINISHED
    And the flow's result says that insights_consumer_id is the consumer

  @mandatory @WFL-16 @consumer
  Scenario: The same account comes back under the same insights_account_id
    Given a consumer whose data were acquired
    And a session
    And an Insights-Refresh flow with:
      | insights_consumer_id | the consumer |
    When the consumer logs in as "max"
    Then the flow ends as FINISHED
    And the flow's result says that insights_account_ids is [the account]
    And storage holds 1 accounts

  @mandatory @WFL-17 @RFS-DATA-01 @consumer
  Scenario: Data that come again are not there twice
    Given a consumer whose data were acquired
    And the client has called List Transactions with:
      | from_date       | 400 days ago |
      | to_date         | today        |
      | pagination.size | 1000         |
    And a session
    And an Insights-Refresh flow with:
      | insights_consumer_id | the consumer |
    When the consumer logs in as "max"
    Then the flow ends as FINISHED
    And storage holds what it held before, each transaction once

  @mandatory @WFL-17 @RFS-DATA-01 @consumer @clock
  Scenario: After a month the new data join those that were there
    Given a consumer whose data were acquired
    And the client has called List Transactions with:
      | from_date       | 400 days ago |
      | to_date         | today        |
      | pagination.size | 1000         |
    And 30 days have passed
    And the client has created a session
    And the client has started an Insights-Refresh flow with:
      | insights_consumer_id   | the consumer |
      | data_retention_minutes | 129600       |
    When the consumer logs in as "max"
    Then storage holds what it held before and more, each transaction once

  @mandatory @FLW-PUT-13 @consumer
  Scenario: An insights_consumer_id of the client's own is taken as it is
    Given a session
    And an Insights-Refresh flow with:
      | insights_consumer_id | customer 4711, no UUID |
    When the consumer logs in as "max"
    Then the flow ends as FINISHED
    And the flow's result says that insights_consumer_id is customer 4711, no UUID

  @mandatory @FLW-PUT-13 @consumer
  Scenario: Another bank's account joins the consumer's
    Given a consumer whose data were acquired
    And a session
    And an Insights-Refresh flow with:
      | insights_consumer_id   | the consumer |
      | data_retention_minutes | 129600       |
    When the consumer logs in as "max" at AT 00000
    Then the flow ends as FINISHED
    And storage holds 2 accounts

  @mandatory @FLW-END-01 @consumer
  Scenario: A consumer who returns and gives up leaves the data as they were
    Given a consumer whose data were acquired
    And the client has called List Transactions with:
      | from_date       | 400 days ago |
      | to_date         | today        |
      | pagination.size | 1000         |
    And a session
    And an Insights-Refresh flow with:
      | insights_consumer_id | the consumer |
    When the consumer gives up
    Then the flow ends as ABORTED
    And storage holds what it held before, each transaction once

  @mandatory @API-ID-05
  Scenario Outline: A flow for an insights_consumer_id of <length> characters is answered <status>
    Given a session
    When the client starts an Insights-Refresh flow with:
      | insights_consumer_id | a text of <length> characters |
    Then the answer is <status>

    Examples:
      | length | status |
      | 127    | 201    |
      | 128    | 400    |
