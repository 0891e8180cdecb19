# The standard's error response structure: how a 400 says what is wrong.
@http
Feature: An error says what is wrong and where
  A refused request is mended by a human who reads the answer. So every answer
  has one form, and names the member that is to blame.

  @mandatory @HTTP-ERR-01
  Scenario Outline: 400 carries an error body: <mistake>
    Given a consent that is AwaitingAuthorisation
    When the AISP makes the mistake of <mistake>
    Then the answer is 400
    And the answer is an error body

    Examples:
      | mistake                           |
      | a missing permission list         |
      | an unknown permission             |
      | permissions without accounts      |
      | a window that is no date          |
      | a body that is not JSON           |
      | an unknown ConsentId              |
      | an unknown ConsentId in a patch   |
      | an unknown status                 |
      | an interaction id that is no UUID |

  @mandatory @HTTP-ERR-02
  Scenario Outline: Error codes are in the ASPSP's one namespace: <mistake>
    Given a consent that is AwaitingAuthorisation
    When the AISP makes the mistake of <mistake>
    Then the answer is 400
    And every error code is one of the standard's, in the ASPSP's namespace

    Examples:
      | mistake                           |
      | a missing permission list         |
      | an unknown permission             |
      | permissions without accounts      |
      | a window that is no date          |
      | a body that is not JSON           |
      | an unknown ConsentId              |
      | an unknown status                 |
      | an interaction id that is no UUID |

  @mandatory @HTTP-ERR-03
  Scenario Outline: An error about <path> says so when the request's <member> is <value>
    Given a request for ReadAccountsBasic
    And its member "<member>" is <value>
    When the AISP asks for the consent
    Then the answer is 400
    And an error names "<path>"

    Examples:
      | member                       | value            | path                         |
      | Data                         | left out         | Data                         |
      | Data.Permissions             | left out         | Data.Permissions             |
      | Data.Permissions             | []               | Data.Permissions             |
      | Data.Permissions             | ["ReadAll"]      | Data.Permissions             |
      | Data.Permissions             | ["ReadBalances"] | Data.Permissions             |
      | Data.Permissions             | 7                | Data.Permissions             |
      | Data.TransactionFromDateTime | "soon"           | Data.TransactionFromDateTime |
      | Data.TransactionToDateTime   | "soon"           | Data.TransactionToDateTime   |
      | Data.TransactionToDateTime   | 7                | Data.TransactionToDateTime   |

  @mandatory @HTTP-ERR-03
  Scenario Outline: An error about <path> says so when the patch's <member> is <value>
    Given a consent that is AwaitingAuthorisation
    And a patch whose member "<member>" is <value>
    When the AISP patches the consent
    Then the answer is 400
    And an error names "<path>"

    Examples:
      | member      | value        | path        |
      | Data        | left out     | Data        |
      | Data.Status | left out     | Data.Status |
      | Data.Status | "Authorised" | Data.Status |
      | Data.Status | 7            | Data.Status |

  @mandatory @HTTP-ERR-03
  Scenario Outline: An error about the header <header> says so
    Given a consent that is AwaitingAuthorisation
    And the request's header "<header>" is "<value>"
    When the AISP reads the consent
    Then the answer is 400
    And an error names "<header>"

    Examples:
      | header                | value      |
      | x-fapi-interaction-id | not a UUID |

  @conditional @HTTP-ERR-04
  Scenario: All that is wrong is told in one answer
    Given a request for ReadAccountsBasic and "ReadEverything"
    And its member "Data.TransactionFromDateTime" is "yesterday"
    And its member "Data.TransactionToDateTime" is 7
    When the AISP asks for the consent
    Then an error names "Data.Permissions"
    And an error names "Data.TransactionFromDateTime"
    And an error names "Data.TransactionToDateTime"

  @mandatory @HTTP-ERR-05
  Scenario Outline: 401 carries no error body: with <token>, <request>
    Given a consent that is AwaitingAuthorisation
    And the AISP uses <token>
    When <request>
    Then the answer is 401
    And the answer has no body

    Examples:
      | token                                 | request                       |
      | no access token                       | the AISP asks for the consent |
      | no access token                       | the AISP reads the consent    |
      | an access token that was never issued | the AISP reads the consent    |
      | an access token that was never issued | the AISP revokes the consent  |
      | no access token                       | the AISP reads the accounts   |

  @mandatory @HTTP-ERR-06
  Scenario Outline: A client's mistake is not the server's: <mistake>
    Given a consent that is AwaitingAuthorisation
    When the AISP makes the mistake of <mistake>
    Then the answer is the client's error

    Examples:
      | mistake                        |
      | an unknown method              |
      | an unknown path                |
      | a body that is not JSON        |
      | a body nested 10000 deep       |
      | a number of 400 digits         |
      | a list of 5000 permissions     |
      | a ConsentId of 2000 characters |
      | a ConsentId of odd characters  |
      | a token of 4000 characters     |
      | sending XML                    |
      | a NUL in a permission          |

  @mandatory @HTTP-ERR-07
  Scenario Outline: 401 says how to be let in: with <token>, <request>
    Given a consent that is AwaitingAuthorisation
    And the AISP uses <token>
    When <request>
    Then the answer is 401
    And the answer has the header "WWW-Authenticate"

    Examples:
      | token                                 | request                       |
      | no access token                       | the AISP asks for the consent |
      | no access token                       | the AISP reads the consent    |
      | no access token                       | the AISP reads the accounts   |
      | an access token that was never issued | the AISP revokes the consent  |
      | an access token that was never issued | the AISP reads the accounts   |

  @conditional @HTTP-ERR-08
  Scenario Outline: The error code for <mistake> is <code>
    Given a consent that is AwaitingAuthorisation
    When the AISP makes the mistake of <mistake>
    Then the code of an error is <code>

    Examples: About a member
      | mistake                                | code              |
      | a missing permission list              | Field.Missing     |
      | an unknown permission                  | Field.Invalid     |
      | an unknown status                      | Field.Invalid     |
      | permissions without accounts           | Field.Expected    |
      | transactions without credits or debits | Field.Expected    |
      | a window that is no date               | Field.InvalidDate |

    Examples: About the whole
      | mistake                           | code                   |
      | a body that is not JSON           | Resource.InvalidFormat |
      | an unknown ConsentId              | Resource.NotFound      |
      | an unknown ConsentId in a patch   | Resource.NotFound      |
      | an interaction id that is no UUID | Header.Invalid         |

  @conditional @HTTP-ERR-08 @consent
  Scenario: The error code for the revoke of a consent that has ended is Resource.InvalidConsentStatus
    Given a consent that is Revoked
    When the AISP revokes the consent
    Then the code of an error is Resource.InvalidConsentStatus
