package features

import (
	"fmt"
	"testing"
)

// moved is a booked transaction and the balance after it.
func moved(id string, amount, after float64, more string) string {
	return fmt.Sprintf(`{"AccountId":"a-1","TransactionId":%q,"Status":"Booked","BookingDateTime":"2026-05-03T10:00:00+03:00",%s,"Balance":{"Type":"InterimBooked",%s}%s}`,
		id, directed(amount), directed(after), more)
}

func directed(amount float64) string {
	indicator := "Credit"
	if amount < 0 {
		indicator, amount = "Debit", -amount
	}
	return fmt.Sprintf(`"CreditDebitIndicator":%q,"Amount":{"Amount":"%.3f","Currency":"BHD"}`, indicator, amount)
}

func TestBalancesAddUp(t *testing.T) {
	charge := `,"ChargeAmount":{"Amount":"1.000","Currency":"BHD"}`
	pending := `{"AccountId":"a-1","TransactionId":"p","Status":"Pending",` + directed(-9) + `}`
	for _, tt := range []struct{ name, list, want string }{
		{"newest first", moved("3", -10, 95, "") + "," + moved("2", 5, 105, "") + "," + moved("1", 100, 100, ""), ""},
		{"oldest first", moved("1", 100, 100, "") + "," + moved("2", 5, 105, "") + "," + moved("3", -10, 95, ""), ""},
		{"one moment, any order", moved("2", 5, 105, "") + "," + moved("3", -10, 95, "") + "," + moved("1", 100, 100, ""), ""},
		{"below zero", moved("2", -150, -50, "") + "," + moved("1", 100, 100, ""), ""},
		{"pending ones do not count", pending + "," + moved("2", 5, 105, "") + "," + moved("1", 100, 100, ""), ""},
		{"a charge on top", moved("2", -10, 89, charge) + "," + moved("1", 100, 100, ""), ""},
		{"a charge in it", moved("2", -10, 90, charge) + "," + moved("1", 100, 100, ""), ""},
		{"wrong in the middle", moved("3", -10, 95, "") + "," + moved("2", 5, 106, "") + "," + moved("1", 100, 100, ""), "/Balance"},
		{"wrong at the end", moved("3", -10, 96, "") + "," + moved("2", 5, 105, "") + "," + moved("1", 100, 100, ""), "(3)/Balance"},
		{"wrong at the start", moved("3", -10, 95, "") + "," + moved("2", 5, 105, "") + "," + moved("1", 100, 101, ""), "/Balance"},
		{"a wrong direction", moved("3", 10, 95, "") + "," + moved("2", 5, 105, "") + "," + moved("1", 100, 100, ""), "/Balance"},
		{"one that is lost", moved("3", -10, 95, "") + "," + moved("1", 100, 100, ""), "/Balance"},
		{"one alone", moved("1", 100, 100, ""), "no data"},
		{"one without balance", moved("1", 100, 100, "") + `,{"Status":"Booked",` + directed(5) + `}`, "no data"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wantFinding(t, looking(readOf("an account's transactions", tt.list)).balancesChain(t.Context()), tt.want)
		})
	}
}

func TestZeroIsCredit(t *testing.T) {
	balance := func(indicator, amount string) string {
		return `{"AccountId":"a-1","Type":"InterimBooked","CreditDebitIndicator":"` + indicator + `","Amount":{"Amount":"` + amount + `","Currency":"BHD"}}`
	}
	for _, tt := range []struct{ name, list, want string }{
		{"a credit", balance("Credit", "0.000"), ""},
		{"a debit", balance("Debit", "10.000") + "," + balance("Debit", "0"), "/Data/Balance/1/CreditDebitIndicator"},
		{"none is zero", balance("Debit", "10.000"), "no data"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wantFinding(t, looking(readOf("an account's balances", tt.list)).zeroIsCredit(t.Context()), tt.want)
		})
	}
}

