# Direct Debits, 2 and 3: who may take money.
@direct-debits @feature-direct-debits
Feature: Direct debits
  The mandates by which others take money from an account, and what they took
  last.

  @mandatory @PERM-01 @consent @reads-only
  Scenario: The direct debits of each account
    Given a consent for ReadDirectDebits and what it needs
    When the AISP reads each account's direct debits
    Then every answer is 200

  @mandatory @DDB-01 @consent @reads-only
  Scenario: What was taken last
    Given a consent for ReadDirectDebits and what it needs
    When the AISP reads each account's direct debits
    Then every previous payment has an amount, and a date that is past
