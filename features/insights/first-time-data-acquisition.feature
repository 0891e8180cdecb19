# The page "Common Workflows": First time data acquisition, sentence by sentence.
@workflows
Feature: First time data acquisition
  This workflow acquires the data of a consumer once, and a report is made
  directly afterwards.

  @mandatory @WFL-01 @WFL-02 @consumer
  Scenario: From a session to a report, in one go
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "max"
    And the client has called Flow-Information
    When the client calls the Account Info report
    Then the answer lists 1 reports
    And the answer's "data.reports.0.insights_consumer_id" is the consumer

  @mandatory @WFL-03
  Scenario: Create a session
    When the client creates a session
    Then the answer is 201
    And the answer's "data.session_id" is there
    And the answer's "data.self" is an absolute address

  @mandatory @WFL-04
  Scenario: An empty object in consent_scope.insights_refresh is enough
    When the client creates a session with:
      | consent_scope | {"insights_refresh": {}} |
    Then the answer is 201
    And the answer's "data.flows.insights_refresh" is an absolute address

  @mandatory @WFL-05
  Scenario: Start an Insights-Refresh flow
    Given a session
    When the client starts an Insights-Refresh flow
    Then the answer is 201
    And the answer's "data.client_token" is there
    And the answer's "data.self" is an absolute address

  @mandatory @WFL-06 @consumer
  Scenario: The client_token brings the consumer to the bank
    Given a session
    And an Insights-Refresh flow
    When the consumer opens the auth_url
    Then the answer is 200
    And the answer's "data.state" is CONSUMER_INPUT_NEEDED

  @mandatory @WFL-07
  Scenario: Before the consumer is through the flow waits
    Given a session
    And an Insights-Refresh flow
    When the client polls Flow-Information 3 times
    Then the states seen were CONSUMER_INPUT_NEEDED
    And the answer's "data.result" is left out

  @mandatory @WFL-07 @consumer
  Scenario: Once the consumer is through the flow is finished
    Given a session
    And an Insights-Refresh flow
    When the consumer logs in as "max"
    Then the flow ends as FINISHED

  @mandatory @WFL-08 @consumer
  Scenario: Flow-Information tells the result state and the insights_consumer_id
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "max"
    When the client calls Flow-Information
    Then the answer's "data.state" is FINISHED
    And the answer's "data.result.insights_consumer_id" is a text

  @mandatory @WFL-09 @consumer
  Scenario Outline: The data are available to the <report> report
    Given a consumer whose data were acquired
    When the client calls the <report> report
    Then the answer is 200
    And the answer lists 1 reports
    And every report's "insights_consumer_id" is the consumer
    And every report's "<body>" is there

    Examples:
      | report                 | body                   |
      | Account Info           | iban                   |
      | Balances               | balance                |
      | Balance Over Time      | balances.0.balance     |
      | Categorization         | transactions.0.amount  |
      | Group By Category      | categories.0.sum       |
      | Expense Category       | categories.0.sum       |
      | Recurring Transactions | recurring_transactions |

  @mandatory @WFL-09 @consumer
  Scenario: The data are available in storage
    Given a consumer whose data were acquired
    When the client calls List Transactions
    Then the answer lists at least 5 transactions
    And every transaction's "insights_account_id" is the account

  @mandatory @FLW-GET-02 @consumer
  Scenario: A consumer who gives up leaves no result
    Given a session
    And an Insights-Refresh flow
    And the consumer has given up
    When the client calls Flow-Information
    Then the answer's "data.state" is ABORTED
    And the answer's "data.result" is left out

  @mandatory @FLW-GET-02 @consumer
  Scenario: A consumer with wrong credentials leaves no result
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "wrong"
    When the client calls Flow-Information
    Then the answer's "data.state" is EXCEPTION
    And the answer's "data.result" is left out

  @mandatory @WFL-02 @consumer
  Scenario: Two consumers have their own ids
    Given a consumer whose data were acquired
    And a session
    And an Insights-Refresh flow
    When the consumer logs in as "max"
    Then the flow ends as FINISHED
    And the flow's result says that insights_consumer_id is not the consumer
