# Sharing Product Details, 2: what the bank offers to everybody.
@product-details
Feature: Product details
  What the bank offers is no customer's secret. The AISP reads it in its own
  name, with a token for products.

  @mandatory @PRD-01 @products
  Scenario: The AISP reads the product details
    When the AISP reads the product details
    Then every answer is 200
    And the answer names a product

  @mandatory @PRD-02 @products
  Scenario: A token for accounts does not open the product details
    Given the AISP uses a client credentials token
    When the AISP reads the product details
    Then the answer is 403

  @mandatory @PRD-02 @products @consent
  Scenario: The customer's token does not open the product details
    Given a consent for ReadAccountsBasic
    And the AISP uses the customer's token
    When the AISP reads the product details
    Then the answer is 403
