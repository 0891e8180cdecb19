package features

import (
	"net/http"
	"net/url"
	"strings"
)

// An Operation is what a request asks of the bank, told from its method and
// address alone, so that no step can hide an answer from validation.
type Operation string

// The operations that the code names; those that endpoints lists are the others.
// Other is an address or a method that the standard does not have.
const (
	OpCreateConsent Operation = "createAccountAccessConsent"
	OpGetConsent    Operation = "getAccountAccessConsent"
	OpPatchConsent  Operation = "patchAccountAccessConsent"
	OpGetAccounts   Operation = "getAccounts"
	OpGetFile       Operation = "getAccountStatementFile"
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
	host := u.Scheme + "://" + u.Host
	if below, ok := strings.CutPrefix(host+u.EscapedPath(), t.BaseURL); ok && (below == "" || below[0] == '/') {
		return resourceOf(method, below)
	}
	switch host + u.Path {
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

// resourceOf tells the operation of a request below base_url, from its path as
// it is sent: an id with an escaped slash is one segment.
func resourceOf(method, path string) Operation {
	for _, c := range consentOps {
		if c.method == method && fits(c.path, path) {
			return c.op
		}
	}
	for _, e := range endpoints {
		if method == http.MethodGet && fits(e.path, path) {
			return e.op
		}
	}
	return OpOther
}

// consentOps are the operations on consents; the others are endpoints, to read.
var consentOps = []struct {
	op           Operation
	method, path string
}{
	{OpCreateConsent, http.MethodPost, "/account-access-consents"},
	{OpGetConsent, http.MethodGet, "/account-access-consents/{ConsentId}"},
	{OpPatchConsent, http.MethodPatch, "/account-access-consents/{ConsentId}"},
}

// fits tells whether a path is of the form, in which {name} is one segment that
// is not empty.
func fits(form, path string) bool {
	for form != "" && path != "" {
		var want, got string
		want, form = segment(form)
		got, path = segment(path)
		if want != got && (want[1] != '{' || len(got) < 2) {
			return false
		}
	}
	return form == path
}

// segment cuts the first one off a path, its slash with it.
func segment(path string) (first, rest string) {
	if i := strings.IndexByte(path[1:], '/'); i >= 0 {
		return path[:i+1], path[i+1:]
	}
	return path, ""
}

// resource tells whether the operation is one of the account information API,
// whose header and error contract then binds the answer.
func (o Operation) resource() bool {
	switch o {
	case OpToken, OpAuthorize, OpDiscovery, OpKeys, OpRevoke, OpIntrospect, OpElsewhere:
		return false
	}
	return true
}
