package storage

import (
	"maps"
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// AccountFields are what a client says of an account; what is nil it leaves as it
// is (6.1). Labels are set key by key.
type AccountFields struct {
	IBAN, Number, Alias, BIC, BankCode, Holder *string
	Type, TransferType, Currency, Country      *string // Country is holder_address.country
	Labels                                     map[string]string
}

// TransactionFields are what a client says of a transaction, StorageTransaction;
// what is nil it leaves as it is, member by member (6.2; that an update merges
// objects member by member is inferred). Labels are set key by key.
type TransactionFields struct {
	ID                                 string // insights_transaction_id; "": make one
	Reference                          *string
	Unstructured, Structured, EndToEnd *string // bank_references
	Amount                             *int64  // in the smallest unit
	Currency                           *string
	Booked, Valued                     *string // dates as sent
	State, Type, Method                *string
	Code, SubCode, Description         *string // bank_transaction_code
	IBAN, Number, BIC, BankCode        *string // counter_party
	Holder, Country                    *string // counter_party
	CategoryIDs, TagIDs                *[]string
	Labels                             map[string]string
}

// set puts a value in place if there is one.
func set[T any](to *T, value *T) {
	if value != nil {
		*to = *value
	}
}

// applyTo writes what the fields say into an account. Labels are kept apart.
func (f AccountFields) applyTo(a *reports.Account) {
	set(&a.IBAN, f.IBAN)
	set(&a.Number, f.Number)
	set(&a.Alias, f.Alias)
	set(&a.BIC, f.BIC)
	set(&a.BankCode, f.BankCode)
	set(&a.Holder, f.Holder)
	set(&a.HolderCountry, f.Country)
	set(&a.Type, f.Type)
	set(&a.TransferType, f.TransferType)
	set(&a.Currency, f.Currency)
}

// over is the fields with those of a later change over them.
func (f AccountFields) over(later AccountFields) AccountFields {
	over(&f.IBAN, later.IBAN)
	over(&f.Number, later.Number)
	over(&f.Alias, later.Alias)
	over(&f.BIC, later.BIC)
	over(&f.BankCode, later.BankCode)
	over(&f.Holder, later.Holder)
	over(&f.Country, later.Country)
	over(&f.Type, later.Type)
	over(&f.TransferType, later.TransferType)
	over(&f.Currency, later.Currency)
	return f
}

// over takes a later value, as a copy: the caller keeps its own.
func over[T any](to **T, later *T) {
	if later != nil {
		own := *later
		*to = &own
	}
}

// applyTo writes what the fields say into a transaction. They must have been
// checked.
func (f TransactionFields) applyTo(t *reports.Transaction) {
	set(&t.Reference, f.Reference)
	set(&t.Bank.Unstructured, f.Unstructured)
	set(&t.Bank.Structured, f.Structured)
	set(&t.Bank.EndToEnd, f.EndToEnd)
	set(&t.Amount.Minor, f.Amount)
	if f.Currency != nil && *f.Currency != unknownCurrency {
		t.Amount.Currency = *f.Currency
	}
	setDay(&t.Booked, f.Booked)
	setDay(&t.Valued, f.Valued)
	set((*string)(&t.State), f.State)
	set((*string)(&t.Method), f.Method)
	if f.Type != nil {
		t.Credit = *f.Type == string(reports.Credit)
	}
	set(&t.Code.Code, f.Code)
	set(&t.Code.SubCode, f.SubCode)
	set(&t.Code.Description, f.Description)
	f.otherTo(&t.Other)
	setList(&t.CategoryIDs, f.CategoryIDs)
	setList(&t.TagIDs, f.TagIDs)
	t.Labels = labelled(t.Labels, f.Labels)
}

func (f TransactionFields) otherTo(p *reports.CounterParty) {
	set(&p.IBAN, f.IBAN)
	set(&p.Number, f.Number)
	set(&p.BIC, f.BIC)
	set(&p.BankCode, f.BankCode)
	set(&p.Holder, f.Holder)
	set(&p.Country, f.Country)
}

func setList(to *[]string, list *[]string) {
	if list != nil {
		*to = slices.Clone(*list)
	}
}

func setDay(to *reports.Day, text *string) {
	if text == nil {
		return
	}
	if d, err := reports.ParseDay(*text); err == nil {
		*to = d
	}
}

// over is the fields with those of a later change over them.
func (f TransactionFields) over(later TransactionFields) TransactionFields {
	for _, m := range []struct{ to, later **string }{
		{&f.Reference, &later.Reference}, {&f.Unstructured, &later.Unstructured}, {&f.Structured, &later.Structured},
		{&f.EndToEnd, &later.EndToEnd}, {&f.Currency, &later.Currency}, {&f.Booked, &later.Booked}, {&f.Valued, &later.Valued},
		{&f.State, &later.State}, {&f.Type, &later.Type}, {&f.Method, &later.Method}, {&f.Code, &later.Code},
		{&f.SubCode, &later.SubCode}, {&f.Description, &later.Description}, {&f.IBAN, &later.IBAN}, {&f.Number, &later.Number},
		{&f.BIC, &later.BIC}, {&f.BankCode, &later.BankCode}, {&f.Holder, &later.Holder}, {&f.Country, &later.Country},
	} {
		over(m.to, *m.later)
	}
	over(&f.Amount, later.Amount)
	over(&f.CategoryIDs, later.CategoryIDs)
	over(&f.TagIDs, later.TagIDs)
	f.Labels = labelled(f.Labels, later.Labels)
	return f
}

// labelled is labels with more set, and the labels that were there as they were.
func labelled(labels, more map[string]string) map[string]string {
	if len(more) == 0 {
		return labels
	}
	out := make(map[string]string, len(labels)+len(more))
	maps.Copy(out, labels)
	maps.Copy(out, more)
	return out
}

// unlabelled is labels less some, and the labels that were there as they were.
func unlabelled(labels map[string]string, keys []string) map[string]string {
	out := maps.Clone(labels)
	for _, k := range keys {
		delete(out, k)
	}
	return out
}

func sortedKeys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
