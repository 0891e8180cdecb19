# The test banks: the whole tables of sections 8.1 and 8.3, and 8.2.
@banks
Feature: The username decides what becomes of a login
  At the Demo Bank, DE 88888888, the username that is typed says what happens; any
  other username is the happy case. Flow-Information tells what came of it.

  @mandatory @consumer
  Scenario Outline: <username>: <what happens>
    Given a session
    And an Insights-Refresh flow
    When the consumer logs in as "<username>"
    Then the flow ends as <state>

    @FLW-BANK-01
    Examples: It ends well
      | username | what happens                    | state    |
      | max      | the embedded happy case         | FINISHED |
      | Zoë 7    | any other word is the same      | FINISHED |

    @FLW-BANK-02
    Examples: The customer with real looking data
      | username       | what happens              | state    |
      | acin-demo-data | data for Account Insights | FINISHED |

    @FLW-BANK-03
    Examples: The credentials are wrong
      | username | what happens        | state     |
      | wrong    | the login is denied | EXCEPTION |

    @FLW-BANK-05
    Examples: Something is at fault
      | username                       | what happens                             | state     |
      | bank-technical                 | a technical error on the bank's side     | EXCEPTION |
      | bank-maintenance               | the bank is in maintenance               | EXCEPTION |
      | technical                      | a technical error                        | EXCEPTION |
      | configuration-expected         | the account is not configured            | EXCEPTION |
      | invalid-transactions-timerange | the days asked for are not supported     | EXCEPTION |

    @FLW-BANK-07
    Examples: All is slow
      | username | what happens               | state    |
      | slow     | every request is very slow | FINISHED |

    @FLW-BANK-09
    Examples: The consumer uses another device
      | username  | what happens                  | state    |
      | decoupled | it is done after some polls   | FINISHED |

    @FLW-BANK-11
    Examples: The other device fails
      | username         | what happens         | state     |
      | decoupled-failed | the login has failed | EXCEPTION |

  @mandatory @consumer @scripted
  Scenario Outline: <username> leads over <what>, and ends well
    Given a session
    And an Insights-Refresh flow
    When the consumer logs in as "<username>"
    Then the consumer was led over <what>
    And the flow ends as FINISHED

    @FLW-BANK-01
    Examples: The bank asks for an OTP
      | username | what              |
      | embedded | a second factor   |

    @FLW-BANK-12
    Examples: The bank has a page of its own
      | username | what                |
      | redirect | the bank's own page |

  @optional @consumer
  Scenario Outline: <username> ends as <state>
    Given a session
    And an Insights-Refresh flow
    When the consumer logs in as "<username>"
    Then the flow ends as <state>

    @FLW-BANK-13
    Examples: The consumer gives up
      | username | state   |
      | abort    | ABORTED |

    @FLW-BANK-14
    Examples: The consumer takes too long
      | username | state     |
      | timeout  | EXCEPTION |

  @optional @FLW-BANK-06 @consumer
  Scenario Outline: The error of <username> is <category>
    Given a session
    And an Insights-Refresh flow
    When the consumer logs in as "<username>"
    Then the flow ends as EXCEPTION with "<category>"

    Examples:
      | username                       | category                       |
      | wrong                          | USER.ACCESS_DENIED.CREDENTIALS |
      | bank-technical                 | BANK                           |
      | bank-maintenance               | MAINTENANCE                    |
      | technical                      | TECHNICAL                      |
      | configuration-expected         | USER.CONFIGURATION             |
      | invalid-transactions-timerange | NOT_SUPPORTED                  |
      | decoupled-failed               | USER.ACCESS_DENIED             |

  @optional @FLW-BANK-14 @consumer
  Scenario: The error of a consumer who takes too long is USER.SESSION.TIMEOUT
    Given a session
    And an Insights-Refresh flow
    When the consumer logs in as "timeout"
    Then the flow ends as EXCEPTION with "USER.SESSION.TIMEOUT"

  @optional @FLW-BANK-13 @consumer
  Scenario: A consumer who gives up leaves no error
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "abort"
    When the client calls Flow-Information
    Then the answer's "data.state" is ABORTED
    And the answer's "data.error" is left out

  @mandatory @FLW-BANK-02 @consumer
  Scenario: acin-demo-data has more transactions than others
    Given a consumer whose data were acquired with:
      | username     | acin-demo-data |
      | refresh_days | 180            |
    When the client calls List Transactions with:
      | from_date       | 180 days ago |
      | to_date         | today        |
      | pagination.size | 1000         |
    Then the answer lists at least 100 transactions
    And it lists more transactions than for a consumer who logged in as "max"
    And some transaction's "counter_party.holder_name" is a text
    And some transaction's "type" is CREDIT

  @mandatory @FLW-BANK-04 @consumer
  Scenario: invalid brings the form again
    Given a session
    And an Insights-Refresh flow
    When the consumer logs in as "invalid"
    Then the flow is CONSUMER_INPUT_NEEDED

  @mandatory @FLW-BANK-04 @consumer
  Scenario: After invalid the consumer tries once more
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "invalid"
    When the consumer logs in as "max"
    Then the flow ends as FINISHED

  @mandatory @FLW-BANK-07 @consumer
  Scenario: slow is PROCESSING for long
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "slow"
    When the client polls Flow-Information 1 times
    Then the states seen were PROCESSING

  @mandatory @FLW-BANK-09 @consumer @clock
  Scenario: decoupled is PROCESSING until some polls have passed
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "decoupled"
    When the client polls Flow-Information until it is not PROCESSING
    Then the states seen were PROCESSING and FINISHED

  @mandatory @FLW-BANK-09 @consumer
  Scenario: decoupled comes to its end by polls alone
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "decoupled"
    When the client polls Flow-Information 12 times
    Then the states seen were PROCESSING and FINISHED

  @mandatory @FLW-BANK-10 @consumer @clock
  Scenario: decoupled-abort comes back to the consumer
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "decoupled-abort"
    When the client polls Flow-Information until it is not PROCESSING
    Then the states seen were PROCESSING and CONSUMER_INPUT_NEEDED

  @mandatory @FLW-BANK-08 @consumer
  Scenario Outline: <username> with the PSU address <address> ends as <state>
    Given a session with:
      | psu.ip_address | <address> |
    And an Insights-Refresh flow
    When the consumer logs in as "<username>"
    Then the flow ends as <state>

    Examples:
      | username          | address     | state     |
      | validate-ip       | 203.0.113.7 | FINISHED  |
      | validate-ip       | 2001:db8::7 | FINISHED  |
      | validate-ip       | 999.1.1.1   | EXCEPTION |
      | validate-ip       | localhost   | EXCEPTION |
      | validate-ip-no-v6 | 203.0.113.7 | FINISHED  |
      | validate-ip-no-v6 | 2001:db8::7 | EXCEPTION |
      | validate-ip-no-v6 | 999.1.1.1   | EXCEPTION |

  @optional @FLW-BANK-18 @consumer
  Scenario: A customer without accounts names no account
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "no-accounts"
    When the client calls Flow-Information
    Then the answer's "data.state" is one of FINISHED or EXCEPTION
    And the answer's "data.result.insights_account_ids.0" is left out

  @mandatory @FLW-BANK-15 @consumer
  Scenario Outline: The bank <bank> has the happy case
    Given a session
    And an Insights-Refresh flow
    When the consumer logs in as "max" at <bank>
    Then the flow ends as FINISHED
    And the session's bank.country_code is <country>
    And the session's bank.bank_code is "<code>"

    Examples:
      | bank      | country | code   |
      | DE 00000  | DE      | 00000  |
      | AT 00000  | AT      | 00000  |
      | BE 999    | BE      | 999    |
      | DK 0000   | DK      | 0000   |
      | ES 9999   | ES      | 9999   |
      | FI 999    | FI      | 999    |
      | FR 00000  | FR      | 00000  |
      | GB 000000 | GB      | 000000 |
      | IT 00000  | IT      | 00000  |
      | NL TEST   | NL      | TEST   |
      | NO 0000   | NO      | 0000   |
      | PT 0000   | PT      | 0000   |
      | SE 00000  | SE      | 00000  |
      | SK 0000   | SK      | 0000   |

  @mandatory @FLW-BANK-15 @consumer
  Scenario Outline: <username> is nobody's keyword at a country's bank
    Given a session
    And an Insights-Refresh flow
    When the consumer logs in as "<username>" at AT 00000
    Then the flow ends as FINISHED

    Examples:
      | username         |
      | wrong            |
      | technical        |
      | decoupled-failed |

  @mandatory @FLW-BANK-16 @consumer
  Scenario: At a PSD2 bank that is used with PSD2 the consent is stored
    Given a session with:
      | aspsp_access | FORCE_PSD2 |
    And an Insights-Refresh flow with:
      | store_consent | REQUIRED |
    When the consumer logs in as "max"
    Then the flow ends as FINISHED

  @mandatory @FLW-BANK-17 @consumer @scripted
  Scenario: force-tan at the bank of Britain asks for a second factor
    Given a session
    And an Insights-Refresh flow
    When the consumer logs in as "force-tan" at GB 000000
    Then the consumer was led over a second factor
    And the flow ends as FINISHED

  @mandatory @FLW-BANK-17 @consumer
  Scenario: generate-new-accounts7 at the bank of Britain has seven accounts
    Given a consumer whose data were acquired with:
      | bank         | GB 000000              |
      | username     | generate-new-accounts7 |
      | accounts.all | true                   |
    When the client calls List Accounts
    Then the answer lists 7 accounts
    And some account's "alias" is Generated Account #0
    And some account's "holder_name" is Person #6

  @mandatory @FLW-BANK-17 @consumer @clock
  Scenario: bankid at the bank of Sweden takes 25 seconds
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "bankid" at SE 00000
    When the client polls Flow-Information until it is not PROCESSING
    Then the states seen were PROCESSING and FINISHED
    And it was PROCESSING for about 25 seconds

  @optional @API-CAT-02 @consumer
  Scenario Outline: The consumer is told no more than <category> of <username>
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "<username>"
    When the consumer opens the auth_url
    Then the answer's "data.state" is EXCEPTION
    And the answer's "data.result.error.category" is <category>
    And the scenario's answers keep to what consumers are told

    Examples:
      | username                       | category                       |
      | technical                      | TECHNICAL                      |
      | bank-maintenance               | MAINTENANCE                    |
      | invalid-transactions-timerange | NOT_SUPPORTED                  |
      | wrong                          | USER.ACCESS_DENIED.CREDENTIALS |

  @optional @API-CAT-01 @consumer
  Scenario Outline: The error of <username> is in one of the six main categories
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "<username>"
    When the client calls Flow-Information
    Then the answer's "data.error.code" is an error category
    And the scenario's answers keep to the error categories

    Examples:
      | username               |
      | bank-technical         |
      | configuration-expected |
