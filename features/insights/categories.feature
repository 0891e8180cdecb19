# The list of categories: section 6.7 of the reference, and how transactions come
# to theirs.
@categories
Feature: Categories
  Every transaction has a category; the list tells which there are and how they
  hang together.

  @mandatory @CAT-01
  Scenario: The list is fetched without a body
    When the client calls Category List
    Then the answer is 200
    And the answer lists at least 20 categories
    And every category's "id" is a text
    And every category's "name" is a text
    And every category's "parents" is a list

  @mandatory @CAT-02
  Scenario: Some categories are roots, and every parent is in the list
    When the client calls Category List
    Then some category's "parents" is []
    And every parent is itself a category

  @mandatory @CAT-03
  Scenario: Health Insurance is an insurance
    When the client calls Category List
    Then category "62ca48cb-949d-593c-9e5d-657b2c36cafc" is below "7a7e8a81-9447-533d-88a3-494d2ec14f09"
    And some category's "parents" is ["7a7e8a81-9447-533d-88a3-494d2ec14f09"]

  @mandatory @CAT-04
  Scenario: The id of a category is a UUID of its own
    When the client calls Category List
    Then every category's "id" is a UUID
    And each "id" is there once among the categories

  @mandatory @CAT-05
  Scenario: The categories of the household's transactions are in the list
    Given a stored account
    And the account holds the household's five months
    When the client calls the Categorization report with:
      | report_days | 200 |
    Then the answer lists 25 transactions
    And every category of the answer is in the Category List

  @mandatory @CAT-05 @consumer
  Scenario: The categories of a bank's transactions are in the list
    Given a consumer whose data were acquired with:
      | username | acin-demo-data |
    When the client calls the Categorization report
    Then the answer lists at least 20 transactions
    And every category of the answer is in the Category List

  @mandatory @CAT-06
  Scenario: Salary, rent, groceries and an insurance are told apart
    Given a stored account
    And the account holds the household's five months
    When the client calls the Categorization report with:
      | report_days | 200 |
    Then OUR SALARY, OUR RENT, OUR GROCERIES and OUR INSURANCE have categories of their own

  @mandatory @RPT-ALL-13
  Scenario: The same transactions have the same categories each time
    Given a stored account
    And the account holds the household's five months
    And the client has called the Categorization report
    When the client calls the Categorization report
    Then the answer is as before

  @mandatory @RPT-CTG-10
  Scenario: category_ids of the client are the categories
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  | reference     | category_ids                             |
      | t1 | 2 days ago | 100    | DEBIT | Miete Wohnung | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] |
    When the client calls the Categorization report
    Then the answer lists the transactions t1
    And every transaction's "categories.0.id" is 62ca48cb-949d-593c-9e5d-657b2c36cafc

  @mandatory @RPT-CTG-10
  Scenario: category_ids come to a transaction by an update, too
    Given a stored account
    And the account holds these transactions:
      | id | date       | amount | type  | reference     |
      | t1 | 2 days ago | 100    | DEBIT | Miete Wohnung |
    And the client has called Update Transactions with:
      | transactions.0.insights_transaction_id | t1                                       |
      | transactions.0.category_ids            | ["62ca48cb-949d-593c-9e5d-657b2c36cafc"] |
    When the client calls the Categorization report
    Then every transaction's "categories.0.id" is 62ca48cb-949d-593c-9e5d-657b2c36cafc
