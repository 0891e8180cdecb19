# Standing Orders, 2 and 3: what is paid again and again.
@standing-orders @feature-standing-orders
Feature: Standing orders
  What the bank pays at the customer's order, each time that it falls due. What
  was paid is among the transactions.

  @mandatory @PERM-01 @consent @reads-only
  Scenario Outline: Standing orders with <permission>
    Given a consent for <permission> and what it needs
    When the AISP reads each account's standing orders
    Then every answer is 200

    Examples:
      | permission               |
      | ReadStandingOrdersBasic  |
      | ReadStandingOrdersDetail |

  @mandatory @STO-01 @consent @reads-only
  Scenario: How often a standing order is paid, and when next
    Given a consent for ReadStandingOrdersBasic and what it needs
    When the AISP reads each account's standing orders
    Then every Frequency has the form of the standard
    And no next payment of an Active one is past

  @mandatory @STO-01 @consent @clock
  Scenario: Two months later the next payment is not past either
    Given a consent for ReadStandingOrdersBasic and what it needs
    And 60 days have passed
    And the customer has authorised the consent again
    When the AISP reads each account's standing orders
    Then no next payment of an Active one is past

  @mandatory @STO-02 @consent @reads-only
  Scenario: What was paid is among the transactions
    Given a consent for ReadStandingOrdersBasic and transactions in Basic
    When the AISP reads each account's standing orders
    Then the last payment of each is among the account's transactions
