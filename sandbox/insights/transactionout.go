package insights

import (
	"cmp"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// A transaction with what the rules say of it, CategorizedTransaction (6.6). What is
// changed here is changed in categorized.go as well, which writes the same by hand
// for the longest of the reports; a test holds the two equal.
type (
	categorizedOut struct {
		ID           string            `json:"insights_transaction_id"`
		AccountID    string            `json:"insights_account_id"`
		BankID       string            `json:"ob_transaction_id,omitempty"`
		Valued       reports.Day       `json:"value_date,omitempty"`
		Booked       reports.Day       `json:"booking_date,omitempty"`
		Amount       amountOut         `json:"amount"`
		Reference    string            `json:"reference,omitempty"`
		References   *referencesOut    `json:"bank_references,omitempty"`
		State        string            `json:"state,omitempty"`
		Type         string            `json:"type"`
		Method       string            `json:"method"`
		Code         *bankCodeOut      `json:"bank_transaction_code,omitempty"`
		CounterParty *counterPartyOut  `json:"counter_party,omitempty"`
		Categories   []namedOut        `json:"categories"`
		Brand        *brandOut         `json:"brand,omitempty"`
		Labels       map[string]string `json:"labels,omitempty"`
	}
	referencesOut struct {
		Unstructured string `json:"unstructured,omitempty"`
		Structured   string `json:"structured,omitempty"`
		EndToEnd     string `json:"end_to_end,omitempty"`
	}
	bankCodeOut struct {
		Code        string `json:"code,omitempty"`
		SubCode     string `json:"sub_code,omitempty"`
		Description string `json:"description,omitempty"`
	}
	counterPartyOut struct {
		IBAN     string      `json:"iban,omitempty"`
		Number   string      `json:"account_number,omitempty"`
		BIC      string      `json:"bic,omitempty"`
		BankCode string      `json:"bank_code,omitempty"`
		Holder   string      `json:"holder_name,omitempty"`
		Address  *countryOut `json:"holder_address,omitempty"`
	}
	countryOut struct {
		Country string `json:"country"`
	}
	namedOut struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	brandOut struct {
		ID   string `json:"id"`
		Name string `json:"name"`
		URL  string `json:"url,omitempty"`
	}
)

func entriesOut(entries []reports.Entry) []categorizedOut {
	out := make([]categorizedOut, len(entries))
	for i := range entries {
		out[i] = entryOut(&entries[i])
	}
	return out
}

func entryOut(e *reports.Entry) categorizedOut {
	t := e.Transaction
	out := categorizedOut{
		ID: t.ID, AccountID: t.AccountID, BankID: t.BankID, Valued: t.Valued, Booked: t.Booked,
		Amount: money(t.Amount), Reference: t.Reference, References: bankReferencesOut(t.Bank),
		State: string(t.State), Type: direction(t.Credit), Method: methodOut(t), CounterParty: partyOut(t.Other),
		Categories: namesOut(e.Categories), Brand: brand(e.Brand), Labels: t.Labels,
	}
	if t.Code != (reports.BankCode{}) {
		out.Code = &bankCodeOut{t.Code.Code, t.Code.SubCode, t.Code.Description}
	}
	return out
}

func methodOut(t *reports.Transaction) string {
	return string(cmp.Or(t.Method, reports.UnknownMethod))
}

func namesOut(categories []reports.Category) []namedOut {
	out := make([]namedOut, len(categories))
	for i, c := range categories {
		out[i] = namedOut{c.ID, c.Name}
	}
	return out
}

func brand(b *reports.Brand) *brandOut {
	if b == nil {
		return nil
	}
	return &brandOut{b.ID, b.Name, b.URL}
}

func bankReferencesOut(b reports.BankReferences) *referencesOut {
	if b == (reports.BankReferences{}) {
		return nil
	}
	return &referencesOut{b.Unstructured, b.Structured, b.EndToEnd}
}

func partyOut(p reports.CounterParty) *counterPartyOut {
	if p == (reports.CounterParty{}) {
		return nil
	}
	return &counterPartyOut{p.IBAN, p.Number, p.BIC, p.BankCode, p.Holder, country(p.Country)}
}

func country(code string) *countryOut {
	if code == "" {
		return nil
	}
	return &countryOut{code}
}
