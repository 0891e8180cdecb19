# Balances and Balance Over Time: section 6.6 of the reference.
@reports
Feature: The Balances and Balance Over Time reports
  They tell what an account holds, today and on each day of a frame.

  @mandatory @RPT-BAL-01 @consumer
  Scenario: The balance of an account that came from a bank
    Given a consumer whose data were acquired
    When the client calls the Balances report
    Then every report's "type" is BALANCES
    And every report's "balance" is an amount
    And every report's "balance.currency" is EUR

  @mandatory @RPT-BAL-01 @consumer
  Scenario: Every account has a balance of its own
    Given a consumer whose data were acquired with:
      | accounts.ibans | ["DE43000000005686751168", "DE28000000008746441159"] |
    When the client calls the Balances report
    Then the answer lists 2 reports
    And every report's "balance" is an amount

  @mandatory @RPT-BAL-02
  Scenario Outline: Without a balance the report is refused: required_data_availability <required>
    Given a stored account
    When the client calls the Balances report with:
      | required_data_availability | <required> |
    Then the answer is 400

    Examples:
      | required             |
      | left out             |
      | BALANCE_OR_AVAILABLE |

  @mandatory @RPT-BAL-03
  Scenario: With required_data_availability NONE the report is made without a balance
    Given a stored account
    When the client calls the Balances report with:
      | required_data_availability | NONE |
    Then the answer lists 1 reports
    And every report's "balance" is left out

  @optional @RPT-CTG-11
  Scenario: A required_data_availability that there is not is refused
    Given a stored account
    When the client calls the Balances report with:
      | required_data_availability | ALWAYS |
    Then the answer is 400 with the code "VALIDATION_ERROR"
    And an error is at "required_data_availability"

  @mandatory @RPT-BOT-01 @consumer
  Scenario: Balance Over Time has a balance for each day of the frame
    Given a consumer whose data were acquired
    When the client calls the Balance Over Time report with:
      | from_date | 40 days ago |
      | to_date   | 10 days ago |
    Then the answer lists 31 balances
    And every report's "type" is BALANCE_OVER_TIME
    And each "date" is there once among the balances
    And the balances are ordered by "date"

  @mandatory @RPT-BOT-01 @consumer
  Scenario: The days of Balance Over Time are those of the frame
    Given a consumer whose data were acquired
    When the client calls the Balance Over Time report with:
      | from_date | 40 days ago |
      | to_date   | 10 days ago |
    Then every balance's "date" is between 40 days ago and 10 days ago
    And every balance's "balance" is an amount

  @mandatory @RPT-BOT-02 @consumer
  Scenario: From day to day the balance changes by what was booked
    Given a consumer whose data were acquired
    When the client calls the Balance Over Time report with:
      | report_days | 50 |
    Then each day's balance follows from the one before and what was booked

  @mandatory @RPT-BOT-02 @consumer
  Scenario: The last balance is that of today
    Given a consumer whose data were acquired
    When the client calls the Balance Over Time report
    Then the last balance is that of the Balances report
