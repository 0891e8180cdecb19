package bank

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

func TestParseFilter(t *testing.T) {
	wall := func(h, m, s, ms int) time.Time { return time.Date(2026, 4, 5, h, m, s, ms*1e6, fixtures.Bahrain) }
	tests := []struct {
		sent  string
		want  time.Time
		zoned bool
	}{
		{"2026-04-05", wall(0, 0, 0, 0), false},
		{"2026-04-05T10:43:07", wall(10, 43, 7, 0), false},
		{"2026-04-05T10:43", wall(10, 43, 0, 0), false},
		{"2026-04-05T10:43:07.250", wall(10, 43, 7, 250), false},
		{"2026-04-05T10:43:07,250", wall(10, 43, 7, 250), false},
		{"2026-04-05T10:43:07Z", wall(10, 43, 7, 0), true},
		{"2026-04-05T10:43:07+03:00", wall(10, 43, 7, 0), true},
		{"2026-04-05T10:43:07 03:00", wall(10, 43, 7, 0), true},
		{"2026-04-05T10:43:07-0500", wall(10, 43, 7, 0), true},
		{"2026-04-05T10:43:07.250+03", wall(10, 43, 7, 250), true},
		{"2026-04-05T10:43+03:00", wall(10, 43, 0, 0), true},
	}
	for _, tt := range tests {
		t.Run(tt.sent, func(t *testing.T) {
			got, zoned, err := ParseFilter(tt.sent)
			if err != nil || !got.Equal(tt.want) || zoned != tt.zoned {
				t.Errorf("got %s, zoned %t, %v; want %s, zoned %t", got, zoned, err, tt.want, tt.zoned)
			}
		})
	}
	for _, bad := range []string{
		"", " ", "yesterday", "2026", "2026-04", "2026-02-30", "2026-13-01", "2026-04-05Z", "2026-04-05+03:00", "20260405", "2026-04-05 10:43:07",
		"2026-04-05T", "2026-04-05T24:30:00", "2026-04-05T1:43:07", "2026-04-05T10:60", "2026-04-05T10:43:07+25:00", "2026-04-05T10:43:07 ",
		"2026-04-05T10:43:07[Asia/Bahrain]", "05-04-2026", "1775375000", "2026-04-05T10:43:07\x00", "٢٠٢٦-٠٤-٠٥",
	} {
		if got, _, err := ParseFilter(bad); err == nil {
			t.Errorf("%q is read as %s, want an error", bad, got)
		}
	}
}

func FuzzParseFilter(f *testing.F) {
	for _, s := range []string{"2026-04-05", "2026-04-05T10:43:07Z", "2026-04-05T10:43 03:00", "2026-02-30", "٢٠٢٦", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, _, err := ParseFilter(s)
		if err != nil {
			return
		}
		if again, _, err := ParseFilter(at.Format("2006-01-02T15:04:05.999999999")); err != nil || !again.Equal(at) {
			t.Errorf("%q is read as %s, and that as %s, %v", s, at, again, err)
		}
	})
}

func TestFiltersInBadForm(t *testing.T) {
	b, _ := newBank(t)
	a := mustGrant(t, b, grantee{who: "amal", permissions: everything})
	tests := []struct {
		name  string
		op    Operation
		q     Query
		paths []string
	}{
		{"from", GetAccountTransactions, Query{From: "x"}, []string{"fromBookingDateTime"}},
		{"to", GetTransactions, Query{To: "2026-02-30"}, []string{"toBookingDateTime"}},
		{"all at once", GetAccountTransactions, Query{From: "x", To: "y", Page: "z"}, []string{"fromBookingDateTime", "toBookingDateTime", "page"}},
		{"reversed", GetAccountTransactions, Query{From: "2026-01-02", To: "2026-01-01T23:59:59"}, []string{"toBookingDateTime"}},
		{"of statements", GetStatements, Query{From: "x", To: "y"}, []string{"fromStatementDateTime", "toStatementDateTime"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.q.Account = "amal-current"
			_, err := mustMayRead(t, b, a, tt.op).ask(tt.q)
			e, _ := errors.AsType[*Error](err)
			if e == nil || e.Kind != Invalid {
				t.Fatalf("got %v, want Invalid", err)
			}
			var paths []string
			for _, v := range e.Violations {
				paths = append(paths, v.Path)
				if v.Code != "Field.InvalidDate" && v.Path != "page" {
					t.Errorf("%s has code %s", v.Path, v.Code)
				}
			}
			if diff := cmp.Diff(tt.paths, paths); diff != "" {
				t.Errorf("paths (-want +got):\n%s", diff)
			}
		})
	}
}

