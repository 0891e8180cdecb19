package bank

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// A mark is where an item stands in its list. It names the item by what never
// changes, not by a count of those before it, so that new items do not move it.
type mark struct {
	Account string     `json:"a,omitempty"`
	Key     ledger.Key `json:"k,omitzero"`  // of a transaction
	Rank    string     `json:"r,omitempty"` // of anything else
}

// A way is the direction in which a page lies from its mark.
type way string

// The ways of a cursor.
const (
	wayFirst  way = ""  // the list's first page, without a mark
	wayFrom   way = "f" // the page that begins with the marked item
	wayBefore way = "b" // the page that ends before it
)

// A position is what a cursor says.
type position struct {
	Way way `json:"w,omitempty"`
	mark
	Floor int64 `json:"o,omitzero"` // microseconds since 1970: see floorOf
}

// floorOf is how far back a list reaches that is begun at an instant. All pages
// of a walk have the floor of its first: what was there then is there still when
// the clock has moved on, and the oldest do not fall off before they were read.
func floorOf(begun time.Time) int64 { return begun.Add(-ledger.Kept).UnixMicro() }

// since is the floor as an instant.
func (p position) since() time.Time { return time.UnixMicro(p.Floor) }

// A sealer makes cursors of one list and reads them: what it did not seal for
// this very list (consent, operation, account, statement, filter) it refuses.
type sealer struct {
	key   func() []byte
	scope []byte
}

// The sizes of a cursor: its code of authentication, and more than any cursor
// is long.
const (
	macSize   = 16
	maxCursor = 1024
)

// newKey makes a bank's key of two ids, which nobody can guess who cannot guess
// ids.
func newKey(newID func() string) []byte {
	sum := sha256.Sum256([]byte(newID() + " " + newID()))
	return sum[:]
}

// newSealer binds cursors to a list.
func newSealer(key func() []byte, c ConsentID, op Operation, q Query) sealer {
	scope := fmt.Appendf(nil, "%q %q %q %q %q %q", c, op, q.Account, q.Statement, q.From, q.To)
	return sealer{key, scope}
}

func (s sealer) mac(payload []byte) []byte {
	m := hmac.New(sha256.New, s.key())
	m.Write(s.scope)
	m.Write([]byte{0})
	m.Write(payload)
	return m.Sum(nil)[:macSize]
}

// seal writes a cursor.
func (s sealer) seal(p position) string {
	// A position is text and numbers: it always marshals.
	payload, _ := json.Marshal(p)
	return base64.RawURLEncoding.EncodeToString(append(s.mac(payload), payload...))
}

var errCursor = errors.New("is no cursor of this list: take the links as the bank gives them")

// open reads a cursor; "" is the first page.
func (s sealer) open(cursor string) (p position, err error) {
	if cursor == "" {
		return p, nil
	}
	// base64 passes over line ends, and a cursor has one form.
	if len(cursor) > maxCursor || strings.ContainsAny(cursor, "\r\n") {
		return p, errCursor
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(raw) < macSize || !hmac.Equal(raw[:macSize], s.mac(raw[macSize:])) {
		return p, errCursor
	}
	if err := json.Unmarshal(raw[macSize:], &p); err != nil {
		return p, errCursor
	}
	return p, nil
}
