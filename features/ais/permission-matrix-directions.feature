# Generated from the table of permissions: go generate ./cmd/sandbank
# Permissions, 2.4: what each permission opens and shows, one row a cell.
@permission-matrix @consent @reads-only
Feature: Credits and debits
  Which transactions an AISP sees, money that comes in or money that goes out, is
  for the permissions to say.

  @mandatory @PERM-06
  Scenario Outline: Credits alone in <what>
    Given a consent for ReadTransactionsBasic and ReadTransactionsCredits and what they need
    When the AISP reads <what>
    Then every answer is 200
    And every item is a credit

    Examples: GET /accounts/{AccountId}/transactions
      | what                        |
      | each account's transactions |

    @feature-transactions
    Examples: GET /transactions
      | what             |
      | all transactions |

    @feature-statement-transactions
    Examples: GET /accounts/{AccountId}/statements/{StatementId}/transactions
      | what                          |
      | each statement's transactions |

  @mandatory @PERM-07
  Scenario Outline: Debits alone in <what>
    Given a consent for ReadTransactionsBasic and ReadTransactionsDebits and what they need
    When the AISP reads <what>
    Then every answer is 200
    And every item is a debit

    Examples: GET /accounts/{AccountId}/transactions
      | what                        |
      | each account's transactions |

    @feature-transactions
    Examples: GET /transactions
      | what             |
      | all transactions |

    @feature-statement-transactions
    Examples: GET /accounts/{AccountId}/statements/{StatementId}/transactions
      | what                          |
      | each statement's transactions |

  @mandatory @PERM-08
  Scenario Outline: Credits and debits in <what>
    Given a consent for ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits and what they need
    When the AISP reads <what>
    Then every answer is 200
    And credits and debits are both there

    Examples: GET /accounts/{AccountId}/transactions
      | what                        |
      | each account's transactions |

    @feature-transactions
    Examples: GET /transactions
      | what             |
      | all transactions |

    @feature-statement-transactions
    Examples: GET /accounts/{AccountId}/statements/{StatementId}/transactions
      | what                          |
      | each statement's transactions |