// A consent's window and the query's filter meet, and both ends of each belong
// to them.
func TestTransactionsLieInTheWindowAndTheFilter(t *testing.T) {
	b, _ := newBank(t)
	b.cfg.PageSize = 100_000
	all, err := mustMayRead(t, b, mustGrant(t, b, grantee{who: "amal", permissions: everything}), GetAccountTransactions).Transactions(Query{Account: "amal-current"})
	if err != nil || len(all.Items) < 100 {
		t.Fatalf("%d transactions, %v", len(all.Items), err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		// Ends lie on bookings, so that it counts whether they belong to the span.
		end := func(name, layout string) (string, time.Time) {
			if rapid.Bool().Draw(rt, name+" is open") {
				return "", time.Time{}
			}
			at := rapid.SampledFrom(all.Items).Draw(rt, name).Booking.In(fixtures.Bahrain)
			at = at.Add(time.Duration(rapid.IntRange(-1, 1).Draw(rt, name+" off")))
			return at.Format(layout), at
		}
		const zoned, bare = "2006-01-02T15:04:05.000000000Z07:00", "2006-01-02T15:04:05.000000000"
		var w, f span
		g := grantee{who: "amal", permissions: everything}
		g.from, w.from = end("window from", zoned)
		g.to, w.to = end("window to", zoned)
		if !w.to.IsZero() && w.to.Before(w.from) {
			g.from, g.to, w.from, w.to = g.to, g.from, w.to, w.from
		}
		q := Query{Account: "amal-current"}
		q.From, f.from = end("filter from", bare)
		q.To, f.to = end("filter to", bare)
		if !f.to.IsZero() && f.to.Before(f.from) {
			q.From, q.To, f.from, f.to = q.To, q.From, f.to, f.from
		}
		got, err := mustMayRead(t, b, mustGrant(t, b, g), GetAccountTransactions).Transactions(q)
		if err != nil {
			rt.Fatal(err)
		}
		var want, reach []ledger.Transaction
		for _, item := range all.Items {
			if w.includes(item.Booking) {
				reach = append(reach, item)
				if f.includes(item.Booking) {
					want = append(want, item)
				}
			}
		}
		if diff := cmp.Diff(idsOf(want), idsOf(got.Items)); diff != "" {
			rt.Fatalf("window %v, filter %v (-want +got):\n%s", w, f, diff)
		}
		checkReach(rt, got, reach)
	})
}

func (s span) includes(at time.Time) bool {
	return !at.Before(s.from) && (s.to.IsZero() || !at.After(s.to))
}

func idsOf(items []ledger.Transaction) []string {
	ids := make([]string, len(items))
	for i, t := range items {
		ids[i] = t.ID
	}
	return ids
}

// checkReach looks at First- and LastAvailable: what the consent opens, whatever
// the filter.
func checkReach(t *rapid.T, page Page[ledger.Transaction], reach []ledger.Transaction) {
	t.Helper()
	var first, last time.Time
	if len(reach) > 0 {
		last, first = reach[0].Booking, reach[len(reach)-1].Booking
	}
	if !page.FirstAvailable.Equal(first) || !page.LastAvailable.Equal(last) {
		t.Fatalf("available from %s to %s, want from %s to %s", page.FirstAvailable, page.LastAvailable, first, last)
	}
}

