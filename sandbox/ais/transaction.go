package ais

import "github.com/sandbank-dev/sandbank/sandbox/ledger"

// transaction writes one of OBReadTransaction. Detail is not told from Basic
// here: what the consent does not grant is not in the value.
func (o *out) transaction(t *ledger.Transaction) {
	o.text("AccountId", t.Account)
	o.text("TransactionId", t.ID)
	o.text("TransactionReference", t.Reference)
	texts(o, "StatementReference", t.Statements)
	o.indicator(t.Credit)
	o.text("Status", string(t.Status))
	o.time("BookingDateTime", t.Booking)
	o.time("ValueDateTime", t.Value)
	o.text("TransactionInformation", t.Text)
	o.text("AddressLine", t.Address)
	o.money("Amount", t.Amount)
	o.moneyIf("ChargeAmount", t.Charge)
	o.exchange(t.Exchange)
	o.codes(t.Code, t.Own)
	o.balanceAfter(t.Balance)
	o.merchant(t.Merchant)
	o.creditor(t.Creditor)
	o.debtor(t.Debtor)
	o.card(t.Card)
}

func (o *out) exchange(x *ledger.Exchange) {
	if x == nil {
		return
	}
	from := o.object("CurrencyExchange")
	o.text("SourceCurrency", x.Source)
	o.text("TargetCurrency", x.Target)
	o.text("UnitCurrency", x.Unit)
	o.number("ExchangeRate", x.Rate)
	o.text("ContractIdentification", x.Contract)
	o.time("QuotationDate", x.Quoted)
	o.moneyIf("InstructedAmount", x.Instructed)
	o.end(from)
}

// codes writes what kind of transaction it is, in ISO 20022's words and in the
// bank's.
func (o *out) codes(iso *ledger.Code, own *ledger.OwnCode) {
	if iso != nil {
		from := o.object("BankTransactionCode")
		o.text("Code", iso.Code)
		o.text("SubCode", iso.Sub)
		o.end(from)
	}
	if own != nil {
		from := o.object("ProprietaryBankTransactionCode")
		o.text("Code", own.Code)
		o.text("Issuer", own.Issuer)
		o.end(from)
	}
}

func (o *out) balanceAfter(b *ledger.Balance) {
	if b == nil {
		return
	}
	from := o.object("Balance")
	o.indicator(b.Credit)
	o.text("Type", b.Type)
	o.money("Amount", b.Amount)
	o.end(from)
}

func (o *out) merchant(m *ledger.Merchant) {
	if m == nil {
		return
	}
	from := o.object("MerchantDetails")
	o.text("MerchantName", m.Name)
	o.text("MerchantCategoryCode", m.Category)
	o.end(from)
}

func (o *out) card(c *ledger.Card) {
	if c == nil {
		return
	}
	from := o.object("CardInstrument")
	o.text("CardSchemeName", c.Scheme)
	o.text("AuthorisationType", c.Authorisation)
	o.text("Name", c.Name)
	o.text("Identification", c.PAN)
	o.end(from)
}
