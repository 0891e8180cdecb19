# Automatic refresh: section 5.6 of the reference.
@autorefresh
Feature: Automatic refresh
  With a stored consent the client has the data of a consumer's accounts refreshed
  on a schedule, and looks when it last ran, how it went and when it runs next.

  @mandatory @AUT-PUT-01 @API-ENV-02 @consumer
  Scenario: A refresh is scheduled
    Given a consumer whose stored consent is STORED
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval_minutes | 480  |
      | data_retention_minutes   | 1440 |
    Then the answer is 200
    And the answer is an empty object

  @mandatory @AUT-PUT-02 @consumer
  Scenario: The insights_consumer_id is required
    Given a consumer whose stored consent is STORED
    When the client calls Schedule Automatic Refresh with:
      | insights_consumer_id | left out |
      | refresh_interval     | DAILY    |
    Then the answer is 400

  @mandatory @AUT-PUT-03 @consumer
  Scenario: Without insights_account_ids all accounts are scheduled
    Given a consumer whose data were acquired with:
      | store_consent  | REQUIRED                                             |
      | accounts.ibans | ["DE43000000005686751168", "DE28000000008746441159"] |
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    Then the scheduled accounts are the account and the other account

  @mandatory @AUT-PUT-03 @consumer
  Scenario: With insights_account_ids these alone are scheduled
    Given a consumer whose data were acquired with:
      | store_consent  | REQUIRED                                             |
      | accounts.ibans | ["DE43000000005686751168", "DE28000000008746441159"] |
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval     | DAILY               |
      | insights_account_ids | [the other account] |
    Then the scheduled accounts are the other account

  @optional @AUT-PUT-04 @consumer
  Scenario: Both intervals at once are refused
    Given a consumer whose stored consent is STORED
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval         | DAILY |
      | refresh_interval_minutes | 480   |
    Then the answer is 400 with the code "VALIDATION_ERROR"

  @optional @AUT-PUT-04 @consumer
  Scenario: Neither interval is refused
    Given a consumer whose stored consent is STORED
    When the client calls Schedule Automatic Refresh
    Then the answer is 400 with the code "VALIDATION_ERROR"

  @mandatory @AUT-PUT-05 @consumer @clock
  Scenario: Scheduling again moves the next refresh to now and the new interval
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval_minutes | 480   |
      | data_retention_minutes   | 14400 |
    And 5 hours have passed
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval_minutes | 600   |
      | data_retention_minutes   | 14400 |
    Then the schedule's "next_refresh_at" lies 600 minutes ahead
    And the schedule's "refresh_interval_minutes" is 600

  @mandatory @AUT-PUT-05 @consumer
  Scenario: Scheduling again changes the parameters
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval_minutes | 480   |
      | data_retention_minutes   | 14400 |
      | refresh_days             | 30    |
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval       | WEEKLY |
      | data_retention_minutes | 20160  |
      | refresh_days           | 40     |
    Then the schedule's "refresh_interval" is WEEKLY
    And the schedule's "refresh_interval_minutes" is left out
    And the schedule's "data_retention_minutes" is 20160
    And the schedule's "refresh_days" is 40

  @optional @AUT-PUT-06 @consumer
  Scenario: Without a stored consent nothing is scheduled
    Given a consumer whose data were acquired
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    Then the answer is 400 with the code "CONSENT.NOT_STORED"

  @optional @AUT-PUT-07 @consumer
  Scenario Outline: <member> as <value> is refused
    Given a consumer whose stored consent is STORED
    When the client calls Schedule Automatic Refresh with:
      | <member> | <value> |
    Then the answer is 400 with the code "VALIDATION_ERROR"
    And an error is at "<member>"

    Examples:
      | member                   | value  |
      | refresh_interval_minutes | 0      |
      | refresh_interval_minutes | -480   |
      | refresh_interval_minutes | 1.5    |
      | refresh_interval         | HOURLY |
      | refresh_interval         | daily  |

  @mandatory @AUT-PUT-08 @consumer
  Scenario: What is not said has its default
    Given a consumer whose stored consent is STORED
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    Then the schedule's "data_retention_minutes" is 10
    And the schedule's "intended_insights.#" is at least 6
    And the schedule's "refresh_days" is one of 62 or left out

  @mandatory @AUT-PUT-08 @consumer @clock
  Scenario Outline: Where no days are said a run leaves the data from <from> on <availability>
    Given a consumer whose data were acquired with:
      | store_consent | REQUIRED |
      | refresh_days  | 3        |
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | DAILY |
      | data_retention_minutes | 14400 |
    And 1440 minutes have passed
    When the client calls the Categorization report with:
      | from_date | <from> |
      | to_date   | today  |
    Then every report's "data_availability" is <availability>

    Examples:
      | from        | availability |
      | 61 days ago | COMPLETE     |
      | 63 days ago | PARTIAL      |

  @mandatory @AUT-GET-01 @consumer
  Scenario: The status has the parameters of the schedule
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval_minutes | 480               |
      | data_retention_minutes   | 1440              |
      | refresh_days             | 30                |
      | intended_reports         | ["ACCOUNT_INFOS"] |
    When the client calls List Automatic Refreshes
    Then the answer lists 1 schedules
    And the answer tells:
      | data.status.0.refresh_interval_minutes | 480               |
      | data.status.0.data_retention_minutes   | 1440              |
      | data.status.0.refresh_days             | 30                |
      | data.status.0.intended_insights        | ["ACCOUNT_INFOS"] |

  @mandatory @AUT-GET-02 @consumer
  Scenario: The times of the last and of the next refresh are there always
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    When the client calls List Automatic Refreshes
    Then the answer tells:
      | data.status.0.last_refresh_at                | a time                      |
      | data.status.0.last_refresh_state             | one of SUCCESS or EXCEPTION |
      | data.status.0.next_refresh_at                | a time                      |
      | data.status.0.refresh_failed_counter         | 0                           |
      | data.status.0.consent_authorization_required | false                       |

  @mandatory @AUT-RUN-01 @consumer
  Scenario: The first refresh is one interval from now
    Given a consumer whose stored consent is STORED
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval_minutes | 480 |
    Then the schedule's "next_refresh_at" lies 480 minutes ahead

  @optional @AUT-GET-03 @consumer @clock
  Scenario: Before the first run the last refresh is the flow's own
    Given a consumer whose stored consent is STORED
    And 30 minutes have passed
    When the client calls Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    Then the schedule's "last_refresh_at" lies 30 minutes ago
    And the schedule's "last_refresh_state" is SUCCESS

  @mandatory @AUT-GET-04 @consumer
  Scenario: The list of some accounts holds these alone
    Given a consumer whose data were acquired with:
      | store_consent  | REQUIRED                                             |
      | accounts.ibans | ["DE43000000005686751168", "DE28000000008746441159"] |
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    When the client calls List Automatic Refreshes with:
      | insights_account_ids | [the other account] |
    Then the answer lists 1 schedules
    And every schedule's "insights_account_id" is the other account

  @optional @AUT-GET-05
  Scenario Outline: <call> of a consumer that there is not is answered 404
    When the client <call> with:
      | insights_consumer_id | an id that was never given out |
      | refresh_interval     | DAILY                          |
    Then the answer is 404 with the code "NOT_FOUND"
    And the answer's "error.message" is a text

    Examples:
      | call                               |
      | calls List Automatic Refreshes     |
      | calls Unschedule Automatic Refresh |

  @mandatory @AUT-RUN-01 @consumer @clock
  Scenario: Before its interval has passed nothing runs
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval_minutes | 480   |
      | data_retention_minutes   | 14400 |
    When 479 minutes pass
    Then 0 automatic refreshes have run
    And the schedule's "next_refresh_at" lies 1 minutes ahead

  @mandatory @AUT-RUN-01 @consumer @clock
  Scenario: Once its interval has passed it runs once
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval_minutes | 480   |
      | data_retention_minutes   | 14400 |
    When 481 minutes pass
    Then 1 automatic refreshes have run
    And the schedule's "last_refresh_at" lies 1 minutes ago
    And the schedule's "next_refresh_at" lies 479 minutes ahead

  @mandatory @AUT-RUN-01 @AUT-RUN-08 @consumer @clock
  Scenario Outline: In <days> days of <interval> it runs <runs> times
    Given a consumer with a stored consent who logged in as "max"
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | <interval> |
      | data_retention_minutes | 525600     |
    When <days> days pass
    Then <runs> automatic refreshes have run
    And they ran <minutes> minutes apart, in due order

    Examples:
      | interval | days | runs | minutes |
      | DAILY    | 60   | 60   | 1440    |
      | DAILY    | 365  | 365  | 1440    |
      | WEEKLY   | 60   | 8    | 10080   |
      | WEEKLY   | 365  | 52   | 10080   |

  @mandatory @AUT-RUN-01 @consumer @clock
  Scenario Outline: In <days> days of every <minutes> minutes it runs <runs> times
    Given a consumer with a stored consent who logged in as "max"
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval_minutes | <minutes> |
      | data_retention_minutes   | 525600    |
    When <days> days pass
    Then <runs> automatic refreshes have run
    And they ran <minutes> minutes apart, in due order

    Examples:
      | minutes | days | runs |
      | 480     | 30   | 90   |
      | 720     | 30   | 60   |
      | 1000    | 30   | 43   |
      | 480     | 365  | 1095 |
      | 720     | 365  | 730  |
      | 1000    | 365  | 525  |
      | 2880    | 365  | 182  |
      | 43200   | 365  | 12   |

  @mandatory @AUT-RUN-01 @consumer @clock
  Scenario: Half a year of failures is counted, one by one
    Given a consumer with a stored consent who logged in as "refresh-failed"
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | DAILY  |
      | data_retention_minutes | 525600 |
    When 170 days pass
    Then the schedule's "refresh_failed_counter" is 170
    And 170 automatic refreshes have run

  @optional @AUT-RUN-09 @consumer @clock
  Scenario: AS_OFTEN_AS_POSSIBLE runs four times a day, and well
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | AS_OFTEN_AS_POSSIBLE |
      | data_retention_minutes | 14400                |
    When 10 days pass
    Then 40 automatic refreshes have run
    And every run was a SUCCESS

  @optional @AUT-RUN-09 @consumer @clock
  Scenario: In a year AS_OFTEN_AS_POSSIBLE stays within four runs a day
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | AS_OFTEN_AS_POSSIBLE |
      | data_retention_minutes | 14400                |
    When 365 days pass
    Then 1460 automatic refreshes have run
    And they ran 360 minutes apart, in due order

  @optional @AUT-RUN-09 @consumer @clock
  Scenario: AS_OFTEN_AS_POSSIBLE goes well for as long as the consent lasts
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | AS_OFTEN_AS_POSSIBLE |
      | data_retention_minutes | 14400                |
    When 89 days pass
    Then 356 automatic refreshes have run
    And every run was a SUCCESS

  @mandatory @AUT-RUN-02 @consumer @clock
  Scenario: A run that went well is a SUCCESS
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | DAILY |
      | data_retention_minutes | 14400 |
    And the client has called List Automatic Refreshes
    When 25 hours pass
    Then the schedule's "last_refresh_state" is SUCCESS
    And the schedule's "refresh_failed_counter" is 0
    And the schedule's "last_successful_refresh_at" has moved

  @mandatory @AUT-RUN-03 @consumer @clock
  Scenario: A run that failed is an EXCEPTION and is counted
    Given a consumer with a stored consent who logged in as "refresh-failed"
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | DAILY |
      | data_retention_minutes | 14400 |
    When 73 hours pass
    Then the schedule's "last_refresh_state" is EXCEPTION
    And the schedule's "last_refresh_error_category" is an error category
    And the schedule's "refresh_failed_counter" is 3

  @mandatory @API-CAT-03 @consumer @clock
  Scenario: The category of a run that failed is one of the six main categories
    Given a consumer with a stored consent who logged in as "refresh-failed"
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    And 25 hours have passed
    When the client calls List Automatic Refreshes
    Then every schedule's "last_refresh_error_category" is an error category
    And the scenario's answers keep to the categories of schedules

  @mandatory @AUT-RUN-03 @consumer @clock
  Scenario: Runs that fail do not move the last success
    Given a consumer with a stored consent who logged in as "refresh-failed"
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | DAILY |
      | data_retention_minutes | 14400 |
    When 49 hours pass
    Then the schedule's "last_refresh_at" lies 60 minutes ago
    And the schedule's "last_successful_refresh_at" lies 2940 minutes ago

  @optional @AUT-RUN-04 @consumer @clock
  Scenario: The run after one that failed is one interval later
    Given a consumer with a stored consent who logged in as "refresh-failed"
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | DAILY |
      | data_retention_minutes | 14400 |
    When 25 hours pass
    Then the schedule's "next_refresh_at" lies 1380 minutes ahead

  @optional @AUT-RUN-05 @consumer @clock
  Scenario Outline: After the consent was <state> the runs fail and ask for the consumer
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | DAILY |
      | data_retention_minutes | 14400 |
    And the stored consent was <state> at the bank
    When 49 hours pass
    Then the schedule's "last_refresh_error_category" is CONSENT.<state>
    And the schedule's "refresh_failed_counter" is 2
    And the schedule's "consent_authorization_required" is true

    Examples:
      | state   |
      | EXPIRED |
      | REVOKED |

  @optional @AUT-RUN-05 @consumer @clock
  Scenario: When the lifetime of the consent is over the runs fail and ask for the consumer
    Given a consumer whose data were acquired with:
      | store_consent                  | REQUIRED |
      | session.consent_scope.lifetime | 30       |
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | DAILY |
      | data_retention_minutes | 14400 |
    When 35 days pass
    Then the schedule's "last_refresh_state" is EXCEPTION
    And the schedule's "refresh_failed_counter" is between 3 and 6
    And the schedule's "consent_authorization_required" is true

  @optional @AUT-RUN-06 @consumer @clock
  Scenario: After a new flow the runs go well again
    Given a consumer whose data were acquired with:
      | store_consent                  | REQUIRED |
      | session.consent_scope.lifetime | 5        |
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | DAILY |
      | data_retention_minutes | 14400 |
    And 8 days have passed
    And the consumer has renewed the stored consent
    When 25 hours pass
    Then the schedule's "last_refresh_state" is SUCCESS
    And the schedule's "refresh_failed_counter" is 0

  @mandatory @AUT-RUN-07 @consumer @clock
  Scenario: What a run brings is kept for the schedule's retention
    Given a consumer whose data were acquired with:
      | store_consent          | REQUIRED |
      | data_retention_minutes | 1500     |
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | DAILY |
      | data_retention_minutes | 2880  |
    And 71 hours have passed
    When the client calls List Transactions
    Then the answer lists at least 5 transactions

  @optional @AUT-DEL-01 @consumer @clock
  Scenario Outline: After <call> no run follows
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | DAILY |
      | data_retention_minutes | 14400 |
    And the client has called List Automatic Refreshes
    And the client <call>
    When 5 days pass
    Then 0 automatic refreshes have run
    And nothing is scheduled any more

    Examples:
      | call                                   |
      | has called Unschedule Automatic Refresh |
      | has called Delete Automatic Refresh     |

  @optional @AUT-DEL-01 @consumer
  Scenario Outline: The answer to <path> is an empty object
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    When the client calls <path>
    Then the answer is 200
    And the answer is an empty object

    Examples:
      | path                         |
      | Unschedule Automatic Refresh |
      | Delete Automatic Refresh     |

  @optional @AUT-DEL-02 @consumer
  Scenario: Unscheduling one account leaves the other scheduled
    Given a consumer whose data were acquired with:
      | store_consent  | REQUIRED                                             |
      | accounts.ibans | ["DE43000000005686751168", "DE28000000008746441159"] |
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval | DAILY |
    When the client calls Unschedule Automatic Refresh with:
      | insights_account_ids | [the account] |
    Then the scheduled accounts are the other account

  @optional @AUT-DEL-03 @consumer @clock
  Scenario: Deleting the consumer ends the schedule
    Given a consumer whose stored consent is STORED
    And the client has called Schedule Automatic Refresh with:
      | refresh_interval       | DAILY |
      | data_retention_minutes | 14400 |
    And the client has called List Automatic Refreshes
    And the client has called Delete Consumer
    When 5 days pass
    Then 0 automatic refreshes have run
    And nothing is scheduled any more
