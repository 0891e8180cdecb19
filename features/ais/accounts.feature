# Accounts, 2 and 3: which accounts a consent opens, and what is said of them.
@accounts
Feature: A customer's accounts
  The customer chooses at the bank which accounts the AISP may see. The AISP
  learns their ids here, and asks for everything else by them.

  @mandatory @ACC-01 @consent @scripted
  Scenario: The accounts are those that the customer chose
    Given the customer chooses the first account alone
    And a consent for ReadAccountsBasic
    When the AISP reads the accounts
    Then there is one account, the customer's first

  @mandatory @ACC-01 @consent @scripted
  Scenario: All that the customer chose are there
    Given a consent for ReadAccountsBasic
    When the AISP reads the accounts
    Then the accounts are those on the ASPSP's record of the consent

  @mandatory @ACC-01 @consent @scripted
  Scenario Outline: Accounts that the customer did not choose are not among <what>
    Given the customer chooses the first account alone
    And a consent for <permission> and what it needs
    When the AISP reads <what>
    Then the items are of the customer's first account alone

    @feature-balances
    Examples: Balances
      | what         | permission   |
      | all balances | ReadBalances |

    @feature-transactions
    Examples: Transactions
      | what             | permission            |
      | all transactions | ReadTransactionsBasic |

  @mandatory @ACC-02 @consent @reads-only
  Scenario Outline: One account is what its entry in the list is, with <permission>
    Given a consent for <permission>
    When the AISP reads each account
    Then every answer is 200
    And each is what its entry in the list is

    Examples:
      | permission         |
      | ReadAccountsBasic  |
      | ReadAccountsDetail |

  @mandatory @ACC-03 @consent @reads-only
  Scenario: AccountIds are the same in the next call
    Given a consent for ReadAccountsBasic
    When the AISP has read the accounts
    Then the customer's accounts are the same as before

  @mandatory @ACC-03 @consent
  Scenario: AccountIds are the same when the customer has authenticated again
    Given a consent for ReadAccountsBasic
    And the AISP has read the accounts
    When the customer authorises the consent
    Then the customer's accounts are the same as before

  @mandatory @ACC-04 @consent @scripted
  Scenario Outline: An account that the customer did not choose is refused: <what>
    Given the customer chooses the first account alone
    And a consent for <permission> and what it needs
    And the AccountId of an account that the customer did not choose
    When the AISP reads <what>
    Then the answer is 403
    And the answer holds no data

    Examples:
      | what                        | permission              |
      | that account                | ReadAccountsDetail      |
      | that account's balances     | ReadBalances            |
      | that account's transactions | ReadTransactionsDetail  |

  @mandatory @ACC-04 @consent @scripted
  Scenario Outline: Another customer's account is refused: <what>
    Given a consent for <permission> and what it needs
    And the AccountId of an account of basma's
    When the AISP reads <what>
    Then the answer is 403
    And the answer holds no data

    Examples:
      | what                        | permission              |
      | that account                | ReadAccountsDetail      |
      | that account's balances     | ReadBalances            |
      | that account's transactions | ReadTransactionsDetail  |

  @conditional @ACC-05 @consent @scripted
  Scenario: Whether there is an account is not told
    Given a consent for ReadAccountsBasic
    And the AccountId of an account of basma's
    When the AISP reads that account
    Then an account that there is not is answered alike

  @mandatory @ACC-06 @consent @scripted
  Scenario: A customer without accounts
    Given dana's consent for ReadAccountsDetail
    When the AISP reads the accounts
    Then every answer is 200
    And every answer holds an empty list

  @mandatory @ACC-07 @consent @reads-only
  Scenario: IBANs have the right check digits
    Given a consent for ReadAccountsDetail
    When the AISP reads the accounts
    Then every IBAN has the right check digits

  @mandatory @PERM-03 @consent @reads-only
  Scenario: Basic shows no numbers of accounts
    Given a consent for ReadAccountsBasic
    When the AISP reads the accounts
    Then every answer is 200
    And no item shows Account
    And no item shows Servicer

  @mandatory @PERM-04 @consent @reads-only
  Scenario: Detail shows the numbers of all accounts
    Given a consent for ReadAccountsDetail
    When the AISP reads the accounts
    Then every answer is 200
    And every item shows Account
