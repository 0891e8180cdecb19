package features

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/tidwall/gjson"
)

// memory is what the steps of one scenario remember.
type memory struct {
	ask    draft               // the request for a consent
	patch  draft               // the patch of a consent
	flaw   func(string) string // what spoils the body of the next request; nil for nothing
	header http.Header         // of the next request, beside the usual
	bearer http.Header         // Authorization of the next request; nil is the AISP's own token
	like   string              // the requirement whose other readings apply, beside those of the scenario
	script string              // that the ASPSP was told to follow; "" where steps say what the customer does

	consent consent        // the one that the scenario is about
	answer  *Exchange      // of the latest When, whatever was looked up since
	made    []*Exchange    // answers to a request sent several times
	looks   []State        // of a consent that was read several times
	pairs   []trial        // what came of combinations of permissions
	trip    *Authorisation // the customer's latest way to the ASPSP
	told    string         // the OAuth error of the latest step that could get one
	grant   grant          // the tokens of the customer's latest authorisation
	former  grant          // those of the one before
	spent   string         // a refresh token that another came in the place of
	other   neighbour      // another consent of the same AISP
	notes   []string       // which of several allowed readings the bank follows

	persona string           // the demo customer of a scripted ASPSP; "" leaves it to the script
	choice  string           // the script that a customer who authorises follows; "" is auto-approve
	query   url.Values       // of the addresses that the When reads
	aim     place            // an account or a statement that a step has named
	spans   []span           // what the filter of the latest step means
	whole   read             // what a scout found of the customer's, whatever the window
	due     seen             // the payment that fell due
	reads   []read           // answers of the latest step that read data
	earlier []read           // of the one before
	listed  []gjson.Result   // the accounts of the consent, once they were asked for
	scouts  map[string]grant // of second consents, by customer and permissions

	insights insightsMemory // of Account Insights
}

// A consent is what the scenario knows of the one that it is about.
type consent struct {
	id     string
	state  State     // where the standard says it is now
	closed bool      // the bank has withdrawn access to it
	before *Exchange // a good answer that showed it before the When
}

// A grant is the tokens that a customer's authorisation gave.
type grant struct {
	access, refresh, id string
	seconds             int64 // life of the access token
}

// A trial is a combination of permissions and the status that it got.
type trial struct {
	permissions []string
	status      int
}

// aisSteps lists every step that features of account information are written in.
func aisSteps() []step {
	return slices.Concat(givens(), whens(), customerSteps(), thens(), consentThens(), errorThens(), oauthSteps(), idTokenSteps(), neighbourSteps(), timeSteps(), tokenSteps(),
		customerGivens(), readingSteps(), filterSteps(), itemThens(), bothThens(), windowSteps(), listThens(), bulkThens(), accountThens(), pageThens(),
		sumThens(), statementThens(), paymentSteps(), partyThens(), senseThens())
}
