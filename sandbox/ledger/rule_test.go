package ledger

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/sandbank-dev/sandbank/fixtures"
)

// TestWhenRulesFallDue looks at the days of a rule's entries in an account that
// was opened on 10 January 2024.
func TestWhenRulesFallDue(t *testing.T) {
	for _, row := range []struct {
		name string
		rule fixtures.Rule
		want string
	}{
		{"every month, clipped", fixtures.Rule{Months: 1, Day: 31}, "01-31 02-29 03-31 04-30 05-31 06-30"},
		{"on the 29th", fixtures.Rule{Months: 1, Day: 29}, "01-29 02-29 03-29 04-29 05-29 06-29"},
		{"not before the opening", fixtures.Rule{Months: 1, Day: 9}, "02-09 03-09 04-09 05-09 06-09"},
		{"on the day of the opening", fixtures.Rule{Months: 1, Day: 10}, "01-10 02-10 03-10 04-10 05-10 06-10"},
		{"every second month, from the opening", fixtures.Rule{Months: 2, Day: 12}, "01-12 03-12 05-12"},
		{"every second month, from a day", fixtures.Rule{Months: 2, Day: 12, From: day(t, "2024-02-12")}, "02-12 04-12 06-12"},
		{"from and until, both included", fixtures.Rule{Months: 1, Day: 12, From: day(t, "2024-02-12"), Until: day(t, "2024-04-12")}, "02-12 03-12 04-12"},
		{"not on the day after until", fixtures.Rule{Months: 1, Day: 12, Until: day(t, "2024-03-11")}, "01-12 02-12"},
		{"every thirty days", fixtures.Rule{Each: 30 * aDay}, "02-09 03-10 04-09 05-09 06-08"},
		{"every thirty days, from a day", fixtures.Rule{Each: 30 * aDay, From: day(t, "2024-03-10"), Until: day(t, "2024-05-09")}, "03-10 04-09 05-09"},
	} {
		t.Run(row.name, func(t *testing.T) {
			row.rule.ID, row.rule.Kind, row.rule.Low, row.rule.High = "rule", fixtures.DirectDebit, bhd(100), bhd(900)
			a := till(t)
			a.Opened, a.Rules = day(t, "2024-01-10"), []fixtures.Rule{row.rule}
			var got []string
			for _, tx := range shown(look(t, New(set(a), 1), "till", day(t, "2024-07-01"))) {
				got = append([]string{tx.Booking.Format("01-02")}, got...)
				if tx.Amount.Minor < 100 || tx.Amount.Minor > 900 {
					t.Errorf("%s: amount %v", tx.ID, tx.Amount)
				}
			}
			if diff := cmp.Diff(row.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCardIsPendingFirst(t *testing.T) {
	a := till(t)
	a.PAN = "5200000012001009"
	a.Rules = []fixtures.Rule{{
		ID: "shop", Kind: fixtures.Card, Low: bhd(100), High: bhd(900), Months: 1, Day: 5, Refund: 100, Charge: bhd(50),
		With: fixtures.Counterparty{Name: "Grocer", Arabic: "بقال", Category: "5411", Place: "Road 12"},
	}}
	b := New(set(a), 1)
	status := map[string]string{}
	booked := map[string]time.Time{}
	for now := day(t, "2026-10-01"); now.Before(day(t, "2026-10-29")); now = now.Add(time.Hour) {
		v := look(t, b, "till", now)
		for _, tx := range all(v.Transactions(day(t, "2026-10-01"), time.Time{}, everything)) {
			if id := nameIn(v, tx); !strings.HasSuffix(status[id], string(tx.Status)) {
				status[id] += " " + string(tx.Status)
				booked[id] = tx.Booking
			}
		}
	}
	want := map[string]string{
		"till:shop:2026-10:1": " Pending Booked", "till:shop:2026-10:1:charge": " Pending Booked", "till:shop:2026-10:1:refund": " Booked",
	}
	if diff := cmp.Diff(want, status); diff != "" {
		t.Error(diff)
	}
	bought, back := booked["till:shop:2026-10:1"], booked["till:shop:2026-10:1:refund"]
	if days := midnight(bought).Sub(day(t, "2026-10-05")); days < 2*aDay || days > 5*aDay || !back.After(bought) {
		t.Errorf("booked %v, paid back %v", bought, back)
	}
	v := look(t, b, "till", day(t, "2026-10-29"))
	if refund := v.Transactions(back, back, everything).At(0); !refund.Credit || refund.Text != "Refund: Grocer بقال" ||
		refund.Amount != v.Transactions(bought, bought, everything).At(1).Amount {
		t.Errorf("its refund: got %+v", refund)
	}
	l := v.Transactions(bought, bought, everything)
	tx := l.At(1) // the charge was numbered after it
	if made := tx.Value.Sub(day(t, "2026-10-05")); made < 8*time.Hour || made > 23*time.Hour {
		t.Errorf("made at %v, not while shops are open", tx.Value)
	}
	if tx.Merchant == nil || tx.Merchant.Category != "5411" || tx.Card.Scheme != "MasterCard" || tx.Address != "Road 12" ||
		tx.Text != "Grocer بقال" || tx.Charge == nil || tx.Charge.Minor != 50 || tx.Credit {
		t.Errorf("got %+v", tx)
	}
	if charge := l.At(0); charge.Credit || charge.Amount != bhd(50) || charge.Code.Sub != "Fees" {
		t.Errorf("its charge: got %+v", charge)
	}
}

func TestAbroad(t *testing.T) {
	for _, row := range []struct {
		name                 string
		low                  Money
		abroad               fixtures.Abroad
		amount, want         int64
		instructed, rateText string
	}{
		{"a fixed price there", Money{Minor: 999, Currency: "USD"}, fixtures.Abroad{Currency: "USD", LowRate: 0.376, HighRate: 0.376}, 0, 3756, "9.99 USD", "0.376"},
		{"an amount here", bhd(3756), fixtures.Abroad{Currency: "USD", LowRate: 0.376, HighRate: 0.376}, 0, 3756, "9.99 USD", "0.376"},
		{"as near as it can be", bhd(3758), fixtures.Abroad{Currency: "USD", LowRate: 0.376, HighRate: 0.376}, 0, 3756, "9.99 USD", "0.376"},
		{"no decimals there", bhd(2500), fixtures.Abroad{Currency: "JPY", LowRate: 0.0025, HighRate: 0.0025}, 0, 2500, "1000 JPY", "0.0025"},
		{"worth very little", bhd(1000), fixtures.Abroad{Currency: "IRR", LowRate: 0.00000896, HighRate: 0.00000896}, 0, 1000, "111607.14 IRR", "0.00000896"},
		{"a half goes to the even one", Money{Minor: 5, Currency: "USD"}, fixtures.Abroad{Currency: "USD", LowRate: 0.25, HighRate: 0.25}, 0, 12, "0.05 USD", "0.25"},
	} {
		t.Run(row.name, func(t *testing.T) {
			a := till(t)
			a.Rules = []fixtures.Rule{{ID: "r", Kind: fixtures.Transfer, Low: row.low, High: row.low, Months: 1, Day: 2, Abroad: &row.abroad}}
			tx := shown(look(t, New(set(a), 1), "till", day(t, "2024-01-01")))[0]
			if x := tx.Exchange; tx.Amount != bhd(row.want) || x.Instructed.String() != row.instructed || x.Rate != row.rateText ||
				x.Source != row.abroad.Currency || x.Target != "BHD" || x.Unit != row.abroad.Currency {
				t.Errorf("got %v of %v at %s (%+v)", tx.Amount, x.Instructed, x.Rate, x)
			}
		})
	}
}
