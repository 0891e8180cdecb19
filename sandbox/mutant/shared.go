package mutant

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
)

// ofOperation is what every operation on account data can get wrong.
func ofOperation(o op) (table []defect) {
	id, e := kebab(string(o)), byOp[o]
	if e.below() {
		table = append(table,
			defect{id + "-of-unknown-account-empty", o.where() + " is answered as if an unknown account held nothing.", breaks("RES-05"),
				alter(on(o).and(code(http.StatusForbidden)), func(c *call, a *answer) {
					if c.account != "" {
						a.hold(c)
					}
				})})
	}
	if e.below() && e.list != "" && e.list != "Account" && e.list != "Party" && o != supplement {
		broken := map[op][]string{statement: {"STM-01"}, statementTrans: {"STM-05"}}[o]
		table = append(table, defect{id + "-of-another-account", "The items of " + o.where() + " bear another AccountId.", append(broken, "RES-01"),
			each([]op{o}, func(item object) { item["AccountId"] = item.text("AccountId") + "0" })})
	}
	if bulk(o) && o != accounts {
		table = append(table,
			defect{id + "-lacks-an-account", o.where() + " leaves out the account of the last item.", breaks("RES-02"),
				lists([]op{o}, func(_ *call, items []object) []object {
					last := ""
					if len(items) > 0 {
						last = items[len(items)-1].text("AccountId")
					}
					return slices.DeleteFunc(items, func(item object) bool { return item.text("AccountId") == last })
				})},
			defect{id + "-of-nobody-404", o.where() + " is answered 404 where there is nothing.", breaks("RES-04"),
				none([]op{o}, refusing(http.StatusNotFound, "Resource.NotFound", ""))})
	}
	return append(table,
		defect{id + "-for-clients", o.where() + " is open to a client-credentials token.", breaks("RES-06"),
			recall(func(good bank, seen *notebook) bank {
				return alter(on(o).and(code(http.StatusForbidden)), func(c *call, a *answer) {
					if g := seen.grant(c); g != nil && g.kind == "client_credentials" {
						a.hold(c)
					}
				})(good)
			})},
		defect{id + "-cached", o.where() + " is answered from a cache after a revoke.", breaks("RES-07"), cached(o, (*call).bearer)})
}

// cached answers from what it saw before where the good bank refuses the token:
// of the calls for the same thing that by gives the same name.
func cached(o op, by func(*call) string) lie {
	return recall(func(good bank, seen *notebook) bank {
		return alter(on(o), func(c *call, a *answer) {
			name := "cache " + by(c) + " " + c.URL.RequestURI()
			if a.ok() {
				seen.keep(c, name, object{"answer": a.copy()})
				return
			}
			if kept := seen.recallFor(c, name); kept != nil && a.status == http.StatusUnauthorized {
				*a = *kept["answer"].(*answer).copy()
			}
		})(good)
	})
}

