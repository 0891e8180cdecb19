package oauth

import (
	"maps"
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

type storeTx = store.Tx

func bankID(s string) bank.ConsentID { return bank.ConsentID(s) }

func permissionsOf() []bank.Permission { return bank.Permissions() }

func keysOf(m map[bank.Permission]string) []bank.Permission { return slices.Collect(maps.Keys(m)) }

func basicRequest() bank.ConsentRequest {
	return bank.ConsentRequest{Permissions: []bank.Permission{bank.ReadAccountsBasic}}
}
