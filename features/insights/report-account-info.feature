# Account Info: section 6.6 of the reference.
@reports
Feature: The Account Info report
  It tells what is known of an account.

  @mandatory @RPT-INFO-01
  Scenario Outline: It tells the <member> of an account
    Given a stored account with:
      | account.<stored> | <value> |
    When the client calls the Account Info report
    Then the answer lists 1 reports
    And every report's "<member>" is <value>

    Examples:
      | stored         | member         | value                  |
      | alias          | account_alias  | Rainy days             |
      | holder_name    | holder_name    | Max Mustermann         |
      | currency       | currency       | GBP                    |
      | iban           | iban           | DE06000000000023456789 |
      | account_number | account_number | "23456789"             |
      | bic            | bic            | TESTDE20XXX            |
      | bank_code      | bank_code      | "00000"                |
      | account_type   | account_type   | SAVING                 |
      | transfer_type  | transfer_type  | REFERENCE              |
      | labels         | labels         | {"kind": "household"}  |

  @mandatory @RPT-INFO-02
  Scenario: It names the date of the oldest transaction
    Given a stored account
    And the account holds these transactions:
      | id | date         | amount |
      | t1 | 2 days ago   | 100    |
      | t2 | 300 days ago | 100    |
      | t3 | 80 days ago  | 100    |
    When the client calls the Account Info report
    Then every report's "oldest_transaction_date" is 300 days ago

  @mandatory @RPT-INFO-02
  Scenario: Without transactions it names no such date
    Given a stored account
    When the client calls the Account Info report
    Then the answer lists 1 reports
    And every report's "oldest_transaction_date" is left out

  @mandatory @RPT-INFO-03 @consumer
  Scenario: It names the bank of an account that came from one
    Given a consumer whose data were acquired
    When the client calls the Account Info report
    Then the answer tells:
      | data.reports.0.iban         | DE43000000005686751168 |
      | data.reports.0.bank_country | DE                     |
      | data.reports.0.bank_name    | a text                 |
      | data.reports.0.holder_name  | Max Mustermann         |

  @mandatory @CNS-STORE-01 @consumer
  Scenario: It shows until when a stored consent is expected to last
    Given a consumer whose stored consent is STORED
    When the client calls the Account Info report
    Then every report's "consent_expected_expiry_date" is a date

  @mandatory @CNS-STORE-01 @consumer
  Scenario: It shows no expiry date without a stored consent
    Given a consumer whose data were acquired
    When the client calls the Account Info report
    Then the answer lists 1 reports
    And every report's "consent_expected_expiry_date" is left out
