# Transactions, 2 and 3, and the pages on filtering and on date formats.
@transactions
Feature: Transactions of accounts
  What was booked and what is pending, as far as the consent's permissions and
  its window reach. A filter shows a part of that, and never more.

  @mandatory @TRX-01 @consent @reads-only
  Scenario: TransactionIds are unique and stay
    Given a consent for transactions in Basic
    When the AISP reads an account's transactions page by page
    Then no item comes twice
    And the next call gives the same ids

  @mandatory @TRX-01 @consent @clock @feature-refresh-tokens
  Scenario: A month later a transaction has the id that it had
    Given a consent for transactions in Basic
    And the AISP has read an account's transactions page by page
    And 30 days have passed
    And the customer has authorised the consent again
    When the AISP reads an account's transactions page by page
    Then none of those of before is missing, as far as they are not too old

  @mandatory @TRX-02 @consent @reads-only
  Scenario Outline: Only transactions of the window are shown, <which end>
    Given a window <which end> the middle of the customer's transactions
    And a consent for transactions in Detail
    When the AISP reads each account's transactions page by page
    Then every item lies in the window
    And none of those in the window is missing

    Examples:
      | which end |
      | from      |
      | to        |

  @mandatory @TRX-02 @consent @reads-only @feature-transactions
  Scenario: Only transactions of the window are shown in bulk
    Given a window from the middle of the customer's transactions
    And a consent for transactions in Basic
    When the AISP reads all transactions page by page
    Then every item lies in the window
    And none of those in the window is missing

  @mandatory @consent @reads-only
  Scenario Outline: A filter by booking date, <filter>
    Given a consent for transactions in Basic
    And the AISP has read an account's transactions page by page
    When the AISP reads them again <filter>
    Then they are those that the filter selects, all of them

    @TRX-03
    Examples: From a date-time on
      | filter             |
      | from the middle on |

    @TRX-04
    Examples: Up to a date-time
      | filter           |
      | up to the middle |

    @TRX-05
    Examples: Both
      | filter                             |
      | from the first quarter to the last |

    @TRX-06
    Examples: A date alone, and a date-time without a zone
      | filter                        |
      | from the day of the middle on |
      | up to the day of the middle   |
      | from the first quarter on     |

  @mandatory @consent @reads-only @feature-transactions
  Scenario Outline: A filter by booking date in bulk, <filter>
    Given a consent for transactions in Basic
    And the AISP has read all transactions page by page
    When the AISP reads them again <filter>
    Then they are those that the filter selects, all of them

    @TRX-03
    Examples: From a date-time on
      | filter             |
      | from the middle on |

    @TRX-04
    Examples: Up to a date-time
      | filter           |
      | up to the middle |

  @conditional @TRX-07 @consent @reads-only
  Scenario: A zone in a filter is ignored
    Given a consent for transactions in Basic
    And the AISP has read an account's transactions page by page
    When the AISP reads them again from the middle on, in another zone
    Then they are those that the filter selects, all of them

  @mandatory @TRX-05 @consent @reads-only
  Scenario: A filter does not widen the window
    Given a window from the middle of the customer's transactions
    And a consent for transactions in Basic
    And the query's "fromBookingDateTime" is "2000-01-01T00:00:00"
    When the AISP reads each account's transactions page by page
    Then every item lies in the window
    And none of those in the window is missing

  @mandatory @TRX-05 @consent @reads-only
  Scenario: A filter that the window does not reach
    Given a window from the middle of the customer's transactions
    And a consent for transactions in Basic
    And a filter that ends before the window begins
    When the AISP reads each account's transactions
    Then every answer is 200
    And every answer holds an empty list

  @mandatory @TRX-08 @consent @reads-only
  Scenario Outline: A filter that is no date is refused: <name> is <value>
    Given a consent for transactions in Basic
    And the query's "<name>" is "<value>"
    When the AISP reads an account's transactions
    Then the answer is 400
    And the answer holds no data

    Examples:
      | name                | value               |
      | fromBookingDateTime | yesterday           |
      | fromBookingDateTime | 2026-02-30          |
      | fromBookingDateTime | 1767225600          |
      | fromBookingDateTime | 2026-01-01T25:00:00 |
      | toBookingDateTime   | 01/02/2026          |
      | toBookingDateTime   | 2026-13-01T00:00:00 |

  @conditional @TRX-09 @consent @reads-only
  Scenario Outline: A filter that makes no sense is refused: <name> <first> and <other> <second>
    Given a consent for transactions in Basic
    And the query's "<name>" is "<first>"
    And the query's "<other>" is "<second>"
    When the AISP reads an account's transactions
    Then the answer is 400

    Examples:
      | name                | first      | other               | second     |
      | fromBookingDateTime | 2026-03-01 | toBookingDateTime   | 2026-02-01 |
      | fromBookingDateTime | 2026-02-01 | fromBookingDateTime | 2026-03-01 |

  @mandatory @TRX-10 @consent @reads-only
  Scenario: Balances after transactions add up
    Given a consent for transactions in Detail
    When the AISP reads an account's transactions page by page
    Then the balance after each transaction is that before it and its amount

  @mandatory @BAL-04 @consent @reads-only
  Scenario: A balance of zero after a transaction
    Given a consent for transactions in Detail
    When the AISP reads each account's transactions page by page
    Then a balance of zero is a Credit

  @mandatory @TRX-11 @consent @reads-only
  Scenario: What is booked is not in the future
    Given a consent for transactions in Basic
    When the AISP reads each account's transactions
    Then nothing that is Booked was booked in the future

  @mandatory @TRX-12 @consent @reads-only
  Scenario: Amounts of other currencies
    Given a consent for transactions in Detail
    When the AISP reads each account's transactions page by page
    Then the exchange rate turns each instructed amount into the amount

  @mandatory @TRX-13 @consent @reads-only
  Scenario: Amounts and directions
    Given a consent for transactions in Basic
    When the AISP reads each account's transactions
    Then each amount is in the currency of its account
    And each direction is Credit or Debit

  @mandatory @ACC-07 @consent @reads-only
  Scenario: IBANs of the other side have the right check digits
    Given a consent for transactions in Detail
    When the AISP reads each account's transactions
    Then every IBAN has the right check digits
