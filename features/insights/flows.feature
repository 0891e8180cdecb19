# Insights-Refresh flows: sections 3.1 to 3.3 of the reference.
@flows
Feature: Insights-Refresh flows
  A flow is the part of a session in which the consumer logs in at the bank and
  the data are acquired: which, how far back, from which accounts, and for how
  long they are kept.

  @mandatory @FLW-PUT-01
  Scenario: A flow has an id, a state, an address and a client_token
    Given a session
    When the client starts an Insights-Refresh flow
    Then the answer is 201
    And the answer tells:
      | data.flow_id      | there               |
      | data.state        | there               |
      | data.self         | an absolute address |
      | data.client_token | there               |

  @optional @FLW-PUT-02
  Scenario: A flow that has started waits for the consumer
    Given a session
    When the client starts an Insights-Refresh flow
    Then the answer's "data.state" is CONSUMER_INPUT_NEEDED

  @mandatory @FLW-PUT-03
  Scenario: The client_token is a JWT with the flow's auth_url
    Given a session
    When the client starts an Insights-Refresh flow
    Then the answer's "data.client_token" is a JWT with auth_url

  @mandatory @FLW-PUT-04
  Scenario: A flow's address leads to the flow
    Given a session
    And an Insights-Refresh flow
    When the client calls Flow-Information
    Then the answer is 200
    And the flow's address is below that of its session
    And the session's current_flow.flow_id is the flow

  @optional @API-ID-01
  Scenario: A flow's id has 32 characters
    Given a session
    When the client starts an Insights-Refresh flow
    Then the answer's "data.flow_id" is an id of the API

  @mandatory @FLW-PUT-07 @consumer
  Scenario: Where no days are said the data of the last 62 days are acquired
    Given a consumer whose data were acquired
    When the client calls List Transactions with:
      | from_date | 400 days ago |
      | to_date   | today        |
    Then every transaction's "day" is between 62 days ago and today
    And some transaction's "day" is at most 35 days ago

  @mandatory @FLW-PUT-07 @consumer
  Scenario Outline: Where no days are said the data from <from> on are <availability>
    Given a consumer whose data were acquired
    When the client calls the Categorization report with:
      | from_date | <from> |
      | to_date   | today  |
    Then every report's "data_availability" is <availability>

    Examples:
      | from        | availability |
      | 61 days ago | COMPLETE     |
      | 63 days ago | PARTIAL      |

  @mandatory @FLW-PUT-05 @consumer
  Scenario Outline: refresh_days <days> acquires the data of that many days
    Given a consumer whose data were acquired with:
      | refresh_days | <days>         |
      | username     | acin-demo-data |
    When the client calls List Transactions with:
      | from_date | 400 days ago |
      | to_date   | today        |
    Then every transaction's "day" is between <first> and today
    And some transaction's "day" is at most <early>

    Examples:
      | days | first        | early        |
      | 14   | 14 days ago  | 7 days ago   |
      | 90   | 90 days ago  | 63 days ago  |
      | 180  | 180 days ago | 130 days ago |

  @mandatory @FLW-PUT-05 @consumer
  Scenario Outline: With refresh_days <days> the data from <from> on are <availability>
    Given a consumer whose data were acquired with:
      | refresh_days | <days> |
    When the client calls the Categorization report with:
      | from_date | <from> |
      | to_date   | today  |
    Then every report's "data_availability" is <availability>

    Examples:
      | days | from         | availability |
      | 14   | 13 days ago  | COMPLETE     |
      | 14   | 15 days ago  | PARTIAL      |
      | 180  | 179 days ago | COMPLETE     |
      | 180  | 181 days ago | PARTIAL      |

  @mandatory @FLW-PUT-06 @consumer
  Scenario: from_date and to_date say of which days the data are
    Given a consumer whose data were acquired with:
      | from_date | 60 days ago    |
      | to_date   | 20 days ago    |
      | username  | acin-demo-data |
    When the client calls List Transactions with:
      | from_date | 400 days ago |
      | to_date   | today        |
    Then every transaction's "day" is between 60 days ago and 20 days ago
    And some transaction's "day" is at most 45 days ago

  @optional @FLW-PUT-08
  Scenario Outline: refresh_days beside <member> is refused
    Given a session
    When the client starts an Insights-Refresh flow with:
      | refresh_days | 30          |
      | <member>     | 40 days ago |
    Then the answer is 400 with the code "VALIDATION_ERROR"

    Examples:
      | member    |
      | from_date |
      | to_date   |

  @mandatory @FLW-PUT-09 @consumer
  Scenario: Where the accounts are not said the consumer picks one
    Given a session
    And an Insights-Refresh flow
    When the consumer logs in as "max"
    Then the flow ends as FINISHED
    And the flow's result says that insights_account_ids.# is 1

  @mandatory @FLW-PUT-09 @consumer
  Scenario: The consumer picks another account than the first
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "max" with:
      | accounts | DE28000000008746441159 |
    And the client has called Flow-Information
    When the client calls List Accounts
    Then the answer lists 1 accounts
    And every account's "iban" is DE28000000008746441159

  @mandatory @FLW-PUT-10 @consumer
  Scenario: With accounts.all the data of all accounts are acquired
    Given a consumer whose data were acquired with:
      | accounts.all | true |
    When the client calls List Accounts
    Then the answer lists at least 3 accounts
    And some account's "iban" is DE43000000005686751168
    And some account's "iban" is DE28000000008746441159

  @mandatory @FLW-PUT-11 @consumer
  Scenario: With IBANs only these accounts are acquired
    Given a consumer whose data were acquired with:
      | accounts.ibans | ["DE43000000005686751168", "DE28000000008746441159"] |
    When the client calls List Accounts
    Then the answer lists 2 accounts
    And some account's "iban" is DE43000000005686751168
    And some account's "iban" is DE28000000008746441159

  @mandatory @FLW-PUT-11 @consumer
  Scenario: With insights_account_ids only these accounts are refreshed
    Given a consumer whose data were acquired with:
      | accounts.all | true |
    And a session
    And an Insights-Refresh flow with:
      | insights_consumer_id          | the consumer        |
      | accounts.insights_account_ids | [the other account] |
    When the consumer logs in as "max"
    Then the flow ends as FINISHED
    And the flow's result says that insights_account_ids is [the other account]

  @mandatory @FLW-PUT-12
  Scenario Outline: accounts with all <all>, ibans <ibans> and insights_account_ids <ids> is a validation error
    Given a session
    When the client starts an Insights-Refresh flow with:
      | insights_consumer_id          | an id of the client's own |
      | accounts.all                  | <all>                     |
      | accounts.ibans                | <ibans>                   |
      | accounts.insights_account_ids | <ids>                     |
    Then the answer is 400
    And the answer's "data" is left out

    Examples:
      | all   | ibans                      | ids          |
      | true  | ["DE43000000005686751168"] | left out     |
      | true  | left out                   | ["c9a87c48"] |
      | false | ["DE43000000005686751168"] | ["c9a87c48"] |
      | true  | ["DE43000000005686751168"] | ["c9a87c48"] |

  @mandatory @FLW-PUT-14 @consumer
  Scenario Outline: With an insights_consumer_id that is <id> a new one is generated
    Given a session
    And an Insights-Refresh flow with:
      | insights_consumer_id | <id> |
    When the consumer logs in as "max"
    Then the flow ends as FINISHED
    And the flow's result says that insights_consumer_id is a text

    Examples:
      | id       |
      | left out |
      | ""       |

  @optional @API-ID-04 @consumer
  Scenario: Generated ids are UUIDs
    Given a session
    And an Insights-Refresh flow
    When the consumer logs in as "max"
    Then the flow's result says that insights_consumer_id is a UUID
    And the flow's result says that insights_account_ids.0 is a UUID

  @mandatory @FLW-PUT-15 @consumer @clock
  Scenario: Data are kept for 10 minutes where no retention is said
    Given a consumer whose data were acquired with:
      | data_retention_minutes | left out |
    And the client has called List Transactions
    And the client has called List Accounts
    When 11 minutes pass
    Then storage holds no transactions

  @mandatory @FLW-PUT-15 @consumer @clock
  Scenario: Data are kept for as long as the flow said
    Given a consumer whose data were acquired with:
      | data_retention_minutes | 60 |
    And 59 minutes have passed
    When the client calls List Transactions
    Then the answer lists at least 1 transactions

  @mandatory @FLW-PUT-15 @consumer @clock
  Scenario: Data are kept no longer than the flow said
    Given a consumer whose data were acquired with:
      | data_retention_minutes | 60 |
    And the client has called List Transactions
    And the client has called List Accounts
    When 61 minutes pass
    Then storage holds no transactions
    And storage holds no accounts

  @mandatory @FLW-PUT-20 @consumer
  Scenario: allowed_accounts limits the accounts to some types
    Given a consumer whose data were acquired with:
      | accounts.all                   | true       |
      | allowed_accounts.account_types | ["SAVING"] |
    When the client calls List Accounts
    Then the answer lists at least 1 accounts
    And every account's "account_type" is SAVING

  @mandatory @FLW-PUT-23 @consumer
  Scenario: allowed_accounts.account_ids limits the accounts to these
    Given a session with:
      | consent_scope.accounts | {} |
    And the client has started an accounts flow
    And the consumer has logged in as "max"
    And the client has polled Flow-Information to its end
    And an Insights-Refresh flow with:
      | accounts.all                 | true                          |
      | allowed_accounts.account_ids | [the bank's id of an account] |
    When the consumer logs in as "max"
    Then the flow's result says that insights_account_ids.# is 1

  @mandatory @FLW-PUT-21
  Scenario Outline: A flow for the intended reports <reports> is started
    Given a session
    When the client starts an Insights-Refresh flow with:
      | intended_reports | <reports> |
    Then the answer is 201

    Examples:
      | reports                    |
      | ["ACCOUNT_INFOS"]          |
      | ["A_REPORT_OF_THE_FUTURE"] |

  @mandatory @FLW-PUT-21 @consumer
  Scenario Outline: The intended reports <reports> are taken
    Given a session
    And an Insights-Refresh flow with:
      | intended_reports | <reports> |
    When the consumer logs in as "max"
    Then the flow ends as FINISHED

    Examples:
      | reports                              |
      | ["ACCOUNT_INFOS"]                    |
      | ["BALANCE_OVER_TIME", "BALANCES"]    |
      | ["A_REPORT_OF_THE_FUTURE"]           |
      | []                                   |

  @optional @FLW-PUT-22
  Scenario Outline: <member> as <value> is refused
    Given a session
    When the client starts an Insights-Refresh flow with:
      | <member> | <value> |
    Then the answer is 400 with the code "VALIDATION_ERROR"
    And an error is at "<member>"

    Examples:
      | member                 | value      |
      | data_retention_minutes | 0          |
      | data_retention_minutes | -10        |
      | data_retention_minutes | 1.5        |
      | data_retention_minutes | "10"       |
      | refresh_days           | 0          |
      | refresh_days           | -1         |
      | refresh_days           | "many"     |
      | from_date              | 2026-02-30 |
      | from_date              | soon       |

  @mandatory @FLW-GET-01
  Scenario: Flow-Information tells the state of a flow that waits
    Given a session
    And an Insights-Refresh flow
    When the client calls Flow-Information
    Then the answer is 200
    And the answer's "data.state" is CONSUMER_INPUT_NEEDED

  @optional @FLW-GET-06
  Scenario: A flow that waits shows its client_token
    Given a session
    And an Insights-Refresh flow
    When the client calls Flow-Information
    Then the answer's "data.client_token" is a JWT with auth_url

  @mandatory @FLW-GET-02 @consumer
  Scenario: The result has the flow's type
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "max"
    When the client calls Flow-Information
    Then the answer's "data.state" is FINISHED
    And the answer's "data.result.type" is insights_refresh

  @mandatory @FLW-GET-03 @consumer
  Scenario: The result names the consumer and the accounts
    Given a consumer whose data were acquired
    When the client calls Flow-Information
    Then the answer's "data.result.insights_consumer_id" is the consumer
    And the answer's "data.result.insights_account_ids" is [the account]

  @optional @FLW-GET-04 @consumer
  Scenario: The result says that a consent was stored
    Given a consumer whose stored consent is STORED
    When the client calls Flow-Information
    Then the answer's "data.result.consent_stored" is true

  @optional @FLW-GET-05 @consumer
  Scenario: Why a flow failed stands beside its state, in an answer of 200
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "wrong"
    When the client calls Flow-Information
    Then the answer is 200
    And the answer's "data.error.code" is an error category
    And the answer's "data.error.message" is a text

  @optional @FLW-GET-08 @consumer
  Scenario: Flow-Information gives the category of the error in full
    Given a session
    And an Insights-Refresh flow
    And the consumer has logged in as "wrong"
    When the client calls Flow-Information
    Then the answer's "data.error.code" is USER.ACCESS_DENIED.CREDENTIALS

  @optional @FLW-GET-07
  Scenario: A flow that there is not is answered 404
    Given a session
    When the client sends GET to the session's flow "00000000000000000000000000000000"
    Then the answer is 404 with the code "NOT_FOUND"

  @optional @FLW-DEL-01 @API-BODY-05
  Scenario: A flow is aborted
    Given a session
    And an Insights-Refresh flow
    When the client aborts the flow
    Then the answer is 204
    And the answer has no body
    And the flow is ABORTED

  @mandatory @FLW-DEL-02
  Scenario: A flow that was aborted has no result
    Given a session
    And an Insights-Refresh flow
    And the client has aborted the flow
    When the client calls Flow-Information
    Then the answer's "data.state" is ABORTED
    And the answer's "data.result" is left out

  @mandatory @FLW-END-01 @consumer
  Scenario: A flow that was aborted cannot be gone on with
    Given a session
    And an Insights-Refresh flow
    And the client has aborted the flow
    When the consumer tries to log in as "max"
    Then the flow is ABORTED

  @mandatory @FLW-ACC-01 @consumer
  Scenario: An accounts flow results in the consumer's accounts
    Given a session with:
      | consent_scope.accounts | {} |
    And the client has started an accounts flow
    And the consumer has logged in as "max"
    When the client calls Flow-Information
    Then the answer's "data.result.type" is accounts
    And the answer lists at least 3 accounts
    And some account's "iban" is DE43000000005686751168

  @mandatory @FLW-ACC-01 @consumer
  Scenario Outline: accounts_selection <selection> is taken
    Given a session with:
      | consent_scope.accounts | {} |
    And the client has started an accounts flow with:
      | accounts_selection | <selection> |
    And the consumer has logged in as "max"
    When the client calls Flow-Information
    Then the answer's "data.state" is FINISHED
    And the answer lists at least <number> accounts

    Examples:
      | selection         | number |
      | NO_SELECTION      | 3      |
      | SINGLE_ACCOUNT    | 1      |
      | MULTIPLE_ACCOUNTS | 1      |

  @mandatory @FLW-DET-01 @consumer
  Scenario: An account-details flow results in an account with its details
    Given a session with:
      | consent_scope.account_details | {} |
    And the client has started an account-details flow with:
      | iban | DE43000000005686751168 |
    And the consumer has logged in as "max"
    When the client calls Flow-Information
    Then the answer's "data.result.type" is account_details
    And the answer's "data.result.account.iban" is DE43000000005686751168

  @mandatory @FLW-BAL-01 @consumer
  Scenario: A balances flow results in a balance
    Given a session with:
      | consent_scope.balances | {} |
    And the client has started a balances flow with:
      | iban | DE43000000005686751168 |
    And the consumer has logged in as "max"
    When the client calls Flow-Information
    Then the answer's "data.result.type" is balances
    And the answer's "data.result.account.balance" is an amount

  @mandatory @FLW-TRX-01 @consumer
  Scenario: A transactions flow results in the transactions of its frame
    Given a session with:
      | consent_scope.transactions | {} |
    And the client has started a transactions flow with:
      | iban      | DE43000000005686751168 |
      | last_days | 14                     |
    And the consumer has logged in as "max"
    When the client calls Flow-Information
    Then the answer lists at least 1 transactions
    And every transaction's "date" is between 14 days ago and today
    And the answer's "data.result.from_date" is one of 13 days ago or 14 days ago

  @mandatory @FLW-TRX-02 @consumer
  Scenario: Where no frame is said the transactions are those of 30 days
    Given a session with:
      | consent_scope.transactions | {} |
    And the client has started a transactions flow with:
      | iban | DE43000000005686751168 |
    And the consumer has logged in as "max"
    When the client calls Flow-Information
    Then the answer lists at least 1 transactions
    And the answer's "data.result.from_date" is one of 29 days ago or 30 days ago
    And the answer's "data.result.to_date" is today

  @mandatory @FLW-TRX-03 @consumer
  Scenario: A transactions result says that nothing follows
    Given a session with:
      | consent_scope.transactions | {} |
    And the client has started a transactions flow with:
      | iban | DE43000000005686751168 |
    And the consumer has logged in as "max"
    When the client calls Flow-Information
    Then the answer lists at least 1 transactions
    And the answer's "data.result.pagination" is {}

  @mandatory @WIZ-01 @consumer
  Scenario Outline: The auth_url tells the consumer's side that the flow is <state>
    Given a flow that is <state>
    When the consumer opens the auth_url
    Then the answer is 200
    And the answer's "data.state" is <state>

    Examples:
      | state                 |
      | CONSUMER_INPUT_NEEDED |
      | FINISHED              |
      | ABORTED               |
