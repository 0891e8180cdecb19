package ais

import (
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

func TestNarrowing(t *testing.T) {
	booking := bank.Endpoint{Filters: bank.BookingFilter, Paged: true}
	statement := bank.Endpoint{Filters: bank.StatementFilter}
	tests := []struct {
		name, query  string
		endpoint     bank.Endpoint
		want         narrowing
		refused, why string // path, and a part of the message
	}{
		{"nothing", "", booking, narrowing{}, "", ""},
		{"unknown ones", "x=1&frombookingdatetime=1&toStatementDateTime=2", booking, narrowing{}, "", ""},
		{"not this endpoint's", "fromBookingDateTime=1&page=2", statement, narrowing{}, "", ""},
		{"all three", "page=abc&toBookingDateTime=2020-09-10&fromBookingDateTime=2020-09-01T00%3A00", booking,
			narrowing{"2020-09-01T00:00", "2020-09-10", "abc", "&fromBookingDateTime=2020-09-01T00%3A00&toBookingDateTime=2020-09-10"}, "", ""},
		{"a statement's", "fromStatementDateTime=2020-09-01", statement, narrowing{from: "2020-09-01", kept: "&fromStatementDateTime=2020-09-01"}, "", ""},
		{"escaped name", "%66romBookingDateTime=1", booking, narrowing{from: "1", kept: "&fromBookingDateTime=1"}, "", ""},
		{"twice", "fromBookingDateTime=1&fromBookingDateTime=1", booking, narrowing{}, "fromBookingDateTime", "2 times"},
		{"page twice", "page=1&page=2&page=3", booking, narrowing{}, "page", "3 times"},
		{"empty", "toBookingDateTime=", booking, narrowing{}, "toBookingDateTime", "empty"},
		{"without a value", "toBookingDateTime", booking, narrowing{}, "toBookingDateTime", "empty"},
		{"empty page", "page=", booking, narrowing{}, "page", "empty"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, bad := narrowingOf(tt.query, tt.endpoint)
			if tt.refused == "" && (len(bad) > 0 || got != tt.want) {
				t.Errorf("got %+v %v, want %+v", got, bad, tt.want)
			}
			if tt.refused != "" && (len(bad) != 1 || bad[0].Path != tt.refused || !strings.Contains(bad[0].Message, tt.why)) {
				t.Errorf("got %+v, want one violation of %s that says %q", bad, tt.refused, tt.why)
			}
		})
	}
}

func TestLinksKeepTheFilter(t *testing.T) {
	n := narrowing{kept: "&fromBookingDateTime=2020"}
	for want, got := range map[string]string{
		"u":                                   narrowing{}.with("u", ""),
		"u?page=a%2B":                         narrowing{}.with("u", "a+"),
		"u?fromBookingDateTime=2020":          n.with("u", ""),
		"u?fromBookingDateTime=2020&page=abc": n.with("u", "abc"),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
