package insights

import (
	"encoding/json"
	"net/http"
)

// What the demo's page may choose for a flow.
type demoOptions struct {
	StoreConsent string `json:"store_consent"` // NO, OPTIONAL or REQUIRED; "" is not said
	All          bool   `json:"all"`           // all accounts, not the one that the consumer picks
	Consumer     string `json:"insights_consumer_id"`
	ReturnTo     string `json:"return_to"` // the page, for a redirect in its own window
}

// A demoFlow is what the page needs to start the app, and to ask for the result.
type demoFlow struct {
	ClientToken string     `json:"client_token"`
	Flow        string     `json:"flow"`
	Calls       []demoCall `json:"calls"`
}

// startDemo does what a client's backend does before the app can be opened (9,
// workflow 1): a session with consent_scope.insights_refresh, and in it a flow.
func startDemo(s *server, w http.ResponseWriter, r *http.Request) error {
	var options demoOptions
	if err := readDemo(w, r, &options); err != nil {
		return err
	}
	b := s.demoBackend(r)
	var session struct {
		Flows struct {
			Insights string `json:"insights_refresh"`
		}
	}
	if err := b.call(http.MethodPut, "/xs2a/v1/sessions", sessionOf(r, options), &session); err != nil {
		return err
	}
	var flow struct {
		Self        string
		ClientToken string `json:"client_token"`
	}
	if err := b.call(http.MethodPut, session.Flows.Insights, flowOf(options), &flow); err != nil {
		return err
	}
	send(w, r, http.StatusOK, demoFlow{flow.ClientToken, flow.Self, b.calls})
	return nil
}

func sessionOf(r *http.Request, options demoOptions) any {
	session := map[string]any{
		"psu": psuOf(r), "language": "en",
		"consent_scope": map[string]any{"insights_refresh": map[string]any{}, "lifetime": 90},
	}
	if options.ReturnTo != "" {
		session["redirect_return_url"] = options.ReturnTo
	}
	return session
}

func flowOf(options demoOptions) any {
	flow := map[string]any{"data_retention_minutes": 24 * 60}
	if options.StoreConsent != "" {
		flow["store_consent"] = options.StoreConsent
	}
	if options.All {
		flow["accounts"] = map[string]bool{"all": true}
	}
	if options.Consumer != "" {
		flow["insights_consumer_id"] = options.Consumer
	}
	return flow
}

// readDemo reads what the demo's own page sends. JSON is asked for: a page of
// another origin cannot send that without leave.
func readDemo(w http.ResponseWriter, r *http.Request, into any) error {
	if r.Header.Get("Content-Type") == "" {
		return unreadable("Content-Type is missing: expected %s", jsonType)
	}
	body, err := readBody(w, r)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(body, into); err != nil {
		return malformed("the body is not as the demo sends it: %v", err)
	}
	return nil
}
