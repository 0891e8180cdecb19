package mutant

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
)

// accountData is lies about accounts: which there are, what they are called, and
// whose they are.
var accountData = []defect{
	{"account-left-out", "The last of several accounts is missing from the list.", breaks("ACC-01", "RES-02"),
		lists([]op{accounts}, func(_ *call, items []object) []object { return items[:max(1, len(items)-1)] })},
	{"account-not-chosen-listed", "GET /accounts lists accounts that the customer did not choose.", breaks("ACC-01"),
		as([]op{accounts}, func(object) bool { return true })},
	{"account-listed-twice", "GET /accounts lists the first account twice.", breaks("ACC-01", "RES-09"),
		lists([]op{accounts}, func(_ *call, items []object) []object { return append(items, items[:min(1, len(items))]...) })},
	{"foreign-account-listed", "GET /accounts lists an account of another customer.", breaks("ACC-01"),
		lists([]op{accounts}, func(_ *call, items []object) []object {
			for _, item := range items[:min(1, len(items))] {
				other := maps.Clone(item)
				other["AccountId"] = "somebody-elses"
				items = append(items, other)
			}
			return items
		})},
	{"account-differs-by-itself", "GET /accounts/{AccountId} tells another Nickname than the list.", breaks("ACC-02"),
		each([]op{account}, func(item object) { item["Nickname"] = item.text("Nickname") + " account" })},
	{"account-of-other-kind-by-itself", "GET /accounts/{AccountId} tells another AccountType than the list.", breaks("ACC-02"),
		each([]op{account}, func(item object) {
			item["AccountType"] = map[string]string{"Personal": "Business", "Business": "Personal"}[item.text("AccountType")]
		})},
	{"another-account-by-itself", "GET /accounts/{AccountId} shows the first account of the list whichever was asked for.", breaks("ACC-02"),
		func(good bank) bank {
			return alter(done(account), func(c *call, a *answer) {
				if ids := accountIDs(good(c.to(http.MethodGet, aisp+"accounts", nil))); len(ids) > 0 && ids[0] != c.account {
					*a = *good(c.to(http.MethodGet, aisp+"accounts/"+ids[0], nil))
				}
			})(good)
		}},
	{"account-ids-change", "An AccountId is another with every call.", breaks("ACC-03"),
		renamed(func() func(*notebook, *call) string {
			var n atomic.Int64
			return func(*notebook, *call) string { return fmt.Sprint("-", n.Add(1)) }
		})},
	{"account-ids-change-with-authentication", "An AccountId is another after a re-authentication.", breaks("ACC-03"),
		renamed(func() func(*notebook, *call) string {
			return func(seen *notebook, c *call) string {
				g := seen.grant(c)
				if g == nil || g.nth < 2 {
					return ""
				}
				return fmt.Sprint("-", g.nth)
			}
		})},
	{"account-of-another-customer", "GET /accounts/{AccountId} shows an account of another customer.", breaks("ACC-04"),
		strangers([]op{account}, false)},
	{"account-not-chosen", "GET /accounts/{AccountId} shows an account that the customer did not choose.", breaks("ACC-04"),
		strangers([]op{account}, true)},
	{"data-of-another-customer", "Resources of an account are shown to a token of another customer.", breaks("ACC-04"),
		strangers(accountOps[1:], false)},
	{"data-not-chosen", "Resources of an account are shown that the customer did not choose.", breaks("ACC-04"),
		strangers(accountOps[1:], true)},
	{"unknown-account-400", "An account that there is not is answered 400, one that is not in the consent 403.", breaks("ACC-05"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(accountOps...).and(code(http.StatusForbidden)), func(c *call, a *answer) {
				if seen.opener(good, c, false) == nil && seen.opener(good, c, true) == nil {
					a.refuse(http.StatusBadRequest, "Resource.NotFound", "AccountId")
				}
			})(good)
		})},
	{"unconsented-account-named", "The refusal of an account tells whether there is such an account.", breaks("ACC-05"),
		recall(func(good bank, seen *notebook) bank {
			return document(on(accountOps...).and(code(http.StatusForbidden)), func(c *call, doc object) {
				if seen.opener(good, c, false) != nil || seen.opener(good, c, true) != nil {
					doc["Message"] = "The customer did not open this account to you."
				}
			})(good)
		})},
	{"no-accounts-404", "A customer without accounts is answered 404 by GET /accounts.", breaks("ACC-06"),
		none([]op{accounts}, refusing(http.StatusNotFound, "Resource.NotFound", ""))},
	{"no-accounts-403", "A customer without accounts is answered 403 by GET /accounts.", breaks("ACC-06"),
		none([]op{accounts}, refusing(http.StatusForbidden, "Resource.ConsentMismatch", ""))},
	{"no-accounts-no-list", "A customer without accounts is answered Data without Account.", breaks("ACC-06"),
		none([]op{accounts}, hideList)},
	{"iban-check-digits-wrong", "The check digits of an account's IBAN are wrong.", breaks("ACC-07"),
		each([]op{accounts, account}, func(item object) { at(item, "Account", miscount) })},
	{"iban-digits-swapped", "Two digits of an account's IBAN are swapped.", breaks("ACC-07"),
		each([]op{accounts, account}, func(item object) { at(item, "Account", transpose) })},
}

