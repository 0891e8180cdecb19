package bank

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

func testSealer() sealer {
	return newSealer(func() []byte { return []byte("key") }, "consent-1", GetTransactions, Query{})
}

// A cursor opens the list that it is of, and nothing else.
func TestCursorsThatAreNotOfThisList(t *testing.T) {
	b, _ := newBank(t)
	b.cfg.PageSize = 3
	everywhere := grantee{who: "amal", permissions: everything}
	a, other := mustGrant(t, b, everywhere), mustGrant(t, b, everywhere)
	elsewhere, _ := newBank(t)
	elsewhere.cfg.PageSize = 3
	elsewhere.cfg.NewID = func() string { return "another bank" }
	abroad := mustGrant(t, elsewhere, everywhere)
	cursor := func(b *Bank, a Access, op Operation, q Query) string {
		s, err := mustMayRead(t, b, a, op).ask(q)
		if err != nil || s.next == "" {
			t.Fatalf("%s: no next page: %v", op, err)
		}
		return s.next
	}
	q := Query{Account: "amal-current", From: "2025-01-01"}
	good := cursor(b, a, GetAccountTransactions, q)
	raw, _ := base64.RawURLEncoding.DecodeString(good)
	raw[len(raw)-3] ^= 1
	tests := map[string]string{
		"its own":              good,
		"forged":               base64.RawURLEncoding.EncodeToString(raw),
		"truncated":            good[:len(good)-4],
		"a code alone":         good[:22],
		"empty code":           base64.RawURLEncoding.EncodeToString(make([]byte, 16)),
		"longer":               good + "AAAA",
		"padded":               good + "=",
		"blank":                " ",
		"of another consent":   cursor(b, other, GetAccountTransactions, q),
		"of another operation": cursor(b, a, GetTransactions, Query{From: q.From}),
		"of another account":   cursor(b, a, GetAccountTransactions, Query{Account: "amal-card", From: q.From}),
		"of another filter":    cursor(b, a, GetAccountTransactions, Query{Account: q.Account, From: "2025-01-02"}),
		"of no filter":         cursor(b, a, GetAccountTransactions, Query{Account: q.Account}),
		"of the other filter":  cursor(b, a, GetAccountTransactions, Query{Account: q.Account, To: q.From}),
		"of another bank":      cursor(elsewhere, abroad, GetAccountTransactions, q),
		"a number":             "2",
		"ten thousand letters": strings.Repeat("A", 10_000),
		"not in this alphabet": "الصفحة",
		"NUL":                  "\x00",
	}
	for name, page := range tests {
		t.Run(name, func(t *testing.T) {
			q := q
			q.Page = page
			s, err := mustMayRead(t, b, a, GetAccountTransactions).ask(q)
			if name == "its own" {
				if err != nil || len(s.items) != 3 {
					t.Errorf("got %v, %v; want the second page", s.items, err)
				}
				return
			}
			checkRefusedCursor(t, s, err)
		})
	}
}

func checkRefusedCursor(t *testing.T, s sight, err error) {
	t.Helper()
	e, ok := errors.AsType[*Error](err)
	if !ok || e.Kind != Invalid || len(e.Violations) != 1 || e.Violations[0].Path != "page" || e.Violations[0].Code != "Field.Invalid" {
		t.Errorf("got %v, want Field.Invalid of page", err)
	}
	if len(s.items) > 0 || s.next != "" || strings.Contains(err.Error(), "amal") || len(err.Error()) > 500 {
		t.Errorf("the refusal tells %+v and %.600v", s, err)
	}
}

// Where there is one page, a cursor is not looked at: the parameter is not of
// the endpoint.
func TestAnEndpointWithoutPagesTakesNoCursor(t *testing.T) {
	b, _ := newBank(t)
	b.cfg.PageSize = 1
	a := mustGrant(t, b, grantee{who: "amal", permissions: everything})
	s, err := mustMayRead(t, b, a, GetAccountBalances).ask(Query{Account: "amal-current", Page: "nonsense", From: "nonsense"})
	if err != nil || len(s.items) < 2 || s.next != "" {
		t.Errorf("got %v, %v; want all balances on one page", s.items, err)
	}
}

func FuzzCursor(f *testing.F) {
	s := testSealer()
	for _, p := range []position{
		{}, {Way: wayFrom, mark: mark{Account: "amal-current", Key: ledger.Key{At: 1, N: 2}}, Floor: 3}, {Way: wayBefore, mark: mark{Account: "a", Rank: "r"}},
	} {
		f.Add(s.seal(p))
		f.Add(s.seal(p) + "\n")
	}
	f.Add("")
	f.Add("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
	f.Add(base64.RawURLEncoding.EncodeToString([]byte(`0123456789abcdef{"w":"f"}`)))
	f.Fuzz(func(t *testing.T, cursor string) {
		p, err := s.open(cursor)
		if err == nil && cursor != "" && s.seal(p) != cursor {
			t.Errorf("%q opens and is not what this sealer makes of %+v", cursor, p)
		}
		if err != nil && p != (position{}) {
			t.Errorf("%q is refused and says %+v", cursor, p)
		}
	})
}
