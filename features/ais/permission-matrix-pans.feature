# Generated from the table of permissions: go generate ./cmd/sandbank
# Permissions, 2.4: what each permission opens and shows, one row a cell.
@permission-matrix @consent @reads-only
Feature: Card numbers
  Wherever an account is named by the number of a card, the number is masked, but
  for ReadPAN, with which the bank may show it whole.

  @mandatory @PERM-09
  Scenario Outline: PANs are masked in <what> with <permissions>
    Given a consent for <permissions> and what they need
    When the AISP reads <what>
    Then every answer is 200
    And every PAN is masked

    Examples: GET /accounts
      | what                      | permissions        |
      | the accounts page by page | ReadAccountsDetail |

    Examples: GET /accounts/{AccountId}
      | what         | permissions        |
      | each account | ReadAccountsDetail |

    Examples: GET /accounts/{AccountId}/transactions
      | what                        | permissions                                                                |
      | each account's transactions | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits  |
      | each account's transactions | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |

    @feature-transactions
    Examples: GET /transactions
      | what                          | permissions                                                                |
      | all transactions page by page | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits  |
      | all transactions page by page | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |

    @feature-beneficiaries
    Examples: GET /accounts/{AccountId}/beneficiaries
      | what                         | permissions             |
      | each account's beneficiaries | ReadBeneficiariesDetail |

    @feature-bulk-beneficiaries
    Examples: GET /beneficiaries
      | what                           | permissions             |
      | all beneficiaries page by page | ReadBeneficiariesDetail |

    @feature-standing-orders
    Examples: GET /accounts/{AccountId}/standing-orders
      | what                           | permissions              |
      | each account's standing orders | ReadStandingOrdersDetail |

    @feature-bulk-standing-orders
    Examples: GET /standing-orders
      | what                             | permissions              |
      | all standing orders page by page | ReadStandingOrdersDetail |

    @feature-future-dated-payments
    Examples: GET /accounts/{AccountId}/future-dated-payments
      | what                                 | permissions                   |
      | each account's future-dated payments | ReadFutureDatedPaymentsDetail |

    @feature-bulk-future-dated-payments
    Examples: GET /future-dated-payments
      | what                                   | permissions                   |
      | all future-dated payments page by page | ReadFutureDatedPaymentsDetail |

    @feature-statement-transactions
    Examples: GET /accounts/{AccountId}/statements/{StatementId}/transactions
      | what                          | permissions                                                                |
      | each statement's transactions | ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits  |
      | each statement's transactions | ReadTransactionsDetail, ReadTransactionsCredits and ReadTransactionsDebits |

  @optional @PERM-10
  Scenario Outline: PANs are whole in <what> with <permissions>
    Given a consent for <permissions> and what they need
    When the AISP reads <what>
    Then every answer is 200
    And every PAN is whole

    Examples: GET /accounts
      | what                      | permissions                    |
      | the accounts page by page | ReadAccountsDetail and ReadPAN |

    Examples: GET /accounts/{AccountId}
      | what         | permissions                    |
      | each account | ReadAccountsDetail and ReadPAN |

    Examples: GET /accounts/{AccountId}/transactions
      | what                        | permissions                                                                         |
      | each account's transactions | ReadTransactionsBasic, ReadTransactionsCredits, ReadTransactionsDebits and ReadPAN  |
      | each account's transactions | ReadTransactionsDetail, ReadTransactionsCredits, ReadTransactionsDebits and ReadPAN |

    @feature-transactions
    Examples: GET /transactions
      | what                          | permissions                                                                         |
      | all transactions page by page | ReadTransactionsBasic, ReadTransactionsCredits, ReadTransactionsDebits and ReadPAN  |
      | all transactions page by page | ReadTransactionsDetail, ReadTransactionsCredits, ReadTransactionsDebits and ReadPAN |

    @feature-beneficiaries
    Examples: GET /accounts/{AccountId}/beneficiaries
      | what                         | permissions                         |
      | each account's beneficiaries | ReadBeneficiariesDetail and ReadPAN |

    @feature-bulk-beneficiaries
    Examples: GET /beneficiaries
      | what                           | permissions                         |
      | all beneficiaries page by page | ReadBeneficiariesDetail and ReadPAN |

    @feature-standing-orders
    Examples: GET /accounts/{AccountId}/standing-orders
      | what                           | permissions                          |
      | each account's standing orders | ReadStandingOrdersDetail and ReadPAN |

    @feature-bulk-standing-orders
    Examples: GET /standing-orders
      | what                             | permissions                          |
      | all standing orders page by page | ReadStandingOrdersDetail and ReadPAN |

    @feature-future-dated-payments
    Examples: GET /accounts/{AccountId}/future-dated-payments
      | what                                 | permissions                               |
      | each account's future-dated payments | ReadFutureDatedPaymentsDetail and ReadPAN |

    @feature-bulk-future-dated-payments
    Examples: GET /future-dated-payments
      | what                                   | permissions                               |
      | all future-dated payments page by page | ReadFutureDatedPaymentsDetail and ReadPAN |

    @feature-statement-transactions
    Examples: GET /accounts/{AccountId}/statements/{StatementId}/transactions
      | what                          | permissions                                                                         |
      | each statement's transactions | ReadTransactionsBasic, ReadTransactionsCredits, ReadTransactionsDebits and ReadPAN  |
      | each statement's transactions | ReadTransactionsDetail, ReadTransactionsCredits, ReadTransactionsDebits and ReadPAN |
