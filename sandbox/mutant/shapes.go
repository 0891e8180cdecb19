package mutant

import "strings"

// shapes is lies in the form of a resource: a member that nobody knows, and what
// its own table has.
func shapes(r resource) []defect {
	table := oddShapes[r.name]
	if r.name == "statement-file" {
		return table
	}
	return append([]defect{
		{r.name + "-with-unknown-member", "The items of " + r.name + " have a member that the framework does not name.", breaks("HTTP-BODY-02"),
			each(r.ops, func(item object) { item["InternalNote"] = "vip" })},
	}, table...)
}

// oddShapes is, by resource: members that are null, missing or of the wrong kind,
// values that are not in their list, date-times without a zone.
var oddShapes = map[string][]defect{
	"accounts": {
		{"account-member-null", "A member that an account does not have is null.", breaks("HTTP-BODY-02"),
			each([]op{accounts, account}, func(item object) { item["MaturityDate"] = nil })},
		{"account-type-missing", "An account has no AccountType.", breaks("HTTP-BODY-01"), without([]op{accounts, account}, "AccountType")},
		{"sub-type-of-the-parent", "AccountSubType is EMoney, as in the parent standard.", breaks("HTTP-BODY-03"),
			each([]op{accounts, account}, func(item object) { item["AccountSubType"] = "EMoney" })},
		{"scheme-without-namespace", "SchemeName has no namespace.", breaks("HTTP-BODY-01"), rescheme("BH.OBF.", "")},
		{"scheme-with-blank", "SchemeName has the stray blank of the framework's pages.", breaks("HTTP-BODY-01"), rescheme("OBF.", "OBF. ")},
		{"data-links-missing", "An answer with account data has no Links.", breaks("HTTP-LINK-01"),
			document(done(dataOps...), member("Links", nil))},
		{"data-meta-missing", "An answer with account data has no Meta.", breaks("HTTP-META-01"),
			document(done(dataOps...), member("Meta", nil))},
		{"data-interaction-id-lost", "x-fapi-interaction-id is missing when account data is read.", breaks("HTTP-ID-01"),
			alter(done(dataOps...), header(interactionID, ""))},
	},
	"balances": {
		{"balance-type-missing", "A balance has no Type.", breaks("HTTP-BODY-01"), without([]op{balances, allBalances}, "Type")},
		{"balance-time-without-zone", "The DateTime of a balance has no time zone.", breaks("HTTP-DATE-03"),
			each([]op{balances, allBalances}, func(item object) { zoneless("DateTime")(nil, item) })},
	},
	"transactions": {
		{"transaction-member-null", "A member that a transaction does not have is null.", breaks("HTTP-BODY-02"),
			each(transOps, func(item object) {
				for _, name := range []string{"AddressLine", "ChargeAmount", "CurrencyExchange"} {
					if item[name] == nil {
						item[name] = nil
					}
				}
			})},
		{"transaction-status-missing", "A transaction has no Status.", breaks("HTTP-BODY-01"), without(transOps, "Status")},
		{"transaction-status-done", "The Status of a transaction is Done.", breaks("HTTP-BODY-03"),
			each(transOps, func(item object) { item["Status"] = "Done" })},
		{"amount-signed", "An amount that goes away from the account has a minus sign.", breaks("HTTP-BODY-01"),
			each(transOps, func(item object) {
				if item.text("CreditDebitIndicator") == "Debit" {
					at(item, "Amount", func(o object) { o["Amount"] = "-" + o.text("Amount") })
				}
			})},
		{"booking-without-zone", "BookingDateTime has no time zone.", breaks("HTTP-DATE-03"),
			each(transOps, func(item object) { zoneless("BookingDateTime")(nil, item) })},
	},
	"standing-orders": {
		{"standing-order-frequency-missing", "A standing order has no Frequency.", breaks("HTTP-BODY-01"), without(orderOps, "Frequency")},
	},
	"future-dated-payments": {
		{"future-payment-type-missing", "A future-dated payment has no FutureDatedType.", breaks("HTTP-BODY-01"), without(futureOps, "FutureDatedType")},
	},
	"statements": {
		{"statement-type-missing", "A statement has no Type.", breaks("HTTP-BODY-01"), without(statementOps, "Type")},
	},
	"parties": {
		{"party-id-missing", "A party has no PartyId.", breaks("HTTP-BODY-01"), without([]op{parties, accountParty, party}, "PartyId")},
		{"party-as-array", "GET /party answers with an array.", breaks("HTTP-BODY-01"),
			document(done(party, accountParty), inObject("Data", func(_ *call, data object) {
				if one := data.object("Party"); one != nil {
					data["Party"] = []any{one}
				}
			}))},
		{"parties-as-object", "The parties of an account are answered as an object.", breaks("HTTP-BODY-01"),
			document(done(parties), inObject("Data", func(_ *call, data object) {
				if all := data.list("Party"); len(all) > 0 {
					data["Party"] = all[0]
				}
			}))},
	},
}

// rescheme writes the SchemeName of accounts otherwise.
func rescheme(from, to string) lie {
	return each([]op{accounts, account}, func(item object) {
		at(item, "Account", func(o object) { o["SchemeName"] = strings.Replace(o.text("SchemeName"), from, to, 1) })
	})
}
