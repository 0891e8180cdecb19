package mutant

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// The operations on what is listed for the future.
var (
	benefOps  = []op{beneficiaries, allBenef}
	debitOps  = []op{directDebits, allDebits}
	orderOps  = []op{standingOrders, allOrders}
	futureOps = []op{futurePayments, allFuture}
	offerOps  = []op{offers, allOffers}
)

// holdings is lies about beneficiaries, direct debits, standing orders,
// future-dated payments and offers.
var holdings = []defect{
	{"beneficiary-without-identification", "The CreditorAccount of a beneficiary has no Identification.", breaks("BEN-01"),
		each(benefOps, func(item object) { at(item, "CreditorAccount", func(o object) { delete(o, "Identification") }) })},
	{"beneficiary-without-scheme", "The CreditorAccount of a beneficiary has no SchemeName.", breaks("BEN-01"),
		each(benefOps, func(item object) { at(item, "CreditorAccount", func(o object) { delete(o, "SchemeName") }) })},
	{"previous-payment-to-come", "The previous payment of a direct debit lies in the future.", breaks("DDB-01"),
		each(debitOps, postpone("PreviousPaymentDateTime"))},
	{"previous-payment-without-amount", "The previous payment of a direct debit has a date and no amount.", breaks("DDB-01"),
		without(debitOps, "PreviousPaymentAmount")},
	{"previous-payment-without-date", "The previous payment of a direct debit has an amount and no date.", breaks("DDB-01"),
		without(debitOps, "PreviousPaymentDateTime")},
	{"frequency-in-words", "The Frequency of a standing order is a word.", breaks("STO-01"),
		each(orderOps, func(item object) { item["Frequency"] = "Monthly" })},
	{"frequency-of-no-day", "The Frequency of a standing order names a day that no month has.", breaks("STO-01"),
		each(orderOps, func(item object) {
			item["Frequency"] = "IntrvlMnthDay:01:32"
		})},
	{"next-payment-past", "The next payment of an Active standing order was last year.", breaks("STO-01"),
		each(orderOps, func(item object) {
			if item["NextPaymentDateTime"] != nil {
				item["NextPaymentDateTime"] = later(item.text("NextPaymentDateTime"), -366*24*time.Hour)
			}
		})},
	{"last-payment-of-another-amount", "The last payment of a standing order has another amount than was booked.", breaks("STO-02"),
		each(orderOps, func(item object) { at(item, "LastPaymentAmount", more) })},
	{"last-payment-of-another-day", "The last payment of a standing order was booked on another day.", breaks("STO-02"),
		each(orderOps, func(item object) {
			if item["LastPaymentDateTime"] != nil {
				item["LastPaymentDateTime"] = later(item.text("LastPaymentDateTime"), -5*24*time.Hour)
			}
		})},
	{"future-payment-past", "A future-dated payment lies in the past.", breaks("FDP-01"),
		each(futureOps, func(item object) {
			item["FutureDatedPaymentDateTime"] = later(item.text("FutureDatedPaymentDateTime"), -3*366*24*time.Hour)
		})},
	{"future-payment-never-ends", "A future-dated payment is listed for good once it was.", breaks("FDP-02"), undying},
	{"future-payment-never-booked", "A future-dated payment never comes among the transactions.", breaks("FDP-02"), unbooked},
	{"offer-ends-before-it-starts", "An offer ends before it starts.", breaks("OFR-01"),
		each(offerOps, func(item object) {
			item["StartDateTime"], item["EndDateTime"] = item["EndDateTime"], item["StartDateTime"]
			if item["EndDateTime"] == item["StartDateTime"] && item["StartDateTime"] != nil {
				item["EndDateTime"] = later(item.text("StartDateTime"), -time.Hour)
			}
		})},
	{"account-party-unknown", "The party of an account is none of its parties.", breaks("PTY-01"),
		each([]op{accountParty}, func(item object) { item["PartyId"] = item.text("PartyId") + "-other" })},
	{"parties-lack-the-party", "The parties of an account lack its party.", breaks("PTY-01"),
		recall(func(good bank, seen *notebook) bank {
			return lists([]op{parties}, func(c *call, items []object) []object {
				one := c.to(http.MethodGet, strings.TrimSuffix(c.path, "parties")+"party", nil)
				own := one.items(good(one).doc())
				return slices.DeleteFunc(items, func(item object) bool {
					return len(own) > 0 && item.text("PartyId") == own[0].text("PartyId")
				})
			})(good)
		})},
	{"party-is-another", "GET /party shows another person than the accounts do.", breaks("PTY-02"),
		each([]op{party}, func(item object) {
			item["PartyId"] = item.text("PartyId") + "-other"
			item["Name"] = "Another Customer"
		})},
}

// postpone moves a date-time two years on.
func postpone(name string) func(object) {
	return func(item object) {
		if item[name] != nil {
			item[name] = later(item.text(name), 2*366*24*time.Hour)
		}
	}
}

// undying lists every future-dated payment that was ever listed for an account.
func undying(good bank) bank {
	return recall(func(good bank, seen *notebook) bank {
		return lists(futureOps, func(c *call, items []object) []object {
			name := "future " + seen.consentOf(c) + c.path
			if before := seen.recallFor(c, name); before != nil {
				for _, old := range before["items"].([]object) {
					if !slices.ContainsFunc(items, func(o object) bool { return c.idOf(o) == c.idOf(old) }) {
						items = append(items, old)
					}
				}
			}
			seen.keep(c, name, object{"items": items})
			return items
		})(good)
	})(good)
}

// consentOf returns the ConsentId that a call's token is for, or "".
func (n *notebook) consentOf(c *call) string {
	if g := n.grant(c); g != nil {
		return g.consent
	}
	return ""
}

// unbooked leaves out of the transactions what was once listed as a future-dated
// payment: debits of that amount and day.
func unbooked(good bank) bank {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a := good(c)
			switch {
			case done(futureOps...)(c, a):
				listed := object{}
				for _, item := range c.items(a.doc()) {
					listed[item.text("FutureDatedPaymentDateTime")[:10]+item.object("InstructedAmount").text("Amount")] = true
				}
				for day := range seen.recallFor(c, "listed") {
					listed[day] = true
				}
				seen.keep(c, "listed", listed)
			case done(transOps...)(c, a):
				listed, doc := seen.recallFor(c, "listed"), a.doc()
				c.arrange(doc, slices.DeleteFunc(c.items(doc), func(item object) bool {
					return listed[item.text("BookingDateTime")[:10]+item.object("Amount").text("Amount")] != nil
				}))
				a.tell(doc)
			}
			return a
		}
	})(good)
}
