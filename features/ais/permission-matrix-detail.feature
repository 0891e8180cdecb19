# Generated from the table of permissions: go generate ./cmd/sandbank
# Permissions, 2.4: what each permission opens and shows, one row a cell.
@permission-matrix @consent @reads-only
Feature: What Detail adds
  A Basic permission hides the members that belong to Detail, one by one. Detail
  shows those that an item has to have in every item, and the others where there
  is something to show. Both together are Detail.

  @mandatory @PERM-03
  Scenario Outline: Basic hides <member> in <what>
    Given a consent for <permissions> and what they need
    When the AISP reads <what>
    Then every answer is 200
    And no item shows <member>

    Examples: GET /accounts
      | what         | member   | permissions       |
      | the accounts | Account  | ReadAccountsBasic |
      | the accounts | Servicer | ReadAccountsBasic |

    Examples: GET /accounts/{AccountId}
      | what         | member   | permissions       |
      | each account | Account  | ReadAccountsBasic |
      | each account | Servicer | ReadAccountsBasic |

    Examples: GET /accounts/{AccountId}/transactions
      | what                        | member                 | permissions                                                               |
      | each account's transactions | TransactionInformation | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | Balance                | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | MerchantDetails        | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | CreditorAgent          | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | CreditorAccount        | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | DebtorAgent            | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | DebtorAccount          | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |

    @feature-transactions
    Examples: GET /transactions
      | what             | member                 | permissions                                                               |
      | all transactions | TransactionInformation | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | Balance                | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | MerchantDetails        | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | CreditorAgent          | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | CreditorAccount        | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | DebtorAgent            | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | DebtorAccount          | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |

    @feature-beneficiaries
    Examples: GET /accounts/{AccountId}/beneficiaries
      | what                         | member          | permissions            |
      | each account's beneficiaries | CreditorAgent   | ReadBeneficiariesBasic |
      | each account's beneficiaries | CreditorAccount | ReadBeneficiariesBasic |

    @feature-bulk-beneficiaries
    Examples: GET /beneficiaries
      | what              | member          | permissions            |
      | all beneficiaries | CreditorAgent   | ReadBeneficiariesBasic |
      | all beneficiaries | CreditorAccount | ReadBeneficiariesBasic |

    @feature-standing-orders
    Examples: GET /accounts/{AccountId}/standing-orders
      | what                           | member          | permissions             |
      | each account's standing orders | CreditorAgent   | ReadStandingOrdersBasic |
      | each account's standing orders | CreditorAccount | ReadStandingOrdersBasic |

    @feature-bulk-standing-orders
    Examples: GET /standing-orders
      | what                | member          | permissions             |
      | all standing orders | CreditorAgent   | ReadStandingOrdersBasic |
      | all standing orders | CreditorAccount | ReadStandingOrdersBasic |

    @feature-future-dated-payments
    Examples: GET /accounts/{AccountId}/future-dated-payments
      | what                                 | member          | permissions                  |
      | each account's future-dated payments | CreditorAgent   | ReadFutureDatedPaymentsBasic |
      | each account's future-dated payments | CreditorAccount | ReadFutureDatedPaymentsBasic |

    @feature-bulk-future-dated-payments
    Examples: GET /future-dated-payments
      | what                      | member          | permissions                  |
      | all future-dated payments | CreditorAgent   | ReadFutureDatedPaymentsBasic |
      | all future-dated payments | CreditorAccount | ReadFutureDatedPaymentsBasic |

    @feature-statements
    Examples: GET /accounts/{AccountId}/statements
      | what                      | member          | permissions         |
      | each account's statements | StatementAmount | ReadStatementsBasic |

    @feature-statements
    Examples: GET /accounts/{AccountId}/statements/{StatementId}
      | what           | member          | permissions         |
      | each statement | StatementAmount | ReadStatementsBasic |

    @feature-statement-transactions
    Examples: GET /accounts/{AccountId}/statements/{StatementId}/transactions
      | what                          | member                 | permissions                                                               |
      | each statement's transactions | TransactionInformation | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | Balance                | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | MerchantDetails        | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | CreditorAgent          | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | CreditorAccount        | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | DebtorAgent            | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | DebtorAccount          | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits |

    @feature-bulk-statements
    Examples: GET /statements
      | what           | member          | permissions         |
      | all statements | StatementAmount | ReadStatementsBasic |

  @mandatory @PERM-04
  Scenario Outline: Detail shows <member> in every item of <what>
    Given a consent for <permissions> and what they need
    When the AISP reads <what>
    Then every answer is 200
    And every item shows <member>

    Examples: GET /accounts
      | what         | member  | permissions        |
      | the accounts | Account | ReadAccountsDetail |

    Examples: GET /accounts/{AccountId}
      | what         | member  | permissions        |
      | each account | Account | ReadAccountsDetail |

    @feature-beneficiaries
    Examples: GET /accounts/{AccountId}/beneficiaries
      | what                         | member          | permissions             |
      | each account's beneficiaries | CreditorAccount | ReadBeneficiariesDetail |

    @feature-bulk-beneficiaries
    Examples: GET /beneficiaries
      | what              | member          | permissions             |
      | all beneficiaries | CreditorAccount | ReadBeneficiariesDetail |

    @feature-standing-orders
    Examples: GET /accounts/{AccountId}/standing-orders
      | what                           | member          | permissions              |
      | each account's standing orders | CreditorAccount | ReadStandingOrdersDetail |

    @feature-bulk-standing-orders
    Examples: GET /standing-orders
      | what                | member          | permissions              |
      | all standing orders | CreditorAccount | ReadStandingOrdersDetail |

    @feature-future-dated-payments
    Examples: GET /accounts/{AccountId}/future-dated-payments
      | what                                 | member          | permissions                   |
      | each account's future-dated payments | CreditorAccount | ReadFutureDatedPaymentsDetail |

    @feature-bulk-future-dated-payments
    Examples: GET /future-dated-payments
      | what                      | member          | permissions                   |
      | all future-dated payments | CreditorAccount | ReadFutureDatedPaymentsDetail |

  @optional @PERM-05
  Scenario Outline: Detail shows <member> somewhere in <what>
    Given a consent for <permissions> and what they need
    When the AISP reads <what>
    Then every answer is 200
    And some item shows <member>

    Examples: GET /accounts
      | what         | member   | permissions        |
      | the accounts | Servicer | ReadAccountsDetail |

    Examples: GET /accounts/{AccountId}
      | what         | member   | permissions        |
      | each account | Servicer | ReadAccountsDetail |

    Examples: GET /accounts/{AccountId}/transactions
      | what                        | member                 | permissions                                                                |
      | each account's transactions | TransactionInformation | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | Balance                | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | MerchantDetails        | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | CreditorAgent          | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | CreditorAccount        | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | DebtorAgent            | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | DebtorAccount          | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |

    @feature-transactions
    Examples: GET /transactions
      | what             | member                 | permissions                                                                |
      | all transactions | TransactionInformation | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | Balance                | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | MerchantDetails        | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | CreditorAgent          | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | CreditorAccount        | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | DebtorAgent            | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | DebtorAccount          | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |

    @feature-beneficiaries
    Examples: GET /accounts/{AccountId}/beneficiaries
      | what                         | member        | permissions             |
      | each account's beneficiaries | CreditorAgent | ReadBeneficiariesDetail |

    @feature-bulk-beneficiaries
    Examples: GET /beneficiaries
      | what              | member        | permissions             |
      | all beneficiaries | CreditorAgent | ReadBeneficiariesDetail |

    @feature-standing-orders
    Examples: GET /accounts/{AccountId}/standing-orders
      | what                           | member        | permissions              |
      | each account's standing orders | CreditorAgent | ReadStandingOrdersDetail |

    @feature-bulk-standing-orders
    Examples: GET /standing-orders
      | what                | member        | permissions              |
      | all standing orders | CreditorAgent | ReadStandingOrdersDetail |

    @feature-future-dated-payments
    Examples: GET /accounts/{AccountId}/future-dated-payments
      | what                                 | member        | permissions                   |
      | each account's future-dated payments | CreditorAgent | ReadFutureDatedPaymentsDetail |

    @feature-bulk-future-dated-payments
    Examples: GET /future-dated-payments
      | what                      | member        | permissions                   |
      | all future-dated payments | CreditorAgent | ReadFutureDatedPaymentsDetail |

    @feature-statements
    Examples: GET /accounts/{AccountId}/statements
      | what                      | member          | permissions          |
      | each account's statements | StatementAmount | ReadStatementsDetail |

    @feature-statements
    Examples: GET /accounts/{AccountId}/statements/{StatementId}
      | what           | member          | permissions          |
      | each statement | StatementAmount | ReadStatementsDetail |

    @feature-statement-transactions
    Examples: GET /accounts/{AccountId}/statements/{StatementId}/transactions
      | what                          | member                 | permissions                                                                |
      | each statement's transactions | TransactionInformation | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | Balance                | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | MerchantDetails        | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | CreditorAgent          | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | CreditorAccount        | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | DebtorAgent            | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | DebtorAccount          | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |

    @feature-bulk-statements
    Examples: GET /statements
      | what           | member          | permissions          |
      | all statements | StatementAmount | ReadStatementsDetail |

  @mandatory @PERM-11
  Scenario Outline: Basic and Detail together show in <what> what Detail shows
    Given a consent for <permissions> and what they need
    When the AISP reads <what>
    Then every answer is 200
    And no member is missing that a consent for <detail> shows

    Examples: GET /accounts
      | what         | permissions                              | detail             |
      | the accounts | ReadAccountsBasic and ReadAccountsDetail | ReadAccountsDetail |

    Examples: GET /accounts/{AccountId}
      | what         | permissions                              | detail             |
      | each account | ReadAccountsBasic and ReadAccountsDetail | ReadAccountsDetail |

    Examples: GET /accounts/{AccountId}/transactions
      | what                        | permissions                                                                                       | detail                                                                     |
      | each account's transactions | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |

    @feature-transactions
    Examples: GET /transactions
      | what             | permissions                                                                                       | detail                                                                     |
      | all transactions | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |

    @feature-beneficiaries
    Examples: GET /accounts/{AccountId}/beneficiaries
      | what                         | permissions                                        | detail                  |
      | each account's beneficiaries | ReadBeneficiariesBasic and ReadBeneficiariesDetail | ReadBeneficiariesDetail |

    @feature-bulk-beneficiaries
    Examples: GET /beneficiaries
      | what              | permissions                                        | detail                  |
      | all beneficiaries | ReadBeneficiariesBasic and ReadBeneficiariesDetail | ReadBeneficiariesDetail |

    @feature-standing-orders
    Examples: GET /accounts/{AccountId}/standing-orders
      | what                           | permissions                                          | detail                   |
      | each account's standing orders | ReadStandingOrdersBasic and ReadStandingOrdersDetail | ReadStandingOrdersDetail |

    @feature-bulk-standing-orders
    Examples: GET /standing-orders
      | what                | permissions                                          | detail                   |
      | all standing orders | ReadStandingOrdersBasic and ReadStandingOrdersDetail | ReadStandingOrdersDetail |

    @feature-future-dated-payments
    Examples: GET /accounts/{AccountId}/future-dated-payments
      | what                                 | permissions                                                    | detail                        |
      | each account's future-dated payments | ReadFutureDatedPaymentsBasic and ReadFutureDatedPaymentsDetail | ReadFutureDatedPaymentsDetail |

    @feature-bulk-future-dated-payments
    Examples: GET /future-dated-payments
      | what                      | permissions                                                    | detail                        |
      | all future-dated payments | ReadFutureDatedPaymentsBasic and ReadFutureDatedPaymentsDetail | ReadFutureDatedPaymentsDetail |

    @feature-statements
    Examples: GET /accounts/{AccountId}/statements
      | what                      | permissions                                  | detail               |
      | each account's statements | ReadStatementsBasic and ReadStatementsDetail | ReadStatementsDetail |

    @feature-statements
    Examples: GET /accounts/{AccountId}/statements/{StatementId}
      | what           | permissions                                  | detail               |
      | each statement | ReadStatementsBasic and ReadStatementsDetail | ReadStatementsDetail |

    @feature-statement-transactions
    Examples: GET /accounts/{AccountId}/statements/{StatementId}/transactions
      | what                          | permissions                                                                                       | detail                                                                     |
      | each statement's transactions | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |

    @feature-bulk-statements
    Examples: GET /statements
      | what           | permissions                                  | detail               |
      | all statements | ReadStatementsBasic and ReadStatementsDetail | ReadStatementsDetail |

  @mandatory @PERM-04 @PERM-11
  Scenario Outline: Basic and Detail together show <member> in every item of <what>
    Given a consent for <permissions> and what they need
    When the AISP reads <what>
    Then every answer is 200
    And every item shows <member>

    Examples: GET /accounts
      | what         | member  | permissions                              |
      | the accounts | Account | ReadAccountsBasic and ReadAccountsDetail |

    Examples: GET /accounts/{AccountId}
      | what         | member  | permissions                              |
      | each account | Account | ReadAccountsBasic and ReadAccountsDetail |

    @feature-beneficiaries
    Examples: GET /accounts/{AccountId}/beneficiaries
      | what                         | member          | permissions                                        |
      | each account's beneficiaries | CreditorAccount | ReadBeneficiariesBasic and ReadBeneficiariesDetail |

    @feature-bulk-beneficiaries
    Examples: GET /beneficiaries
      | what              | member          | permissions                                        |
      | all beneficiaries | CreditorAccount | ReadBeneficiariesBasic and ReadBeneficiariesDetail |

    @feature-standing-orders
    Examples: GET /accounts/{AccountId}/standing-orders
      | what                           | member          | permissions                                          |
      | each account's standing orders | CreditorAccount | ReadStandingOrdersBasic and ReadStandingOrdersDetail |

    @feature-bulk-standing-orders
    Examples: GET /standing-orders
      | what                | member          | permissions                                          |
      | all standing orders | CreditorAccount | ReadStandingOrdersBasic and ReadStandingOrdersDetail |

    @feature-future-dated-payments
    Examples: GET /accounts/{AccountId}/future-dated-payments
      | what                                 | member          | permissions                                                    |
      | each account's future-dated payments | CreditorAccount | ReadFutureDatedPaymentsBasic and ReadFutureDatedPaymentsDetail |

    @feature-bulk-future-dated-payments
    Examples: GET /future-dated-payments
      | what                      | member          | permissions                                                    |
      | all future-dated payments | CreditorAccount | ReadFutureDatedPaymentsBasic and ReadFutureDatedPaymentsDetail |

  @optional @PERM-05
  Scenario Outline: Basic and Detail together show <member> somewhere in <what>
    Given a consent for <permissions> and what they need
    When the AISP reads <what>
    Then every answer is 200
    And some item shows <member>

    Examples: GET /accounts
      | what         | member   | permissions                              |
      | the accounts | Servicer | ReadAccountsBasic and ReadAccountsDetail |

    Examples: GET /accounts/{AccountId}
      | what         | member   | permissions                              |
      | each account | Servicer | ReadAccountsBasic and ReadAccountsDetail |

    Examples: GET /accounts/{AccountId}/transactions
      | what                        | member                 | permissions                                                                                       |
      | each account's transactions | TransactionInformation | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | Balance                | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | MerchantDetails        | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | CreditorAgent          | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | CreditorAccount        | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | DebtorAgent            | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each account's transactions | DebtorAccount          | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |

    @feature-transactions
    Examples: GET /transactions
      | what             | member                 | permissions                                                                                       |
      | all transactions | TransactionInformation | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | Balance                | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | MerchantDetails        | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | CreditorAgent          | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | CreditorAccount        | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | DebtorAgent            | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | all transactions | DebtorAccount          | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |

    @feature-beneficiaries
    Examples: GET /accounts/{AccountId}/beneficiaries
      | what                         | member        | permissions                                        |
      | each account's beneficiaries | CreditorAgent | ReadBeneficiariesBasic and ReadBeneficiariesDetail |

    @feature-bulk-beneficiaries
    Examples: GET /beneficiaries
      | what              | member        | permissions                                        |
      | all beneficiaries | CreditorAgent | ReadBeneficiariesBasic and ReadBeneficiariesDetail |

    @feature-standing-orders
    Examples: GET /accounts/{AccountId}/standing-orders
      | what                           | member        | permissions                                          |
      | each account's standing orders | CreditorAgent | ReadStandingOrdersBasic and ReadStandingOrdersDetail |

    @feature-bulk-standing-orders
    Examples: GET /standing-orders
      | what                | member        | permissions                                          |
      | all standing orders | CreditorAgent | ReadStandingOrdersBasic and ReadStandingOrdersDetail |

    @feature-future-dated-payments
    Examples: GET /accounts/{AccountId}/future-dated-payments
      | what                                 | member        | permissions                                                    |
      | each account's future-dated payments | CreditorAgent | ReadFutureDatedPaymentsBasic and ReadFutureDatedPaymentsDetail |

    @feature-bulk-future-dated-payments
    Examples: GET /future-dated-payments
      | what                      | member        | permissions                                                    |
      | all future-dated payments | CreditorAgent | ReadFutureDatedPaymentsBasic and ReadFutureDatedPaymentsDetail |

    @feature-statements
    Examples: GET /accounts/{AccountId}/statements
      | what                      | member          | permissions                                  |
      | each account's statements | StatementAmount | ReadStatementsBasic and ReadStatementsDetail |

    @feature-statements
    Examples: GET /accounts/{AccountId}/statements/{StatementId}
      | what           | member          | permissions                                  |
      | each statement | StatementAmount | ReadStatementsBasic and ReadStatementsDetail |

    @feature-statement-transactions
    Examples: GET /accounts/{AccountId}/statements/{StatementId}/transactions
      | what                          | member                 | permissions                                                                                       |
      | each statement's transactions | TransactionInformation | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | Balance                | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | MerchantDetails        | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | CreditorAgent          | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | CreditorAccount        | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | DebtorAgent            | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |
      | each statement's transactions | DebtorAccount          | ReadTransactionsBasic, ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |

    @feature-bulk-statements
    Examples: GET /statements
      | what           | member          | permissions                                  |
      | all statements | StatementAmount | ReadStatementsBasic and ReadStatementsDetail |