// sharedByAll is lies about all operations alike.
var sharedByAll = []defect{
	{"empty-list-404", "An account that has nothing of a resource is answered 404.", breaks("RES-03"),
		none(accountOps, refusing(http.StatusNotFound, "Resource.NotFound", ""))},
	{"empty-list-204", "An account that has nothing of a resource is answered 204.", breaks("RES-03"),
		none(accountOps, func(_ *call, a *answer) { a.status, a.body = http.StatusNoContent, nil })},
	{"empty-list-hidden", "An account that has nothing of a resource is answered Data without a list.", breaks("RES-03"),
		none(accountOps, hideList)},
	{"empty-list-null", "An account that has nothing of a resource is answered null instead of a list.", breaks("RES-03", "HTTP-BODY-02"),
		none(accountOps, func(c *call, a *answer) {
			doc := a.doc()
			doc.object("Data")[byOp[c.op].list] = nil
			a.tell(doc)
		})},
	{"empty-list-as-object", "An account that has nothing of a resource is answered an empty object.", breaks("RES-03", "HTTP-BODY-01"),
		none(accountOps, func(c *call, a *answer) {
			doc := a.doc()
			doc.object("Data")[byOp[c.op].list] = object{}
			a.tell(doc)
		})},
	{"nobody-has-data-403", "A customer without accounts is refused in bulk with 403.", breaks("RES-04"),
		none(bulkOps, refusing(http.StatusForbidden, "Resource.ConsentMismatch", ""))},
	{"nobody-has-data-no-list", "A customer without accounts is answered Data without a list in bulk.", breaks("RES-04"),
		none(bulkOps, hideList)},
	{"unknown-account-404", "An account that there is not is answered 404.", breaks("RES-05"),
		strange(func(c *call, a *answer) { a.refuse(http.StatusNotFound, "Resource.NotFound", "AccountId") })},
	{"unknown-account-500", "An account that there is not is answered 500.", breaks("RES-05"),
		strange(func(c *call, a *answer) { a.refuse(http.StatusInternalServerError, "UnexpectedError", "") })},
	{"data-404-by-post", "POST on account data is answered 404.", breaks("RES-08"), writable(http.MethodPost, http.StatusNotFound)},
	{"data-taken-by-post", "POST on account data is answered 201.", breaks("RES-08"), writable(http.MethodPost, http.StatusCreated)},
	{"data-taken-by-put", "PUT on account data is answered 200.", breaks("RES-08"), writable(http.MethodPut, http.StatusOK)},
	{"data-deleted", "DELETE on account data is answered 204.", breaks("RES-08"), writable(http.MethodDelete, http.StatusNoContent)},
	{"not-offered-501", "An endpoint that the bank does not offer is answered 501.", breaks("RES-10"),
		unoffered(refusing(http.StatusNotImplemented, "UnexpectedError", ""))},
	{"not-offered-403", "An endpoint that the bank does not offer is answered 403.", breaks("RES-10"),
		unoffered(refusing(http.StatusForbidden, "Resource.ConsentMismatch", ""))},
	{"not-offered-empty", "An endpoint that the bank does not offer is answered an empty list.", breaks("RES-10"),
		unoffered(func(c *call, a *answer) { a.hold(c) })},
	{"odd-account-500", "An AccountId with odd characters is answered 500.", breaks("RES-11"),
		odd(refusing(http.StatusInternalServerError, "UnexpectedError", ""))},
	{"odd-account-empty", "An AccountId with odd characters is answered as one that holds nothing.", breaks("RES-11"),
		odd(func(c *call, a *answer) { a.hold(c) })},
	{"odd-account-first", "An AccountId with odd characters is taken for the customer's first account.", breaks("RES-11"),
		func(good bank) bank {
			return odd(func(c *call, a *answer) {
				if ids := accountIDs(good(c.to(http.MethodGet, aisp+"accounts", nil))); len(ids) > 0 {
					*a = *good(c.to(http.MethodGet, aisp+"accounts/"+ids[0], nil))
				}
			})(good)
		}},
	{"shared-cache", "What was answered to one token is answered to the next that asks for the same.", breaks("RES-12"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(dataOps...), func(c *call, a *answer) {
				name := "shared " + c.URL.RequestURI()
				kept := seen.recallFor(c, name)
				switch {
				case a.status == http.StatusUnauthorized:
				case kept != nil:
					was := kept["answer"].(*answer).copy()
					a.status, a.body = was.status, was.body
					a.header.Set("Content-Type", was.header.Get("Content-Type"))
				case a.ok():
					seen.keep(c, name, object{"answer": a.copy()})
				}
			})(good)
		})},
	{"permissions-of-all-consents", "A token opens what any consent of its client was granted.", breaks("RES-12"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(dataOps...).and(code(http.StatusForbidden)), func(c *call, a *answer) {
				own := seen.grant(c)
				for _, g := range look(seen, func() []*grant { return seen.inTenant(c) }) {
					if own == nil || own.client != g.client || own.kind == "client_credentials" || g == own {
						continue
					}
					if b := good(c.by(g.token)); b.ok() {
						*a = *b
						return
					}
				}
			})(good)
		})},
}

var bulkOps = within(func(e endpoint) bool { return bulk(e.op) && e.op != accounts })

// strange lies about accounts that are not in the caller's consent.
func strange(edit func(*call, *answer)) lie {
	return func(good bank) bank {
		return alter(on(accountOps...).and(code(http.StatusForbidden)), func(c *call, a *answer) {
			if good(c.to(http.MethodGet, aisp+"accounts", nil)).ok() && !mine(good, c, c.account) {
				edit(c, a)
			}
		})(good)
	}
}

// writable takes a method on account data that there is not.
func writable(method string, status int) lie {
	return alter(code(http.StatusMethodNotAllowed), func(c *call, a *answer) {
		if _, known := byShape[c.shape]; !known || c.Method != method {
			return
		}
		a.refuse(status, "Resource.NotFound", "")
		if status < 300 {
			a.tell(object{"Data": object{}, "Links": object{"Self": "http://" + c.Host + c.URL.Path}, "Meta": object{}})
		}
		if status == http.StatusNoContent {
			a.body = nil
		}
	})
}

// unoffered lies where a path that the standard has is answered 404.
func unoffered(edit func(*call, *answer)) lie {
	return alter(on(dataOps...).and(code(http.StatusNotFound)), edit)
}

// odd lies where an AccountId holds other characters than those of ids, or too
// many.
func odd(edit func(*call, *answer)) lie {
	return alter(api, func(c *call, a *answer) {
		strange := strings.ContainsFunc(c.account, func(r rune) bool {
			return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", r)
		})
		if a.status >= 400 && a.status != http.StatusUnauthorized && (strange || len(c.account) > 128) {
			edit(c, a)
		}
	})
}

// identities is lies about the ids of items: one that comes twice, and one that
// changes with every call.
func (r resource) identities() []defect {
	if slices.Contains([]string{"accounts", "balances", "statement-file", "supplementary-account-info"}, r.name) {
		return nil
	}
	name, broken := byOp[r.ops[0]].list+"Id", breaks("RES-09")
	if r.name == "transactions" {
		broken = breaks("TRX-01") // which says it of transactions
	}
	return []defect{
		{kebab(name) + "-twice", "Two items of a list have the same " + name + ".", broken,
			lists(r.ops, func(_ *call, items []object) []object {
				if len(items) > 1 {
					items[1][name] = items[0][name]
				}
				return items
			})},
		{kebab(name) + "-changes", name + " is another with every call.", broken, changing(r.ops, name)},
	}
}

// changing gives items another id with every call.
func changing(ops []op, name string) lie {
	return func(good bank) bank {
		var n atomic.Int64
		return lists(ops, func(_ *call, items []object) []object {
			nth := n.Add(1)
			for _, item := range items {
				item[name] = fmt.Sprint(item.text(name), "-", nth)
			}
			return items
		})(good)
	}
}
