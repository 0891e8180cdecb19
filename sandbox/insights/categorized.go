package insights

import (
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// A handwritten answer writes its own JSON, whole.
type handwritten interface{ write(s *sheet) }

// categorizations are reports of categorized transactions in their envelope: what
// data of reportsOut is in JSON.
//
// So the members of a transaction are told twice, here by hand and in categorizedOut
// by tags. Five thousand of them take encoding/json longer than all that makes them;
// lists are shorter, and stay with the tags.
// TestCategorizationsAreWhatTheEncoderWrites holds the two equal to the byte: a
// member that is added to one alone fails there.
type categorizations struct {
	consumer string
	made     []reports.Report
}

func (c categorizations) write(s *sheet) {
	s.b = append(s.b, `{"data":{"reports":[`...)
	for i := range c.made {
		r := &c.made[i]
		s.comma()
		s.encode(headOf(c.consumer, r))
		s.b = s.b[:len(s.b)-1] // the report goes on
		s.open("transactions", '[')
		s.entries(r.Categorized.Transactions)
		s.close(']')
		s.text("data_availability", string(r.Categorized.Availability))
		s.close('}')
	}
	s.b = append(s.b, `]}}`...)
}

// entries writes a list of them, which is as long as the first one makes expect.
func (s *sheet) entries(all []reports.Entry) {
	start := len(s.b)
	for i := range all {
		if i == 1 {
			s.b = slices.Grow(s.b, (len(s.b)-start)*len(all)*5/4)
		}
		s.comma()
		s.entry(&all[i])
	}
}

// entry writes what entryOut is in JSON, member for member.
func (s *sheet) entry(e *reports.Entry) {
	t := e.Transaction
	s.b = append(s.b, '{')
	s.text("insights_transaction_id", t.ID)
	s.text("insights_account_id", t.AccountID)
	s.optional("ob_transaction_id", t.BankID)
	s.day("value_date", t.Valued)
	s.day("booking_date", t.Booked)
	s.amount(money(t.Amount))
	s.optional("reference", t.Reference)
	s.references(t.Bank)
	s.optional("state", string(t.State))
	s.text("type", direction(t.Credit))
	s.text("method", methodOut(t))
	s.code(t.Code)
	s.party(t.Other)
	s.categories(e.Categories)
	if e.Brand != nil {
		s.open("brand", '{')
		s.text("id", e.Brand.ID)
		s.text("name", e.Brand.Name)
		s.optional("url", e.Brand.URL)
		s.close('}')
	}
	if len(t.Labels) > 0 {
		s.encoded("labels", t.Labels)
	}
	s.close('}')
}

func (s *sheet) amount(a amountOut) {
	s.open("amount", '{')
	s.number("amount", a.Amount)
	s.text("currency", a.Currency)
	s.close('}')
}

func (s *sheet) references(b reports.BankReferences) {
	if b == (reports.BankReferences{}) {
		return
	}
	s.open("bank_references", '{')
	s.optional("unstructured", b.Unstructured)
	s.optional("structured", b.Structured)
	s.optional("end_to_end", b.EndToEnd)
	s.close('}')
}

func (s *sheet) code(c reports.BankCode) {
	if c == (reports.BankCode{}) {
		return
	}
	s.open("bank_transaction_code", '{')
	s.optional("code", c.Code)
	s.optional("sub_code", c.SubCode)
	s.optional("description", c.Description)
	s.close('}')
}

func (s *sheet) party(p reports.CounterParty) {
	if p == (reports.CounterParty{}) {
		return
	}
	s.open("counter_party", '{')
	s.optional("iban", p.IBAN)
	s.optional("account_number", p.Number)
	s.optional("bic", p.BIC)
	s.optional("bank_code", p.BankCode)
	s.optional("holder_name", p.Holder)
	if p.Country != "" {
		s.open("holder_address", '{')
		s.text("country", p.Country)
		s.close('}')
	}
	s.close('}')
}

func (s *sheet) categories(all []reports.Category) {
	s.open("categories", '[')
	for _, c := range all {
		s.comma()
		s.b = append(s.b, '{')
		s.text("id", c.ID)
		s.text("name", c.Name)
		s.close('}')
	}
	s.close(']')
}
