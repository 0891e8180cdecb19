# Future Dated Payments, 2 and 3: what is paid once, at a later date.
@future-dated-payments @feature-future-dated-payments
Feature: Future-dated payments
  What the customer has ordered for a later day. On that day it is paid, and
  belongs to the transactions.

  @mandatory @PERM-01 @consent @reads-only
  Scenario Outline: Future-dated payments with <permission>
    Given a consent for <permission> and what it needs
    When the AISP reads each account's future-dated payments
    Then every answer is 200

    Examples:
      | permission                    |
      | ReadFutureDatedPaymentsBasic  |
      | ReadFutureDatedPaymentsDetail |

  @mandatory @FDP-01 @consent @reads-only
  Scenario: A future-dated payment is still to come
    Given a consent for ReadFutureDatedPaymentsBasic and what it needs
    When the AISP reads each account's future-dated payments
    Then every payment lies in the future

  @mandatory @FDP-02 @consent @clock
  Scenario: A future-dated payment is paid when it falls due
    Given a consent for ReadFutureDatedPaymentsBasic and transactions in Basic
    And the AISP has read each account's future-dated payments
    When the first of them falls due
    Then it is among the account's transactions, and no longer to come
