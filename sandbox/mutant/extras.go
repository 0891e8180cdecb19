package mutant

import (
	"net/http"
	"strings"
)

// extras is lies about what only Bahrain's framework has: supplementary
// information and product details.
var extras = []defect{
	{"supplement-of-another-type", "Supplementary information has the block of another AccountSubType.", breaks("SUP-01"),
		each([]op{supplement}, func(item object) {
			other, rest := "ReadCASAInfo", object{"Rate": "0.5"}
			if item["ReadCASAInfo"] != nil {
				other, rest = "ReadEWalletInfo", object{"Charge": "0.100"}
			}
			unblock(item)
			item[other] = rest
		})},
	{"supplement-without-block", "Supplementary information has no block.", breaks("SUP-01"),
		each([]op{supplement}, unblock)},
	{"supplement-of-another-account", "Supplementary information bears the AccountID of another account.", breaks("SUP-01"),
		each([]op{supplement}, func(item object) { item["AccountID"] = item.text("AccountID") + "0" })},
	{"products-refused", "Product details are refused to every token.", breaks("PRD-01"),
		alter(done(products), refusing(http.StatusForbidden, "Resource.ConsentMismatch", ""))},
	{"products-404", "There are no product details.", breaks("PRD-01"),
		alter(done(products), refusing(http.StatusNotFound, "Resource.NotFound", ""))},
	{"products-for-any-token", "Product details are open to a token of any scope.", breaks("PRD-02"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(products).and(code(http.StatusForbidden)), func(c *call, a *answer) { seen.showProducts(good, c, a) })(good)
		})},
	{"products-for-customers-tokens", "Product details are open to the token of a customer's consent.", breaks("PRD-02"),
		recall(func(good bank, seen *notebook) bank {
			return alter(on(products).and(code(http.StatusForbidden)), func(c *call, a *answer) {
				if g := seen.grant(c); g != nil && g.kind != "client_credentials" {
					seen.showProducts(good, c, a)
				}
			})(good)
		})},
	{"products-401", "A token of another scope is answered 401 by the product details.", breaks("PRD-02"),
		alter(on(products).and(code(http.StatusForbidden)), func(_ *call, a *answer) { a.unauthorised() })},
}

// unblock takes the block off supplementary information.
func unblock(item object) {
	for name := range item {
		if strings.HasPrefix(name, "Read") && strings.HasSuffix(name, "Info") {
			delete(item, name)
		}
	}
}

// showProducts makes the answer what a token for products opens.
func (n *notebook) showProducts(good bank, c *call, a *answer) {
	g := n.grant(c)
	if g == nil {
		return
	}
	how, known := n.lastProof(g.client)
	if !known {
		return
	}
	if b := good(c.by(n.tokenFrom(good, c, how, clientForm("products")))); b.ok() {
		*a = *b
	}
}
