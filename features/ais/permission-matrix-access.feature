# Generated from the table of permissions: go generate ./cmd/sandbank
# Permissions, 2.4: what each permission opens and shows, one row a cell.
@permission-matrix @consent @reads-only
Feature: What a permission opens
  Each of the twenty permissions, together with those that it cannot be without,
  opens what the standard says, and nothing else. Accounts belong to all of them.

  @mandatory @PERM-01
  Scenario Outline: <permission> opens <what>
    Given a consent for <permission> and what it needs
    When the AISP reads <what>
    Then every answer is 200

    Examples: GET /accounts
      | what         | permission                    |
      | the accounts | ReadAccountsBasic             |
      | the accounts | ReadAccountsDetail            |
      | the accounts | ReadBalances                  |
      | the accounts | ReadBeneficiariesBasic        |
      | the accounts | ReadBeneficiariesDetail       |
      | the accounts | ReadDirectDebits              |
      | the accounts | ReadOffers                    |
      | the accounts | ReadPAN                       |
      | the accounts | ReadParty                     |
      | the accounts | ReadSupplementaryAccountInfo  |
      | the accounts | ReadFutureDatedPaymentsBasic  |
      | the accounts | ReadFutureDatedPaymentsDetail |
      | the accounts | ReadStandingOrdersBasic       |
      | the accounts | ReadStandingOrdersDetail      |
      | the accounts | ReadStatementsBasic           |
      | the accounts | ReadStatementsDetail          |
      | the accounts | ReadTransactionsBasic         |
      | the accounts | ReadTransactionsCredits       |
      | the accounts | ReadTransactionsDebits        |
      | the accounts | ReadTransactionsDetail        |

    Examples: GET /accounts/{AccountId}
      | what       | permission                    |
      | an account | ReadAccountsBasic             |
      | an account | ReadAccountsDetail            |
      | an account | ReadBalances                  |
      | an account | ReadBeneficiariesBasic        |
      | an account | ReadBeneficiariesDetail       |
      | an account | ReadDirectDebits              |
      | an account | ReadOffers                    |
      | an account | ReadPAN                       |
      | an account | ReadParty                     |
      | an account | ReadSupplementaryAccountInfo  |
      | an account | ReadFutureDatedPaymentsBasic  |
      | an account | ReadFutureDatedPaymentsDetail |
      | an account | ReadStandingOrdersBasic       |
      | an account | ReadStandingOrdersDetail      |
      | an account | ReadStatementsBasic           |
      | an account | ReadStatementsDetail          |
      | an account | ReadTransactionsBasic         |
      | an account | ReadTransactionsCredits       |
      | an account | ReadTransactionsDebits        |
      | an account | ReadTransactionsDetail        |

    Examples: GET /accounts/{AccountId}/balances
      | what                  | permission   |
      | an account's balances | ReadBalances |

    @feature-balances
    Examples: GET /balances
      | what         | permission   |
      | all balances | ReadBalances |

    Examples: GET /accounts/{AccountId}/transactions
      | what                      | permission              |
      | an account's transactions | ReadTransactionsBasic   |
      | an account's transactions | ReadTransactionsCredits |
      | an account's transactions | ReadTransactionsDebits  |
      | an account's transactions | ReadTransactionsDetail  |

    @feature-transactions
    Examples: GET /transactions
      | what             | permission              |
      | all transactions | ReadTransactionsBasic   |
      | all transactions | ReadTransactionsCredits |
      | all transactions | ReadTransactionsDebits  |
      | all transactions | ReadTransactionsDetail  |

    @feature-beneficiaries
    Examples: GET /accounts/{AccountId}/beneficiaries
      | what                       | permission              |
      | an account's beneficiaries | ReadBeneficiariesBasic  |
      | an account's beneficiaries | ReadBeneficiariesDetail |

    @feature-bulk-beneficiaries
    Examples: GET /beneficiaries
      | what              | permission              |
      | all beneficiaries | ReadBeneficiariesBasic  |
      | all beneficiaries | ReadBeneficiariesDetail |

    @feature-direct-debits
    Examples: GET /accounts/{AccountId}/direct-debits
      | what                       | permission       |
      | an account's direct debits | ReadDirectDebits |

    @feature-bulk-direct-debits
    Examples: GET /direct-debits
      | what              | permission       |
      | all direct debits | ReadDirectDebits |

    @feature-standing-orders
    Examples: GET /accounts/{AccountId}/standing-orders
      | what                         | permission               |
      | an account's standing orders | ReadStandingOrdersBasic  |
      | an account's standing orders | ReadStandingOrdersDetail |

    @feature-bulk-standing-orders
    Examples: GET /standing-orders
      | what                | permission               |
      | all standing orders | ReadStandingOrdersBasic  |
      | all standing orders | ReadStandingOrdersDetail |

    @feature-future-dated-payments
    Examples: GET /accounts/{AccountId}/future-dated-payments
      | what                               | permission                    |
      | an account's future-dated payments | ReadFutureDatedPaymentsBasic  |
      | an account's future-dated payments | ReadFutureDatedPaymentsDetail |

    @feature-bulk-future-dated-payments
    Examples: GET /future-dated-payments
      | what                      | permission                    |
      | all future-dated payments | ReadFutureDatedPaymentsBasic  |
      | all future-dated payments | ReadFutureDatedPaymentsDetail |

    @feature-offers
    Examples: GET /accounts/{AccountId}/offers
      | what                | permission |
      | an account's offers | ReadOffers |

    @feature-bulk-offers
    Examples: GET /offers
      | what       | permission |
      | all offers | ReadOffers |

    @feature-parties
    Examples: GET /accounts/{AccountId}/parties
      | what                 | permission |
      | an account's parties | ReadParty  |

    @feature-party
    Examples: GET /accounts/{AccountId}/party
      | what               | permission |
      | an account's party | ReadParty  |

    @feature-psu-party
    Examples: GET /party
      | what      | permission |
      | the party | ReadParty  |

    @feature-statements
    Examples: GET /accounts/{AccountId}/statements
      | what                    | permission           |
      | an account's statements | ReadStatementsBasic  |
      | an account's statements | ReadStatementsDetail |

    @feature-statements
    Examples: GET /accounts/{AccountId}/statements/{StatementId}
      | what        | permission           |
      | a statement | ReadStatementsBasic  |
      | a statement | ReadStatementsDetail |

    @feature-statement-file
    Examples: GET /accounts/{AccountId}/statements/{StatementId}/file
      | what               | permission           |
      | a statement's file | ReadStatementsDetail |

    @feature-statement-transactions
    Examples: GET /accounts/{AccountId}/statements/{StatementId}/transactions
      | what                       | permission              |
      | a statement's transactions | ReadTransactionsBasic   |
      | a statement's transactions | ReadTransactionsCredits |
      | a statement's transactions | ReadTransactionsDebits  |
      | a statement's transactions | ReadTransactionsDetail  |

    @feature-bulk-statements
    Examples: GET /statements
      | what           | permission           |
      | all statements | ReadStatementsBasic  |
      | all statements | ReadStatementsDetail |

    @feature-supplementary-account-info
    Examples: GET /accounts/{AccountId}/supplementary-account-info
      | what                                   | permission                   |
      | an account's supplementary information | ReadSupplementaryAccountInfo |

  @mandatory @PERM-02
  Scenario Outline: <permission> does not open <what>
    Given a consent for <permission> and what it needs
    When the AISP reads <what>
    Then every answer is 403

    Examples: GET /accounts/{AccountId}/balances
      | what                  | permission                    |
      | an account's balances | ReadAccountsBasic             |
      | an account's balances | ReadAccountsDetail            |
      | an account's balances | ReadBeneficiariesBasic        |
      | an account's balances | ReadBeneficiariesDetail       |
      | an account's balances | ReadDirectDebits              |
      | an account's balances | ReadOffers                    |
      | an account's balances | ReadPAN                       |
      | an account's balances | ReadParty                     |
      | an account's balances | ReadSupplementaryAccountInfo  |
      | an account's balances | ReadFutureDatedPaymentsBasic  |
      | an account's balances | ReadFutureDatedPaymentsDetail |
      | an account's balances | ReadStandingOrdersBasic       |
      | an account's balances | ReadStandingOrdersDetail      |
      | an account's balances | ReadStatementsBasic           |
      | an account's balances | ReadStatementsDetail          |
      | an account's balances | ReadTransactionsBasic         |
      | an account's balances | ReadTransactionsCredits       |
      | an account's balances | ReadTransactionsDebits        |
      | an account's balances | ReadTransactionsDetail        |

    @feature-balances
    Examples: GET /balances
      | what         | permission                    |
      | all balances | ReadAccountsBasic             |
      | all balances | ReadAccountsDetail            |
      | all balances | ReadBeneficiariesBasic        |
      | all balances | ReadBeneficiariesDetail       |
      | all balances | ReadDirectDebits              |
      | all balances | ReadOffers                    |
      | all balances | ReadPAN                       |
      | all balances | ReadParty                     |
      | all balances | ReadSupplementaryAccountInfo  |
      | all balances | ReadFutureDatedPaymentsBasic  |
      | all balances | ReadFutureDatedPaymentsDetail |
      | all balances | ReadStandingOrdersBasic       |
      | all balances | ReadStandingOrdersDetail      |
      | all balances | ReadStatementsBasic           |
      | all balances | ReadStatementsDetail          |
      | all balances | ReadTransactionsBasic         |
      | all balances | ReadTransactionsCredits       |
      | all balances | ReadTransactionsDebits        |
      | all balances | ReadTransactionsDetail        |

    Examples: GET /accounts/{AccountId}/transactions
      | what                      | permission                    |
      | an account's transactions | ReadAccountsBasic             |
      | an account's transactions | ReadAccountsDetail            |
      | an account's transactions | ReadBalances                  |
      | an account's transactions | ReadBeneficiariesBasic        |
      | an account's transactions | ReadBeneficiariesDetail       |
      | an account's transactions | ReadDirectDebits              |
      | an account's transactions | ReadOffers                    |
      | an account's transactions | ReadPAN                       |
      | an account's transactions | ReadParty                     |
      | an account's transactions | ReadSupplementaryAccountInfo  |
      | an account's transactions | ReadFutureDatedPaymentsBasic  |
      | an account's transactions | ReadFutureDatedPaymentsDetail |
      | an account's transactions | ReadStandingOrdersBasic       |
      | an account's transactions | ReadStandingOrdersDetail      |
      | an account's transactions | ReadStatementsBasic           |
      | an account's transactions | ReadStatementsDetail          |

    @feature-transactions
    Examples: GET /transactions
      | what             | permission                    |
      | all transactions | ReadAccountsBasic             |
      | all transactions | ReadAccountsDetail            |
      | all transactions | ReadBalances                  |
      | all transactions | ReadBeneficiariesBasic        |
      | all transactions | ReadBeneficiariesDetail       |
      | all transactions | ReadDirectDebits              |
      | all transactions | ReadOffers                    |
      | all transactions | ReadPAN                       |
      | all transactions | ReadParty                     |
      | all transactions | ReadSupplementaryAccountInfo  |
      | all transactions | ReadFutureDatedPaymentsBasic  |
      | all transactions | ReadFutureDatedPaymentsDetail |
      | all transactions | ReadStandingOrdersBasic       |
      | all transactions | ReadStandingOrdersDetail      |
      | all transactions | ReadStatementsBasic           |
      | all transactions | ReadStatementsDetail          |

    @feature-beneficiaries
    Examples: GET /accounts/{AccountId}/beneficiaries
      | what                       | permission                    |
      | an account's beneficiaries | ReadAccountsBasic             |
      | an account's beneficiaries | ReadAccountsDetail            |
      | an account's beneficiaries | ReadBalances                  |
      | an account's beneficiaries | ReadDirectDebits              |
      | an account's beneficiaries | ReadOffers                    |
      | an account's beneficiaries | ReadPAN                       |
      | an account's beneficiaries | ReadParty                     |
      | an account's beneficiaries | ReadSupplementaryAccountInfo  |
      | an account's beneficiaries | ReadFutureDatedPaymentsBasic  |
      | an account's beneficiaries | ReadFutureDatedPaymentsDetail |
      | an account's beneficiaries | ReadStandingOrdersBasic       |
      | an account's beneficiaries | ReadStandingOrdersDetail      |
      | an account's beneficiaries | ReadStatementsBasic           |
      | an account's beneficiaries | ReadStatementsDetail          |
      | an account's beneficiaries | ReadTransactionsBasic         |
      | an account's beneficiaries | ReadTransactionsCredits       |
      | an account's beneficiaries | ReadTransactionsDebits        |
      | an account's beneficiaries | ReadTransactionsDetail        |

    @feature-bulk-beneficiaries
    Examples: GET /beneficiaries
      | what              | permission                    |
      | all beneficiaries | ReadAccountsBasic             |
      | all beneficiaries | ReadAccountsDetail            |
      | all beneficiaries | ReadBalances                  |
      | all beneficiaries | ReadDirectDebits              |
      | all beneficiaries | ReadOffers                    |
      | all beneficiaries | ReadPAN                       |
      | all beneficiaries | ReadParty                     |
      | all beneficiaries | ReadSupplementaryAccountInfo  |
      | all beneficiaries | ReadFutureDatedPaymentsBasic  |
      | all beneficiaries | ReadFutureDatedPaymentsDetail |
      | all beneficiaries | ReadStandingOrdersBasic       |
      | all beneficiaries | ReadStandingOrdersDetail      |
      | all beneficiaries | ReadStatementsBasic           |
      | all beneficiaries | ReadStatementsDetail          |
      | all beneficiaries | ReadTransactionsBasic         |
      | all beneficiaries | ReadTransactionsCredits       |
      | all beneficiaries | ReadTransactionsDebits        |
      | all beneficiaries | ReadTransactionsDetail        |

    @feature-direct-debits
    Examples: GET /accounts/{AccountId}/direct-debits
      | what                       | permission                    |
      | an account's direct debits | ReadAccountsBasic             |
      | an account's direct debits | ReadAccountsDetail            |
      | an account's direct debits | ReadBalances                  |
      | an account's direct debits | ReadBeneficiariesBasic        |
      | an account's direct debits | ReadBeneficiariesDetail       |
      | an account's direct debits | ReadOffers                    |
      | an account's direct debits | ReadPAN                       |
      | an account's direct debits | ReadParty                     |
      | an account's direct debits | ReadSupplementaryAccountInfo  |
      | an account's direct debits | ReadFutureDatedPaymentsBasic  |
      | an account's direct debits | ReadFutureDatedPaymentsDetail |
      | an account's direct debits | ReadStandingOrdersBasic       |
      | an account's direct debits | ReadStandingOrdersDetail      |
      | an account's direct debits | ReadStatementsBasic           |
      | an account's direct debits | ReadStatementsDetail          |
      | an account's direct debits | ReadTransactionsBasic         |
      | an account's direct debits | ReadTransactionsCredits       |
      | an account's direct debits | ReadTransactionsDebits        |
      | an account's direct debits | ReadTransactionsDetail        |

    @feature-bulk-direct-debits
    Examples: GET /direct-debits
      | what              | permission                    |
      | all direct debits | ReadAccountsBasic             |
      | all direct debits | ReadAccountsDetail            |
      | all direct debits | ReadBalances                  |
      | all direct debits | ReadBeneficiariesBasic        |
      | all direct debits | ReadBeneficiariesDetail       |
      | all direct debits | ReadOffers                    |
      | all direct debits | ReadPAN                       |
      | all direct debits | ReadParty                     |
      | all direct debits | ReadSupplementaryAccountInfo  |
      | all direct debits | ReadFutureDatedPaymentsBasic  |
      | all direct debits | ReadFutureDatedPaymentsDetail |
      | all direct debits | ReadStandingOrdersBasic       |
      | all direct debits | ReadStandingOrdersDetail      |
      | all direct debits | ReadStatementsBasic           |
      | all direct debits | ReadStatementsDetail          |
      | all direct debits | ReadTransactionsBasic         |
      | all direct debits | ReadTransactionsCredits       |
      | all direct debits | ReadTransactionsDebits        |
      | all direct debits | ReadTransactionsDetail        |

    @feature-standing-orders
    Examples: GET /accounts/{AccountId}/standing-orders
      | what                         | permission                    |
      | an account's standing orders | ReadAccountsBasic             |
      | an account's standing orders | ReadAccountsDetail            |
      | an account's standing orders | ReadBalances                  |
      | an account's standing orders | ReadBeneficiariesBasic        |
      | an account's standing orders | ReadBeneficiariesDetail       |
      | an account's standing orders | ReadDirectDebits              |
      | an account's standing orders | ReadOffers                    |
      | an account's standing orders | ReadPAN                       |
      | an account's standing orders | ReadParty                     |
      | an account's standing orders | ReadSupplementaryAccountInfo  |
      | an account's standing orders | ReadFutureDatedPaymentsBasic  |
      | an account's standing orders | ReadFutureDatedPaymentsDetail |
      | an account's standing orders | ReadStatementsBasic           |
      | an account's standing orders | ReadStatementsDetail          |
      | an account's standing orders | ReadTransactionsBasic         |
      | an account's standing orders | ReadTransactionsCredits       |
      | an account's standing orders | ReadTransactionsDebits        |
      | an account's standing orders | ReadTransactionsDetail        |

    @feature-bulk-standing-orders
    Examples: GET /standing-orders
      | what                | permission                    |
      | all standing orders | ReadAccountsBasic             |
      | all standing orders | ReadAccountsDetail            |
      | all standing orders | ReadBalances                  |
      | all standing orders | ReadBeneficiariesBasic        |
      | all standing orders | ReadBeneficiariesDetail       |
      | all standing orders | ReadDirectDebits              |
      | all standing orders | ReadOffers                    |
      | all standing orders | ReadPAN                       |
      | all standing orders | ReadParty                     |
      | all standing orders | ReadSupplementaryAccountInfo  |
      | all standing orders | ReadFutureDatedPaymentsBasic  |
      | all standing orders | ReadFutureDatedPaymentsDetail |
      | all standing orders | ReadStatementsBasic           |
      | all standing orders | ReadStatementsDetail          |
      | all standing orders | ReadTransactionsBasic         |
      | all standing orders | ReadTransactionsCredits       |
      | all standing orders | ReadTransactionsDebits        |
      | all standing orders | ReadTransactionsDetail        |

    @feature-future-dated-payments
    Examples: GET /accounts/{AccountId}/future-dated-payments
      | what                               | permission                   |
      | an account's future-dated payments | ReadAccountsBasic            |
      | an account's future-dated payments | ReadAccountsDetail           |
      | an account's future-dated payments | ReadBalances                 |
      | an account's future-dated payments | ReadBeneficiariesBasic       |
      | an account's future-dated payments | ReadBeneficiariesDetail      |
      | an account's future-dated payments | ReadDirectDebits             |
      | an account's future-dated payments | ReadOffers                   |
      | an account's future-dated payments | ReadPAN                      |
      | an account's future-dated payments | ReadParty                    |
      | an account's future-dated payments | ReadSupplementaryAccountInfo |
      | an account's future-dated payments | ReadStandingOrdersBasic      |
      | an account's future-dated payments | ReadStandingOrdersDetail     |
      | an account's future-dated payments | ReadStatementsBasic          |
      | an account's future-dated payments | ReadStatementsDetail         |
      | an account's future-dated payments | ReadTransactionsBasic        |
      | an account's future-dated payments | ReadTransactionsCredits      |
      | an account's future-dated payments | ReadTransactionsDebits       |
      | an account's future-dated payments | ReadTransactionsDetail       |

    @feature-bulk-future-dated-payments
    Examples: GET /future-dated-payments
      | what                      | permission                   |
      | all future-dated payments | ReadAccountsBasic            |
      | all future-dated payments | ReadAccountsDetail           |
      | all future-dated payments | ReadBalances                 |
      | all future-dated payments | ReadBeneficiariesBasic       |
      | all future-dated payments | ReadBeneficiariesDetail      |
      | all future-dated payments | ReadDirectDebits             |
      | all future-dated payments | ReadOffers                   |
      | all future-dated payments | ReadPAN                      |
      | all future-dated payments | ReadParty                    |
      | all future-dated payments | ReadSupplementaryAccountInfo |
      | all future-dated payments | ReadStandingOrdersBasic      |
      | all future-dated payments | ReadStandingOrdersDetail     |
      | all future-dated payments | ReadStatementsBasic          |
      | all future-dated payments | ReadStatementsDetail         |
      | all future-dated payments | ReadTransactionsBasic        |
      | all future-dated payments | ReadTransactionsCredits      |
      | all future-dated payments | ReadTransactionsDebits       |
      | all future-dated payments | ReadTransactionsDetail       |

    @feature-offers
    Examples: GET /accounts/{AccountId}/offers
      | what                | permission                    |
      | an account's offers | ReadAccountsBasic             |
      | an account's offers | ReadAccountsDetail            |
      | an account's offers | ReadBalances                  |
      | an account's offers | ReadBeneficiariesBasic        |
      | an account's offers | ReadBeneficiariesDetail       |
      | an account's offers | ReadDirectDebits              |
      | an account's offers | ReadPAN                       |
      | an account's offers | ReadParty                     |
      | an account's offers | ReadSupplementaryAccountInfo  |
      | an account's offers | ReadFutureDatedPaymentsBasic  |
      | an account's offers | ReadFutureDatedPaymentsDetail |
      | an account's offers | ReadStandingOrdersBasic       |
      | an account's offers | ReadStandingOrdersDetail      |
      | an account's offers | ReadStatementsBasic           |
      | an account's offers | ReadStatementsDetail          |
      | an account's offers | ReadTransactionsBasic         |
      | an account's offers | ReadTransactionsCredits       |
      | an account's offers | ReadTransactionsDebits        |
      | an account's offers | ReadTransactionsDetail        |

    @feature-bulk-offers
    Examples: GET /offers
      | what       | permission                    |
      | all offers | ReadAccountsBasic             |
      | all offers | ReadAccountsDetail            |
      | all offers | ReadBalances                  |
      | all offers | ReadBeneficiariesBasic        |
      | all offers | ReadBeneficiariesDetail       |
      | all offers | ReadDirectDebits              |
      | all offers | ReadPAN                       |
      | all offers | ReadParty                     |
      | all offers | ReadSupplementaryAccountInfo  |
      | all offers | ReadFutureDatedPaymentsBasic  |
      | all offers | ReadFutureDatedPaymentsDetail |
      | all offers | ReadStandingOrdersBasic       |
      | all offers | ReadStandingOrdersDetail      |
      | all offers | ReadStatementsBasic           |
      | all offers | ReadStatementsDetail          |
      | all offers | ReadTransactionsBasic         |
      | all offers | ReadTransactionsCredits       |
      | all offers | ReadTransactionsDebits        |
      | all offers | ReadTransactionsDetail        |

    @feature-parties
    Examples: GET /accounts/{AccountId}/parties
      | what                 | permission                    |
      | an account's parties | ReadAccountsBasic             |
      | an account's parties | ReadAccountsDetail            |
      | an account's parties | ReadBalances                  |
      | an account's parties | ReadBeneficiariesBasic        |
      | an account's parties | ReadBeneficiariesDetail       |
      | an account's parties | ReadDirectDebits              |
      | an account's parties | ReadOffers                    |
      | an account's parties | ReadPAN                       |
      | an account's parties | ReadSupplementaryAccountInfo  |
      | an account's parties | ReadFutureDatedPaymentsBasic  |
      | an account's parties | ReadFutureDatedPaymentsDetail |
      | an account's parties | ReadStandingOrdersBasic       |
      | an account's parties | ReadStandingOrdersDetail      |
      | an account's parties | ReadStatementsBasic           |
      | an account's parties | ReadStatementsDetail          |
      | an account's parties | ReadTransactionsBasic         |
      | an account's parties | ReadTransactionsCredits       |
      | an account's parties | ReadTransactionsDebits        |
      | an account's parties | ReadTransactionsDetail        |

    @feature-party
    Examples: GET /accounts/{AccountId}/party
      | what               | permission                    |
      | an account's party | ReadAccountsBasic             |
      | an account's party | ReadAccountsDetail            |
      | an account's party | ReadBalances                  |
      | an account's party | ReadBeneficiariesBasic        |
      | an account's party | ReadBeneficiariesDetail       |
      | an account's party | ReadDirectDebits              |
      | an account's party | ReadOffers                    |
      | an account's party | ReadPAN                       |
      | an account's party | ReadSupplementaryAccountInfo  |
      | an account's party | ReadFutureDatedPaymentsBasic  |
      | an account's party | ReadFutureDatedPaymentsDetail |
      | an account's party | ReadStandingOrdersBasic       |
      | an account's party | ReadStandingOrdersDetail      |
      | an account's party | ReadStatementsBasic           |
      | an account's party | ReadStatementsDetail          |
      | an account's party | ReadTransactionsBasic         |
      | an account's party | ReadTransactionsCredits       |
      | an account's party | ReadTransactionsDebits        |
      | an account's party | ReadTransactionsDetail        |

    @feature-psu-party
    Examples: GET /party
      | what      | permission                    |
      | the party | ReadAccountsBasic             |
      | the party | ReadAccountsDetail            |
      | the party | ReadBalances                  |
      | the party | ReadBeneficiariesBasic        |
      | the party | ReadBeneficiariesDetail       |
      | the party | ReadDirectDebits              |
      | the party | ReadOffers                    |
      | the party | ReadPAN                       |
      | the party | ReadSupplementaryAccountInfo  |
      | the party | ReadFutureDatedPaymentsBasic  |
      | the party | ReadFutureDatedPaymentsDetail |
      | the party | ReadStandingOrdersBasic       |
      | the party | ReadStandingOrdersDetail      |
      | the party | ReadStatementsBasic           |
      | the party | ReadStatementsDetail          |
      | the party | ReadTransactionsBasic         |
      | the party | ReadTransactionsCredits       |
      | the party | ReadTransactionsDebits        |
      | the party | ReadTransactionsDetail        |

    @feature-statements
    Examples: GET /accounts/{AccountId}/statements
      | what                    | permission                    |
      | an account's statements | ReadAccountsBasic             |
      | an account's statements | ReadAccountsDetail            |
      | an account's statements | ReadBalances                  |
      | an account's statements | ReadBeneficiariesBasic        |
      | an account's statements | ReadBeneficiariesDetail       |
      | an account's statements | ReadDirectDebits              |
      | an account's statements | ReadOffers                    |
      | an account's statements | ReadPAN                       |
      | an account's statements | ReadParty                     |
      | an account's statements | ReadSupplementaryAccountInfo  |
      | an account's statements | ReadFutureDatedPaymentsBasic  |
      | an account's statements | ReadFutureDatedPaymentsDetail |
      | an account's statements | ReadStandingOrdersBasic       |
      | an account's statements | ReadStandingOrdersDetail      |
      | an account's statements | ReadTransactionsBasic         |
      | an account's statements | ReadTransactionsCredits       |
      | an account's statements | ReadTransactionsDebits        |
      | an account's statements | ReadTransactionsDetail        |

    @feature-statements
    Examples: GET /accounts/{AccountId}/statements/{StatementId}
      | what        | permission                    |
      | a statement | ReadAccountsBasic             |
      | a statement | ReadAccountsDetail            |
      | a statement | ReadBalances                  |
      | a statement | ReadBeneficiariesBasic        |
      | a statement | ReadBeneficiariesDetail       |
      | a statement | ReadDirectDebits              |
      | a statement | ReadOffers                    |
      | a statement | ReadPAN                       |
      | a statement | ReadParty                     |
      | a statement | ReadSupplementaryAccountInfo  |
      | a statement | ReadFutureDatedPaymentsBasic  |
      | a statement | ReadFutureDatedPaymentsDetail |
      | a statement | ReadStandingOrdersBasic       |
      | a statement | ReadStandingOrdersDetail      |
      | a statement | ReadTransactionsBasic         |
      | a statement | ReadTransactionsCredits       |
      | a statement | ReadTransactionsDebits        |
      | a statement | ReadTransactionsDetail        |

    @feature-statement-file
    Examples: GET /accounts/{AccountId}/statements/{StatementId}/file
      | what               | permission                    |
      | a statement's file | ReadAccountsBasic             |
      | a statement's file | ReadAccountsDetail            |
      | a statement's file | ReadBalances                  |
      | a statement's file | ReadBeneficiariesBasic        |
      | a statement's file | ReadBeneficiariesDetail       |
      | a statement's file | ReadDirectDebits              |
      | a statement's file | ReadOffers                    |
      | a statement's file | ReadPAN                       |
      | a statement's file | ReadParty                     |
      | a statement's file | ReadSupplementaryAccountInfo  |
      | a statement's file | ReadFutureDatedPaymentsBasic  |
      | a statement's file | ReadFutureDatedPaymentsDetail |
      | a statement's file | ReadStandingOrdersBasic       |
      | a statement's file | ReadStandingOrdersDetail      |
      | a statement's file | ReadStatementsBasic           |
      | a statement's file | ReadTransactionsBasic         |
      | a statement's file | ReadTransactionsCredits       |
      | a statement's file | ReadTransactionsDebits        |
      | a statement's file | ReadTransactionsDetail        |

    @feature-statement-transactions
    Examples: GET /accounts/{AccountId}/statements/{StatementId}/transactions
      | what                       | permission                    |
      | a statement's transactions | ReadAccountsBasic             |
      | a statement's transactions | ReadAccountsDetail            |
      | a statement's transactions | ReadBalances                  |
      | a statement's transactions | ReadBeneficiariesBasic        |
      | a statement's transactions | ReadBeneficiariesDetail       |
      | a statement's transactions | ReadDirectDebits              |
      | a statement's transactions | ReadOffers                    |
      | a statement's transactions | ReadPAN                       |
      | a statement's transactions | ReadParty                     |
      | a statement's transactions | ReadSupplementaryAccountInfo  |
      | a statement's transactions | ReadFutureDatedPaymentsBasic  |
      | a statement's transactions | ReadFutureDatedPaymentsDetail |
      | a statement's transactions | ReadStandingOrdersBasic       |
      | a statement's transactions | ReadStandingOrdersDetail      |
      | a statement's transactions | ReadStatementsBasic           |
      | a statement's transactions | ReadStatementsDetail          |

    @feature-bulk-statements
    Examples: GET /statements
      | what           | permission                    |
      | all statements | ReadAccountsBasic             |
      | all statements | ReadAccountsDetail            |
      | all statements | ReadBalances                  |
      | all statements | ReadBeneficiariesBasic        |
      | all statements | ReadBeneficiariesDetail       |
      | all statements | ReadDirectDebits              |
      | all statements | ReadOffers                    |
      | all statements | ReadPAN                       |
      | all statements | ReadParty                     |
      | all statements | ReadSupplementaryAccountInfo  |
      | all statements | ReadFutureDatedPaymentsBasic  |
      | all statements | ReadFutureDatedPaymentsDetail |
      | all statements | ReadStandingOrdersBasic       |
      | all statements | ReadStandingOrdersDetail      |
      | all statements | ReadTransactionsBasic         |
      | all statements | ReadTransactionsCredits       |
      | all statements | ReadTransactionsDebits        |
      | all statements | ReadTransactionsDetail        |

    @feature-supplementary-account-info
    Examples: GET /accounts/{AccountId}/supplementary-account-info
      | what                                   | permission                    |
      | an account's supplementary information | ReadAccountsBasic             |
      | an account's supplementary information | ReadAccountsDetail            |
      | an account's supplementary information | ReadBalances                  |
      | an account's supplementary information | ReadBeneficiariesBasic        |
      | an account's supplementary information | ReadBeneficiariesDetail       |
      | an account's supplementary information | ReadDirectDebits              |
      | an account's supplementary information | ReadOffers                    |
      | an account's supplementary information | ReadPAN                       |
      | an account's supplementary information | ReadParty                     |
      | an account's supplementary information | ReadFutureDatedPaymentsBasic  |
      | an account's supplementary information | ReadFutureDatedPaymentsDetail |
      | an account's supplementary information | ReadStandingOrdersBasic       |
      | an account's supplementary information | ReadStandingOrdersDetail      |
      | an account's supplementary information | ReadStatementsBasic           |
      | an account's supplementary information | ReadStatementsDetail          |
      | an account's supplementary information | ReadTransactionsBasic         |
      | an account's supplementary information | ReadTransactionsCredits       |
      | an account's supplementary information | ReadTransactionsDebits        |
      | an account's supplementary information | ReadTransactionsDetail        |
