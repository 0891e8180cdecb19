# Beneficiaries, 2 and 3: whom the customer may pay.
@beneficiaries @feature-beneficiaries
Feature: Beneficiaries
  Whom the customer has put on the list of those who may be paid. Basic tells
  that there is one, Detail tells which account it is.

  @mandatory @PERM-01 @consent @reads-only
  Scenario Outline: Beneficiaries with <permission>
    Given a consent for <permission> and what it needs
    When the AISP reads each account's beneficiaries
    Then every answer is 200

    Examples:
      | permission              |
      | ReadBeneficiariesBasic  |
      | ReadBeneficiariesDetail |

  @mandatory @BEN-01 @consent @reads-only
  Scenario: Detail tells which account a beneficiary has
    Given a consent for ReadBeneficiariesDetail and what it needs
    When the AISP reads each account's beneficiaries
    Then every item shows CreditorAccount.SchemeName
    And every item shows CreditorAccount.Identification

  @mandatory @ACC-07 @consent @reads-only
  Scenario: IBANs of beneficiaries have the right check digits
    Given a consent for ReadBeneficiariesDetail and what it needs
    When the AISP reads each account's beneficiaries
    Then every IBAN has the right check digits