func TestExchangeRates(t *testing.T) {
	exchange := func(amount, instructed, source, unit, rate string) string {
		return `{"TransactionId":"1","Amount":{"Amount":"` + amount + `","Currency":"BHD"},"CurrencyExchange":{"SourceCurrency":"` + source + `","UnitCurrency":"` + unit +
			`","ExchangeRate":` + rate + `,"InstructedAmount":{"Amount":"` + instructed + `","Currency":"EUR"}}}`
	}
	for _, tt := range []struct{ name, item, want string }{
		{"what one unit costs", exchange("41.000", "100.00", "EUR", "EUR", "0.41"), ""},
		{"rounded", exchange("41.037", "100.00", "EUR", "EUR", "0.41037"), ""},
		{"what one of the own buys", exchange("41.000", "100.00", "EUR", "BHD", "2.439"), ""},
		{"unit not said", exchange("41.000", "100.00", "EUR", "", "2.439"), ""},
		{"the wrong way round", exchange("41.000", "100.00", "EUR", "EUR", "2.439"), "expected 243.900"},
		{"another rate", exchange("41.000", "100.00", "EUR", "EUR", "0.42"), "got 41.000"},
		{"another currency", exchange("41.000", "100.00", "USD", "EUR", "0.41"), "an exchange of EUR"},
		{"no rate", exchange("41.000", "100.00", "EUR", "EUR", "0"), "a number above zero"},
		{"no exchange", `{"TransactionId":"1","Amount":{"Amount":"1","Currency":"BHD"}}`, "no data"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wantFinding(t, looking(readOf("an account's transactions", tt.item)).ratesAgree(t.Context()), tt.want)
		})
	}
}

func TestStatementsAddUp(t *testing.T) {
	transactions := readOf("an account's transactions", moved("2", -30, 120, "")+","+moved("1", 50, 150, "")).all()
	statement := func(more string) seen {
		return readOf("an account's statements", `{"AccountId":"a-1","StatementId":"s","StartDateTime":"2026-05-03T10:00:00+03:00","EndDateTime":"2026-05-31T23:59:59+03:00","StatementAmount":[`+more+`]}`).all()[0]
	}
	amount := func(kind string, value float64) string { return `{"Type":"` + kind + `",` + directed(value) + `}` }
	for _, tt := range []struct {
		name   string
		of     seen
		looked bool
		want   string
	}{
		{"balances", statement(amount("PreviousClosingBalance", 100) + "," + amount("ClosingBalance", 120)), true, ""},
		{"in a namespace", statement(amount("BH.OBF.PreviousClosingBalance", 100) + "," + amount("BH.OBF.ClosingBalance", 120)), true, ""},
		{"a wrong balance", statement(amount("PreviousClosingBalance", 100) + "," + amount("ClosingBalance", 121)), true, "ClosingBalance: expected 120.000"},
		{"totals", statement(amount("TotalCredits", 50) + "," + amount("TotalDebits", -30)), true, ""},
		{"a wrong total", statement(amount("TotalCredits", 51)), true, "TotalCredits: expected 50.000"},
		{"nothing to hold", statement(""), false, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := periodOf(tt.of, transactions)
			if err != nil || p.dark || len(p.transactions) != 2 {
				t.Fatalf("the period holds %d, dark %v, %v", len(p.transactions), p.dark, err)
			}
			looked, err := p.agrees()
			wantFinding(t, err, tt.want)
			if looked != tt.looked {
				t.Errorf("looked %v, want %v", looked, tt.looked)
			}
		})
	}
}

func TestPeriods(t *testing.T) {
	all := readOf("an account's transactions", moved("2", -30, 120, "")+","+moved("1", 50, 150, "")).all() // at 10:00 on 3 May
	for _, tt := range []struct {
		name, start, end string
		many             int
		dark             bool
	}{
		{"both ends belong to it", "2026-05-03T10:00:00+03:00", "2026-05-03T10:00:00+03:00", 2, false},
		{"in another zone", "2026-05-03T07:00:00Z", "2026-05-03T07:00:00Z", 2, false},
		{"later", "2026-05-03T10:00:01+03:00", "2026-05-31T00:00:00+03:00", 0, false},
		{"before what is shown", "2026-05-01T00:00:00+03:00", "2026-05-31T00:00:00+03:00", 2, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := readOf("an account's statements", `{"StartDateTime":"`+tt.start+`","EndDateTime":"`+tt.end+`"}`).all()[0]
			p, err := periodOf(s, all)
			if err != nil || len(p.transactions) != tt.many || p.dark != tt.dark {
				t.Errorf("got %d, dark %v, %v, want %d, dark %v", len(p.transactions), p.dark, err, tt.many, tt.dark)
			}
		})
	}
}

func TestStatementIsOfItsPeriod(t *testing.T) {
	one, two := moved("1", 50, 150, ""), moved("2", -30, 120, "")
	p := period{transactions: readOf("an account's transactions", two+","+one).all()}
	for _, tt := range []struct{ name, list, want string }{
		{"whole", one + "," + two, ""},
		{"one is missing", one, "none that is a-1 2"},
		{"one too many", one + "," + two + "," + moved("9", 1, 121, ""), "(9): expected a transaction booked in the period"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wantFinding(t, p.isOf(readOf("a statement's transactions", tt.list)), tt.want)
		})
	}
}
