# Account Access Consents, 2.1.1, 2.2.1 and 2.3: the life of a consent, every
# move of it, and every move that it must not make.
@life
Feature: A consent lives and ends
  A consent awaits authorisation until the customer allows or declines it. What
  was allowed can be revoked. What was rejected or revoked stays so for good.

  @mandatory @consent
  Scenario Outline: A consent that is <status>: when <something happens>, it is <next>
    Given a consent that is <status>
    When <something happens>
    Then the consent is <next>

    @AAC-LIFE-01
    Examples: The customer allows it
      | status                | something happens                   | next       |
      | AwaitingAuthorisation | the customer authorises the consent | Authorised |

    @AAC-LIFE-02 @scripted
    Examples: The customer declines it
      | status                | something happens                  | next     |
      | AwaitingAuthorisation | the customer declines the consent  | Rejected |
      | AwaitingAuthorisation | the customer fails to authenticate | Rejected |

    @AAC-LIFE-03 @scripted
    Examples: The customer does not answer
      | status                | something happens       | next                  |
      | AwaitingAuthorisation | the customer walks away | AwaitingAuthorisation |

    @AAC-LIFE-07
    Examples: The customer allows it again
      | status     | something happens                   | next       |
      | Authorised | the customer authorises the consent | Authorised |

    @AAC-LIFE-13 @scripted
    Examples: The customer declines to authenticate again
      | status     | something happens                 | next       |
      | Authorised | the customer declines the consent | Authorised |

    @AAC-PATCH-01
    Examples: The AISP revokes it
      | status     | something happens            | next    |
      | Authorised | the AISP revokes the consent | Revoked |

  @mandatory @consent
  Scenario Outline: A <status> consent cannot be authorised
    Given a consent that is <status>
    When the customer authorises the consent
    Then the AISP is told "access_denied"
    And the consent is <status>

    @AAC-LIFE-04 @scripted
    Examples: It was declined
      | status   |
      | Rejected |

    @AAC-LIFE-05
    Examples: It was revoked
      | status  |
      | Revoked |

  @mandatory @AAC-PATCH-04 @consent
  Scenario Outline: A consent that is <status> is not patched to <other>
    Given a consent that is <status>
    And a patch whose member "Data.Status" is "<other>"
    When the AISP patches the consent
    Then the answer is 400
    And the consent is <status>

    Examples: Of an Authorised consent
      | status     | other                 |
      | Authorised | AwaitingAuthorisation |
      | Authorised | Authorised            |
      | Authorised | Rejected              |

    Examples: Of a Revoked consent
      | status  | other                 |
      | Revoked | AwaitingAuthorisation |
      | Revoked | Authorised            |
      | Revoked | Rejected              |

    @scripted
    Examples: Of a Rejected consent
      | status   | other                 |
      | Rejected | AwaitingAuthorisation |
      | Rejected | Authorised            |
      | Rejected | Rejected              |

  @mandatory @AAC-LIFE-02 @consent @scripted
  Scenario Outline: The AISP is told that <the customer did not allow it>
    Given a consent that is AwaitingAuthorisation
    When <the customer did not allow it>
    Then the AISP is told "access_denied"
    And the AISP is given no code

    Examples:
      | the customer did not allow it      |
      | the customer declines the consent  |
      | the customer fails to authenticate |

  @mandatory @AAC-LIFE-03
  Scenario: Reading a consent does not move it
    Given a consent that is AwaitingAuthorisation
    When the AISP reads the consent 3 times
    Then the consent was seen as AwaitingAuthorisation, AwaitingAuthorisation and AwaitingAuthorisation

  @mandatory @AAC-LIFE-01 @scripted
  Scenario: A customer who allows it on the phone is seen at the fourth look
    Given the ASPSP follows the script "slow-phone"
    And a request for ReadAccountsBasic and ReadBalances
    And a consent on that request that is AwaitingAuthorisation
    When the AISP reads the consent 5 times
    Then the consent was seen as AwaitingAuthorisation, AwaitingAuthorisation, AwaitingAuthorisation, Authorised and Authorised

  @mandatory @AAC-LIFE-06 @consent @clock
  Scenario Outline: StatusUpdateDateTime moves when a consent that is <status> moves: <something happens>
    Given a consent that is <status>
    And 5 minutes have passed
    When <something happens>
    Then StatusUpdateDateTime has moved by 5 minutes

    Examples:
      | status                | something happens                   |
      | AwaitingAuthorisation | the customer authorises the consent |
      | AwaitingAuthorisation | the AISP revokes the consent        |
      | Authorised            | the AISP revokes the consent        |

    @scripted
    Examples: where the customer can be told to decline
      | status                | something happens                 |
      | AwaitingAuthorisation | the customer declines the consent |

  @mandatory @AAC-LIFE-06 @consent @clock
  Scenario Outline: StatusUpdateDateTime of a consent that is <status> stays when nothing moves: <something happens>
    Given a consent that is <status>
    And 5 minutes have passed
    When <something happens>
    Then StatusUpdateDateTime has not moved

    Examples:
      | status                | something happens            |
      | AwaitingAuthorisation | the AISP reads the consent   |
      | Authorised            | the AISP reads the consent   |
      | Authorised            | the AISP reads the accounts  |
      | Authorised            | the customer authorises the consent |
      | Revoked               | the AISP revokes the consent |

    @scripted
    Examples: where the customer can be told to decline
      | status     | something happens                 |
      | Authorised | the customer declines the consent |

  @mandatory @AAC-LIFE-06 @consent @scripted @clock
  Scenario: A consent that nobody authorised in time was rejected when the time was up
    Given the ASPSP follows the script "expires-unauthorised"
    And a consent that is AwaitingAuthorisation
    When 44 minutes pass
    Then the consent is Rejected
    And StatusUpdateDateTime has moved by 15 minutes

  @mandatory @AAC-LIFE-03 @consent @scripted @clock
  Scenario: A consent that may still be authorised awaits that
    Given the ASPSP follows the script "expires-unauthorised"
    And a consent that is AwaitingAuthorisation
    When 14 minutes pass
    Then the consent is AwaitingAuthorisation

  @mandatory @AAC-LIFE-04 @consent @scripted @clock
  Scenario: A consent that nobody authorised in time cannot be authorised
    Given the ASPSP follows the script "expires-unauthorised"
    And a consent that is AwaitingAuthorisation
    And 15 minutes have passed
    When the customer is asked to authorise the consent
    Then the AISP is told "access_denied"
    And the consent is Rejected

  @mandatory @AAC-LIFE-07 @consent
  Scenario: Authorising again keeps the consent as it was
    Given a request for ReadAccountsDetail and ReadBalances
    And a window from 2020-03-17T07:05:34.327+03:00 to open
    And a consent on that request that is Authorised
    When the customer authorises the consent
    Then the AISP is given a code
    And the consent is Authorised
    And nothing of the consent has changed but its Status and the time of that

  @mandatory @AAC-LIFE-08 @consent
  Scenario: The tokens of authorising again replace those before
    Given a consent that is Authorised
    When the customer authorises the consent
    Then the customer's token opens the accounts
    And the customer's former token opens nothing
    And the customer's former refresh token gives no new token

  @conditional @AAC-LIFE-14 @consent @scripted
  Scenario: A customer who declines to authenticate again leaves the tokens as they were
    Given a consent that is Authorised
    When the customer declines the consent
    Then the customer's token opens the accounts

  @mandatory @AAC-LIFE-12 @consent @clock @feature-refresh-tokens
  Scenario: After twelve months tokens are dead, though they were refreshed all the while
    Given a consent that is Authorised
    And the AISP has refreshed the customer's token every 60 days for 360 days
    When 10 days pass
    Then the consent is Authorised
    And the customer's token opens nothing
    And the customer's refresh token gives no new token

  @mandatory @AAC-LIFE-12 @consent @clock
  Scenario: After twelve months the customer can allow it again
    Given a consent that is Authorised
    And 370 days have passed
    When the customer authorises the consent
    Then the consent is Authorised
    And the customer's token opens the accounts

  @mandatory @AAC-LIFE-09 @consent @scripted
  Scenario: The bank withdraws access: tokens die, and the status stays
    Given a consent that is Authorised
    When the bank withdraws access
    Then the consent is Authorised
    And the customer's token opens nothing
    And the customer's refresh token gives no new token

  @mandatory @AAC-LIFE-09 @consent @scripted @clock @feature-refresh-tokens
  Scenario: The bank withdraws access two hours after it was given
    Given the ASPSP follows the script "bank-revokes"
    And a consent that is Authorised
    And 119 minutes have passed
    And the AISP has refreshed the customer's token
    When 1 minute passes
    Then the consent is Authorised
    And the customer's token opens nothing

  @mandatory @AAC-TOK-08 @consent @scripted @clock @feature-refresh-tokens
  Scenario: Until the bank withdraws access, data flows
    Given the ASPSP follows the script "bank-revokes"
    And a consent that is Authorised
    When 119 minutes pass
    Then the consent is Authorised
    And the customer's refresh token gives a token that opens the accounts

  @mandatory @AAC-LIFE-09 @consent @scripted
  Scenario: What the bank has withdrawn, the customer can allow again
    Given a consent that is Authorised
    And the bank has withdrawn access
    When the customer authorises the consent
    Then the consent is Authorised
    And the customer's token opens the accounts

  @mandatory @AAC-LIFE-10 @consent @scripted
  Scenario Outline: Whatever happens to a consent, its status is one of four: <status>, and <something happens>
    Given a consent that is <status>
    When <something happens>
    Then the status of the consent is one of the standard's four

    Examples:
      | status                | something happens                   |
      | AwaitingAuthorisation | the customer walks away             |
      | AwaitingAuthorisation | the customer declines the consent   |
      | AwaitingAuthorisation | the customer fails to authenticate  |
      | AwaitingAuthorisation | the customer authorises the consent |
      | Authorised            | the customer authorises the consent |
      | Authorised            | the AISP revokes the consent        |

    @clock
    Examples: Long after
      | status                | something happens |
      | AwaitingAuthorisation | 400 days pass     |
      | Authorised            | 400 days pass     |

  @mandatory @AAC-LIFE-11 @consent
  Scenario Outline: One consent is <status> and another <other>: when <something happens>, the other is as it was
    Given a consent that is <status>
    And another consent of the AISP that is <other>
    When <something happens>
    Then nothing of the other consent has changed

    Examples: The customer allows the one
      | status                | other                 | something happens                   |
      | AwaitingAuthorisation | AwaitingAuthorisation | the customer authorises the consent |
      | AwaitingAuthorisation | Authorised            | the customer authorises the consent |

    Examples: The AISP revokes the one
      | status                | other                 | something happens            |
      | AwaitingAuthorisation | AwaitingAuthorisation | the AISP revokes the consent |
      | Authorised            | AwaitingAuthorisation | the AISP revokes the consent |
      | Authorised            | Authorised            | the AISP revokes the consent |

    @scripted
    Examples: The customer declines the one
      | status                | other                 | something happens                 |
      | AwaitingAuthorisation | AwaitingAuthorisation | the customer declines the consent |
      | AwaitingAuthorisation | Authorised            | the customer declines the consent |

    @scripted
    Examples: The bank withdraws access to the one
      | status     | other                 | something happens         |
      | Authorised | AwaitingAuthorisation | the bank withdraws access |

  @mandatory @AAC-LIFE-11 @consent
  Scenario Outline: One consent is <status>: when <something happens>, another's token still opens the accounts
    Given a consent that is <status>
    And another consent of the AISP that is Authorised
    When <something happens>
    Then the other consent's token opens the accounts

    Examples: The customer allows the one
      | status                | something happens                   |
      | AwaitingAuthorisation | the customer authorises the consent |
      | Authorised            | the customer authorises the consent |

    Examples: The AISP revokes the one
      | status     | something happens            |
      | Authorised | the AISP revokes the consent |

    @scripted
    Examples: Others end the one
      | status                | something happens                 |
      | AwaitingAuthorisation | the customer declines the consent |
      | Authorised            | the bank withdraws access         |
