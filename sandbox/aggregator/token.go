package aggregator

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
	"github.com/sandbank-dev/sandbank/schemas"
)

// TokenLife is how long an access token is good (1.2).
const TokenLife = 180 * 24 * time.Hour

// A DemoToken is one that every tenant knows from the start.
type DemoToken struct {
	Client Client `json:"client"`
	Token  string `json:"token"`
}

// DemoTokens lists them, one of each client that there is. The age of one counts
// from its first use, so that a tenant may begin at any time.
func DemoTokens() []DemoToken {
	return []DemoToken{{"insights-one", "insights-demo-token"}, {"insights-two", "insights-demo-token-two"}}
}

// A token is whose it is, and since when.
type token struct {
	Client Client
	Issued time.Time
}

func (t token) Clone() token { return t }

// tokens are kept by their digests: nobody can read one out of the records.
var tokens = store.NewTable[token]("aggregator/tokens")

// ClientOf returns whose a token is. Unauthorised if nobody's, or older than
// TokenLife.
func (a *Aggregator) ClientOf(text string) (Client, error) {
	const op = "take token"
	key, now := digest(text), a.cfg.Clock.Now()
	var t token
	var known bool
	_ = a.cfg.DB.View(func(tx *store.Tx) error { t, known = tokens.Get(tx, key); return nil })
	if !known {
		if t, known = a.firstUse(text, now); !known {
			return "", &storage.Error{Op: op, Kind: storage.Unauthorised, Message: "the token is not known"}
		}
	}
	if now.Sub(t.Issued) >= TokenLife {
		return "", &storage.Error{Op: op, Kind: storage.Unauthorised, Message: "the token was issued " + t.Issued.Format(time.RFC3339) + " and is good for 180 days: a fresh one comes from the portal, here from the control plane's tokens (POST .../tokens)"}
	}
	return t.Client, nil
}

// firstUse lets a demo token's age begin.
func (a *Aggregator) firstUse(text string, now time.Time) (t token, demo bool) {
	all := DemoTokens()
	i := slices.IndexFunc(all, func(d DemoToken) bool { return d.Token == text })
	if i < 0 {
		return t, false
	}
	_ = a.cfg.DB.Update(func(tx *store.Tx) error {
		if t, demo = tokens.Get(tx, digest(text)); !demo { // another request may have been faster
			t = token{Client: all[i].Client, Issued: now}
			tokens.Put(tx, digest(text), t)
		}
		return nil
	})
	return t, true
}

// IssueToken makes a fresh token for a client, as the portal does (1.2); those
// that it has stay good. Invalid for a client that there is not.
func (a *Aggregator) IssueToken(client Client) (string, error) {
	var names []string
	for _, d := range DemoTokens() {
		names = append(names, string(d.Client))
	}
	if !slices.Contains(names, string(client)) {
		return "", storage.Refuse("issue token", []Violation{{
			Code: storage.InvalidValue, Path: "client", Message: quote(string(client)) + " is no client; the nearest is " + schemas.Nearest(string(client), names),
		}})
	}
	text := "insights-" + a.newID()
	err := a.cfg.DB.Update(func(tx *store.Tx) error {
		tokens.Put(tx, digest(text), token{Client: client, Issued: a.cfg.Clock.Now()})
		return nil
	})
	return text, err
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
