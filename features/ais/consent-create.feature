@consent
Feature: Creating a consent

  @AAC-POST-01 @mandatory
  Scenario: A well-formed request makes a consent
    When the AISP asks for a consent to "ReadAccountsBasic"
    Then the status is 201
