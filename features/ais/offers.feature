# Offers, 2 and 3: what the bank proposes.
@offers @feature-offers
Feature: Offers
  What the bank proposes to the customer for an account, and for how long.

  @mandatory @PERM-01 @consent @reads-only
  Scenario: The offers of each account
    Given a consent for ReadOffers and what it needs
    When the AISP reads each account's offers
    Then every answer is 200

  @mandatory @OFR-01 @consent @reads-only
  Scenario: An offer lasts
    Given a consent for ReadOffers and what it needs
    When the AISP reads each account's offers
    Then no offer ends before it starts
