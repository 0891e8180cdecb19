package features

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/tidwall/gjson"
)

// A knowledge is what the suite knows of the consents behind its tokens, learned
// from the requests that it sent itself: what a token opens is what was asked
// for, whatever the bank says it granted.
type knowledge struct {
	mu          sync.Mutex
	permissions map[string][]string // by ConsentId
	consents    map[string]string   // ConsentId by what leads to it: code, access token, refresh token
}

// knowledge is kept as long as tokens are: for the scenario where it has a
// tenant of its own, else for the run.
func (w *World) knowledge() *knowledge {
	if w.Tenant != "" {
		return &w.knows
	}
	return &w.run.knows
}

// note keeps that something leads to a consent.
func (k *knowledge) note(consent string, leads ...string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.consents == nil {
		k.consents = map[string]string{}
	}
	for _, one := range leads {
		if one != "" {
			k.consents[one] = consent
		}
	}
}

// behind gives the consent that something leads to, and its permissions.
func (k *knowledge) behind(leads string) (consent string, permissions []string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	consent = k.consents[leads]
	return consent, k.permissions[consent]
}

// granted gives the permissions of the consent behind the token of a request;
// none if it bears no token that a customer's authorisation gave.
func (k *knowledge) granted(header http.Header) []string {
	token, ok := strings.CutPrefix(header.Get("Authorization"), "Bearer ")
	if !ok {
		return nil
	}
	_, permissions := k.behind(token)
	return permissions
}

// learn takes from an exchange what it says of consents and tokens.
func (k *knowledge) learn(e *Exchange) {
	switch {
	case e.Op == OpCreateConsent && e.Status == http.StatusCreated:
		k.asked(e.Get("Data.ConsentId").String(), texts(gjson.GetBytes(e.Request.Body, "Data.Permissions")))
	case e.Op == OpToken && e.Status == http.StatusOK:
		form, err := url.ParseQuery(string(e.Request.Body))
		if err != nil {
			return
		}
		if consent, _ := k.behind(orElse(form.Get("code"), form.Get("refresh_token"))); consent != "" {
			k.note(consent, e.Get("access_token").String(), e.Get("refresh_token").String())
		}
	}
}

// asked keeps what a consent was asked to open. The name that the standard's
// page clips is the same permission.
func (k *knowledge) asked(consent string, permissions []string) {
	if i := slices.Index(permissions, "ReadStandingOrdersBasi"); i >= 0 {
		permissions[i] += "c"
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.permissions == nil {
		k.permissions = map[string][]string{}
	}
	k.permissions[consent] = permissions
}
