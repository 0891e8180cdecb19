Feature: What Gulf Bank promises its AISPs beyond the standard

  @AAC-GET-01 @mandatory @scripted
  Scenario: A consent that the customer has authorised is still there a day later
    Given a consent that the customer has authorised
    And 1 day has passed
    When the AISP reads the consent
    Then the answer is 200
    And the answer's Status is Authorised
