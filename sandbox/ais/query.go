package ais

import (
	"net/url"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// filterNames are the parameters that narrow a list, its beginning first
// (filtering).
var filterNames = map[bank.Filters][]string{
	bank.BookingFilter:   {"fromBookingDateTime", "toBookingDateTime"},
	bank.StatementFilter: {"fromStatementDateTime", "toStatementDateTime"},
}

// pageName is the parameter that says which page of a list is meant. The
// standard leaves it to the bank: clients take the links as they are.
const pageName = "page"

// A narrowing is what the query of a request says to an endpoint. Parameters
// that the endpoint has not are ignored.
type narrowing struct {
	from, to, page string
	kept           string // the filter as it goes into the links, with & before each
}

// narrowingOf reads a query. Values are for the bank to judge, but an empty one
// must not pass for an absent one, and of two that differ none is meant.
func narrowingOf(raw string, e bank.Endpoint) (n narrowing, bad []bank.Violation) {
	if raw == "" || len(raw) > maxQuery {
		return n, nil
	}
	names := filterNames[e.Filters]
	for i, name := range names {
		value, found := parameter(raw, name, "Field.InvalidDate")
		if bad = append(bad, found...); value == "" {
			continue
		}
		if n.kept += "&" + name + "=" + url.QueryEscape(value); i == 0 {
			n.from = value
		} else {
			n.to = value
		}
	}
	if e.Paged {
		value, found := parameter(raw, pageName, "Field.Invalid")
		n.page, bad = value, append(bad, found...)
	}
	return n, bad
}

// parameter is the value of a parameter that may be given once.
func parameter(raw, name, code string) (value string, bad []bank.Violation) {
	given := 0
	for pair := range strings.SplitSeq(raw, "&") {
		key, text, _ := strings.Cut(pair, "=")
		if unescape(key) != name {
			continue
		}
		given++
		value = unescape(text)
	}
	switch {
	case given > 1:
		return "", []bank.Violation{violation("Field.Invalid", name, "%s is given %d times: once is meant", name, given)}
	case given == 1 && value == "":
		return "", []bank.Violation{violation(code, name, "%s is empty: leave it out, or say what is meant", name)}
	}
	return value, nil
}

// unescape reads a part of a query; what is not well-formed is refused
// elsewhere (checkQuery), and means nothing here.
func unescape(s string) string {
	plain, err := url.QueryUnescape(s)
	if err != nil {
		return ""
	}
	return plain
}

// with is the URI of a page of a list.
func (n narrowing) with(uri, cursor string) string {
	query := n.kept
	if cursor != "" {
		query += "&" + pageName + "=" + url.QueryEscape(cursor)
	}
	if query == "" {
		return uri
	}
	return uri + "?" + query[1:]
}
