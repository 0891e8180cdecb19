Feature: What Gulf Bank promises its AISPs beyond the standard

  @AAC-GET-01 @mandatory
  Scenario: A consent made a moment ago can be read at once
    Given the AISP has made a consent with "ReadAccountsBasic"
    When the AISP reads the consent
    Then the status code is 200
