# Account Access Consents, 2, and the standard's page on security: which token
# opens what.
@tokens
Feature: A token opens what it was issued for
  The AISP's own token opens consents and no data. The token of a customer's
  authorisation opens that customer's data and no consents. No other opens
  anything.

  @mandatory
  Scenario Outline: A caller with <token> is turned away when <request>
    Given a consent that is AwaitingAuthorisation
    And the AISP uses <token>
    When <request>
    Then the answer is 401
    And the answer tells nothing of a consent

    @AAC-TOK-01
    Examples: None
      | token           | request                       |
      | no access token | the AISP asks for the consent |
      | no access token | the AISP reads the consent    |
      | no access token | the AISP revokes the consent  |

    @AAC-TOK-02
    Examples: Made up
      | token                                 | request                       |
      | an access token that was never issued | the AISP asks for the consent |
      | an access token that was never issued | the AISP reads the consent    |
      | an access token that was never issued | the AISP revokes the consent  |
      | an access token cut short             | the AISP reads the consent    |
      | a secret instead of an access token   | the AISP reads the consent    |

    @AAC-TOK-03 @clock
    Examples: Out of date
      | token                   | request                       |
      | an expired access token | the AISP asks for the consent |
      | an expired access token | the AISP reads the consent    |
      | an expired access token | the AISP revokes the consent  |

  @mandatory @AAC-TOK-04 @feature-products
  Scenario Outline: A token without scope accounts does not open the consent API: <request>
    Given a consent that is AwaitingAuthorisation
    And the AISP uses an access token for other scopes
    When <request>
    Then the answer is 403
    And the consent is AwaitingAuthorisation

    Examples:
      | request                       |
      | the AISP asks for the consent |
      | the AISP reads the consent    |
      | the AISP revokes the consent  |

  @mandatory @AAC-TOK-05 @consent
  Scenario Outline: The customer's token does not open the consent API: <request>
    Given a consent that is Authorised
    And the AISP uses the customer's token
    When <request>
    Then the answer is 403
    And the consent is Authorised

    Examples:
      | request                       |
      | the AISP asks for the consent |
      | the AISP reads the consent    |
      | the AISP revokes the consent  |

  @mandatory @AAC-TOK-06
  Scenario: The AISP's own token does not open account data
    Given the AISP uses a client credentials token
    When the AISP reads the accounts
    Then the answer is 403

  @mandatory @AAC-TOK-06 @consent
  Scenario: The AISP's own token does not open account data, though a customer has authorised
    Given a consent that is Authorised
    And the AISP uses a client credentials token
    When the AISP reads the accounts
    Then the answer is 403

  @mandatory @AAC-TOK-08 @consent
  Scenario: While the consent is Authorised, its token opens account data
    Given a consent that is Authorised
    And the AISP uses the customer's token
    When the AISP reads the accounts
    Then the answer is 200

  @mandatory @AAC-TOK-07 @consent
  Scenario: After a revoke the customer's token opens nothing
    Given a consent that is Authorised
    And the AISP has revoked the consent
    And the AISP uses the customer's token
    When the AISP reads the accounts
    Then the answer is 401

  @mandatory @AAC-TOK-07 @consent @feature-refresh-tokens
  Scenario: After a revoke a token that was refreshed before opens nothing
    Given a consent that is Authorised
    And the AISP has refreshed the customer's token
    And the AISP has revoked the consent
    And the AISP uses the customer's token
    When the AISP reads the accounts
    Then the answer is 401

  @mandatory @AAC-TOK-09 @consent @feature-refresh-tokens
  Scenario: After a revoke the refresh token gives no new token
    Given a consent that is Authorised
    And the AISP has revoked the consent
    When the AISP refreshes the customer's token
    Then the AISP is told "invalid_grant"
    And the AISP is given no token

  @mandatory @AAC-TOK-03 @consent @clock
  Scenario: The customer's token expires, and the consent does not
    Given a consent that is Authorised
    And the AISP uses the customer's expired token
    When the AISP reads the accounts
    Then the answer is 401
    And the consent is Authorised

  @mandatory @AAC-TOK-10 @consent
  Scenario: After a revoke the code gives no token
    Given a consent that the customer has authorised
    And the AISP has revoked the consent
    When the AISP redeems the code
    Then the AISP is told "invalid_grant"
    And the AISP is given no token

  @mandatory @AAC-DATA-01 @consent @scripted
  Scenario: Accounts that the customer did not choose stay closed
    Given the ASPSP follows the script "slow-phone"
    And a request for ReadAccountsBasic and ReadBalances
    And a consent on that request that is AwaitingAuthorisation
    And the AISP has read the consent 4 times
    When the customer is asked to authorise the consent
    Then the customer's token opens 1 account and no more
