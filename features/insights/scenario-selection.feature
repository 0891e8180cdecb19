# The control of a mock: section 7.4 of the reference. One engine, many ways to say
# what is to happen.
@banks
Feature: A scripted bank takes an outcome by its name
  A team that runs without a browser names the outcome in a header, in the
  address, in a queue or at the control plane, and sees what a consumer's username
  would have brought.

  @optional @FLW-SEL-01 @consumer @scripted
  Scenario Outline: <outcome> by its username
    Given a session
    And an Insights-Refresh flow
    When the consumer logs in as "<outcome>"
    Then the flow ends as <state>

    Examples:
      | outcome        | state     |
      | embedded       | FINISHED  |
      | bank-technical | EXCEPTION |
      | decoupled      | FINISHED  |
      | redirect       | FINISHED  |
      | abort          | ABORTED   |

  @optional @FLW-SEL-01 @scripted @clock
  Scenario Outline: <outcome> by the control plane's default
    Given the bank follows the script "<outcome>"
    And a session
    When the client starts an Insights-Refresh flow
    Then the answer is 201
    And the flow ends as <state>

    Examples:
      | outcome        | state     |
      | embedded       | FINISHED  |
      | bank-technical | EXCEPTION |
      | decoupled      | FINISHED  |
      | redirect       | FINISHED  |
      | abort          | ABORTED   |

  @optional @FLW-SEL-01 @scripted @clock
  Scenario Outline: <outcome> by a header
    Given a session
    And the next request names the script "<outcome>"
    When the client starts an Insights-Refresh flow
    Then the answer is 201
    And the flow ends as <state>

    Examples:
      | outcome        | state     |
      | embedded       | FINISHED  |
      | bank-technical | EXCEPTION |
      | decoupled      | FINISHED  |
      | redirect       | FINISHED  |
      | abort          | ABORTED   |

  @optional @FLW-SEL-01 @scripted @clock
  Scenario Outline: <outcome> by the address
    Given the bank's address names the script "<outcome>"
    And a session
    When the client starts an Insights-Refresh flow
    Then the answer is 201
    And the flow ends as <state>

    Examples:
      | outcome        | state     |
      | embedded       | FINISHED  |
      | bank-technical | EXCEPTION |
      | decoupled      | FINISHED  |
      | redirect       | FINISHED  |
      | abort          | ABORTED   |

  @optional @FLW-SEL-01 @scripted @clock
  Scenario Outline: <outcome> by the queue
    Given the bank's next flow follows the script "<outcome>"
    And a session
    When the client starts an Insights-Refresh flow
    Then the answer is 201
    And the flow ends as <state>

    Examples:
      | outcome        | state     |
      | embedded       | FINISHED  |
      | bank-technical | EXCEPTION |
      | decoupled      | FINISHED  |
      | redirect       | FINISHED  |
      | abort          | ABORTED   |

  @optional @FLW-SEL-01 @scripted @clock
  Scenario: What was queued is used up by one flow
    Given the bank follows the script "embedded"
    And the bank's next flow follows the script "bank-technical"
    And a session
    And an Insights-Refresh flow
    And a session
    When the client starts an Insights-Refresh flow
    Then the flow ends as FINISHED

  @optional @FLW-SEL-01 @scripted @clock
  Scenario: The username says more than the default
    Given the bank follows the script "ask"
    And a session
    And an Insights-Refresh flow
    When the consumer logs in as "technical"
    Then the flow ends as EXCEPTION with "TECHNICAL"
