# Accounts in storage: section 6.1 of the reference.
@storage
Feature: Accounts in storage
  A client puts accounts into storage that are not connected to a bank, and lists
  those of a consumer, wherever they come from.

  @mandatory @STG-ACC-01
  Scenario: Ids are generated where none are given
    When the client calls Create Account with:
      | account.currency | EUR |
    Then the answer is 200
    And the answer's "data.insights_consumer_id" is a text
    And the answer's "data.insights_account_id" is a text

  @optional @API-ID-04
  Scenario: Ids that are generated are UUIDs
    When the client calls Create Account with:
      | account.currency | EUR |
    Then the answer's "data.insights_consumer_id" is a UUID
    And the answer's "data.insights_account_id" is a UUID

  @mandatory @STG-ACC-01 @API-ID-02
  Scenario Outline: The id <id> is taken as it is
    When the client calls Create Account with:
      | insights_consumer_id        | <id> |
      | account.insights_account_id | <id> |
    Then the answer is 200
    And the answer's "data.insights_consumer_id" is <id>
    And the answer's "data.insights_account_id" is <id>

    Examples:
      | id                                               |
      | 6c03aff-8fa0046-ffae74-b0cbc-4d5fd1 and a suffix |
      | customer no. 4711/ä and a suffix                 |
      | a text of 127 characters                         |

  @mandatory
  Scenario Outline: An id of <length> characters at <member> is answered <status>
    Given a stored account
    When the client calls Create Account with:
      | <member> | a text of <length> characters |
    Then the answer is <status>

    @API-ID-05
    Examples: A consumer's has less than 128
      | member               | length | status |
      | insights_consumer_id | 127    | 200    |
      | insights_consumer_id | 128    | 400    |
      | insights_consumer_id | 129    | 400    |

    @API-ID-03
    Examples: An account's has up to 128
      | member                      | length | status |
      | account.insights_account_id | 128    | 200    |
      | account.insights_account_id | 129    | 400    |

  @mandatory @STG-ACC-02
  Scenario Outline: The list shows <member> as it was created: <value>
    Given a stored account with:
      | account.<member> | <value> |
    When the client calls List Accounts
    Then the answer lists 1 accounts
    And every account's "<member>" is <value>

    Examples:
      | member                 | value                  |
      | iban                   | DE06000000000023456789 |
      | account_number         | "23456789"             |
      | alias                  | Rainy days             |
      | bic                    | TESTDE20XXX            |
      | bank_code              | "00000"                |
      | holder_name            | Max Mustermann         |
      | account_type           | DEFAULT                |
      | account_type           | SAVING                 |
      | account_type           | CREDITCARD             |
      | account_type           | DEPOT                  |
      | transfer_type          | NONE                   |
      | transfer_type          | DOMESTIC               |
      | transfer_type          | FULL                   |
      | transfer_type          | REFERENCE              |
      | transfer_type          | RESTRICTED             |
      | currency               | GBP                    |
      | holder_address.country | DE                     |
      | labels                 | {"kind": "household"}  |

  @mandatory @STG-ACC-03
  Scenario: The currency is XXX where it is not said
    Given a stored account with:
      | account.currency | left out |
      | account.alias    | nothing  |
    When the client calls List Accounts
    Then every account's "currency" is XXX

  @optional @STG-ACC-04
  Scenario Outline: <member> as <value> is refused
    When the client calls Create Account with:
      | <member> | <value> |
    Then the answer is 400 with the code "VALIDATION_ERROR"
    And an error is at "<member>"

    Examples:
      | member                         | value                 |
      | account.account_type           | CURRENT               |
      | account.account_type           | default               |
      | account.transfer_type          | ALL                   |
      | account.currency               | EURO                  |
      | account.currency               | eur                   |
      | account.iban                   | DE00                  |
      | account.alias                  | 7                     |
      | account.labels                 | ["a"]                 |
      | account                        | "savings"             |
      | data_retention_minutes         | 0                     |
      | data_retention_minutes         | "10"                  |

  @optional @STG-ACC-07
  Scenario: A request without the account is refused
    When the client calls Create Account with:
      | account | left out |
    Then the answer is 400 with the code "VALIDATION_ERROR"
    And an error is at "account" with the code REQUIRED

  @mandatory @STG-ACC-05
  Scenario: Another account joins the consumer's
    Given a stored account
    And another stored account
    When the client calls List Accounts
    Then the answer lists 2 accounts
    And some account's "insights_account_id" is the account
    And some account's "insights_account_id" is the other account

  @optional @STG-ACC-06
  Scenario: An update changes what it says and leaves the rest
    Given a stored account with:
      | account.alias       | Rainy days     |
      | account.holder_name | Max Mustermann |
    When the client calls Update Account with:
      | account.alias | Sunny days |
    Then the answer is an empty object
    And the account's stored "alias" is Sunny days
    And the account's stored "holder_name" is Max Mustermann

  @optional @STG-ACC-06
  Scenario: Updating an account that there is not is answered 404
    Given a stored account
    When the client calls Update Account with:
      | account.insights_account_id | an id that was never given out |
      | account.alias               | Sunny days                     |
    Then the answer is 404 with the code "NOT_FOUND"

  @mandatory @STG-LIST-01
  Scenario: Every account says when it was refreshed
    Given a stored account
    When the client calls List Accounts
    Then the answer lists 1 accounts
    And every account's "refreshed_at" is a time

  @mandatory @STG-LIST-01 @consumer
  Scenario: Accounts that came from a bank are listed with what the bank said
    Given a consumer whose data were acquired
    When the client calls List Accounts
    Then the answer lists 1 accounts
    And every account's "iban" is DE43000000005686751168
    And every account's "refreshed_at" is a time
    And every account's "currency" is EUR

  @mandatory @STG-LIST-02
  Scenario: Where no size is said a page has 50 accounts
    Given 53 stored accounts
    When the client calls List Accounts
    Then the answer lists 50 accounts

  @mandatory @STG-LIST-02
  Scenario: A page of a thousand has them all
    Given 53 stored accounts
    When the client calls List Accounts with:
      | pagination.size | 1000 |
    Then the answer lists 53 accounts

  @mandatory @STG-LIST-02
  Scenario: A page begins at its offset
    Given 53 stored accounts
    When the client calls List Accounts with:
      | pagination.size   | 50 |
      | pagination.offset | 50 |
    Then the answer lists 3 accounts

  @mandatory @STG-LIST-02
  Scenario: Page after page holds every account once
    Given 53 stored accounts
    When the client walks through List Accounts, 10 at a time
    Then the pages hold each of 53 accounts once

  @optional @STG-LIST-03
  Scenario: The pagination tells size, offset and total
    Given 53 stored accounts
    When the client calls List Accounts with:
      | pagination.size   | 20 |
      | pagination.offset | 40 |
    Then the answer's "data.pagination" is {"size": 20, "offset": 40, "total": 53}

  @optional @STG-LIST-04
  Scenario Outline: A page with <member> <value> is refused
    Given a stored account
    When the client calls List Accounts with:
      | pagination.<member> | <value> |
    Then the answer is 400 with the code "VALIDATION_ERROR"
    And an error is at "pagination.<member>"

    Examples:
      | member | value |
      | size   | 1001  |
      | size   | 0     |
      | size   | "50"  |
      | offset | 1001  |
      | offset | -1    |

  @optional @RPT-ALL-07
  Scenario: The accounts of a consumer that there is not are answered 404
    When the client calls List Accounts with:
      | insights_consumer_id | an id that was never given out |
    Then the answer is 404 with the code "NOT_FOUND"
    And the answer's "error.message" is a text
