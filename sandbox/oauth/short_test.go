package oauth

import (
	"maps"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/clock"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

type storeTx = store.Tx

func bankID(s string) bank.ConsentID { return bank.ConsentID(s) }

func permissionsOf() []bank.Permission { return bank.Permissions() }

func keysOf(m map[bank.Permission]string) []bank.Permission { return slices.Collect(maps.Keys(m)) }

func basicRequest() bank.ConsentRequest {
	return bank.ConsentRequest{Permissions: []bank.Permission{bank.ReadAccountsBasic}}
}

// fuzzConfig is a bank of its own for a fuzz target.
func fuzzConfig() Config {
	db, c, set := new(store.DB), clock.New(nil), scenario.Builtin()
	newID := uuid.NewString
	b := bank.New(bank.Config{DB: db, Clock: c, Scenarios: func() *scenario.Set { return set }, NewID: newID})
	return Config{
		Bank: b, DB: db, Clock: c, Keys: testKeys, Clients: DemoClients(), NewID: newID,
		Base: func(r *http.Request) string { return "http://" + r.Host },
	}
}
