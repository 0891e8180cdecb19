# Balances, 2 and 3: what is in an account.
@balances
Feature: Balances of accounts
  Every account has a balance or several, each of its kind and its moment. They
  agree with what the transactions say.

  @mandatory @PERM-01 @consent @reads-only
  Scenario: The balances of each account
    Given a consent for ReadBalances and what it needs
    When the AISP reads each account's balances
    Then every answer is 200

  @mandatory @BAL-01 @consent @reads-only
  Scenario: Every account has a balance
    Given a consent for ReadBalances and what it needs
    When the AISP reads each account's balances
    Then each account has a balance

  @mandatory @BAL-02 @consent @reads-only
  Scenario: A balance is in the currency of its account
    Given a consent for ReadBalances and what it needs
    When the AISP reads each account's balances
    Then each amount is in the currency of its account

  @mandatory @BAL-02 @consent @scripted
  Scenario: A balance in another currency than the country's
    Given basma's consent for ReadBalances and what it needs
    When the AISP reads each account's balances
    Then each amount is in the currency of its account

  @mandatory @BAL-03 @consent @reads-only
  Scenario: The booked balance agrees with the transactions
    Given a consent for ReadBalances, transactions in Detail
    When the AISP reads an account's balances
    Then the booked balance is that after the latest booked transaction

  @mandatory @BAL-04 @consent @clock
  Scenario: A loan that was paid back
    Given a consent for ReadBalances and what it needs
    And 2000 days have passed
    And the customer has authorised the consent again
    When the AISP reads each account's balances
    Then a balance of zero is a Credit
