# Parties, 2 and 3: who has to do with an account.
@parties
Feature: Parties
  Whose an account is, who else may act for it, and who the customer is that
  gave the consent.

  @mandatory @PERM-01 @consent @reads-only
  Scenario Outline: With ReadParty the AISP reads <what>
    Given a consent for ReadParty and what it needs
    When the AISP reads <what>
    Then every answer is 200

    @feature-parties
    Examples: All that have to do with an account
      | what                   |
      | each account's parties |

    @feature-party
    Examples: Whose an account is
      | what                 |
      | each account's party |

    @feature-psu-party
    Examples: Who gave the consent
      | what      |
      | the party |

  @mandatory @PTY-01 @consent @reads-only @feature-parties @feature-party
  Scenario: The account's party is among its parties
    Given a consent for ReadParty and what it needs
    When the AISP reads each account's parties
    Then the account's own party is among them

  @mandatory @PTY-01 @consent @scripted @feature-parties @feature-party
  Scenario: A company is among the parties of its account
    Given basma's consent for ReadParty and what it needs
    When the AISP reads each account's parties
    Then the account's own party is among them

  @mandatory @PTY-02 @consent @reads-only @feature-psu-party @feature-party
  Scenario: The party of the consent is the customer
    Given a consent for ReadParty and what it needs
    When the AISP reads the party
    Then it is the party of each personal account

  @mandatory @PTY-02 @consent @scripted @feature-psu-party
  Scenario: The party of another customer's consent is another
    Given basma's consent for ReadParty and what it needs
    When the AISP reads the party
    Then it is another than the party of amal