func TestStatementsLieWhollyInTheWindow(t *testing.T) {
	b, _ := newBank(t)
	open := mustMayRead(t, b, mustGrant(t, b, grantee{who: "amal", permissions: everything}), GetAccountStatements)
	all, err := open.Statements(Query{Account: "amal-current"})
	if err != nil || len(all.Items) < 6 {
		t.Fatalf("%d statements, %v", len(all.Items), err)
	}
	rfc := func(at time.Time) string { return at.Format(time.RFC3339Nano) }
	third, first := all.Items[2], all.Items[0]
	tests := []struct {
		name     string
		from, to string
		q        Query
		want     []ledger.Statement
	}{
		{"exactly one", rfc(third.Start), rfc(third.End), Query{}, all.Items[2:3]},
		{"a moment too late", rfc(third.Start.Add(time.Nanosecond)), rfc(third.End), Query{}, nil},
		{"a moment too early", rfc(third.Start), rfc(third.End.Add(-time.Nanosecond)), Query{}, nil},
		{"from the third on", rfc(third.Start), "", Query{}, all.Items[:3]},
		{"up to the third", "", rfc(third.End), Query{}, all.Items[2:]},
		{"filter on the start", "", "", Query{From: bare(third.Start), To: bare(third.Start)}, all.Items[2:3]},
		{"filter from later", "", "", Query{From: bare(third.Start.Add(time.Nanosecond))}, all.Items[:2]},
		{"filter to earlier", "", "", Query{To: bare(first.Start.Add(-time.Nanosecond))}, all.Items[1:]},
		{"filter and window", rfc(third.Start), "", Query{To: bare(third.Start)}, all.Items[2:3]},
		{"filter beside the window", rfc(third.Start), "", Query{To: bare(third.Start.Add(-time.Nanosecond))}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := mustGrant(t, b, grantee{who: "amal", permissions: everything, from: tt.from, to: tt.to})
			tt.q.Account = "amal-current"
			got, err := mustMayRead(t, b, a, GetAccountStatements).Statements(tt.q)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(statementIDs(tt.want), statementIDs(got.Items)); diff != "" {
				t.Errorf("statements (-want +got):\n%s", diff)
			}
		})
	}
}

func bare(at time.Time) string {
	return at.In(fixtures.Bahrain).Format("2006-01-02T15:04:05.999999999")
}

func statementIDs(list []ledger.Statement) []string {
	ids := []string{}
	for _, s := range list {
		ids = append(ids, s.ID)
	}
	return ids
}

// Whether a statement is outside the window, another account's, or nowhere: the
// refusal is the same.
func TestStatementsThatTheConsentDoesNotOpen(t *testing.T) {
	b, _ := newBank(t)
	q := queryFor(t, b, GetAccountStatement, "amal-current")
	savings := queryFor(t, b, GetAccountStatement, "amal-savings")
	early := mustGrant(t, b, grantee{who: "amal", permissions: everything, to: "2025-01-01T00:00:00+03:00"})
	late := mustGrant(t, b, grantee{who: "amal", permissions: everything, from: "2025-12-31T23:59:00+03:00"})
	for _, op := range []Operation{GetAccountStatement, GetAccountStatementFile, GetAccountStatementTransactions} {
		for _, a := range []Access{early, late} {
			for _, id := range []string{q.Statement, savings.Statement, "nowhere", "", "../" + q.Statement} {
				_, err := mustMayRead(t, b, a, op).ask(Query{Account: "amal-current", Statement: id})
				checkNoStatement(t, op, id, err)
			}
		}
	}
}

func checkNoStatement(t *testing.T, op Operation, id string, err error) {
	t.Helper()
	e, _ := errors.AsType[*Error](err)
	if e == nil || e.Kind != NotFound || len(e.Violations) != 1 || e.Violations[0].Code != "Resource.NotFound" ||
		e.Violations[0].Message != "the consent opens no statement "+quote(id)+" of this account" {
		t.Errorf("%s of %q: got %v, want NotFound", op, id, err)
	}
}

func TestTheTransactionsOfAStatementLieInItsPeriod(t *testing.T) {
	b, _ := newBank(t)
	a := mustGrant(t, b, grantee{who: "amal", permissions: everything})
	q := queryFor(t, b, GetAccountStatement, "amal-current")
	one, err := mustMayRead(t, b, a, GetAccountStatement).Statements(q)
	if err != nil || len(one.Items) != 1 || one.Items[0].ID != q.Statement {
		t.Fatalf("the statement is %v, %v", one.Items, err)
	}
	period := span{one.Items[0].Start, one.Items[0].End}
	got, err := mustMayRead(t, b, a, GetAccountStatementTransactions).StatementTransactions(q)
	if err != nil || len(got.Items) == 0 {
		t.Fatalf("%d transactions, %v", len(got.Items), err)
	}
	b.cfg.PageSize = 100_000
	all, err := mustMayRead(t, b, a, GetAccountTransactions).Transactions(Query{Account: "amal-current"})
	if err != nil {
		t.Fatal(err)
	}
	want := slices.DeleteFunc(all.Items, func(t ledger.Transaction) bool { return !period.includes(t.Booking) })
	if diff := cmp.Diff(idsOf(want), idsOf(got.Items)); diff != "" {
		t.Errorf("transactions (-want +got):\n%s", diff)
	}
}
