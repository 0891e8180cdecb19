# Account Access Consents, 2.3 and 3.3: the AISP ends a consent by a patch.
@revoking
Feature: An AISP revokes a consent
  A customer who tells the AISP to stop is heard at once: the AISP patches the
  consent to Revoked, and that is all that a patch can do.

  @mandatory @AAC-PATCH-01 @consent
  Scenario: An Authorised consent is revoked
    Given a consent that is Authorised
    When the AISP revokes the consent
    Then the answer is 200
    And the answer is a consent
    And the answer's Status is Revoked

  @mandatory @AAC-PATCH-02 @consent
  Scenario: A revoked consent can still be read
    Given a consent that is Authorised
    And the AISP has revoked the consent
    When the AISP reads the consent
    Then the answer is 200
    And the answer's Status is Revoked

  @mandatory @AAC-PATCH-03 @consent
  Scenario: A revoke changes nothing but the status and the time of that
    Given a request for ReadAccountsBasic, ReadBalances and ReadParty
    And a window from 2020-03-17T07:05:34.327+03:00 to 2020-05-17T07:05:34.327+03:00
    And a consent on that request that is Authorised
    When the AISP revokes the consent
    Then the answer is 200
    And nothing of the consent has changed but its Status and the time of that

  @mandatory @AAC-PATCH-04
  Scenario Outline: A consent cannot be patched to <status>
    Given a consent that is AwaitingAuthorisation
    And a patch whose member "Data.Status" is "<status>"
    When the AISP patches the consent
    Then the answer is 400
    And the consent is AwaitingAuthorisation

    Examples:
      | status                |
      | Authorised            |
      | Rejected              |
      | AwaitingAuthorisation |
      | revoked               |
      | Expired               |
      |                       |

  @mandatory @AAC-PATCH-05
  Scenario Outline: A patch is refused when <member> is <value>
    Given a consent that is AwaitingAuthorisation
    And a patch whose member "<member>" is <value>
    When the AISP patches the consent
    Then the answer is 400
    And the consent is AwaitingAuthorisation

    Examples:
      | member      | value       |
      | Data        | left out    |
      | Data        | null        |
      | Data        | "Revoked"   |
      | Data        | []          |
      | Data.Status | left out    |
      | Data.Status | null        |
      | Data.Status | 1           |
      | Data.Status | ["Revoked"] |

  @mandatory @AAC-PATCH-06 @consent
  Scenario Outline: A <status> consent cannot be revoked
    Given a consent that is <status>
    When the AISP revokes the consent
    Then the answer is 400
    And the consent is <status>

    Examples:
      | status  |
      | Revoked |

    @scripted
    Examples: where the customer can be told to decline
      | status   |
      | Rejected |

  @conditional @AAC-PATCH-07
  Scenario: A consent that still awaits authorisation can be revoked
    Given a consent that is AwaitingAuthorisation
    When the AISP revokes the consent
    Then the answer is 200
    And the consent is Revoked

  @mandatory @AAC-PATCH-08
  Scenario Outline: A ConsentId that was never given out cannot be revoked: <id>
    Given a ConsentId <id> that was never given out
    When the AISP revokes the consent
    Then the answer is 400

    Examples:
      | id                                   |
      | 0000000                              |
      | 00000000-0000-4000-8000-000000000000 |

  @mandatory @AAC-PATCH-09 @second-client
  Scenario: Another AISP's consent cannot be revoked
    Given a consent that is AwaitingAuthorisation
    When another AISP revokes the consent
    Then the answer is 403
    And the consent is AwaitingAuthorisation

  @mandatory @AAC-PATCH-09 @second-client @consent
  Scenario: Another AISP's consent cannot be revoked, though it is Authorised
    Given a consent that is Authorised
    When another AISP revokes the consent
    Then the answer is 403
    And the consent is Authorised
    And the customer's token opens the accounts

  @mandatory @AAC-PATCH-01 @consent @scripted
  Scenario: A consent to which the bank has withdrawn access can be revoked
    Given a consent that is Authorised
    And the bank has withdrawn access
    When the AISP revokes the consent
    Then the answer is 200
    And the consent is Revoked

  @conditional @AAC-PATCH-10
  Scenario: A patch without a Content-Type is read as JSON
    Given a consent that is AwaitingAuthorisation
    And the request's header "Content-Type" is left out
    When the AISP revokes the consent
    Then the answer is 200
    And the answer's Status is Revoked
