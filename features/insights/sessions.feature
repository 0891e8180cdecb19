# Sessions: sections 2.1 to 2.3 and 7.1 of the reference.
@sessions
Feature: Sessions
  A session is what everything with a consumer begins with. It knows which data
  are asked for, which flows may be started, and at which bank.

  @mandatory @SES-PUT-01
  Scenario: A session has ids and addresses
    When the client creates a session
    Then the answer is 201
    And the answer tells:
      | data.session_id       | there               |
      | data.session_id_short | there               |
      | data.self             | an absolute address |
      | data.consent          | an absolute address |

  @optional @API-ID-01
  Scenario: A session's id has 32 characters
    When the client creates a session
    Then the answer's "data.session_id" is an id of the API
    And the answer's "data.session_id" is a text

  @mandatory @SES-PUT-12
  Scenario: A session's short id has 8 characters
    When the client creates a session
    Then the answer's "data.session_id_short" is a short id
    And the answer's "data.session_id" is a text

  @mandatory @SES-PUT-13
  Scenario: Each session has an id of its own
    Given the client has created a session
    When the client creates a session
    Then the answer's "data.session_id" has changed
    And the answer's "data.self" has changed

  @mandatory @SES-PUT-02
  Scenario Outline: With insights_refresh as <scope> the flow may be started
    When the client creates a session with:
      | consent_scope.insights_refresh | <scope> |
    Then the answer is 201
    And the answer's "data.flows.insights_refresh" is an absolute address

    Examples:
      | scope                                                    |
      | {}                                                       |
      | {"refresh_days": 30}                                     |
      | {"intended_reports": ["ACCOUNT_INFOS"]}                  |
      | {"ibans": ["DE43000000005686751168"]}                    |
      | {"from_date": "2026-01-01", "to_date": "2026-02-01"}     |
      | {"insights_consumer_id": "customer-4711"}                |

  @optional @SES-PUT-03
  Scenario Outline: Without insights_refresh, with <scope>, the flow is not offered
    When the client creates a session with:
      | consent_scope | <scope> |
    Then the answer is 201
    And the answer's "data.flows" is there
    And the answer's "data.flows.insights_refresh" is left out

    Examples:
      | scope                             |
      | left out                          |
      | {"accounts": {}}                  |
      | {"accounts": {}, "balances": {}}  |

  @optional @SES-PUT-04
  Scenario: Without insights_refresh the flow is refused
    Given a session with:
      | consent_scope | {"accounts": {}} |
    When the client starts a direct Insights-Refresh flow
    Then the answer is 403 with the code "FORBIDDEN"

  @optional @SES-PUT-05
  Scenario Outline: A session whose <member> is <value> is refused
    When the client creates a session with:
      | <member> | <value> |
    Then the answer is 400
    And an error is at "<at>"

    Examples:
      | member         | value    | at             |
      | psu            | left out | psu            |
      | psu.user_agent | left out | psu.user_agent |
      | psu.ip_address | left out | psu.ip_address |

  @mandatory @SES-PUT-06
  Scenario Outline: The option <member> as <value> is taken
    When the client creates a session with:
      | <member> | <value> |
    Then the answer is 201
    And the answer's "data.session_id" is a text

    Examples:
      | member              | value                                              |
      | language            | de                                                 |
      | allowed_countries   | ["DE", "AT"]                                       |
      | preselected_country | DE                                                 |
      | selected_bank       | {"bank_code": "88888888", "country_code": "DE"}    |
      | aspsp_access        | PREFER_PSD2                                        |
      | aspsp_access        | FORCE_PSD2                                         |
      | aspsp_access        | PREFER_FALLBACK                                    |
      | aspsp_access        | FORCE_FALLBACK                                     |
      | redirect_return_url | https://shop.example/back                          |
      | keys                | {"hsm": "--- hsm ---", "aspsp_data": "00ff:11aa"}  |

  @mandatory @SES-PUT-06
  Scenario Outline: The scope <scope> is taken
    When the client creates a session with:
      | consent_scope.<scope> | <value> |
    Then the answer is 201
    And the answer's "data.session_id" is a text

    Examples:
      | scope           | value                                         |
      | accounts        | {}                                            |
      | account_details | {"ibans": ["DE43000000005686751168"]}         |
      | balances        | {"ibans": ["DE43000000005686751168"]}         |
      | transactions    | {"last_days": 30}                             |
      | transfer        | {}                                            |
      | lifetime        | 90                                            |

  @mandatory @SES-PUT-07
  Scenario Outline: The country code <country> is taken
    When the client creates a session with:
      | selected_bank.bank_code    | "88888888" |
      | selected_bank.country_code | <country>  |
    Then the answer is 201
    And the answer's "data.session_id" is a text

    Examples:
      | country |
      | DE      |
      | de      |

  @mandatory @SES-PUT-08 @consumer
  Scenario: The selected bank is the bank of the flow
    Given a session with:
      | selected_bank.bank_code    | "00000" |
      | selected_bank.country_code | AT      |
    And an Insights-Refresh flow
    When the consumer logs in as "max"
    Then the flow ends as FINISHED
    And the session's bank.country_code is AT

  @mandatory @SES-PUT-09
  Scenario: A selected bank that there is not is refused
    When the client creates a session with:
      | selected_bank.bank_code    | "99999999" |
      | selected_bank.country_code | DE         |
    Then the answer is 400
    And the answer's "data" is left out

  @optional @SES-PUT-10
  Scenario Outline: A lifetime of <lifetime> days is taken
    When the client creates a session with:
      | consent_scope.lifetime | <lifetime> |
    Then the answer is 201
    And the answer's "data.session_id" is a text

    Examples:
      | lifetime |
      | 0        |
      | 90       |
      | 180      |

  @optional @SES-PUT-10
  Scenario Outline: A lifetime of <lifetime> is refused
    When the client creates a session with:
      | consent_scope.lifetime | <lifetime> |
    Then the answer is 400
    And an error is at "consent_scope.lifetime"

    Examples:
      | lifetime |
      | -1       |
      | 181      |
      | 30.5     |
      | ninety   |

  @optional @SES-PUT-11
  Scenario: An aspsp_access that there is not is refused
    When the client creates a session with:
      | aspsp_access | PSD2_ONLY |
    Then the answer is 400
    And an error is at "aspsp_access"

  @mandatory @SES-PUT-14
  Scenario Outline: The address of <flow> starts that flow
    Given a session with:
      | consent_scope | {"accounts": {}, "account_details": {}, "balances": {}, "transactions": {}, "insights_refresh": {}} |
    When the client starts <flow>
    Then the answer is 201
    And the session's current_flow.type is <type>

    Examples:
      | flow                      | type             |
      | an accounts flow          | accounts         |
      | an account-details flow   | account_details  |
      | a balances flow           | balances         |
      | a transactions flow       | transactions     |
      | an Insights-Refresh flow  | insights_refresh |

  @mandatory @SES-GET-01
  Scenario: A session is read at its own address
    Given a session
    When the client reads the session
    Then the answer is 200
    And the answer's "data.session_id" is the session
    And the answer's "data.state" is a text

  @optional @SES-GET-04
  Scenario: A new session is RUNNING
    Given a session
    When the client reads the session
    Then the answer's "data.state" is RUNNING

  @mandatory @SES-GET-02
  Scenario: The flow that runs is the current one
    Given a session
    And an Insights-Refresh flow
    When the client reads the session
    Then the answer's "data.current_flow.flow_id" is the flow
    And the answer's "data.current_flow.url" is an absolute address

  @mandatory @SES-GET-02
  Scenario: A flow that has ended is a previous one
    Given a session
    And an Insights-Refresh flow
    And the client has aborted the flow
    When the client reads the session
    Then the answer's "data.previous_flows.0.flow_id" is the flow
    And the answer's "data.current_flow" is left out

  @mandatory @SES-GET-03
  Scenario: Before the consumer has chosen, the session names no bank
    Given a session
    And an Insights-Refresh flow
    When the client reads the session
    Then the answer is 200
    And the answer's "data.bank" is left out

  @mandatory @SES-GET-03 @consumer
  Scenario: Once the consumer has chosen, the session names the bank
    Given a consumer whose data were acquired
    When the client reads the session
    Then the answer tells:
      | data.bank.bank_code       | "88888888" |
      | data.bank.country_code    | DE         |
      | data.bank.bank_name       | a text     |
      | data.bank.connection      | PSD2       |

  @optional @SES-GET-05
  Scenario: A session that there is not is answered 404
    When the client sends GET to "/xs2a/v1/sessions/00000000000000000000000000000000"
    Then the answer is 404 with the code "NOT_FOUND"
    And the answer's "error.message" is a text

  @optional @SES-DEL-01 @API-BODY-05
  Scenario: A session is closed
    Given a session
    When the client closes the session
    Then the answer is 204
    And the answer has no body
    And the session is CLOSED

  @optional @SES-DEL-02
  Scenario: Closing a session aborts the flow that runs
    Given a session
    And an Insights-Refresh flow
    When the client closes the session
    Then the flow is ABORTED

  @optional @SES-TIME-01 @clock
  Scenario: A session that nobody uses times out after 30 minutes
    Given a session
    When 31 minutes pass
    Then the session is TIMED_OUT

  @optional @SES-TIME-01 @clock
  Scenario: A session that nobody uses is there for 29 minutes
    Given a session
    And 29 minutes have passed
    When the client starts an Insights-Refresh flow
    Then the answer is 201

  @optional @SES-TIME-02 @clock
  Scenario: A session that is used does not time out
    Given a session
    And 20 minutes have passed
    And the client has started an Insights-Refresh flow
    And 20 minutes have passed
    When the client reads the session
    Then the answer's "data.state" is RUNNING

  @optional @SES-TIME-01 @clock
  Scenario: A flow of a session that times out is over
    Given a session
    And an Insights-Refresh flow
    When 31 minutes pass
    Then the flow ends as EXCEPTION with "USER.SESSION"

  @mandatory @SES-FLOW-01
  Scenario: A second flow is refused while one runs
    Given a session
    And an Insights-Refresh flow
    When the client starts an Insights-Refresh flow
    Then the answer is 409 with the code "CONFLICT"
    And the answer's "error.message" is a text

  @mandatory @SES-FLOW-01
  Scenario: A second flow of another type is refused while one runs
    Given a session
    And an Insights-Refresh flow
    When the client starts an accounts flow
    Then the answer is 409 with the code "CONFLICT"

  @mandatory @SES-FLOW-01
  Scenario: Flows of two sessions run beside each other
    Given a session
    And an Insights-Refresh flow
    And the client has created a session
    When the client starts an Insights-Refresh flow
    Then the answer is 201

  @mandatory @SES-FLOW-02
  Scenario: After a flow has ended another is started
    Given a session
    And an Insights-Refresh flow
    And the client has aborted the flow
    When the client starts an Insights-Refresh flow
    Then the answer is 201

  @mandatory @SES-FLOW-02 @consumer
  Scenario: The consumer logs in once, and what is typed in a second flow does not matter
    Given a consumer whose data were acquired
    And the client has started an accounts flow
    When the consumer tries to log in as "wrong"
    Then the flow ends as FINISHED

  @mandatory @SES-FLOW-03 @consumer
  Scenario: The bank does not change with the next flow
    Given a consumer whose data were acquired
    And the client has started an Insights-Refresh flow
    When the consumer logs in as "max" at AT 00000
    Then the session's bank.country_code is DE
    And the session's bank.bank_code is "88888888"
