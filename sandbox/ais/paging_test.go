package ais

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
)

// A listing is a page of transactions as a client sees it.
type listing struct {
	Data struct {
		Transaction []struct {
			TransactionID   string `json:"TransactionId"`
			BookingDateTime time.Time
		}
	}
	Links struct{ Self, First, Prev, Next, Last string }
	Meta  struct {
		TotalPages                                    int
		FirstAvailableDateTime, LastAvailableDateTime time.Time
	}
}

// follow reads a page by its URI.
func (t *testBank) follow(tb testing.TB, token, uri string) (l listing) {
	tb.Helper()
	path, ok := strings.CutPrefix(uri, base+Root)
	if !ok {
		tb.Fatalf("%q is not a URI of this API", uri)
	}
	mustDecode(tb, t.mustGet(tb, token, path, ""), &l)
	if l.Links.Self != uri {
		tb.Errorf("Self: got %s, want %s", l.Links.Self, uri)
	}
	return l
}

func TestPagesLeadToTheEndAndBack(t *testing.T) {
	b := newDataBank(t)
	token := b.mustOpen(t, "yusuf", everything...)
	for _, path := range []string{"/accounts/yusuf-till/transactions", "/transactions?fromBookingDateTime=2026-02-01T00%3A00%3A00"} {
		t.Run(path, func(t *testing.T) {
			var forth, back []string
			seen := map[string]bool{}
			page := b.follow(t, token, base+Root+path)
			first, total := page, page.Meta.TotalPages
			if page.Links.Prev != "" || total < 2 {
				t.Errorf("the first page has Prev %q and is one of %d", page.Links.Prev, total)
			}
			for {
				forth = append(forth, page.Data.Transaction[0].TransactionID)
				for _, item := range page.Data.Transaction {
					if seen[item.TransactionID] {
						t.Fatalf("%s comes twice", item.TransactionID)
					}
					seen[item.TransactionID] = true
				}
				if page.Links.Next == "" {
					break
				}
				page = b.follow(t, token, page.Links.Next)
			}
			if len(forth) != total {
				t.Errorf("got %d pages, want %d", len(forth), total)
			}
			last := b.follow(t, token, first.Links.Last)
			if got, want := last.Data.Transaction[0].TransactionID, forth[len(forth)-1]; got != want {
				t.Errorf("Last begins with %s, want %s", got, want)
			}
			for ; ; page = b.follow(t, token, page.Links.Prev) {
				back = append([]string{page.Data.Transaction[0].TransactionID}, back...)
				if page.Links.Prev == "" {
					break
				}
			}
			if strings.Join(forth, " ") != strings.Join(back, " ") {
				t.Errorf("the way back is %v, the way forth %v", back, forth)
			}
			again := b.follow(t, token, page.Links.First)
			if again.Data.Transaction[0] != first.Data.Transaction[0] {
				t.Errorf("First begins with %+v, want %+v", again.Data.Transaction[0], first.Data.Transaction[0])
			}
		})
	}
}

func TestFilters(t *testing.T) {
	b := newDataBank(t)
	token := b.mustOpen(t, "amal", everything...)
	const from, to = "2026-02-01T00:00:00", "2026-02-14T12:00"
	query := "?fromBookingDateTime=" + url.QueryEscape(from) + "&toBookingDateTime=" + url.QueryEscape(to)
	page := b.follow(t, token, base+Root+"/accounts/amal-current/transactions"+query)
	if len(page.Data.Transaction) == 0 {
		t.Fatal("there is nothing to look at")
	}
	low, _ := time.Parse(time.RFC3339, from+"+03:00")
	high, _ := time.Parse(time.RFC3339, to+":00+03:00")
	for _, item := range page.Data.Transaction {
		if at := item.BookingDateTime; at.Before(low) || at.After(high) {
			t.Errorf("%s is of %s", item.TransactionID, at)
		}
	}
	if m := page.Meta; !m.FirstAvailableDateTime.Before(low) || !m.LastAvailableDateTime.After(high) {
		t.Errorf("%s to %s is to be had, want more than the filter leaves", m.FirstAvailableDateTime, m.LastAvailableDateTime)
	}
	// Dates that mean the same: with a zone, which is noted and ignored, and without seconds.
	for _, same := range []string{"2026-02-01T00:00:00Z", "2026-02-01T00:00:00+03:00", "2026-02-01T00:00", "2026-02-01"} {
		path := "/accounts/amal-current/transactions?fromBookingDateTime=" + url.QueryEscape(same) + "&toBookingDateTime=" + url.QueryEscape(to)
		if got := b.follow(t, token, base+Root+path); len(got.Data.Transaction) != len(page.Data.Transaction) {
			t.Errorf("%s: got %d transactions, want %d", same, len(got.Data.Transaction), len(page.Data.Transaction))
		}
		if strings.ContainsAny(same, "Z+") {
			b.mustNote(t, "the filter "+wire.Quote(same)+" has a zone: it is ignored")
		}
	}
	// A plus that the client forgot to escape.
	b.mustGet(t, token, "/accounts/amal-current/transactions?fromBookingDateTime=2026-02-01T00:00:00+03:00", "")
}