// renamed gives accounts other ids than the good bank's: each with what suffix
// gives, which is taken off again where a client asks for one.
func renamed(suffix func() func(*notebook, *call) string) lie {
	return func(good bank) bank {
		more := suffix()
		return recall(func(good bank, seen *notebook) bank {
			return func(c *call) *answer {
				bare, _, had := strings.Cut(c.account, "-renamed")
				if had {
					path := strings.Replace(c.path, "/"+c.account, "/"+bare, 1)
					next := c.to(c.Method, path, c.body)
					next.URL.RawQuery = c.URL.RawQuery
					return relabel(next, good(next), more(seen, c))
				}
				return relabel(c, good(c), more(seen, c))
			}
		})(good)
	}
}

func relabel(c *call, a *answer, suffix string) *answer {
	if doc := a.doc(); suffix != "" && done(dataOps...)(c, a) && doc != nil {
		for _, item := range c.items(doc) {
			if id := item.text("AccountId"); id != "" {
				item["AccountId"] = id + "-renamed" + suffix
			}
		}
		a.tell(doc)
	}
	return a
}

// strangers shows what belongs to accounts that are not in the caller's consent,
// of a customer whose other accounts are (same), or of another customer.
func strangers(ops []op, same bool) lie {
	return recall(func(good bank, seen *notebook) bank {
		return alter(on(ops...).and(code(http.StatusForbidden)), func(c *call, a *answer) {
			g, own := seen.opener(good, c, same), seen.grant(c)
			if g == nil || own == nil {
				return
			}
			token := seen.like(good, c, g, func(data object) bool {
				data["Permissions"] = seen.dataOf(c, own.consent)["Permissions"]
				return true
			})
			if b := good(c.by(token)); token != "" && b.ok() {
				*a = *b
			}
		})(good)
	})
}

// opener finds a grant, among those that the bank made in the tenant, that opens
// the account of a call which the call's own token does not open: one of the same
// customer, who has an account in common, or one of another. It is nil if there
// is none.
func (n *notebook) opener(good bank, c *call, same bool) *grant {
	own := accountIDs(good(c.to(http.MethodGet, aisp+"accounts", nil)))
	if len(own) == 0 || slices.Contains(own, c.account) {
		return nil
	}
	for _, g := range look(n, func() []*grant { return n.inTenant(c) }) {
		theirs := n.listOf(c, g)
		shared := slices.ContainsFunc(theirs, func(id string) bool { return slices.Contains(own, id) })
		if slices.Contains(theirs, c.account) && shared == same {
			return g
		}
	}
	return nil
}

// inTenant lists the last grant of each consent in a call's tenant.
func (n *notebook) inTenant(c *call) (all []*grant) {
	for k, g := range n.latest {
		if k.tenant == c.tenant {
			all = append(all, g)
		}
	}
	slices.SortFunc(all, func(a, b *grant) int { return strings.Compare(a.consent, b.consent) })
	return all
}

// listOf gives the accounts that a consent was last seen to open.
func (n *notebook) listOf(c *call, g *grant) []string {
	page := look(n, func() *answer { return n.pages[c.key(g.consent)] })
	if page == nil {
		return nil
	}
	return accountIDs(page)
}

// none lies where a list is empty.
func none(ops []op, edit func(*call, *answer)) lie {
	return alter(done(ops...), func(c *call, a *answer) {
		if doc := a.doc(); doc != nil && doc.object("Data") != nil && byOp[c.op].list != "" && len(c.items(doc)) == 0 {
			edit(c, a)
		}
	})
}

// hideList leaves the list out of Data.
func hideList(c *call, a *answer) {
	doc := a.doc()
	delete(doc.object("Data"), byOp[c.op].list)
	a.tell(doc)
}

// miscount changes the check digits of an IBAN.
func miscount(o object) {
	if id := o.text("Identification"); strings.HasSuffix(o.text("SchemeName"), "IBAN") && len(id) > 4 {
		digit := '0' + (id[3]-'0'+1)%10
		o["Identification"] = id[:3] + string(rune(digit)) + id[4:]
	}
}

// transpose swaps the last two digits of an IBAN that differ.
func transpose(o object) {
	id := []byte(o.text("Identification"))
	if !strings.HasSuffix(o.text("SchemeName"), "IBAN") {
		return
	}
	for i := len(id) - 1; i > 8; i-- {
		if id[i] != id[i-1] {
			id[i], id[i-1] = id[i-1], id[i]
			break
		}
	}
	o["Identification"] = string(id)
}
