package features

import (
	"net/http"
	"net/url"
	"strings"
)

// An Operation is what a request asks of the bank, told from its method and
// address alone, so that no step can hide an answer from validation.
type Operation string

// The operations that the suite knows. Other is an address or a method that
// the standard does not have.
const (
	OpCreateConsent Operation = "createAccountAccessConsent"
	OpGetConsent    Operation = "getAccountAccessConsent"
	OpPatchConsent  Operation = "patchAccountAccessConsent"
	OpGetAccounts   Operation = "getAccounts"
	OpToken         Operation = "token"
	OpAuthorize     Operation = "authorize"
	OpDiscovery     Operation = "discovery"
	OpKeys          Operation = "jwks"
	OpRevoke        Operation = "revoke"
	OpIntrospect    Operation = "introspect"
	OpOther         Operation = "other" // below base_url
	OpElsewhere     Operation = "elsewhere"
)

// operationOf tells the operation of a request to the target.
func operationOf(t *Target, method string, u *url.URL) Operation {
	at := u.Scheme + "://" + u.Host + u.Path
	if below, ok := strings.CutPrefix(at, t.BaseURL); ok && (below == "" || below[0] == '/') {
		return resourceOf(method, below)
	}
	switch at {
	case t.TokenURL:
		return OpToken
	case t.AuthorizeURL:
		return OpAuthorize
	case t.keysURL:
		return OpKeys
	case t.revokeURL:
		return OpRevoke
	case t.introspectURL:
		return OpIntrospect
	}
	if strings.HasSuffix(u.Path, "/.well-known/openid-configuration") {
		return OpDiscovery
	}
	return OpElsewhere
}

func resourceOf(method, path string) Operation {
	const consents = "/account-access-consents"
	id, one := strings.CutPrefix(path, consents+"/")
	switch {
	case path == consents && method == http.MethodPost:
		return OpCreateConsent
	case one && id != "" && !strings.Contains(id, "/") && method == http.MethodGet:
		return OpGetConsent
	case one && id != "" && !strings.Contains(id, "/") && method == http.MethodPatch:
		return OpPatchConsent
	case path == "/accounts" && method == http.MethodGet:
		return OpGetAccounts
	}
	return OpOther
}

// resource tells whether the operation is one of the account information API,
// whose header and error contract then binds the answer.
func (o Operation) resource() bool {
	switch o {
	case OpCreateConsent, OpGetConsent, OpPatchConsent, OpGetAccounts, OpOther:
		return true
	}
	return false
}
