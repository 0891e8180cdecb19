# Account Access Consents, 2.2: reading a consent back.
@reading
Feature: An AISP reads a consent
  An AISP may look at a consent that it made, at any time and in any status. It
  may not look at those of others.

  @mandatory @AAC-GET-01
  Scenario: The AISP that made a consent reads it
    Given a consent that is AwaitingAuthorisation
    When the AISP reads the consent
    Then the answer is 200
    And the answer is a consent

  @mandatory @AAC-GET-02
  Scenario Outline: What is read is what was made: <permissions> from <from> to <to>
    Given a request for <permissions>
    And a window from <from> to <to>
    And a consent on that request that is AwaitingAuthorisation
    When the AISP reads the consent
    Then the answer is 200
    And nothing of the consent has changed

    Examples:
      | permissions                                          | from                          | to                            |
      | ReadAccountsBasic                                    | open                          | open                          |
      | ReadAccountsDetail and ReadBalances                  | 2020-03-17T07:05:34.327+03:00 | open                          |
      | ReadStatementsBasic, ReadAccountsBasic and ReadParty | open                          | 2020-05-17T07:05:34Z          |
      | ReadAccountsBasic and ReadOffers                     | 2020-03-17T07:05:34.327+03:00 | 2020-05-17T07:05:34.327+03:00 |

  @mandatory @AAC-GET-02 @consent
  Scenario: What is read is what was made, once it is Authorised too
    Given a request for ReadAccountsBasic and ReadBalances
    And a window from 2020-03-17T07:05:34.327+03:00 to open
    And a consent on that request that is Authorised
    When the AISP reads the consent
    Then the answer is 200
    And nothing of the consent has changed but its Status and the time of that

  @mandatory @AAC-GET-03
  Scenario Outline: A ConsentId that was never given out cannot be read: <id>
    Given a ConsentId <id> that was never given out
    When the AISP reads the consent
    Then the answer is 400

    Examples:
      | id                                   |
      | 0000000                              |
      | 00000000-0000-4000-8000-000000000000 |
      | no.such~consent_here                 |

  @mandatory @AAC-GET-04 @second-client
  Scenario: Another AISP's consent cannot be read
    Given a consent that is AwaitingAuthorisation
    When another AISP reads the consent
    Then the answer is 403
    And the answer tells nothing of a consent

  @mandatory @AAC-GET-04 @second-client @consent
  Scenario: Another AISP's consent cannot be read, though it is Authorised
    Given a consent that is Authorised
    When another AISP reads the consent
    Then the answer is 403
    And the answer tells nothing of a consent
