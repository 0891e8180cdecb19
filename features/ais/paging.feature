# The page on pagination: how an AISP gets through a list that does not fit into
# one answer.
@paging
Feature: Paging through a long list
  The bank decides how many items go on a page and what its links look like. The
  AISP follows Links.Next until there is none.

  @mandatory @PAG-01 @consent @reads-only
  Scenario: Each item comes once
    Given a consent for transactions in Basic
    And the AISP has read an account's transactions
    When the AISP follows the pages to their end
    Then no item comes twice

  @mandatory @PAG-01 @consent @scripted
  Scenario: Each of five thousand items comes once
    Given yusuf's consent for transactions in Basic
    And the AISP has read an account's transactions
    When the AISP follows the pages to their end
    Then no item comes twice

  @mandatory @PAG-01 @consent @reads-only @feature-transactions
  Scenario: Each item of all accounts comes once
    Given a consent for transactions in Basic
    And the AISP has read all transactions
    When the AISP follows the pages to their end
    Then no item comes twice

  @mandatory @PAG-02 @consent @reads-only
  Scenario: No item is lost between pages
    Given a consent for transactions in Basic
    And the AISP has read an account's transactions page by page
    When the AISP reads them again in two halves
    Then both halves together are what came before

  @mandatory @PAG-03 @consent @reads-only
  Scenario: Pages begin and end
    Given a consent for transactions in Basic
    When the AISP reads an account's transactions page by page
    Then the first page has no Links.Prev, and the last no Links.Next

  @mandatory @PAG-04 @consent @reads-only
  Scenario: Links of pages keep the filter
    Given a consent for transactions in Basic
    And the query's "fromBookingDateTime" is "2001-01-01T00:00:00"
    When the AISP reads an account's transactions page by page
    Then the links of each page are absolute and keep the query

  @mandatory @PAG-04 @consent @scripted
  Scenario: A filter holds on every page
    Given yusuf's consent for transactions in Basic
    And the AISP has read an account's transactions page by page
    When the AISP reads them again from the middle on
    Then they are those that the filter selects, all of them

  @mandatory @PAG-05 @consent @reads-only
  Scenario: The number of pages is true
    Given a consent for transactions in Basic
    When the AISP reads an account's transactions page by page
    Then Meta.TotalPages is how many pages there are

  @mandatory @PAG-06 @consent @reads-only
  Scenario: A link that was tampered with
    Given a consent for transactions in Basic
    And the AISP has read an account's transactions
    When the AISP follows Links.Next that was tampered with
    Then the answer is the client's error
    And the answer holds no data

  @mandatory @PAG-07 @consent
  Scenario: A link opens nothing for a consent that grants no transactions
    Given another consent of the AISP that is Authorised
    And a consent for transactions in Basic
    And the AISP has read an account's transactions
    When the AISP follows Links.Next with the other consent's token
    Then the answer is the client's error
    And the answer holds no data

  @mandatory @PAG-07 @consent @scripted
  Scenario: A link opens nothing for another consent of the same customer
    Given a request for transactions in Basic
    And another consent of the AISP that is Authorised
    And a consent on that request that is Authorised
    And the AISP has read an account's transactions
    When the AISP follows Links.Next with the other consent's token
    Then the answer is the client's error
    And the answer holds no data

  @mandatory @PAG-08 @consent @clock @feature-refresh-tokens
  Scenario: New transactions neither repeat nor hide others
    Given yusuf's consent for transactions in Basic
    And the AISP has read an account's transactions
    And 24 hours have passed
    And the AISP has refreshed the customer's token
    When the AISP follows the pages to their end
    Then no item comes twice
    And none is missing that was there before

  @conditional @PAG-09 @consent @reads-only
  Scenario: Pages are neither short nor very long
    Given a consent for transactions in Basic
    When the AISP reads an account's transactions page by page
    Then each page but the last holds 25 to 1000 items

  @mandatory @PAG-10 @consent @reads-only
  Scenario: The other links lead where they say
    Given a consent for transactions in Basic
    When the AISP reads an account's transactions page by page
    Then Links.First, Links.Prev and Links.Last lead where they say
