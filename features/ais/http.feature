# Account Access Consents, 4, and the standard's usage guide: what every answer
# owes, whatever was asked.
@http
Feature: The ASPSP keeps to the manners of the API
  Whoever has to find a request again looks for its interaction id; whoever has
  to mend one reads the error body. Both have to be right on bad days too.

  @mandatory @HTTP-ID-01
  Scenario Outline: The interaction id is played back when <request>
    Given a consent that is AwaitingAuthorisation
    And the request's header "x-fapi-interaction-id" is "93bac548-d2de-4546-b106-880a5018460d"
    When <request>
    Then the answer is a success
    And the answer's header "x-fapi-interaction-id" is "93bac548-d2de-4546-b106-880a5018460d"

    Examples:
      | request                       |
      | the AISP asks for the consent |
      | the AISP reads the consent    |
      | the AISP revokes the consent  |

  @mandatory @HTTP-ID-02
  Scenario Outline: The interaction id is played back on an error: <mistake>
    Given the request's header "x-fapi-interaction-id" is "93bac548-d2de-4546-b106-880a5018460d"
    When the AISP makes the mistake of <mistake>
    Then the answer is <status>
    And the answer's header "x-fapi-interaction-id" is "93bac548-d2de-4546-b106-880a5018460d"

    Examples:
      | mistake                   | status |
      | a missing permission list | 400    |
      | an unknown ConsentId      | 400    |
      | a missing token           | 401    |
      | an unknown path           | 404    |
      | an unknown method         | 405    |
      | accepting no JSON         | 406    |
      | sending XML               | 415    |

    @feature-products
    Examples: where a token can be for something else
      | mistake               | status |
      | a token without scope | 403    |

  @mandatory @HTTP-ID-02
  Scenario Outline: The interaction id is played back to a body of more than 1 MiB when <request>
    Given a consent that is AwaitingAuthorisation
    And the request's header "x-fapi-interaction-id" is "93bac548-d2de-4546-b106-880a5018460d"
    And a body with more than 1 MiB in it
    When <request>
    Then the answer's header "x-fapi-interaction-id" is "93bac548-d2de-4546-b106-880a5018460d"

    Examples:
      | request                       |
      | the AISP asks for the consent |
      | the AISP revokes the consent  |

  @mandatory @HTTP-ID-03
  Scenario Outline: A request without an interaction id is answered with a fresh one when <request>
    Given a consent that is AwaitingAuthorisation
    And the request's header "x-fapi-interaction-id" is left out
    When <request>
    Then the answer's header "x-fapi-interaction-id" is a fresh UUID

    Examples:
      | request                                       |
      | the AISP asks for the consent                 |
      | the AISP reads the consent                    |
      | the AISP revokes the consent                  |
      | the AISP makes the mistake of an unknown path |
      | the AISP makes the mistake of a missing token |

  @mandatory @HTTP-ID-04
  Scenario Outline: An interaction id that is not a UUID is refused: <value>
    Given a consent that is AwaitingAuthorisation
    And the request's header "x-fapi-interaction-id" is "<value>"
    When the AISP reads the consent
    Then the answer is 400
    And the answer's header "x-fapi-interaction-id" is a fresh UUID

    Examples:
      | value                                 |
      | 42                                    |
      | 93bac548-d2de-4546-b106-880a5018460   |
      | 93bac548-d2de-4546-b106-880a5018460dd |
      | 93bac548-d2de-4546-b106-880a5018460g  |

  @mandatory @HTTP-ID-05
  Scenario Outline: An interaction id in capitals is played back in capitals when <request>
    Given a consent that is AwaitingAuthorisation
    And the request's header "x-fapi-interaction-id" is "93BAC548-D2DE-4546-B106-880A5018460D"
    When <request>
    Then the answer's header "x-fapi-interaction-id" is "93BAC548-D2DE-4546-B106-880A5018460D"

    Examples:
      | request                                            |
      | the AISP asks for the consent                      |
      | the AISP reads the consent                         |
      | the AISP makes the mistake of an unknown ConsentId |

  @mandatory @HTTP-CT-01
  Scenario Outline: A body is declared as JSON: <request>
    Given a consent that is AwaitingAuthorisation
    When <request>
    Then the answer's body is declared "application/json"

    Examples:
      | request                                            |
      | the AISP asks for the consent                      |
      | the AISP reads the consent                         |
      | the AISP revokes the consent                       |
      | the AISP makes the mistake of an unknown ConsentId |
      | the AISP makes the mistake of an unknown path      |
      | the AISP makes the mistake of an unknown method    |

  @mandatory @HTTP-CT-02
  Scenario Outline: A body of media type <type> is refused when <request>
    Given a consent that is AwaitingAuthorisation
    And the request's header "Content-Type" is "<type>"
    When <request>
    Then the answer is 415
    And the consent is AwaitingAuthorisation

    Examples:
      | type                              | request                       |
      | text/plain                        | the AISP asks for the consent |
      | application/xml                   | the AISP asks for the consent |
      | application/x-www-form-urlencoded | the AISP asks for the consent |
      | application/jsonp                 | the AISP asks for the consent |
      | text/plain                        | the AISP revokes the consent  |
      | application/json-patch+json       | the AISP revokes the consent  |

  @mandatory @HTTP-CT-03
  Scenario Outline: A request that accepts only <type> is refused when <request>
    Given a consent that is AwaitingAuthorisation
    And the request's header "Accept" is "<type>"
    When <request>
    Then the answer is 406

    Examples:
      | type                        | request                       |
      | text/html                   | the AISP reads the consent    |
      | application/xml, text/plain | the AISP reads the consent    |
      | image/*                     | the AISP asks for the consent |

  @conditional @HTTP-CT-04
  Scenario Outline: A request is taken when its <header> is <value>
    Given a request for ReadAccountsBasic
    And the request's header "<header>" is <value>
    When the AISP asks for the consent
    Then the answer is 201

    Examples:
      | header         | value                               |
      | Accept         | left out                            |
      | Accept         | "*/*"                               |
      | Accept         | "application/*"                     |
      | Accept         | "text/html, application/json;q=0.5" |
      | Accept-Charset | "utf-8"                             |
      | Accept-Charset | "iso-8859-1, UTF-8;q=0.5"           |
      | Content-Type   | "application/json; charset=utf-8"   |
      | Content-Type   | "Application/JSON"                  |

  @mandatory @HTTP-CT-05
  Scenario Outline: A request that accepts no charset but <charset> is refused
    Given a consent that is AwaitingAuthorisation
    And the request's header "Accept-Charset" is "<charset>"
    When the AISP reads the consent
    Then the answer is 406

    Examples:
      | charset              |
      | iso-8859-1           |
      | utf-16, windows-1256 |

  @mandatory @HTTP-METHOD-01
  Scenario Outline: <method> on <place> is not allowed
    Given a consent that is AwaitingAuthorisation
    When the AISP sends <method> to <place>
    Then the answer is 405
    And the consent is AwaitingAuthorisation

    Examples:
      | method | place        |
      | DELETE | the consent  |
      | PUT    | the consent  |
      | POST   | the consent  |
      | GET    | the consents |
      | PUT    | the consents |
      | PATCH  | the consents |
      | DELETE | the consents |

  @mandatory @HTTP-METHOD-02
  Scenario Outline: 405 says what <place> would take
    Given a consent that is AwaitingAuthorisation
    When the AISP sends DELETE to <place>
    Then the answer is 405
    And the answer's header "Allow" names <methods>

    Examples:
      | place        | methods       |
      | the consent  | GET and PATCH |
      | the consents | POST          |

  @mandatory @HTTP-PATH-01
  Scenario Outline: The API has no path <path>
    When the AISP sends <method> to "<path>"
    Then the answer is 404

    Examples:
      | method | path                                      |
      | GET    | /account-access-consent                   |
      | POST   | /accounts-access-consents                 |
      | GET    | /account-access-consents/0000000/balances |
      | GET    | /no-such-resource                         |

  @mandatory @HTTP-JSON-01
  Scenario Outline: A body with <flaw> is refused when <request>
    Given a consent that is AwaitingAuthorisation
    And a body with <flaw>
    When <request>
    Then the answer is 400
    And the consent is AwaitingAuthorisation

    Examples:
      | flaw                     | request                       |
      | a trailing comma         | the AISP asks for the consent |
      | a curly quote            | the AISP asks for the consent |
      | text after it            | the AISP asks for the consent |
      | a second body after it   | the AISP asks for the consent |
      | a missing brace          | the AISP asks for the consent |
      | bytes that are not UTF-8 | the AISP asks for the consent |
      | nothing in it            | the AISP asks for the consent |
      | a trailing comma         | the AISP revokes the consent  |
      | text after it            | the AISP revokes the consent  |
      | a missing brace          | the AISP revokes the consent  |
      | nothing in it            | the AISP revokes the consent  |

  @conditional @HTTP-JSON-02
  Scenario Outline: A body with a member twice is refused when <request>
    Given a consent that is AwaitingAuthorisation
    And a body with a member twice
    When <request>
    Then the answer is 400
    And the consent is AwaitingAuthorisation

    Examples:
      | request                       |
      | the AISP asks for the consent |
      | the AISP revokes the consent  |

  @conditional @HTTP-JSON-03
  Scenario Outline: "<other>" is not taken for "<member>"
    Given a request for ReadAccountsBasic
    And its member "<member>" is left out
    And its member "<other>" is <value>
    When the AISP asks for the consent
    Then the answer is 400
    And no consent is made

    Examples:
      | member           | other            | value                                  |
      | Data.Permissions | Data.permissions | ["ReadAccountsBasic"]                  |
      | Data.Permissions | Data.PERMISSIONS | ["ReadAccountsBasic"]                  |
      | Data             | data             | {"Permissions": ["ReadAccountsBasic"]} |

  @conditional @HTTP-SIZE-01
  Scenario Outline: A body of more than 1 MiB is refused when <request>
    Given a consent that is AwaitingAuthorisation
    And a body with more than 1 MiB in it
    When <request>
    Then the answer is 413
    And the consent is AwaitingAuthorisation

    Examples:
      | request                       |
      | the AISP asks for the consent |
      | the AISP revokes the consent  |

  @conditional @HTTP-DATE-01
  Scenario Outline: x-fapi-auth-date may be "<value>"
    Given a consent that is AwaitingAuthorisation
    And the request's header "x-fapi-auth-date" is "<value>"
    When the AISP reads the consent
    Then the answer is 200

    Examples:
      | value                               |
      | Thu, 10 Sep 2020 19:43:31 GMT       |
      | Thursday, 10-Sep-20 19:43:31 GMT    |
      | Thu Sep 10 19:43:31 2020            |
      | Sun, 10 Sep 2020 19:43:31 GMT+03:00 |

  @conditional @HTTP-DATE-02
  Scenario Outline: x-fapi-auth-date may not be "<value>"
    Given a consent that is AwaitingAuthorisation
    And the request's header "x-fapi-auth-date" is "<value>"
    When the AISP reads the consent
    Then the answer is 400

    Examples:
      | value                         |
      | yesterday                     |
      | 2020-09-10T19:43:31Z          |
      | Thu, 45 Sep 2020 19:43:31 GMT |

  @mandatory @HTTP-IP-02
  Scenario Outline: x-fapi-customer-ip-address may be "<value>"
    Given a consent that is AwaitingAuthorisation
    And the request's header "x-fapi-customer-ip-address" is "<value>"
    When the AISP reads the consent
    Then the answer is 200

    Examples:
      | value         |
      | 104.25.212.99 |
      | 2001:db8::99  |

  @conditional @HTTP-IP-01
  Scenario Outline: x-fapi-customer-ip-address may not be "<value>"
    Given a consent that is AwaitingAuthorisation
    And the request's header "x-fapi-customer-ip-address" is "<value>"
    When the AISP reads the consent
    Then the answer is 400

    Examples:
      | value          |
      | nowhere        |
      | 104.25.212.256 |
      | 104.25.212     |

  @mandatory @HTTP-DATE-03
  Scenario Outline: Every date-time has a time zone when <request>
    Given a consent that is AwaitingAuthorisation
    When <request>
    Then the answer is a success
    And every date-time in the answer has a time zone

    Examples:
      | request                       |
      | the AISP asks for the consent |
      | the AISP reads the consent    |
      | the AISP revokes the consent  |

  @mandatory @HTTP-LINK-01
  Scenario Outline: Links.Self is an absolute address when <request>
    Given a consent that is AwaitingAuthorisation
    When <request>
    Then the answer is a success
    And the answer's "Links.Self" is an absolute address

    Examples:
      | request                       |
      | the AISP asks for the consent |
      | the AISP reads the consent    |
      | the AISP revokes the consent  |

  @conditional @HTTP-LINK-02
  Scenario: Links.Self leads to the consent
    Given a consent that is AwaitingAuthorisation
    When the AISP follows the consent's Links.Self
    Then the answer is 200
    And the answer is a consent
    And nothing of the consent has changed

  @mandatory @HTTP-META-01
  Scenario Outline: Meta is there when <request>
    Given a consent that is AwaitingAuthorisation
    When <request>
    Then the answer is a success
    And the answer has a Meta, with TotalPages a whole number if at all

    Examples:
      | request                       |
      | the AISP asks for the consent |
      | the AISP reads the consent    |
      | the AISP revokes the consent  |

  @mandatory
  Scenario Outline: The answer keeps to its data dictionary in <what> when <request>
    Given a consent that is AwaitingAuthorisation
    When <request>
    Then the answer is a success
    And the answer keeps to its data dictionary in <what>

    @HTTP-BODY-01
    Examples: Nothing is missing
      | what                       | request                       |
      | the members it has to have | the AISP asks for the consent |
      | the members it has to have | the AISP reads the consent    |
      | the members it has to have | the AISP revokes the consent  |

    @HTTP-BODY-02
    Examples: Nothing is added
      | what                    | request                       |
      | the members it may have | the AISP asks for the consent |
      | the members it may have | the AISP reads the consent    |
      | the members it may have | the AISP revokes the consent  |

    @HTTP-BODY-03
    Examples: Nothing is made up
      | what             | request                       |
      | its coded values | the AISP asks for the consent |
      | its coded values | the AISP reads the consent    |
      | its coded values | the AISP revokes the consent  |
