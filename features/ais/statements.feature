# Statements, 2 and 3: what the bank has summed up.
@statements @feature-statements
Feature: Statements of accounts
  A statement sums up what happened in a period. Its figures are those of the
  transactions that were booked in it.

  @mandatory @PERM-01 @consent @reads-only
  Scenario Outline: Statements with <permission>
    Given a consent for <permission> and what it needs
    When the AISP reads each account's statements
    Then every answer is 200

    Examples:
      | permission           |
      | ReadStatementsBasic  |
      | ReadStatementsDetail |

  @mandatory @STM-01 @consent @reads-only
  Scenario Outline: One statement is what its entry in the list is, with <permission>
    Given a consent for <permission> and what it needs
    When the AISP reads each statement
    Then every answer is 200
    And each is what its entry in the list is

    Examples:
      | permission           |
      | ReadStatementsBasic  |
      | ReadStatementsDetail |

  @mandatory @STM-02 @consent @reads-only
  Scenario Outline: A StatementId that was never given out is refused: <what>
    Given a consent for ReadStatementsDetail and transactions in Basic
    And a StatementId of its own making
    When the AISP reads <what>
    Then the answer is 400
    And the answer holds no data

    Examples: The statement
      | what           |
      | that statement |

    @feature-statement-transactions
    Examples: Its transactions
      | what                          |
      | that statement's transactions |

    @feature-statement-file
    Examples: Its file
      | what                  |
      | that statement's file |

  @mandatory @STM-03 @consent @reads-only
  Scenario Outline: Only statements that lie wholly in the window are shown, <which end>
    Given a window <which end> the middle of the customer's statements
    And a consent for ReadStatementsBasic and what it needs
    When the AISP reads each account's statements page by page
    Then every item lies in the window
    And none of those in the window is missing

    Examples:
      | which end |
      | from      |
      | to        |

  @mandatory @consent @reads-only
  Scenario Outline: A statement outside the window is not shown by itself: <what>
    Given a window from the middle of the customer's statements
    And a consent for ReadStatementsBasic and transactions in Basic
    And the StatementId of a statement outside the window
    When the AISP reads <what>
    Then the answer is the client's error
    And the answer holds no data

    @STM-03
    Examples: The statement
      | what           |
      | that statement |

    @TRX-02 @feature-statement-transactions
    Examples: Its transactions
      | what                          |
      | that statement's transactions |

  @mandatory @STM-04 @consent @reads-only
  Scenario Outline: A filter on the start of statements, <filter>
    Given a consent for ReadStatementsBasic and what it needs
    And the AISP has read an account's statements page by page
    When the AISP reads them again <filter>
    Then they are those that the filter selects, all of them

    Examples:
      | filter                             |
      | from the middle on                 |
      | up to the middle                   |
      | from the first quarter to the last |
      | from the day of the middle on      |

  @mandatory @TRX-08 @consent @reads-only
  Scenario Outline: A filter of statements that is no date is refused: <name>
    Given a consent for ReadStatementsBasic and what it needs
    And the query's "<name>" is "yesterday"
    When the AISP reads an account's statements
    Then the answer is 400

    Examples:
      | name                  |
      | fromStatementDateTime |
      | toStatementDateTime   |

  @mandatory @STM-05 @consent @reads-only @feature-statement-transactions
  Scenario: A statement's transactions are those of its period
    Given a consent for ReadStatementsBasic and transactions in Basic
    When the AISP reads each statement's transactions page by page
    Then its transactions are those of its period, all of them

  @mandatory @STM-06 @consent @reads-only
  Scenario: A statement's amounts agree with its transactions
    Given a consent for ReadStatementsDetail and transactions in Basic
    When the AISP reads an account's statements
    Then each statement's amounts are those of its transactions

  @mandatory @STM-07 @consent @feature-statement-file
  Scenario Outline: A statement's file, asked for as <type>
    Given a consent for ReadStatementsDetail and what it needs
    And the request's header "Accept" is "<type>"
    When the AISP reads a statement's file
    Then the answer is a file of type <type>

    Examples:
      | type            |
      | application/pdf |

    @scripted
    Examples: what not every bank makes
      | type     |
      | text/csv |

  @mandatory @STM-07 @consent @feature-statement-file
  Scenario: A statement's file needs Detail
    Given a consent for ReadStatementsBasic and what it needs
    And the request's header "Accept" is "application/pdf"
    When the AISP reads a statement's file
    Then the answer is 403

  @mandatory @STM-08 @consent @reads-only
  Scenario: A statement's dates are in order
    Given a consent for ReadStatementsBasic and what it needs
    When the AISP reads each account's statements
    Then every statement starts, ends and is created in this order
