package ais

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
)

// How long the head of a request may be, in bytes.
const (
	maxQuery  = 8 << 10
	maxHeader = 32 << 10 // names and values together
)

// The canonical names of the headers that the standard gives a form (4.1.1).
const (
	interactionID = "X-Fapi-Interaction-Id"
	authDate      = "X-Fapi-Auth-Date"
	customerIP    = "X-Fapi-Customer-Ip-Address"
	scenarioName  = "X-Sandbox-Scenario"
)

// single are the headers of which one value is meant. Two readers would take
// different ones.
var single = []string{"Authorization", "Authorisation", "Content-Type", authDate, customerIP, interactionID, scenarioName}

// forms says what the value of a header must be.
var forms = []struct {
	name, expected string
	ok             func(string) bool
}{
	{authDate, "a date as in RFC 7231, for example Sun, 06 Nov 1994 08:49:37 GMT", isHTTPDate},
	{customerIP, "an IPv4 or IPv6 address, for example 104.25.212.99", isAddress},
	{interactionID, "a UUID, for example 93bac548-d2de-4546-b106-880a5018460d", isUUID},
}

// checkHead lists all that is wrong with the form of the query and the headers.
func checkHead(r *http.Request) (bad []bank.Violation) {
	bad = append(bad, checkQuery(r.URL.RawQuery)...)
	if size := headerSize(r.Header); size > maxHeader {
		bad = append(bad, violation("Header.Invalid", "", "the headers are %d bytes long: at most %d are read", size, maxHeader))
	}
	for _, name := range single {
		if n := len(r.Header[name]); n > 1 {
			bad = append(bad, violation("Header.Invalid", shown(name), "%s is given %d times: once is meant", shown(name), n))
		}
	}
	for _, f := range forms {
		if values := r.Header[f.name]; len(values) == 1 && !f.ok(values[0]) {
			bad = append(bad, violation("Header.Invalid", shown(f.name), "%s is %s: expected %s", shown(f.name), wire.Quote(values[0]), f.expected))
		}
	}
	return bad
}

// checkQuery looks at form alone: no resource here has parameters, and unknown
// ones are ignored.
func checkQuery(raw string) []bank.Violation {
	if raw == "" {
		return nil
	}
	if len(raw) > maxQuery {
		return []bank.Violation{violation("Field.Invalid", "query", "the query is %d bytes long: at most %d are read", len(raw), maxQuery)}
	}
	if _, err := url.QueryUnescape(raw); err != nil {
		escape, _ := errors.AsType[url.EscapeError](err)
		return []bank.Violation{violation("Field.Invalid", "query", "the query has %s, which is no percent-encoding", wire.Quote(string(escape)))}
	}
	return nil
}

func headerSize(h http.Header) (n int) {
	for name, values := range h {
		for _, value := range values {
			n += len(name) + len(value)
		}
	}
	return n
}

// shown is a header's name as the standard prints it.
func shown(name string) string {
	if strings.HasPrefix(name, "X-") {
		return strings.ToLower(name)
	}
	return name
}

func violation(code, path, format string, args ...any) bank.Violation {
	return bank.Violation{Code: code, Path: path, Message: fmt.Sprintf(format, args...)}
}

// interaction is the x-fapi-interaction-id to answer with: the client's, played
// back as it came, if it is a UUID, and else a fresh one.
func (s *server) interaction(r *http.Request) string {
	if sent := r.Header[interactionID]; len(sent) == 1 && isUUID(sent[0]) {
		return sent[0]
	}
	return s.cfg.NewID()
}

// isUUID tells whether id is written as RFC 4122 has it, in either case.
func isUUID(id string) bool {
	if len(id) != 36 {
		return false
	}
	for i := range len(id) {
		if c := id[i]; i == 8 || i == 13 || i == 18 || i == 23 {
			if c != '-' {
				return false
			}
		} else if (c < '0' || '9' < c) && (c < 'a' || 'f' < c) && (c < 'A' || 'F' < c) {
			return false
		}
	}
	return true
}

func isAddress(value string) bool {
	_, err := netip.ParseAddr(value)
	return err == nil
}

// offset is the zone as the page's examples write it (4.1.1); RFC 7231 has GMT
// alone.
var offset = regexp.MustCompile(`GMT[+-]([01][0-9]|2[0-3]):[0-5][0-9]$`)

// httpDates are the three forms of RFC 7231, 7.1.1.1; the last two are obsolete
// and must still be read. time.Parse does not hold the weekday against the date,
// which suits us: the page's own examples have a wrong one.
var httpDates = []string{http.TimeFormat, "Monday, 02-Jan-06 15:04:05 GMT", time.ANSIC}

func isHTTPDate(value string) bool {
	if strings.IndexByte(value, '.') >= 0 {
		return false // time.Parse would take a fraction of a second
	}
	if i := len(value) - len("+00:00"); i > 0 && offset.MatchString(value) {
		value = value[:i]
	}
	for _, layout := range httpDates {
		if _, err := time.Parse(layout, value); err == nil {
			return true
		}
	}
	return false
}
