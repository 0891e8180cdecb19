# OAuth 2.0, PKCE and OpenID Connect, as far as a consent needs them: how an
# AISP gets its tokens, and who else must not.
@oauth
Feature: Tokens come to those whom they were meant for
  The AISP exchanges its credentials for a token of its own, and the customer's
  authorisation for a token that opens one consent.

  @mandatory @OAUTH-01
  Scenario: An AISP's credentials give it a token
    When the AISP asks for a client credentials token
    Then the answer is 200
    And the answer's "token_type" is "Bearer"
    And the token is good for scope "accounts" and a number of seconds

  @mandatory @OAUTH-02
  Scenario Outline: <credentials> give no token
    When the AISP asks for a client credentials token with <credentials>
    Then the answer is 401
    And the AISP is told "invalid_client"
    And the AISP is given no token

    Examples:
      | credentials          |
      | a wrong secret       |
      | an unknown client id |
      | no secret            |

  @mandatory @OAUTH-03 @consent
  Scenario: The id_token of an authorisation names the consent
    Given a consent that is AwaitingAuthorisation
    When the customer authorises the consent
    Then the id_token's "openbanking_intent_id" is the ConsentId

  @mandatory @OAUTH-04 @consent
  Scenario: A code is good once
    Given a consent that the customer has authorised
    And the AISP has redeemed the code
    When the AISP redeems the code
    Then the AISP is told "invalid_grant"
    And the AISP is given no token

  @mandatory @OAUTH-04 @consent
  Scenario: A code is good once, though it is used many times at once
    Given a consent that the customer has authorised
    When the AISP redeems the code 5 times at once
    Then no more than 1 of the answers brings a token

  @mandatory @OAUTH-05 @consent
  Scenario Outline: A code is not redeemed with <flaw>
    Given a consent that the customer has authorised
    When the AISP redeems the code with <flaw>
    Then the AISP is told "invalid_grant"
    And the AISP is given no token

    Examples:
      | flaw             |
      | another verifier |
      | no verifier      |

  @mandatory @OAUTH-06 @consent
  Scenario: The state comes back with the code
    Given a consent that is AwaitingAuthorisation
    When the customer authorises the consent
    Then the AISP is given a code
    And the state is that of the request

  @mandatory @OAUTH-06 @consent @scripted
  Scenario: The state comes back with an error
    Given a consent that is AwaitingAuthorisation
    When the customer declines the consent
    Then the AISP is told "access_denied"
    And the state is that of the request

  @mandatory @OAUTH-07 @consent @feature-refresh-tokens
  Scenario: A refresh token gives a token for the same consent
    Given a consent that is Authorised
    When the AISP refreshes the customer's token
    Then the answer is 200
    And the customer's token opens the accounts

  @mandatory @OAUTH-08
  Scenario: A redirect URI that was not registered gets no redirect
    Given a consent that is AwaitingAuthorisation
    When the customer is sent to the ASPSP with the redirect URI "https://attacker.example/callback"
    Then the customer is not redirected
    And the consent is AwaitingAuthorisation

  @mandatory @OAUTH-09 @consent @second-client
  Scenario: A code is of no use to another AISP
    Given a consent that the customer has authorised
    When another AISP redeems the code
    Then the AISP is told "invalid_grant"
    And the AISP is given no token

  @mandatory @OAUTH-12 @consent @discovery
  Scenario: An id_token is the ASPSP's, and for the AISP that asked
    Given a consent that is AwaitingAuthorisation
    When the customer authorises the consent
    Then each id_token is signed with a key of the ASPSP
    And each id_token names the ASPSP as its issuer
    And each id_token names the AISP as its audience
    And each id_token has the nonce of the request

  @mandatory @OAUTH-13 @consent @second-client @feature-refresh-tokens
  Scenario: A refresh token is of no use to another AISP
    Given a consent that is Authorised
    When another AISP refreshes the customer's token
    Then the AISP is told "invalid_grant"
    And the AISP is given no token

  @mandatory @OAUTH-14 @consent
  Scenario: The id_token that comes with a code is for that code
    Given a consent that is AwaitingAuthorisation
    When the customer authorises the consent
    Then the AISP is given a code
    And the id_token's c_hash is the hash of the code

  @conditional @OAUTH-15 @consent
  Scenario: The id_token that comes with a code is for the state of the request
    Given a consent that is AwaitingAuthorisation
    When the customer authorises the consent
    Then the id_token's s_hash is the hash of the state

  @mandatory @OAUTH-10 @discovery
  Scenario: Discovery names the issuer, its endpoints and its keys
    When the AISP reads the ASPSP's discovery document
    Then the answer is 200
    And the document names the issuer, the token endpoint, the authorisation endpoint and the keys

  @mandatory @OAUTH-10 @discovery
  Scenario: The keys are where discovery says
    When the AISP reads the ASPSP's keys
    Then the answer is 200
    And the answer holds a key

  @mandatory @OAUTH-11 @consent @second-client
  Scenario: One AISP's consent is not authorised for another
    Given a consent that is AwaitingAuthorisation
    When the customer authorises the consent for another AISP
    Then the other AISP is given no code
    And the consent is AwaitingAuthorisation

  @mandatory @OAUTH-16 @consent @clock
  Scenario: A code is not good for long
    Given a consent that the customer has authorised
    And 1 hour has passed
    When the AISP redeems the code
    Then the AISP is told "invalid_grant"
    And the AISP is given no token

  @conditional @OAUTH-17 @consent @feature-refresh-tokens
  Scenario: A refresh token that was replaced gives no new token
    Given a consent that is Authorised
    When the AISP refreshes the customer's token
    Then the answer is 200
    And a refresh token that was replaced gives no new token

  @mandatory @OAUTH-18 @consent @discovery @feature-revocation
  Scenario: A token that the AISP gives back opens nothing
    Given a consent that is Authorised
    When the AISP gives back the customer's token
    Then the answer is 200
    And the customer's token opens nothing

  @mandatory @OAUTH-18 @consent @discovery @feature-revocation @feature-refresh-tokens
  Scenario: A refresh token that the AISP gives back gives no new token
    Given a consent that is Authorised
    When the AISP gives back the customer's refresh token
    Then the answer is 200
    And the customer's refresh token gives no new token

  @conditional @OAUTH-19 @consent @second-client @discovery @feature-introspection
  Scenario: Introspection tells another AISP nothing of a token
    Given a consent that is Authorised
    When another AISP asks what the customer's token is
    Then the answer tells nothing of a token

  @mandatory @OAUTH-20 @discovery
  Scenario: A secret is taken in each way that discovery lists
    When the AISP asks for a client credentials token in each way that discovery lists
    Then each of the answers brings a token
