# Account Access Consents, 3.1.2, and the standard's page on date formats: the
# period of transactions that a consent covers.
@creating
Feature: An AISP asks for a period of transactions
  A consent may bound the transactions that it opens, at either end, at both or
  at none. What is not bounded is open.

  @mandatory @AAC-POST-18
  Scenario Outline: A window from <from> to <to> may be asked for
    Given a request for ReadAccountsBasic
    And a window from <from> to <to>
    When the AISP asks for the consent
    Then the answer is 201

    Examples:
      | from                          | to                            |
      | open                          | open                          |
      | 2020-03-17T07:05:34.327+03:00 | open                          |
      | open                          | 2020-05-17T07:05:34.327+03:00 |
      | 2020-03-17T07:05:34.327+03:00 | 2020-05-17T07:05:34.327+03:00 |

  @conditional @AAC-POST-25
  Scenario Outline: A window in the future may be asked for: <from> to <to>
    Given a request for ReadAccountsBasic
    And a window from <from> to <to>
    When the AISP asks for the consent
    Then the answer is 201

    Examples:
      | from                      | to                        |
      | 2020-03-17T00:00:00+03:00 | 2090-03-17T00:00:00+03:00 |
      | 2090-03-17T00:00:00+03:00 | 2090-05-17T00:00:00+03:00 |
      | 2090-03-17T00:00:00+03:00 | open                      |

  @mandatory @AAC-POST-06
  Scenario Outline: The answer repeats a window from <from> to <to>
    Given a request for ReadAccountsBasic
    And a window from <from> to <to>
    When the AISP asks for the consent
    Then the answer is 201
    And the answer's window is that of the request

    Examples:
      | from                          | to                            |
      | open                          | open                          |
      | 2020-03-17T07:05:34.327+03:00 | open                          |
      | open                          | 2020-05-17T07:05:34.327+03:00 |
      | 2020-03-17T07:05:34.327+03:00 | 2020-05-17T07:05:34.327+03:00 |
      | 2020-03-17T04:05:34Z          | 2020-05-17T07:05:34-11:30     |

  @mandatory @AAC-POST-19
  Scenario Outline: A date-time may be written <form>
    Given a request for ReadAccountsBasic
    And a window from <form> to open
    When the AISP asks for the consent
    Then the answer is 201
    And the answer's window is that of the request

    Examples:
      | form                          |
      | 2020-03-17T07:05:34Z          |
      | 2020-03-17T07:05:34.3Z        |
      | 2020-03-17T07:05:34.327Z      |
      | 2020-03-17T07:05:34.327518Z   |
      | 2020-03-17T07:05:34+03:00     |
      | 2020-03-17T07:05:34.327+03:00 |
      | 2020-03-17T07:05:34-09:30     |
      | 2020-02-29T23:59:59+00:00     |

  @conditional @AAC-POST-24
  Scenario Outline: A date-time may be short: <form>
    Given a request for ReadAccountsBasic
    And a window from <form> to open
    When the AISP asks for the consent
    Then the answer is 201

    Examples:
      | form                     |
      | 2020-03-17T07:05Z        |
      | 2020-03-17T07:05+03:00   |
      | 2020-03-17T07:05:34+0300 |
      | 2020-03-17T07:05:34+03   |

  @mandatory @AAC-POST-20
  Scenario Outline: <end> is refused when it is <value>
    Given a request for ReadAccountsBasic
    And its member "Data.<end>" is "<value>"
    When the AISP asks for the consent
    Then the answer is 400
    And no consent is made

    Examples:
      | end                     | value                     |
      | TransactionFromDateTime | yesterday                 |
      | TransactionFromDateTime |                           |
      | TransactionFromDateTime | 17/03/2020                |
      | TransactionFromDateTime | 2020-13-01T00:00:00Z      |
      | TransactionFromDateTime | 2021-02-29T00:00:00Z      |
      | TransactionToDateTime   | tomorrow                  |
      | TransactionToDateTime   |                           |
      | TransactionToDateTime   | 2020-05-17T25:00:00+03:00 |
      | TransactionToDateTime   | 1589688334                |

  @conditional @AAC-POST-21
  Scenario Outline: A window that ends before it starts is refused: <from> to <to>
    Given a request for ReadAccountsBasic
    And a window from <from> to <to>
    When the AISP asks for the consent
    Then the answer is 400
    And no consent is made

    Examples:
      | from                      | to                        |
      | 2020-05-17T00:00:00Z      | 2020-03-17T00:00:00Z      |
      | 2020-05-17T00:00:00-03:00 | 2020-05-17T01:00:00+03:00 |
