// Package conformance shows how a team runs the suite, with scenarios of its
// own beside those of the standard, from its own go test.
package conformance

import (
	"embed"
	"testing"

	"github.com/sandbank-dev/sandbank/features"
	"github.com/sandbank-dev/sandbank/sandbox"
)

//go:embed own
var own embed.FS

func TestConformance(t *testing.T) {
	bank := sandbox.Start(t)
	features.Run(t, features.Options{
		Target: features.Target{
			Name:         "gulf-bank",
			Profile:      "obf-ais-1.0",
			BaseURL:      bank.URL + "/open-banking/v1.0/aisp",
			TokenURL:     bank.URL + "/oauth2/token",
			AuthorizeURL: bank.URL + "/oauth2/authorize",
			Issuer:       bank.URL,
			ControlURL:   bank.Control + "/_bank",
			Clients: []features.Client{
				{ID: "aisp-one", Secret: "aisp-one-secret", RedirectURI: "http://127.0.0.1:9999/callback"},
				{ID: "aisp-two", Secret: "aisp-two-secret", RedirectURI: "http://127.0.0.1:9999/callback"},
			},
		},
		FS:   own,
		Tags: "@AAC-GET-01 or @AAC-POST-02",
	})
}
