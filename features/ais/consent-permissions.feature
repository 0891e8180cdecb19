# Account Access Consents, 3.1.2, and the standard's page on permissions: which
# of the 20 codes may be asked for, alone and together.
@creating
Feature: An AISP asks for permissions
  Twenty codes say what a consent opens. Some have a meaning only beside others:
  transactions need to know which way the money went, and everything needs
  accounts to belong to.

  @mandatory @AAC-POST-07
  Scenario Outline: <permission> may be asked for
    Given a request for <permission> and what it needs
    When the AISP asks for the consent
    Then the answer is 201
    And the answer's Permissions are those of the request

    Examples:
      | permission                    |
      | ReadAccountsBasic             |
      | ReadAccountsDetail            |
      | ReadBalances                  |
      | ReadBeneficiariesBasic        |
      | ReadBeneficiariesDetail       |
      | ReadDirectDebits              |
      | ReadOffers                    |
      | ReadPAN                       |
      | ReadParty                     |
      | ReadSupplementaryAccountInfo  |
      | ReadFutureDatedPaymentsBasic  |
      | ReadFutureDatedPaymentsDetail |
      | ReadStandingOrdersBasic       |
      | ReadStandingOrdersDetail      |
      | ReadStatementsBasic           |
      | ReadStatementsDetail          |
      | ReadTransactionsBasic         |
      | ReadTransactionsCredits       |
      | ReadTransactionsDebits        |
      | ReadTransactionsDetail        |

  @mandatory @AAC-POST-07
  Scenario: All 20 permissions may be asked for at once
    Given a request for all 20 permissions
    When the AISP asks for the consent
    Then the answer is 201
    And the answer's Permissions are those of the request

  @mandatory @AAC-POST-09
  Scenario Outline: The standard has no permission <permission>
    Given a request for ReadAccountsBasic and <permission>
    When the AISP asks for the consent
    Then the answer is 400
    And no consent is made

    Examples:
      | permission                   |
      | "ReadEverything"             |
      | "readaccountsdetail"         |
      | " ReadBalances"              |
      | ""                           |
      | "ReadPartyPSU"               |
      | "ReadProducts"               |
      | "ReadScheduledPaymentsBasic" |

  @mandatory
  Scenario Outline: A request for no more than <permissions> is refused
    Given a request for <permissions>
    When the AISP asks for the consent
    Then the answer is 400
    And no consent is made

    @AAC-POST-10
    Examples: Basic transactions, neither credits nor debits
      | permissions                                  |
      | ReadAccountsBasic and ReadTransactionsBasic  |
      | ReadAccountsDetail and ReadTransactionsBasic |

    @AAC-POST-11
    Examples: Detailed transactions, neither credits nor debits
      | permissions                                   |
      | ReadAccountsBasic and ReadTransactionsDetail  |
      | ReadAccountsDetail and ReadTransactionsDetail |

    @AAC-POST-12
    Examples: Credits, neither basic nor detailed
      | permissions                                                 |
      | ReadAccountsBasic and ReadTransactionsCredits               |
      | ReadAccountsBasic, ReadBalances and ReadTransactionsCredits |

    @AAC-POST-13
    Examples: Debits, neither basic nor detailed
      | permissions                                                |
      | ReadAccountsBasic and ReadTransactionsDebits               |
      | ReadAccountsBasic, ReadBalances and ReadTransactionsDebits |

    @AAC-POST-14
    Examples: No accounts
      | permissions                                      |
      | ReadBalances                                     |
      | ReadPAN and ReadParty                            |
      | ReadTransactionsBasic and ReadTransactionsDebits |

  @mandatory @AAC-POST-15
  Scenario Outline: <cluster> may be asked for both Basic and Detail
    Given a request for ReadAccountsBasic, <cluster>Basic and <cluster>Detail and what they need
    When the AISP asks for the consent
    Then the answer is 201
    And the answer's Permissions are those of the request

    Examples:
      | cluster                 |
      | ReadAccounts            |
      | ReadBeneficiaries       |
      | ReadFutureDatedPayments |
      | ReadStandingOrders      |
      | ReadStatements          |
      | ReadTransactions        |

  @mandatory @AAC-POST-07
  Scenario Outline: <permission> with each of the 20 permissions
    When the AISP asks for <permission> with each of the 20 permissions in turn
    Then the ASPSP grants exactly the combinations that the standard allows

    Examples:
      | permission                    |
      | ReadAccountsBasic             |
      | ReadAccountsDetail            |
      | ReadBalances                  |
      | ReadBeneficiariesBasic        |
      | ReadBeneficiariesDetail       |
      | ReadDirectDebits              |
      | ReadOffers                    |
      | ReadPAN                       |
      | ReadParty                     |
      | ReadSupplementaryAccountInfo  |
      | ReadFutureDatedPaymentsBasic  |
      | ReadFutureDatedPaymentsDetail |
      | ReadStandingOrdersBasic       |
      | ReadStandingOrdersDetail      |
      | ReadStatementsBasic           |
      | ReadStatementsDetail          |
      | ReadTransactionsBasic         |
      | ReadTransactionsCredits       |
      | ReadTransactionsDebits        |
      | ReadTransactionsDetail        |

  @mandatory @AAC-POST-07 @AAC-POST-10 @AAC-POST-11 @AAC-POST-12 @AAC-POST-13
  Scenario Outline: Accounts and <permission> with each of the 20 permissions
    When the AISP asks for ReadAccountsBasic and <permission> with each of the 20 permissions in turn
    Then the ASPSP grants exactly the combinations that the standard allows

    Examples:
      | permission              |
      | ReadBalances            |
      | ReadPAN                 |
      | ReadTransactionsBasic   |
      | ReadTransactionsCredits |
      | ReadTransactionsDebits  |
      | ReadTransactionsDetail  |
