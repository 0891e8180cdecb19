# Accounts, 2, the pages on security and on status codes: what holds of every
# resource of account data alike.
@resources
Feature: What all account data shares
  A resource of an account tells of that account, one in bulk of all accounts
  that the customer chose. Whoever may not read it learns nothing.

  @mandatory @RES-01 @consent @reads-only
  Scenario Outline: The items are of the account that was asked for: <what>
    Given a consent for <permission> and what it needs
    When the AISP reads <what>
    Then each item bears the AccountId of its account

    Examples: Balances
      | what                    | permission   |
      | each account's balances | ReadBalances |

    Examples: Transactions
      | what                        | permission            |
      | each account's transactions | transactions in Basic |

    @feature-beneficiaries
    Examples: Beneficiaries
      | what                         | permission             |
      | each account's beneficiaries | ReadBeneficiariesBasic |

    @feature-direct-debits
    Examples: Direct debits
      | what                         | permission       |
      | each account's direct debits | ReadDirectDebits |

    @feature-standing-orders
    Examples: Standing orders
      | what                           | permission              |
      | each account's standing orders | ReadStandingOrdersBasic |

    @feature-future-dated-payments
    Examples: Future-dated payments
      | what                                 | permission                   |
      | each account's future-dated payments | ReadFutureDatedPaymentsBasic |

    @feature-offers
    Examples: Offers
      | what                  | permission |
      | each account's offers | ReadOffers |

    @feature-statements
    Examples: Statements
      | what                      | permission          |
      | each account's statements | ReadStatementsBasic |

    @feature-statements
    Examples: A statement
      | what           | permission          |
      | each statement | ReadStatementsBasic |

    @feature-statement-transactions
    Examples: A statement's transactions
      | what                          | permission            |
      | each statement's transactions | transactions in Basic |

  @mandatory @RES-02 @consent @reads-only
  Scenario Outline: The bulk is the sum of the accounts: <resource>
    Given a consent for <permission> and what it needs
    When the AISP reads all <resource> page by page
    Then they are those of the single accounts together

    @feature-balances
    Examples: Balances
      | resource | permission   |
      | balances | ReadBalances |

    @feature-transactions
    Examples: Transactions
      | resource     | permission            |
      | transactions | transactions in Basic |

    @feature-bulk-beneficiaries @feature-beneficiaries
    Examples: Beneficiaries
      | resource      | permission             |
      | beneficiaries | ReadBeneficiariesBasic |

    @feature-bulk-direct-debits @feature-direct-debits
    Examples: Direct debits
      | resource      | permission       |
      | direct debits | ReadDirectDebits |

    @feature-bulk-standing-orders @feature-standing-orders
    Examples: Standing orders
      | resource        | permission              |
      | standing orders | ReadStandingOrdersBasic |

    @feature-bulk-future-dated-payments @feature-future-dated-payments
    Examples: Future-dated payments
      | resource              | permission                   |
      | future-dated payments | ReadFutureDatedPaymentsBasic |

    @feature-bulk-offers @feature-offers
    Examples: Offers
      | resource | permission |
      | offers   | ReadOffers |

    @feature-bulk-statements @feature-statements
    Examples: Statements
      | resource   | permission          |
      | statements | ReadStatementsBasic |

  @mandatory @RES-03 @consent @reads-only
  Scenario Outline: An account that has none of it is answered with an empty list: <resource>
    Given a consent for <permission> and what it needs
    When the AISP reads each account's <resource>
    Then every answer is 200
    And what an account has none of is an empty list

    @feature-beneficiaries
    Examples: Beneficiaries
      | resource      | permission             |
      | beneficiaries | ReadBeneficiariesBasic |

    @feature-direct-debits
    Examples: Direct debits
      | resource      | permission       |
      | direct debits | ReadDirectDebits |

    @feature-standing-orders
    Examples: Standing orders
      | resource        | permission              |
      | standing orders | ReadStandingOrdersBasic |

    @feature-future-dated-payments
    Examples: Future-dated payments
      | resource              | permission                   |
      | future-dated payments | ReadFutureDatedPaymentsBasic |

    @feature-offers
    Examples: Offers
      | resource | permission |
      | offers   | ReadOffers |

  @mandatory @RES-04 @consent @scripted
  Scenario Outline: A customer without accounts has an empty list: <resource>
    Given dana's consent for <permission> and what it needs
    When the AISP reads all <resource>
    Then every answer is 200
    And every answer holds an empty list

    @feature-balances
    Examples: Balances
      | resource | permission   |
      | balances | ReadBalances |

    @feature-transactions
    Examples: Transactions
      | resource     | permission            |
      | transactions | transactions in Basic |

    @feature-bulk-beneficiaries
    Examples: Beneficiaries
      | resource      | permission             |
      | beneficiaries | ReadBeneficiariesBasic |

    @feature-bulk-direct-debits
    Examples: Direct debits
      | resource      | permission       |
      | direct debits | ReadDirectDebits |

    @feature-bulk-standing-orders
    Examples: Standing orders
      | resource        | permission              |
      | standing orders | ReadStandingOrdersBasic |

    @feature-bulk-future-dated-payments
    Examples: Future-dated payments
      | resource              | permission                   |
      | future-dated payments | ReadFutureDatedPaymentsBasic |

    @feature-bulk-offers
    Examples: Offers
      | resource | permission |
      | offers   | ReadOffers |

    @feature-bulk-statements
    Examples: Statements
      | resource   | permission          |
      | statements | ReadStatementsBasic |

  @mandatory @RES-05 @consent @reads-only
  Scenario Outline: An AccountId that is not in the consent is refused: <what>
    Given a consent for <permission> and what it needs
    And the AccountId of an account that there is not
    When the AISP reads <what>
    Then the answer is 403
    And the answer holds no data

    Examples: An account
      | what         | permission         |
      | that account | ReadAccountsDetail |

    Examples: Balances
      | what                    | permission   |
      | that account's balances | ReadBalances |

    Examples: Transactions
      | what                        | permission            |
      | that account's transactions | transactions in Basic |

    @feature-beneficiaries
    Examples: Beneficiaries
      | what                         | permission             |
      | that account's beneficiaries | ReadBeneficiariesBasic |

    @feature-direct-debits
    Examples: Direct debits
      | what                         | permission       |
      | that account's direct debits | ReadDirectDebits |

    @feature-standing-orders
    Examples: Standing orders
      | what                           | permission              |
      | that account's standing orders | ReadStandingOrdersBasic |

    @feature-future-dated-payments
    Examples: Future-dated payments
      | what                                 | permission                   |
      | that account's future-dated payments | ReadFutureDatedPaymentsBasic |

    @feature-offers
    Examples: Offers
      | what                  | permission |
      | that account's offers | ReadOffers |

    @feature-statements
    Examples: Statements
      | what                      | permission          |
      | that account's statements | ReadStatementsBasic |

    @feature-parties
    Examples: Parties
      | what                   | permission |
      | that account's parties | ReadParty  |

    @feature-party
    Examples: Party
      | what                 | permission |
      | that account's party | ReadParty  |

    @feature-supplementary-account-info
    Examples: Supplementary information
      | what                                     | permission                   |
      | that account's supplementary information | ReadSupplementaryAccountInfo |

    @feature-statements
    Examples: A statement
      | what           | permission           |
      | that statement | ReadStatementsDetail |

    @feature-statement-transactions
    Examples: A statement's transactions
      | what                          | permission            |
      | that statement's transactions | transactions in Basic |

    @feature-statement-file
    Examples: A statement's file
      | what                  | permission           |
      | that statement's file | ReadStatementsDetail |

  @mandatory @RES-06 @consent @reads-only
  Scenario Outline: The AISP's own token opens no customer's data: <what>
    Given a consent for <permission> and what it needs
    And the AISP uses a client credentials token
    When the AISP reads <what>
    Then the answer is 403
    And the answer holds no data

    Examples: Accounts
      | what         | permission         |
      | the accounts | ReadAccountsDetail |
      | an account   | ReadAccountsDetail |

    Examples: Balances
      | what                  | permission   |
      | an account's balances | ReadBalances |

    @feature-balances
    Examples: Balances in bulk
      | what         | permission   |
      | all balances | ReadBalances |

    Examples: Transactions
      | what                      | permission            |
      | an account's transactions | transactions in Basic |

    @feature-transactions
    Examples: Transactions in bulk
      | what             | permission            |
      | all transactions | transactions in Basic |

    @feature-beneficiaries
    Examples: Beneficiaries
      | what                       | permission             |
      | an account's beneficiaries | ReadBeneficiariesBasic |

    @feature-bulk-beneficiaries
    Examples: Beneficiaries in bulk
      | what              | permission             |
      | all beneficiaries | ReadBeneficiariesBasic |

    @feature-direct-debits
    Examples: Direct debits
      | what                       | permission       |
      | an account's direct debits | ReadDirectDebits |

    @feature-bulk-direct-debits
    Examples: Direct debits in bulk
      | what              | permission       |
      | all direct debits | ReadDirectDebits |

    @feature-standing-orders
    Examples: Standing orders
      | what                         | permission              |
      | an account's standing orders | ReadStandingOrdersBasic |

    @feature-bulk-standing-orders
    Examples: Standing orders in bulk
      | what                | permission              |
      | all standing orders | ReadStandingOrdersBasic |

    @feature-future-dated-payments
    Examples: Future-dated payments
      | what                               | permission                   |
      | an account's future-dated payments | ReadFutureDatedPaymentsBasic |

    @feature-bulk-future-dated-payments
    Examples: Future-dated payments in bulk
      | what                      | permission                   |
      | all future-dated payments | ReadFutureDatedPaymentsBasic |

    @feature-offers
    Examples: Offers
      | what                | permission |
      | an account's offers | ReadOffers |

    @feature-bulk-offers
    Examples: Offers in bulk
      | what       | permission |
      | all offers | ReadOffers |

    @feature-statements
    Examples: Statements
      | what                    | permission          |
      | an account's statements | ReadStatementsBasic |

    @feature-bulk-statements
    Examples: Statements in bulk
      | what           | permission          |
      | all statements | ReadStatementsBasic |

    @feature-parties
    Examples: Parties
      | what                 | permission |
      | an account's parties | ReadParty  |

    @feature-party
    Examples: The party of an account
      | what               | permission |
      | an account's party | ReadParty  |

    @feature-supplementary-account-info
    Examples: Supplementary information
      | what                                   | permission                   |
      | an account's supplementary information | ReadSupplementaryAccountInfo |

    @feature-psu-party
    Examples: The party
      | what      | permission |
      | the party | ReadParty  |

    @feature-statements
    Examples: A statement
      | what        | permission           |
      | a statement | ReadStatementsDetail |

    @feature-statement-transactions
    Examples: A statement's transactions
      | what                       | permission            |
      | a statement's transactions | transactions in Basic |

    @feature-statement-file
    Examples: A statement's file
      | what               | permission           |
      | a statement's file | ReadStatementsDetail |

  @mandatory @RES-07 @consent
  Scenario Outline: After a revoke nothing is served, though it was read before: <what>
    Given a consent for <permission> and what it needs
    And the AISP has read <what>
    And the AISP has revoked the consent
    When the AISP reads <what>
    Then the answer is 401

    Examples: Accounts
      | what         | permission         |
      | the accounts | ReadAccountsDetail |
      | an account   | ReadAccountsDetail |

    Examples: Balances
      | what                  | permission   |
      | an account's balances | ReadBalances |

    @feature-balances
    Examples: Balances in bulk
      | what         | permission   |
      | all balances | ReadBalances |

    Examples: Transactions
      | what                      | permission            |
      | an account's transactions | transactions in Basic |

    @feature-transactions
    Examples: Transactions in bulk
      | what             | permission            |
      | all transactions | transactions in Basic |

    @feature-beneficiaries
    Examples: Beneficiaries
      | what                       | permission             |
      | an account's beneficiaries | ReadBeneficiariesBasic |

    @feature-bulk-beneficiaries
    Examples: Beneficiaries in bulk
      | what              | permission             |
      | all beneficiaries | ReadBeneficiariesBasic |

    @feature-direct-debits
    Examples: Direct debits
      | what                       | permission       |
      | an account's direct debits | ReadDirectDebits |

    @feature-bulk-direct-debits
    Examples: Direct debits in bulk
      | what              | permission       |
      | all direct debits | ReadDirectDebits |

    @feature-standing-orders
    Examples: Standing orders
      | what                         | permission              |
      | an account's standing orders | ReadStandingOrdersBasic |

    @feature-bulk-standing-orders
    Examples: Standing orders in bulk
      | what                | permission              |
      | all standing orders | ReadStandingOrdersBasic |

    @feature-future-dated-payments
    Examples: Future-dated payments
      | what                               | permission                   |
      | an account's future-dated payments | ReadFutureDatedPaymentsBasic |

    @feature-bulk-future-dated-payments
    Examples: Future-dated payments in bulk
      | what                      | permission                   |
      | all future-dated payments | ReadFutureDatedPaymentsBasic |

    @feature-offers
    Examples: Offers
      | what                | permission |
      | an account's offers | ReadOffers |

    @feature-bulk-offers
    Examples: Offers in bulk
      | what       | permission |
      | all offers | ReadOffers |

    @feature-statements
    Examples: Statements
      | what                    | permission          |
      | an account's statements | ReadStatementsBasic |

    @feature-bulk-statements
    Examples: Statements in bulk
      | what           | permission          |
      | all statements | ReadStatementsBasic |

    @feature-parties
    Examples: Parties
      | what                 | permission |
      | an account's parties | ReadParty  |

    @feature-party
    Examples: The party of an account
      | what               | permission |
      | an account's party | ReadParty  |

    @feature-supplementary-account-info
    Examples: Supplementary information
      | what                                   | permission                   |
      | an account's supplementary information | ReadSupplementaryAccountInfo |

    @feature-psu-party
    Examples: The party
      | what      | permission |
      | the party | ReadParty  |

    @feature-statements
    Examples: A statement
      | what        | permission           |
      | a statement | ReadStatementsDetail |

    @feature-statement-transactions
    Examples: A statement's transactions
      | what                       | permission            |
      | a statement's transactions | transactions in Basic |

    @feature-statement-file
    Examples: A statement's file
      | what               | permission           |
      | a statement's file | ReadStatementsDetail |

  @mandatory @RES-08 @consent @reads-only
  Scenario Outline: Data is only read: <method> to <what>
    Given a consent for all 20 permissions
    When the AISP sends <method> to <what>
    Then the answer is 405

    Examples: Accounts
      | method | what                      |
      | POST   | the accounts              |
      | PUT    | the accounts              |
      | DELETE | the accounts              |
      | POST   | an account                |
      | PUT    | an account                |
      | DELETE | an account                |
      | POST   | an account's balances     |
      | PUT    | an account's balances     |
      | DELETE | an account's balances     |
      | POST   | an account's transactions |
      | PUT    | an account's transactions |
      | DELETE | an account's transactions |

    @feature-balances
    Examples: Balances in bulk
      | method | what         |
      | DELETE | all balances |

    @feature-transactions
    Examples: Transactions in bulk
      | method | what             |
      | DELETE | all transactions |

    @feature-bulk-beneficiaries
    Examples: Beneficiaries in bulk
      | method | what              |
      | DELETE | all beneficiaries |

    @feature-beneficiaries
    Examples: Beneficiaries
      | method | what                       |
      | POST   | an account's beneficiaries |

    @feature-bulk-direct-debits
    Examples: Direct debits in bulk
      | method | what              |
      | DELETE | all direct debits |

    @feature-direct-debits
    Examples: Direct debits
      | method | what                       |
      | POST   | an account's direct debits |

    @feature-bulk-standing-orders
    Examples: Standing orders in bulk
      | method | what                |
      | DELETE | all standing orders |

    @feature-standing-orders
    Examples: Standing orders
      | method | what                         |
      | POST   | an account's standing orders |

    @feature-bulk-future-dated-payments
    Examples: Future-dated payments in bulk
      | method | what                      |
      | DELETE | all future-dated payments |

    @feature-future-dated-payments
    Examples: Future-dated payments
      | method | what                               |
      | POST   | an account's future-dated payments |

    @feature-bulk-offers
    Examples: Offers in bulk
      | method | what       |
      | DELETE | all offers |

    @feature-offers
    Examples: Offers
      | method | what                |
      | POST   | an account's offers |

    @feature-bulk-statements
    Examples: Statements in bulk
      | method | what           |
      | DELETE | all statements |

    @feature-statements
    Examples: Statements
      | method | what                    |
      | POST   | an account's statements |

  @mandatory @RES-09 @consent @reads-only
  Scenario Outline: Ids are unique and stay: <resource>
    Given a consent for <permission> and what it needs
    When the AISP reads each account's <resource>
    Then no item comes twice
    And the next call gives the same ids

    @feature-beneficiaries
    Examples: Beneficiaries
      | resource      | permission             |
      | beneficiaries | ReadBeneficiariesBasic |

    @feature-direct-debits
    Examples: Direct debits
      | resource      | permission       |
      | direct debits | ReadDirectDebits |

    @feature-standing-orders
    Examples: Standing orders
      | resource        | permission              |
      | standing orders | ReadStandingOrdersBasic |

    @feature-future-dated-payments
    Examples: Future-dated payments
      | resource              | permission                   |
      | future-dated payments | ReadFutureDatedPaymentsBasic |

    @feature-offers
    Examples: Offers
      | resource | permission |
      | offers   | ReadOffers |

    @feature-statements
    Examples: Statements
      | resource   | permission          |
      | statements | ReadStatementsBasic |

    @feature-parties
    Examples: Parties
      | resource | permission |
      | parties  | ReadParty  |

  @mandatory @RES-09 @consent @scripted @feature-parties
  Scenario: Ids of those who have to do with a company are unique and stay
    Given basma's consent for ReadParty and what it needs
    When the AISP reads each account's parties
    Then no item comes twice
    And the next call gives the same ids

  @conditional @RES-10 @consent @scripted
  Scenario Outline: What the bank does not offer is not found: <what>
    Given the ASPSP follows the script "lean-bank"
    And a consent for all 20 permissions
    When the AISP reads <what>
    Then the answer is 404

    Examples: In bulk
      | what                      |
      | all balances              |
      | all transactions          |
      | all beneficiaries         |
      | all direct debits         |
      | all standing orders       |
      | all future-dated payments |
      | all offers                |
      | all statements            |

    Examples: Of an account
      | what                                   |
      | an account's beneficiaries             |
      | an account's direct debits             |
      | an account's standing orders           |
      | an account's future-dated payments     |
      | an account's offers                    |
      | an account's statements                |
      | an account's parties                   |
      | an account's party                     |
      | an account's supplementary information |
      | the party                              |

  @mandatory @RES-11 @consent @reads-only
  Scenario Outline: An AccountId that cannot be one is the client's mistake: <what> with <oddity>
    Given a consent for ReadBalances and what it needs
    And an AccountId with <oddity>
    When the AISP reads <what>
    Then the answer is the client's error
    And the answer holds no data

    Examples:
      | what                    | oddity                 |
      | that account            | a slash in it          |
      | that account's balances | a slash in it          |
      | that account            | dots for the parent    |
      | that account's balances | dots for the parent    |
      | that account            | a NUL in it            |
      | that account's balances | a NUL in it            |
      | that account            | 10,000 characters      |
      | that account's balances | 10,000 characters      |
      | that account            | Arabic letters         |
      | that account's balances | Arabic letters         |
      | that account            | a line break in it     |
      | that account's balances | a line break in it     |
      | that account            | a quote and a comment  |
      | that account's balances | a quote and a comment  |
      | that account            | bytes that are no text |
      | that account's balances | bytes that are no text |

  @mandatory @RES-11 @consent @reads-only @feature-statements
  Scenario Outline: A StatementId that cannot be one is the client's mistake: <oddity>
    Given a consent for ReadStatementsDetail and what it needs
    And a StatementId with <oddity>
    When the AISP reads that statement
    Then the answer is the client's error
    And the answer holds no data

    Examples:
      | oddity                 |
      | a slash in it          |
      | dots for the parent    |
      | a NUL in it            |
      | 10,000 characters      |
      | Arabic letters         |
      | a line break in it     |
      | a quote and a comment  |
      | bytes that are no text |

  @mandatory @RES-12 @consent
  Scenario Outline: A token opens what its own consent grants, not what another does: <what>
    Given a request for all 20 permissions
    And another consent of the AISP that is Authorised
    And a consent for ReadAccountsBasic
    And the AISP has read <what> with the other consent's token
    When the AISP reads <what>
    Then the answer is 403
    And the answer holds no data

    Examples:
      | what                      |
      | an account's balances     |
      | an account's transactions |

  @mandatory @RES-12 @consent @scripted
  Scenario: A token opens the accounts of its own consent, not those of another
    Given another consent of the AISP that is Authorised
    And the customer chooses the first account alone
    And a consent for ReadBalances and what it needs
    And the AccountId of an account that the customer did not choose
    When the AISP reads that account's balances
    Then the answer is 403

  @mandatory @HTTP-CT-03 @consent @reads-only
  Scenario Outline: A request that accepts no JSON is refused: <what>
    Given a consent for <permission> and what it needs
    And the request's header "Accept" is "text/html"
    When the AISP reads <what>
    Then the answer is 406

    Examples:
      | what                      | permission            |
      | the accounts              | ReadAccountsBasic     |
      | an account's balances     | ReadBalances          |
      | an account's transactions | transactions in Basic |

  @mandatory @HTTP-ID-01 @consent @reads-only
  Scenario Outline: The interaction id is played back: <what>
    Given a consent for <permission> and what it needs
    And the request's header "x-fapi-interaction-id" is "93bac548-d2de-4546-b106-880a5018460d"
    When the AISP reads <what>
    Then the answer's header "x-fapi-interaction-id" is "93bac548-d2de-4546-b106-880a5018460d"

    Examples:
      | what                      | permission            |
      | the accounts              | ReadAccountsBasic     |
      | an account's balances     | ReadBalances          |
      | an account's transactions | transactions in Basic |
