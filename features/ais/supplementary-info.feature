# Supplementary Account Info, 2 and 3: what only this framework tells.
@supplementary-info @feature-supplementary-account-info
Feature: Supplementary account information
  Rates, limits and dates of an account, in the block that is made for its kind.

  @mandatory @PERM-01 @consent @reads-only
  Scenario: The supplementary information of each account
    Given a consent for ReadSupplementaryAccountInfo and what it needs
    When the AISP reads each account's supplementary information
    Then every answer is 200

  @mandatory @SUP-01 @consent @reads-only
  Scenario: Each kind of account has its block
    Given a consent for ReadSupplementaryAccountInfo and what it needs
    When the AISP reads each account's supplementary information
    Then each is about its own account, with the block that fits it
