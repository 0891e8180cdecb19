package features

import (
	"fmt"
	"net/url"
	"slices"
)

// A Target is a bank to verify: where it is, who we are there, and what it
// says it can do.
type Target struct {
	Name         string   `yaml:"name"`          // shown in reports
	Profile      string   `yaml:"profile"`       // obf-ais-1.0
	BaseURL      string   `yaml:"base_url"`      // of the resources, up to and with /aisp
	Issuer       string   `yaml:"issuer"`        // instead of the two below: they are discovered
	TokenURL     string   `yaml:"token_url"`     // of the authorisation server
	AuthorizeURL string   `yaml:"authorize_url"` // where the customer's browser goes
	Clients      []Client `yaml:"clients"`       // the second is used as another AISP
	ControlURL   string   `yaml:"control_url"`   // only a scripted sandbox has one
	Features     []string `yaml:"features"`      // optional endpoints that the bank declares
	Consent      string   `yaml:"consent"`       // headless, manual or none; headless when empty

	keysURL, revokeURL, introspectURL string // from discovery, if there was one
}

// A Client is a registration at the bank under test.
type Client struct {
	ID          string `yaml:"id"`
	SecretEnv   string `yaml:"secret_env"` // the environment variable that holds the secret
	Secret      string `yaml:"-"`          // the secret itself; a target file cannot hold one
	RedirectURI string `yaml:"redirect_uri"`
}

// inTenant is the target with its own addresses led into a tenant: /t/{name}
// after the host. Nothing that the control plane says is used, so whatever
// stands in front of the bank is part of what is tested.
func (t Target) inTenant(name string) (Target, error) {
	for _, at := range []*string{&t.BaseURL, &t.Issuer, &t.TokenURL, &t.AuthorizeURL} {
		if *at == "" {
			continue
		}
		u, err := url.Parse(*at)
		if err != nil {
			return t, fmt.Errorf("address %q: %w", *at, err)
		}
		u.Path = "/t/" + name + u.Path
		*at = u.String()
	}
	return t, nil
}

// declares tells whether the bank says that it has an optional feature.
func (t Target) declares(feature string) bool {
	return slices.Contains(t.Features, feature)
}
