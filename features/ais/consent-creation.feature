# Account Access Consents, 2.1 and 3.1.2: what an AISP may ask for, and what
# the ASPSP answers.
@creating
Feature: An AISP asks for a consent
  Before a customer is asked anything, the AISP tells the ASPSP which data the
  customer wants to share. The ASPSP keeps that as a consent, which nobody has
  authorised yet.

  @mandatory @AAC-POST-01
  Scenario: A well-formed request makes a consent
    Given a request for ReadAccountsBasic
    When the AISP asks for the consent
    Then the answer is 201
    And the answer is a consent

  @mandatory @AAC-POST-02
  Scenario Outline: A new consent for <permissions> awaits authorisation
    Given a request for <permissions>
    When the AISP asks for the consent
    Then the answer is 201
    And the answer's Status is AwaitingAuthorisation

    Examples:
      | permissions                                                           |
      | ReadAccountsBasic                                                     |
      | ReadAccountsDetail, ReadTransactionsDetail and ReadTransactionsDebits |

  @mandatory @AAC-POST-03
  Scenario: Each consent has a ConsentId of its own
    Given a request for ReadAccountsBasic
    When the AISP sends the same request 5 times
    Then 5 different consents are made
    And each ConsentId is 1 to 128 characters long

  @mandatory @AAC-POST-03
  Scenario: The ConsentId is the ASPSP's to choose
    Given a request for ReadAccountsBasic
    And its member "Data.ConsentId" is "chosen-by-the-aisp"
    When the AISP asks for the consent
    Then the answer's ConsentId is not "chosen-by-the-aisp"

  @mandatory @AAC-POST-04
  Scenario: The status was last updated when the consent was created
    Given a request for ReadAccountsBasic
    When the AISP asks for the consent
    Then the answer is 201
    And the answer's StatusUpdateDateTime is its CreationDateTime

  @mandatory @AAC-POST-05
  Scenario Outline: The answer repeats the permissions: <permissions>
    Given a request for <permissions>
    When the AISP asks for the consent
    Then the answer is 201
    And the answer's Permissions are those of the request

    Examples:
      | permissions                                                                   |
      | ReadAccountsBasic                                                             |
      | ReadAccountsBasic, ReadBalances and ReadParty                                 |
      | ReadTransactionsDebits, ReadAccountsDetail, ReadTransactionsBasic and ReadPAN |

  @mandatory @AAC-POST-08
  Scenario Outline: A request with <what> is refused
    Given a request for ReadAccountsBasic
    And its member "<member>" is <value>
    When the AISP asks for the consent
    Then the answer is 400
    And no consent is made

    Examples:
      | what                      | member           | value    |
      | no Data                   | Data             | left out |
      | no Permissions            | Data.Permissions | left out |
      | an empty Permissions list | Data.Permissions | []       |
      | null as its Data          | Data             | null     |
      | null as its Permissions   | Data.Permissions | null     |
      | an empty Data             | Data             | {}       |

  @mandatory @AAC-POST-17
  Scenario Outline: <member> is refused when it is <value>
    Given a request for ReadAccountsBasic
    And its member "<member>" is <value>
    When the AISP asks for the consent
    Then the answer is 400
    And no consent is made

    Examples:
      | member                       | value                       |
      | Data                         | []                          |
      | Data                         | "ReadAccountsBasic"         |
      | Data.Permissions             | "ReadAccountsBasic"         |
      | Data.Permissions             | {}                          |
      | Data.Permissions             | true                        |
      | Data.Permissions             | [1]                         |
      | Data.Permissions             | [["ReadAccountsBasic"]]     |
      | Data.Permissions             | ["ReadAccountsBasic", null] |
      | Data.TransactionFromDateTime | 1600000000                  |
      | Data.TransactionToDateTime   | {}                          |

  @mandatory @AAC-POST-17
  Scenario Outline: A body that is <what> is refused
    Given a body that is <what>
    When the AISP asks for the consent
    Then the answer is 400
    And no consent is made

    Examples:
      | what     |
      | a list   |
      | a text   |
      | a number |
      | null     |

  @conditional @AAC-POST-16
  Scenario Outline: A permission named twice is no reason to refuse: <permissions>
    Given a request for <permissions>
    When the AISP asks for the consent
    Then the answer is 201
    And the answer's Permissions are those of the request

    Examples:
      | permissions                                       |
      | ReadAccountsBasic and ReadAccountsBasic           |
      | ReadBalances, ReadAccountsDetail and ReadBalances |
      | all 20 permissions, each twice                    |

  @conditional @AAC-POST-22
  Scenario Outline: A member that the standard does not name is ignored: <member>
    Given a request for ReadAccountsBasic
    And its member "<member>" is <value>
    When the AISP asks for the consent
    Then the answer is 201
    And the answer has no member "<member>"

    Examples:
      | member                  | value                       |
      | Risk                    | {}                          |
      | Data.ExpirationDateTime | "2099-12-31T00:00:00+03:00" |
      | Data.Colour             | "green"                     |

  @mandatory @AAC-POST-23
  Scenario: The same request sent twice makes two consents
    Given a request for ReadAccountsBasic
    When the AISP sends the same request 2 times
    Then 2 different consents are made

  @mandatory @AAC-POST-23
  Scenario: An idempotency key changes nothing
    Given a request for ReadAccountsBasic
    And the request's header "x-idempotency-key" is "once-and-only-once"
    When the AISP sends the same request 2 times
    Then 2 different consents are made
