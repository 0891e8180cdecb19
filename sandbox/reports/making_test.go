package reports

import (
	"fmt"
	"time"

	"pgregory.net/rapid"
)

// today is when the tests are.
var today = mustDay("2026-11-21")

func mustDay(text string) Day {
	d, err := ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

func mustMake(tb interface {
	Helper()
	Fatalf(string, ...any)
}, q Request, holdings ...Holding) []Report {
	tb.Helper()
	all, err := Make(q, holdings, today)
	if err != nil {
		tb.Fatalf("Make %s: %v", q.Kind, err)
	}
	return all
}

// idOf is the id of a category that the table names.
func idOf(name string) string { return tree().nodes[tree().named(name)].ID }

func brandID(name string) string { return newBrand(name, "").ID }

func euros(minor int64) Amount { return Amount{minor, "EUR"} }

// An entry of a test: booked, credit or not, how much, and what it says.
func entryOf(id, booked string, signed int64, reference string) Transaction {
	return Transaction{ID: id, AccountID: "one", Booked: mustDay(booked), Amount: euros(max(signed, -signed)),
		Credit: signed > 0, State: Processed, Reference: reference}
}

// references are texts of many categories, with and without brands.
var references = []string{
	"LOHN GEHALT Gehalt", "MIETE WOHNUNG 4", "Supermarkt am Markt", "Netflix", "Corner Grocery", "Refund: Corner Grocery", "KFZ-STEUER",
	"", "zzz", "ERSTATTUNG LEISTUNG", "apple", "Geldautomat 12", "Hausratversicherung", "Private Altersvorsorge",
}

// holdingsDrawn are some accounts in euros with some transactions around today.
func holdingsDrawn(t *rapid.T) []Holding {
	all := make([]Holding, rapid.IntRange(1, 3).Draw(t, "accounts"))
	for a := range all {
		id := fmt.Sprintf("account-%d", a)
		all[a].Account = Account{ID: id, Currency: "EUR", Holder: "Max Mustermann", Refreshed: today.Time().Add(-time.Duration(a) * time.Hour)}
		for n := range rapid.IntRange(0, 30).Draw(t, "transactions") {
			all[a].Transactions = append(all[a].Transactions, transactionDrawn(t, id, n))
		}
	}
	return all
}

func transactionDrawn(t *rapid.T, account string, n int) Transaction {
	x := Transaction{
		ID: fmt.Sprintf("t%03d", n), AccountID: account,
		Amount:    euros(rapid.OneOf(rapid.Int64Range(0, 5), rapid.Int64Range(0, 500_000)).Draw(t, "amount")),
		Credit:    rapid.Bool().Draw(t, "credit"),
		State:     rapid.SampledFrom([]State{Processed, Processed, Pending, Canceled, Failed, ""}).Draw(t, "state"),
		Reference: rapid.SampledFrom(references).Draw(t, "reference"),
	}
	day := today.Add(rapid.IntRange(-90, 3).Draw(t, "day"))
	if rapid.Bool().Draw(t, "booked") {
		x.Booked = day
	} else {
		x.Valued = day
	}
	if rapid.IntRange(0, 3).Draw(t, "given") == 0 {
		x.CategoryIDs = []string{rapid.SampledFrom(tree().list).Draw(t, "category").ID, rapid.SampledFrom(tree().list).Draw(t, "other").ID}
	}
	if rapid.Bool().Draw(t, "labelled") {
		x.Labels = map[string]string{"key": rapid.SampledFrom([]string{"a", "b"}).Draw(t, "label")}
	}
	return x
}
