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

// shapes is lies in the form of account data, one for each resource: a member
// that nobody knows, one that is null, one that is missing, a value that is not
// in its list, a date-time without a zone.
func shapes() (table []defect) {
	for _, r := range resources {
		if r.name == "statement-file" {
			continue
		}
		table = append(table, defect{r.name + "-with-unknown-member", "The items of " + r.name + " have a member that the framework does not name.", breaks("HTTP-BODY-02"),
			each(r.ops, func(item object) { item["InternalNote"] = "vip" })})
	}
	return append(table, oddShapes...)
}

// oddShapes is what is not the same in every resource.
var oddShapes = []defect{
	{"nickname-null", "An account without a member shows it as null.", breaks("HTTP-BODY-02"),
		each([]op{accounts, account}, func(item object) { item["MaturityDate"] = nil })},
	{"transaction-member-null", "A member that a transaction does not have is null.", breaks("HTTP-BODY-02"),
		each(transOps, func(item object) {
			for _, name := range []string{"AddressLine", "ChargeAmount", "CurrencyExchange"} {
				if item[name] == nil {
					item[name] = nil
				}
			}
		})},
	{"account-type-missing", "An account has no AccountType.", breaks("HTTP-BODY-01"), without([]op{accounts, account}, "AccountType")},
	{"balance-type-missing", "A balance has no Type.", breaks("HTTP-BODY-01"), without([]op{balances, allBalances}, "Type")},
	{"transaction-status-missing", "A transaction has no Status.", breaks("HTTP-BODY-01"), without(transOps, "Status")},
	{"standing-order-frequency-missing", "A standing order has no Frequency.", breaks("HTTP-BODY-01"), without(orderOps, "Frequency")},
	{"future-payment-type-missing", "A future-dated payment has no FutureDatedType.", breaks("HTTP-BODY-01"), without(futureOps, "FutureDatedType")},
	{"statement-type-missing", "A statement has no Type.", breaks("HTTP-BODY-01"), without(statementOps, "Type")},
	{"party-id-missing", "A party has no PartyId.", breaks("HTTP-BODY-01"), without([]op{parties, accountParty, party}, "PartyId")},
	{"sub-type-of-the-parent", "AccountSubType is EMoney, as in the parent standard.", breaks("HTTP-BODY-03"),
		each([]op{accounts, account}, func(item object) { item["AccountSubType"] = "EMoney" })},
	{"scheme-of-the-parent", "SchemeName is in the namespace of the parent standard.", breaks("HTTP-BODY-03"),
		each([]op{accounts, account}, func(item object) {
			at(item, "Account", func(o object) {
				o["SchemeName"] = strings.Replace(o.text("SchemeName"), "BH.OBF", "UK.OBIE", 1)
			})
		})},
	{"scheme-with-blank", "SchemeName has the stray blank of the framework's pages.", breaks("HTTP-BODY-03"),
		each([]op{accounts, account}, func(item object) {
			at(item, "Account", func(o object) {
				o["SchemeName"] = strings.Replace(o.text("SchemeName"), "OBF.", "OBF. ", 1)
			})
		})},
	{"transaction-status-done", "The Status of a transaction is Done.", breaks("HTTP-BODY-03"),
		each(transOps, func(item object) { item["Status"] = "Done" })},
	{"amount-signed", "An amount that goes away from the account has a minus sign.", breaks("HTTP-BODY-01", "HTTP-BODY-03"),
		each(transOps, func(item object) {
			if item.text("CreditDebitIndicator") == "Debit" {
				at(item, "Amount", func(o object) { o["Amount"] = "-" + o.text("Amount") })
			}
		})},
	{"booking-without-zone", "BookingDateTime has no time zone.", breaks("HTTP-DATE-03"),
		each(transOps, func(item object) { zoneless("BookingDateTime")(nil, item) })},
	{"balance-time-without-zone", "The DateTime of a balance has no time zone.", breaks("HTTP-DATE-03"),
		each([]op{balances, allBalances}, func(item object) { zoneless("DateTime")(nil, item) })},
	{"data-links-missing", "An answer with account data has no Links.", breaks("HTTP-LINK-01"),
		document(done(dataOps...), member("Links", nil))},
	{"data-meta-missing", "An answer with account data has no Meta.", breaks("HTTP-META-01"),
		document(done(dataOps...), member("Meta", nil))},
	{"data-interaction-id-lost", "x-fapi-interaction-id is missing when account data is read.", breaks("HTTP-ID-01"),
		alter(done(dataOps...), header(interactionID, ""))},
}