func TestBadQueries(t *testing.T) {
	b := newDataBank(t)
	token := b.mustOpen(t, "yusuf", everything...)
	other := b.mustOpen(t, "yusuf", everything...)
	first := b.follow(t, token, base+Root+"/transactions")
	next := strings.TrimPrefix(first.Links.Next, base+Root)
	cursor := strings.TrimPrefix(next, "/transactions?page=")
	tests := []struct{ name, token, path, code, at string }{
		{"no date", token, "/transactions?fromBookingDateTime=soon", "Field.InvalidDate", "fromBookingDateTime"},
		{"no such day", token, "/transactions?toBookingDateTime=2026-02-30", "Field.InvalidDate", "toBookingDateTime"},
		{"reversed", token, "/transactions?fromBookingDateTime=2026-02-02&toBookingDateTime=2026-02-01", "Field.InvalidDate", "toBookingDateTime"},
		{"empty", token, "/statements?fromStatementDateTime=", "Field.InvalidDate", "fromStatementDateTime"},
		{"twice", token, "/statements?toStatementDateTime=2026-01-01&toStatementDateTime=2026-01-01", "Field.Invalid", "toStatementDateTime"},
		{"forged cursor", token, "/transactions?page=" + strings.Repeat("A", len(cursor)), "Field.Invalid", "page"},
		{"cut cursor", token, next[:len(next)-1], "Field.Invalid", "page"},
		{"changed cursor", token, strings.Replace(next, "page="+cursor[:1], "page="+string(cursor[0]^1), 1), "Field.Invalid", "page"},
		{"cursor of another consent", other, next, "Field.Invalid", "page"},
		{"cursor of another list", token, "/accounts/yusuf-till/transactions?page=" + cursor, "Field.Invalid", "page"},
		{"cursor of another filter", token, next + "&fromBookingDateTime=2026-01-01", "Field.Invalid", "page"},
		{"long cursor", token, "/transactions?page=" + strings.Repeat("A", 7<<10), "Field.Invalid", "page"},
		{"long query", token, "/transactions?page=" + strings.Repeat("A", 9<<10), "Field.Invalid", "query"},
		{"no number", token, "/accounts?page=2", "Field.Invalid", "page"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			resp := b.get(tt.token, tt.path)
			body := checkAnswer(t, resp)
			if resp.StatusCode != http.StatusBadRequest || !strings.Contains(body, `"ErrorCode":"BH.OBF.`+tt.code+`"`) || !strings.Contains(body, `"Path":"`+tt.at+`"`) {
				t.Errorf("got %d %s, want 400 %s of %s", resp.StatusCode, body, tt.code, tt.at)
			}
			if strings.Contains(body, "TransactionId") || len(body) > 2<<10 {
				t.Errorf("the refusal tells too much: %s", body)
			}
		})
	}
	mustBe(t, b.get(token, next), http.StatusOK)
}

// A parameter of another endpoint is none here.
func TestParametersElsewhereAreIgnored(t *testing.T) {
	b := newDataBank(t)
	token := b.mustOpen(t, "amal", everything...)
	id := b.statementsOf(t, token, "amal-current")[0]
	for _, e := range bank.Endpoints() {
		query := "?fromBookingDateTime=x&fromBookingDateTime=y"
		if e.Filters == bank.BookingFilter {
			query = "?fromStatementDateTime=x&fromStatementDateTime=y"
		}
		if !e.Paged {
			query += "&page=x"
		}
		if e.Operation != bank.GetSharingProductDetails {
			mustBe(t, b.get(token, at(e, "amal-current", id)+query), http.StatusOK)
		}
	}
}
