# Ground rules: sections 1.2 to 1.7 of the reference.
@api
Feature: How the API is called, and how it says no
  Every call bears a token, every answer has one form, and what is refused says
  what is wrong and where.

  @mandatory @API-AUTH-01
  Scenario Outline: With a token the client <call>
    Given a stored account
    When the client <call>
    Then the answer is a success

    Examples:
      | call                          |
      | creates a session             |
      | calls List Accounts           |
      | calls the Account Info report |
      | calls Category List           |

  @optional @API-AUTH-02
  Scenario Outline: Without a token the client <call> in vain
    Given a stored account
    When the client <call> without a token
    Then the answer is 401 with the code "UNAUTHORIZED"

    Examples:
      | call                          |
      | creates a session             |
      | calls List Accounts           |
      | calls the Account Info report |
      | calls Category List           |

  @optional @API-AUTH-03
  Scenario: A token that was never given out opens nothing
    When the client calls Category List with the token "nobody-has-this"
    Then the answer is 401 with the code "UNAUTHORIZED"
    And the answer's "data" is left out

  @optional @API-AUTH-04
  Scenario: A token behind Bearer opens nothing
    When the client calls Category List as Bearer
    Then the answer is 401 with the code "UNAUTHORIZED"
    And the answer's "data" is left out

  @mandatory @API-AUTH-05 @clock
  Scenario: A token is good for 179 days
    Given the client has called Category List
    And 179 days have passed
    When the client calls Category List
    Then the answer is 200

  @optional @API-AUTH-06 @clock
  Scenario: A token is not good for 181 days
    Given the client has called Category List
    And 181 days have passed
    When the client calls Category List
    Then the answer is 401 with the code "UNAUTHORIZED"

  @mandatory @API-CT-01
  Scenario: A success is declared application/json
    When the client calls Category List
    Then the answer's body is declared "application/json"
    And the scenario's answers keep to JSON

  @mandatory @API-CT-01
  Scenario: A refusal is declared application/json
    When the client calls Create Account with:
      | account | left out |
    Then the answer's body is declared "application/json"

  @mandatory @API-CT-02
  Scenario Outline: A body declared as <manner> is taken
    When the client creates a session as <manner>
    Then the answer is 201

    Examples:
      | manner        |
      | plain JSON    |
      | JSON in UTF-8 |

  @optional @API-CT-03
  Scenario: A body declared as a form is refused
    When the client creates a session as a form
    Then the answer is 415

  @optional @API-GET-01
  Scenario Outline: A GET of <what> with a body is answered 403
    Given a session
    And an Insights-Refresh flow
    When the client sends GET to <what> with the body {}
    Then the answer is 403

    Examples:
      | what        |
      | the session |
      | the flow    |

  @optional @API-METHOD-01
  Scenario Outline: <method> to <path> is answered 405
    When the client sends <method> to "<path>"
    Then the answer is 405
    And the answer's header "Allow" names <allowed>

    Examples:
      | method | path                              | allowed |
      | POST   | /xs2a/v1/sessions                 | PUT     |
      | GET    | /insights/v1/categories/get       | POST    |
      | PUT    | /insights/v1/storage/accounts/list | POST   |

  @optional @API-METHOD-01
  Scenario: POST to a session is answered 405
    Given a session
    When the client sends POST to the session
    Then the answer is 405
    And the answer's header "Allow" names GET and DELETE

  @optional @API-PATH-01
  Scenario Outline: The path <path> is answered 404
    When the client sends POST to "<path>"
    Then the answer is 404 with the code "NOT_FOUND"
    And the answer's "error.message" is a text

    Examples:
      | path                                 |
      | /insights/v1/nothing                 |
      | /insights/v1/reports/horoscope/create |
      | /xs2a/v1/nothing                     |

  @mandatory @API-ENV-01
  Scenario Outline: What the answer has to tell stands in data: the client <call>
    Given a stored account
    When the client <call>
    Then the answer is a success
    And the answer's "data" is there

    Examples:
      | call                          |
      | creates a session             |
      | calls List Accounts           |
      | calls the Account Info report |
      | calls Category List           |

  @mandatory @API-STATUS-01
  Scenario: Making a session and a flow is answered 201
    Given a session
    When the client starts an Insights-Refresh flow
    Then the answer is 201
    And the scenario's answers keep to the documented statuses

  @optional @API-STATUS-02
  Scenario: Reading and commanding is answered 200
    Given a stored account
    When the client calls List Accounts
    Then the answer is 200
    And the scenario's answers keep to the usual statuses

  @mandatory @API-BODY-01 @API-BODY-02
  Scenario: Documented answers have the documented members in the documented forms
    Given a session
    And an Insights-Refresh flow
    And a stored account
    When the client calls the Account Info report
    Then the answer is 200
    And the scenario's answers keep to the documented members
    And the scenario's answers keep to the documented forms

  @mandatory @API-BODY-01 @API-BODY-02 @consumer
  Scenario Outline: The <report> report of a bank's data has the documented members
    Given a consumer whose data were acquired with:
      | username | acin-demo-data |
    When the client calls the <report> report
    Then the answer is 200
    And the scenario's answers keep to the documented members
    And the scenario's answers keep to the documented forms

    Examples:
      | report            |
      | Account Info      |
      | Balances          |
      | Balance Over Time |
      | Categorization    |
      | Expense Category  |

  @optional @API-BODY-03 @consumer
  Scenario Outline: The <report> report has the form of the others
    Given a consumer whose data were acquired with:
      | username | acin-demo-data |
    When the client calls the <report> report
    Then the answer is 200
    And the scenario's answers keep to the form of the others

    Examples:
      | report                 |
      | Group By Category      |
      | Recurring Transactions |

  @mandatory @API-JSON-01
  Scenario Outline: A member that nobody knows, <member>, is ignored
    When the client creates a session with:
      | <member> | <value> |
    Then the answer is 201
    And the answer's "data.flows.insights_refresh" is an absolute address

    Examples:
      | member                         | value                       |
      | _selected_bank                 | {"bank_code": 7}            |
      | note                           | hello                       |
      | consent_scope._accounts        | {}                          |
      | consent_scope.insights_refresh | {"_refresh_days": "many"}   |
      | psu.accept                     | text/html                   |

  @mandatory @API-JSON-01
  Scenario Outline: The client <call>, with a member that nobody knows
    Given a stored account
    And a session
    When the client <call> with:
      | _note | hello |
    Then the answer is a success

    Examples:
      | call                            |
      | starts an Insights-Refresh flow |
      | calls Create Account            |
      | calls List Transactions         |
      | calls the Categorization report |

  @optional @API-JSON-02
  Scenario Outline: <member> as <value> has the wrong type
    When the client calls Create Account with:
      | <member> | <value> |
    Then the answer is 400 with the code "VALIDATION_ERROR"
    And an error is at "<member>"

    Examples:
      | member                 | value    |
      | insights_consumer_id   | 7        |
      | account                | []       |
      | account.holder_name    | true     |
      | account.holder_address | "DE"     |
      | data_retention_minutes | "ten"    |

  @optional @API-JSON-03
  Scenario Outline: The date <date> is not in the calendar
    Given a stored account
    When the client calls List Transactions with:
      | from_date | <date> |
      | to_date   | today  |
    Then the answer is 400 with the code "VALIDATION_ERROR"
    And an error is at "from_date"

    Examples:
      | date                 |
      | 2026-02-30           |
      | 2026-00-10           |
      | 2026-13-01           |
      | 2025-02-29           |
      | yesterday            |
      | 2026-1-1             |
      | 2026-01-01T00:00:00Z |
      | ""                   |

  @optional @API-ERR-06
  Scenario Outline: A body that is no JSON, <flaw>, is refused
    When the client calls Create Account with <flaw>
    Then the answer is 400 with the code "BAD_REQUEST"
    And the answer's "error.message" is a text

    Examples:
      | flaw                                 |
      | a body with a trailing comma         |
      | a body with text after it            |
      | a body with a missing brace          |
      | a body with bytes that are not UTF-8 |

  @optional @API-JSON-02
  Scenario Outline: A body that is no object, <flaw>, is refused
    When the client calls Create Account with <flaw>
    Then the answer is 400
    And the answer's "error.message" is a text

    Examples:
      | flaw                |
      | a body that is a list |
      | a body that is a text |
      | a body that is null   |
      | a body with nothing in it |

  @mandatory @API-ERR-01
  Scenario Outline: The refusal <status> has a code and a message
    Given a session
    And an Insights-Refresh flow
    When the client <call>
    Then the answer is the client's error
    And the answer's "error.code" is a text
    And the answer's "error.message" is a text
    And the scenario's answers keep to an error's code

    Examples:
      | status | call                                         |
      | 400    | calls Create Transactions                    |
      | 409    | starts an Insights-Refresh flow              |

  @mandatory @API-ERR-02
  Scenario Outline: A mistake such as <value> in <member> is the client's
    When the client calls Create Account with:
      | <member> | <value> |
    Then the answer is the client's error
    And the scenario's answers keep to no fault of the server

    Examples:
      | member                 | value                    |
      | insights_consumer_id   | a text of 4000 characters |
      | data_retention_minutes | 99999999999999999999     |
      | data_retention_minutes | 1e400                    |
      | account                | null                     |

  @optional @API-ERR-04
  Scenario: A wrong value is a VALIDATION_ERROR
    When the client calls Create Account with:
      | account.account_type | CURRENT |
    Then the answer is 400 with the code "VALIDATION_ERROR"
    And the answer's "error.message" is a text

  @optional @API-ERR-03
  Scenario Outline: <member> as <value> has the code <code>
    When the client calls Create Account with:
      | <member> | <value> |
    Then an error is at "<member>" with the code <code>
    And the scenario's answers keep to the form of errors

    Examples:
      | member                      | value                    | code           |
      | account                     | left out                 | REQUIRED       |
      | account.account_type        | CURRENT                  | INVALID_VALUE  |
      | account.insights_account_id | a text of 129 characters | TOO_LONG       |
      | account.alias               | 7                        | INVALID_FORMAT |

  @optional @API-ERR-03
  Scenario: Two members that exclude each other have the code MUTUALLY_EXCLUSIVE
    Given a stored account
    And another stored account
    When the client calls the Account Info report with:
      | insights_account_ids          | [the account]       |
      | excluded_insights_account_ids | [the other account] |
    Then the answer is 400
    And an error is at "excluded_insights_account_ids" with the code MUTUALLY_EXCLUSIVE

  @optional @API-ERR-05
  Scenario: All that is wrong is told at once
    When the client calls Create Account with:
      | account.account_type        | CURRENT                  |
      | account.currency            | EURO                     |
      | account.insights_account_id | a text of 129 characters |
      | data_retention_minutes      | 0                        |
    Then the answer is 400
    And errors are at "account.account_type", "account.currency", "account.insights_account_id" and "data_retention_minutes"

  @optional @API-ERR-05
  Scenario: What is wrong with a flow is told at once
    Given a session
    When the client starts an Insights-Refresh flow with:
      | store_consent          | MAYBE      |
      | data_retention_minutes | -1         |
      | from_date              | 2026-02-30 |
    Then the answer is 400
    And errors are at "store_consent", "data_retention_minutes" and "from_date"

  @optional @API-ERR-07
  Scenario: The location of an error in a list has its place
    Given a stored account
    When the client calls Create Transactions with:
      | transactions.0 | {"type": "DEBIT"}            |
      | transactions.1 | {"amount": {"amount": -1}}   |
      | transactions.2 | {"counter_party": {"iban": 7}} |
    Then the answer is 400
    And errors are at "transactions[1].amount.amount" and "transactions[2].counter_party.iban"

  @optional @API-ERR-07
  Scenario Outline: What is wrong with a flow's accounts, with all <all> and ibans <ibans>, is at <at>
    Given a session
    When the client starts an Insights-Refresh flow with:
      | insights_consumer_id          | an id of the client's own |
      | accounts.all                  | <all>                     |
      | accounts.ibans                | <ibans>                   |
      | accounts.insights_account_ids | <ids>                     |
    Then the answer is 400
    And an error is at "<at>"

    Examples:
      | all      | ibans                      | ids          | at                |
      | true     | ["DE43000000005686751168"] | left out     | accounts.all      |
      | true     | left out                   | ["c9a87c48"] | accounts.all      |
      | left out | ["not an IBAN"]            | left out     | accounts.ibans[0] |
      | left out | ["DE43000000005686751168"] | ["c9a87c48"] | accounts.ibans    |

  @optional @API-ERR-07
  Scenario Outline: The id that the <call> lacks is at its place
    Given a stored account
    When the client <call> with:
      | transactions.0.reference | whose? |
    Then the answer is 400
    And an error is at "transactions[0].insights_transaction_id"

    Examples:
      | call                       |
      | calls Update Transactions  |
      | calls Replace Transactions |

  @optional @API-ERR-07
  Scenario Outline: The id that is too long is at <at>
    Given a stored account
    When the client <call> with:
      | <member> | a text of 129 characters |
    Then the answer is 400
    And an error is at "<at>"

    Examples:
      | call                      | member                                 | at                                      |
      | calls Create Account      | insights_consumer_id                   | insights_consumer_id                    |
      | calls Create Account      | account.insights_account_id            | account.insights_account_id             |
      | calls Create Transactions | transactions.0.insights_transaction_id | transactions[0].insights_transaction_id |

  @optional @API-ERR-07 @consumer
  Scenario: The half of a consent that is missing is at its place
    Given a consent of the session for accounts and insights_refresh
    When the client calls Consent-Refresh with:
      | consent_id | the consent |
    Then the answer is 400
    And an error is at "consent_token"

  @optional @API-ERR-07
  Scenario Outline: What the client leaves out as it <call> is at <member>
    Given a stored account
    When the client <call> with:
      | <member> | left out |
    Then the answer is 400
    And an error is at "<member>"

    Examples:
      | call                      | member                   |
      | calls Delete Consumer     | insights_consumer_id     |
      | calls Delete Accounts     | insights_account_ids     |
      | calls Delete Transactions | insights_account_id      |
      | calls Delete Transactions | insights_transaction_ids |

  @optional @API-ERR-08
  Scenario: What there is not is NOT_FOUND
    When the client calls the Account Info report with:
      | insights_consumer_id | an id that was never given out |
    Then the answer is 404 with the code "NOT_FOUND"
    And the answer's "error.message" is a text

  @optional @API-ERR-09
  Scenario: A body of nine megabytes is refused, and nothing of it is kept
    Given a stored account
    When the client calls Create Account as a body of 9 MB
    Then the answer is 413
    And the answer's "error.code" is a text
    And storage holds 1 accounts

  @mandatory @API-ERR-01
  Scenario Outline: What there is not is refused by <method> at <path>
    When the client sends <method> to "<path>" with the body {"consent_token": "nonsense", "insights_consumer_id": "nobody"}
    Then the answer is the client's error
    And the answer's "error.code" is a text
    And the answer's "error.message" is a text

    Examples:
      | method | path                                                                     |
      | PUT    | /xs2a/v1/sessions/00000000000000000000000000000000/flows/account-details |
      | PUT    | /xs2a/v1/sessions/00000000000000000000000000000000/flows/balances        |
      | PUT    | /xs2a/v1/sessions/00000000000000000000000000000000/flows/transactions    |
      | PUT    | /xs2a/v1/sessions/00000000000000000000000000000000/flows/transfer        |
      | POST   | /xs2a/v1/consents/00000000000000000000000000000000/account-details/get   |
      | POST   | /xs2a/v1/consents/00000000000000000000000000000000/balances/get          |
      | DELETE | /xs2a/v1/consents/00000000000000000000000000000000                       |
      | POST   | /insights/v1/consents/delete                                             |
      | POST   | /insights/v1/autorefresh/delete                                          |
      | POST   | /insights/v1/reports/group-by-category/create                            |
