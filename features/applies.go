package features

import (
	"slices"
	"strings"
)

// How consents are given by the customer of the target.
const (
	ConsentHeadless = "headless" // by following redirects, without a browser
	ConsentManual   = "manual"   // by a person, at a printed address
	ConsentNone     = "none"     // not at all
)

// Whether the suite knows what the bank's customers own.
const (
	DataKnown   = "known"   // a sandbox's: what the features look for is there
	DataUnknown = "unknown" // anybody's: a scenario that finds none of it does not apply
)

// Optional lists the features that a bank need not have and that a target
// declares: client credentials with scope products, refresh tokens, the
// endpoints that revoke a token and tell what one is, and the resources that are
// conditional or optional. A bulk one whose account's own is mandatory goes by
// the resource's name.
var Optional = []string{
	"products", "refresh-tokens", "revocation", "introspection",
	"balances", "transactions", "beneficiaries", "direct-debits", "standing-orders", "future-dated-payments", "offers",
	"parties", "party", "psu-party", "statements", "statement-file", "statement-transactions", "supplementary-account-info",
	"bulk-beneficiaries", "bulk-direct-debits", "bulk-standing-orders", "bulk-future-dated-payments", "bulk-offers", "bulk-statements",
}

// declarable is every word that a target's features may hold; what is mandatory
// may be declared too, which changes nothing.
func declarable() []string { return append(slices.Clone(Optional), "sharing-product-details") }

// unmet says why the target cannot take a scenario, or "". It looks at tags
// alone, before anything runs, so that no scenario can excuse itself.
func unmet(it *item, t *Target) string {
	for _, tag := range it.tags {
		name := strings.TrimPrefix(tag, "@")
		feature, optional := strings.CutPrefix(name, "feature-")
		switch {
		case (name == "scripted" || name == "clock" || name == "consumer") && t.ControlURL == "":
			return "needs a scripted bank (" + tag + "), and the target has no control_url"
		case name == "second-client" && len(t.Clients) < 2:
			return "needs a second client (" + tag + "), and the target names only one"
		case name == "consent" && t.Consent == ConsentNone:
			return "needs the customer's consent (" + tag + "), and the target allows none (consent: none)"
		case name == "discovery" && t.Issuer == "":
			return "needs discovery (" + tag + "), and the target names no issuer"
		case name == "products" && t.ControlURL == "" && !t.declares("products"):
			return "needs a token for another scope (" + tag + "), and the target does not declare products"
		case optional && !t.declares(feature):
			return "needs the optional feature " + feature + " (" + tag + "), which the target does not declare"
		}
	}
	return ""
}

// needsCustomer tells whether the customer has to give a consent in it.
func (it *item) needsCustomer() bool { return it.has("consent") }
