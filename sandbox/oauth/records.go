package oauth

import (
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// The records, plain values all. Their times are the tenant's, but for a jti's.
var (
	tokens        = store.NewTable[token]("oauth tokens")
	grants        = store.NewTable[grant]("oauth grants")
	codes         = store.NewTable[pointer]("oauth codes")          // to grants
	refreshTokens = store.NewTable[pointer]("oauth refresh tokens") // to grants, by their present value
	sessions      = store.NewTable[session]("oauth sessions")
	jtis          = store.NewTable[jti]("oauth jtis")
)

// A request is what of an authorisation request is needed after it.
type request struct {
	Redirect, Mode, Type, Scope, State, Nonce, Challenge, Method string
}

// A bond is whom and what a customer's answer bound together.
type bond struct {
	Consent    bank.ConsentID
	Customer   bank.CustomerID
	Generation int
	ACR        string
	At         time.Time // of the authentication
}

// A grant is an authorisation that a customer gave. It is deleted when it is
// revoked; its tokens are good for nothing without it.
type grant struct {
	ID, Client string
	Request    request
	Bond       bond
	Scope      string
	Code       string
	Redeemed   bool // the code was claimed
	Refresh    string
	RefreshEnd time.Time // zero before the code is redeemed
	Ends       time.Time // nothing of the grant is good from then on
}

// A token is an access token.
type token struct {
	Client, Scope string
	Grant         string // "" for client credentials
	Bond          bond
	Issued, Ends  time.Time
}

// A session is a customer's visit that is not over.
type session struct {
	Client  string
	Request request
	Bond    bond // Customer is who has logged in
	Ends    time.Time
}

// A pointer leads to a grant.
type pointer struct{ Grant string }

// A jti is the name of an assertion that was used.
type jti struct{ Ends time.Time }

// Clone returns g.
func (g grant) Clone() grant { return g }

// Clone returns t.
func (t token) Clone() token { return t }

// Clone returns s.
func (s session) Clone() session { return s }

// Clone returns p.
func (p pointer) Clone() pointer { return p }

// Clone returns j.
func (j jti) Clone() jti { return j }

// samples is how many records a new one is made to look at. The records of a
// map come in random order, so that no more than one in samples stays dead.
const samples = 4

// sweep drops what is dead among a few records of a table, wherever they are.
func sweep[T store.Record[T]](tx *store.Tx, t store.Table[T], dead func(T) bool, drop func(key string, v T)) {
	left := samples
	for key, v := range t.All(tx) {
		if dead(v) {
			drop(key, v)
		}
		if left--; left == 0 {
			return
		}
	}
}

func putToken(tx *store.Tx, value string, t token, now time.Time) {
	sweep(tx, tokens, func(t token) bool { return !now.Before(t.Ends) }, func(key string, _ token) { tokens.Delete(tx, key) })
	tokens.Put(tx, value, t)
}

func putGrant(tx *store.Tx, g grant, now time.Time) {
	sweep(tx, grants, func(g grant) bool { return !now.Before(g.Ends) }, func(_ string, g grant) { dropGrant(tx, g) })
	grants.Put(tx, g.ID, g)
	codes.Put(tx, g.Code, pointer{g.ID})
	if g.Refresh != "" {
		refreshTokens.Put(tx, g.Refresh, pointer{g.ID})
	}
}

func dropGrant(tx *store.Tx, g grant) {
	grants.Delete(tx, g.ID)
	codes.Delete(tx, g.Code)
	refreshTokens.Delete(tx, g.Refresh)
}

func putSession(tx *store.Tx, id string, s session, now time.Time) {
	sweep(tx, sessions, func(s session) bool { return !now.Before(s.Ends) }, func(key string, _ session) { sessions.Delete(tx, key) })
	sessions.Put(tx, id, s)
}

// pointed returns the grant that an index leads to.
func pointed(tx *store.Tx, index store.Table[pointer], value string) (grant, bool) {
	p, ok := index.Get(tx, value)
	if !ok {
		return grant{}, false
	}
	return grants.Get(tx, p.Grant)
}
