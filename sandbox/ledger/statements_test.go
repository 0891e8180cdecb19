package ledger

import (
	"reflect"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"pgregory.net/rapid"
)

// amounts are the signed amounts of a statement by type.
func amounts(items []StatementItem) map[string]int64 {
	out := map[string]int64{}
	for _, item := range items {
		out[item.Type] = signedOf(item.Credit, item.Amount)
	}
	return out
}

// checkStatements wants each statement of a view to agree with the transactions
// of its period and with the statement before.
func checkStatements(t rapid.TB, v View) {
	t.Helper()
	list := v.Statements(time.Time{}, time.Time{})
	if !v.shelf.account.Statements && list != nil {
		t.Fatalf("%s has statements", v.shelf.account.ID)
	}
	references := map[string]Statement{}
	for i, s := range list {
		references[s.Reference] = s
		checkStatement(t, v, s)
		if i > 0 {
			newer := amounts(list[i-1].Amounts)
			if got, want := newer["PreviousClosingBalance"], amounts(s.Amounts)["ClosingBalance"]; got != want {
				t.Fatalf("%s begins with %d, %s ends with %d", list[i-1].ID, got, s.ID, want)
			}
		}
	}
	this := midnight(v.now).AddDate(0, 0, 1-v.now.In(fixtures.Bahrain).Day())
	for _, tx := range shown(v) {
		if !tx.Booking.Before(this) && tx.Statements != nil {
			t.Fatalf("%s, booked %v, is on %v, which there cannot be at %v", tx.ID, tx.Booking, tx.Statements, v.now)
		}
		for _, reference := range tx.Statements {
			s, listed := references[reference]
			if listed && (tx.Booking.Before(s.Start) || tx.Booking.After(s.End)) {
				t.Fatalf("%s, booked %v, says that it is on %s", tx.ID, tx.Booking, s.ID)
			}
		}
	}
}

func checkStatement(t rapid.TB, v View, s Statement) {
	t.Helper()
	if !s.Start.Before(s.End) || !s.End.Before(s.Created) || s.Created.After(v.now) {
		t.Fatalf("%s: from %v to %v, created %v, now %v", s.ID, s.Start, s.End, s.Created, v.now)
	}
	if found, ok := v.Statement(s.ID); !ok || !reflect.DeepEqual(found, s) {
		t.Fatalf("Statement(%q): got %+v, want %+v", s.ID, found, s)
	}
	want := map[string]int64{}
	fees, interest := int64(0), int64(0)
	for _, tx := range all(v.Transactions(s.Start, s.End, everything)) {
		amount := signedOf(tx.Credit, tx.Amount)
		if len(tx.Statements) != 1 || tx.Statements[0] != s.Reference {
			t.Fatalf("%s, booked %v, is on %v, not on %s", tx.ID, tx.Booking, tx.Statements, s.Reference)
		}
		if tx.Credit {
			want["TotalCredits"] += amount
		} else {
			want["TotalDebits"] += amount
		}
		switch tx.Code.Sub {
		case "Fees":
			fees += amount
		case "Interest":
			interest += amount
		}
	}
	got := amounts(s.Amounts)
	sum := got["PreviousClosingBalance"] + want["TotalCredits"] + want["TotalDebits"]
	if got["TotalCredits"] != want["TotalCredits"] || got["TotalDebits"] != want["TotalDebits"] || got["ClosingBalance"] != sum {
		t.Fatalf("%s: got %v; its transactions say %v, and a closing balance of %d", s.ID, got, want, sum)
	}
	if f, i := amounts(s.Fees)["Total"], amounts(s.Interest)["Total"]; f != fees || i != interest {
		t.Fatalf("%s: fees %d, want %d; interest %d, want %d", s.ID, f, fees, i, interest)
	}
}

func TestStatementsAgree(t *testing.T) {
	property(t, func(t *rapid.T, c fixtures.Customer, b *Books) {
		now := drawClock(t, "now")
		for _, a := range c.Accounts {
			checkStatements(t, look(t, b, a.ID, now))
		}
	})
}

func TestStatementsOfAnAccount(t *testing.T) {
	b := New(set(till(t)), 1)
	midnight := day(t, "2023-03-01")
	for _, row := range []struct {
		name     string
		now      time.Time
		from, to time.Time
		want     []string
	}{
		{"in the first month", day(t, "2023-01-31").Add(23 * time.Hour), time.Time{}, time.Time{}, nil},
		{"just before the month is over", midnight.Add(-time.Millisecond), time.Time{}, time.Time{}, []string{"2023-01"}},
		{"once it is over", midnight, time.Time{}, time.Time{}, []string{"2023-02", "2023-01"}},
		{"from", midnight, day(t, "2023-02-01"), time.Time{}, []string{"2023-02"}},
		{"from a moment later", midnight, day(t, "2023-02-01").Add(time.Millisecond), time.Time{}, nil},
		{"to", midnight, time.Time{}, day(t, "2023-01-01"), []string{"2023-01"}},
		{"to a moment earlier", midnight, time.Time{}, day(t, "2023-01-01").Add(-time.Millisecond), nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			var got []string
			for _, s := range look(t, b, "till", row.now).Statements(row.from, row.to) {
				got = append(got, s.Reference)
			}
			if !reflect.DeepEqual(got, row.want) {
				t.Errorf("got %v, want %v", got, row.want)
			}
		})
	}
	if got := len(look(t, b, "till", day(t, "2030-05-05")).Statements(time.Time{}, time.Time{})); got != 23 {
		t.Errorf("years later: got %d statements, want the 23 that lie wholly in what is kept", got)
	}
	if _, ok := look(t, b, "till", midnight).Statement("till.2023-03"); ok {
		t.Error("the statement of a month that has only begun is there")
	}
}
