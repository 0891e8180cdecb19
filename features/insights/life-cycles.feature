# The state machines: section 7 of the reference, every action in every state.
@life-cycles
Feature: What may be done in which state
  Sessions, flows, stored consents and refreshes each live and end. What is tried
  in a state either moves on or is refused, and what has ended stays so.

  @optional @SES-DEL-03
  Scenario Outline: A session that is <state>: the client <does it> and gets <status>
    Given a session that is <state>
    When the client <does it>
    Then the answer is <status>
    And the session is <next>

    @SES-GET-04
    Examples: It runs
      | state   | does it                         | status | next    |
      | RUNNING | reads the session               | 200    | RUNNING |
      | RUNNING | starts an Insights-Refresh flow | 201    | RUNNING |
      | RUNNING | closes the session              | 204    | CLOSED  |

    Examples: It was closed
      | state  | does it                         | status | next   |
      | CLOSED | reads the session               | 200    | CLOSED |
      | CLOSED | starts an Insights-Refresh flow | 409    | CLOSED |
      | CLOSED | closes the session              | 409    | CLOSED |

    @clock @SES-TIME-01
    Examples: It has timed out
      | state     | does it                         | status | next      |
      | TIMED_OUT | reads the session               | 200    | TIMED_OUT |
      | TIMED_OUT | starts an Insights-Refresh flow | 409    | TIMED_OUT |
      | TIMED_OUT | closes the session              | 409    | TIMED_OUT |

  @mandatory
  Scenario Outline: A session that is <state> without a finished flow gives no consent
    Given a session that is <state>
    When the client fetches the consent
    Then the answer is the client's error
    And the answer's "data.consent_id" is left out

    @CNS-GET-03
    Examples: It runs or was closed
      | state   |
      | RUNNING |
      | CLOSED  |

    @CNS-GET-03 @clock
    Examples: It has timed out
      | state     |
      | TIMED_OUT |

  @mandatory @FLW-GET-01 @FLW-END-01
  Scenario Outline: A flow that is <state> is still so when it is looked at again
    Given a flow that is <state>
    When the client calls Flow-Information
    Then the answer is 200
    And the answer's "data.state" is <state>

    Examples: Nobody has come
      | state                 |
      | CONSUMER_INPUT_NEEDED |
      | ABORTED               |

    @consumer
    Examples: The consumer was there
      | state      |
      | PROCESSING |
      | FINISHED   |
      | EXCEPTION  |

  @mandatory @FLW-DEL-02
  Scenario Outline: A flow that is <state> is aborted
    Given a flow that is <state>
    When the client aborts the flow
    Then the answer is a success
    And the flow is ABORTED

    Examples: It waits for the consumer
      | state                 |
      | CONSUMER_INPUT_NEEDED |

    @consumer
    Examples: The bank is at work
      | state      |
      | PROCESSING |

  @mandatory @FLW-DEL-03 @FLW-END-01
  Scenario Outline: A flow that is <state> is not aborted any more
    Given a flow that is <state>
    When the client aborts the flow
    Then the answer is the client's error
    And the flow is <state>

    Examples: Aborted before
      | state   |
      | ABORTED |

    @consumer
    Examples: Over otherwise
      | state     |
      | FINISHED  |
      | EXCEPTION |

  @mandatory @SES-FLOW-01
  Scenario Outline: While a flow is <state> another one is refused
    Given a flow that is <state>
    When the client starts an accounts flow
    Then the answer is 409 with the code "CONFLICT"
    And the flow is <state>

    Examples: It waits for the consumer
      | state                 |
      | CONSUMER_INPUT_NEEDED |

    @consumer
    Examples: The bank is at work
      | state      |
      | PROCESSING |

  @mandatory @SES-FLOW-02
  Scenario Outline: After a flow that is <state> another one may be started
    Given a flow that is <state>
    When the client starts an accounts flow
    Then the answer is 201

    Examples: It was aborted
      | state   |
      | ABORTED |

    @consumer
    Examples: It is over otherwise
      | state     |
      | FINISHED  |
      | EXCEPTION |

  @optional @SES-DEL-02
  Scenario Outline: Closing the session leaves a flow that was <state> <next>
    Given a flow that is <state>
    When the client closes the session
    Then the flow is <next>

    Examples: Nobody has come
      | state                 | next    |
      | CONSUMER_INPUT_NEEDED | ABORTED |
      | ABORTED               | ABORTED |

    @consumer
    Examples: The consumer was there
      | state      | next      |
      | PROCESSING | ABORTED   |
      | FINISHED   | FINISHED  |
      | EXCEPTION  | EXCEPTION |

  @mandatory @FLW-END-02 @consumer
  Scenario: A flow goes from waiting to processing and to its end
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "slow"
    When the client polls Flow-Information 1 times
    Then the states seen were PROCESSING
    And the flow ends as FINISHED

  @mandatory @FLW-END-02 @consumer
  Scenario: A flow goes from processing back to waiting, and to its end from there
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "decoupled-abort"
    And 2 minutes have passed
    When the consumer logs in as "max"
    Then the flow ends as FINISHED

  @mandatory @WFL-28 @consumer
  Scenario: With a consent that is STORED a refresh starts
    Given a consumer whose stored consent is STORED
    When the client calls Consent-Refresh
    Then the answer is a success
    And the refresh comes to an end

  @optional @RFS-GET-05 @consumer
  Scenario Outline: With a consent that is <state> a refresh fails
    Given a consumer whose stored consent is <state>
    When the client calls Consent-Refresh
    Then the answer is a success
    And the refresh ends as EXCEPTION with "<category>"

    Examples:
      | state   | category        |
      | EXPIRED | CONSENT.EXPIRED |
      | REVOKED | CONSENT.REVOKED |

  @optional @RFS-PUT-06 @consumer
  Scenario: With a consent that was deleted no refresh starts
    Given a consumer whose stored consent is deleted
    When the client calls Consent-Refresh
    Then the answer is 400 with the code "CONSENT.NOT_STORED"

  @mandatory @WFL-38 @consumer
  Scenario: With a consent that is STORED refreshes are scheduled
    Given a consumer whose stored consent is STORED
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    Then the answer is a success
    And the schedule's "consent_authorization_required" is false

  @optional @AUT-PUT-06 @consumer
  Scenario: With a consent that was deleted nothing is scheduled
    Given a consumer whose stored consent is deleted
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    Then the answer is 400 with the code "CONSENT.NOT_STORED"

  @optional @AUT-PUT-09 @consumer
  Scenario Outline: With a consent that is <state> nothing is scheduled
    Given a consumer whose stored consent is <state>
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    Then the answer is 400 with the code "CONSENT.<state>"

    Examples:
      | state   |
      | EXPIRED |
      | REVOKED |

  @optional @CNS-STORE-06 @consumer
  Scenario: A consent that was deleted is not deleted again
    Given a consumer whose stored consent is deleted
    When the client calls Delete Stored Consent
    Then the answer is 400 with the code "CONSENT.NOT_STORED"

  @optional @AUT-RUN-05 @consumer
  Scenario Outline: With a consent that is <state> no refresh can succeed without the consumer
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    When the stored consent is <state> at the bank
    Then the schedule's "consent_authorization_required" is true

    Examples:
      | state   |
      | EXPIRED |
      | REVOKED |

  @optional @CNS-STORE-02 @consumer
  Scenario Outline: A consent that is <state> is deleted
    Given a consumer whose stored consent is <state>
    When the client calls Delete Stored Consent
    Then the answer is a success
    And the account's stored "consent_expected_expiry_date" is left out

    Examples:
      | state   |
      | STORED  |
      | EXPIRED |
      | REVOKED |

  @optional @CNS-STORE-04 @consumer
  Scenario Outline: A new flow stores the consent that was <state> again
    Given a consumer whose stored consent is <state>
    When the consumer renews the stored consent
    Then the account's stored "consent_expected_expiry_date" is a date
    And the client refreshes the data, and the refresh ends as FINISHED

    Examples:
      | state   |
      | STORED  |
      | EXPIRED |
      | REVOKED |
      | deleted |

  @optional @RFS-GET-06 @consumer
  Scenario Outline: A refresh that is <state> is still so when it is looked at again
    Given a refresh that is <state>
    When the client calls Refresh-Status
    Then the answer is 200
    And the answer's "data.state" is <state>

    Examples:
      | state      |
      | PROCESSING |
      | FINISHED   |
      | EXCEPTION  |

  @optional @RFS-PUT-07 @consumer
  Scenario: While a refresh is PROCESSING another one is refused
    Given a refresh that is PROCESSING
    When the client calls Consent-Refresh
    Then the answer is 409 with the code "CONFLICT"
    And the refresh is PROCESSING

  @optional @RFS-PUT-07 @consumer
  Scenario Outline: After a refresh that is <state> another one may be started
    Given a refresh that is <state>
    When the client calls Consent-Refresh
    Then the answer is a success
    And the answer's "data.refresh_id" has changed

    Examples:
      | state     |
      | FINISHED  |
      | EXCEPTION |

  @mandatory @AUT-GET-02 @consumer @clock
  Scenario Outline: A schedule that is <state> is listed with its last state, <last>
    Given a schedule that is <state>
    When the client calls List Automatic Refreshes
    Then the answer lists 1 schedules
    And every schedule's "last_refresh_state" is <last>

    Examples:
      | state     | last      |
      | SCHEDULED | SUCCESS   |
      | SUCCESS   | SUCCESS   |
      | EXCEPTION | EXCEPTION |

  @optional @AUT-DEL-01 @consumer
  Scenario: A schedule that was unscheduled is not listed
    Given a schedule that is unscheduled
    When the client calls List Automatic Refreshes
    Then the answer lists 0 schedules

  @mandatory @AUT-PUT-05 @consumer @clock
  Scenario Outline: A schedule that is <state> is scheduled again, from now on
    Given a schedule that is <state>
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval_minutes | 600 |
    Then the answer is a success
    And the schedule's "next_refresh_at" lies 600 minutes ahead

    Examples:
      | state       |
      | SCHEDULED   |
      | SUCCESS     |
      | EXCEPTION   |
      | unscheduled |

  @optional @AUT-DEL-01 @consumer @clock
  Scenario Outline: A schedule that is <state> is unscheduled
    Given a schedule that is <state>
    When the client calls Unschedule Automatic Refresh
    Then the answer is a success
    And nothing is scheduled any more

    Examples:
      | state     |
      | SCHEDULED |
      | SUCCESS   |
      | EXCEPTION |

  @optional @AUT-DEL-01 @consumer
  Scenario: A schedule that was unscheduled is not unscheduled again
    Given a schedule that is unscheduled
    When the client calls Unschedule Automatic Refresh
    Then nothing is scheduled any more
