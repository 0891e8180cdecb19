package insights

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/gorilla/mux"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// A call is a request that has been let in.
type call struct {
	*http.Request
	header http.Header // of the answer
	client aggregator.Client
	body   []byte // nil if there is none
}

// id is what the path has in the place of a name.
func (c *call) id(name string) string { return mux.Vars(c.Request)[name] }

// owner is the client as storage knows it.
func (c *call) owner() storage.Client { return storage.Client(c.client) }

// about notes for the journal which consumer a call is about.
func (c *call) about(consumer string) { journal.Tag(c.Request, "", "", consumer) }

// admit makes the checks that come before a resource is looked at. This is the one
// place where their order is written; the pages do not say one, so it is inferred.
// Before it the router has answered an unknown path (404) and a method that the
// path has not (405).
//
//	401  Authorization: none, or none that is good
//	403  GET with a body (1.3)
//	415  Content-Type, Content-Encoding
//	413  the size of the body
//
// After it come the form of the body (400 BAD_REQUEST), its members (400
// VALIDATION_ERROR, all of it in one answer), and what the rules say: 403, 404,
// 409, 429, or 400 for what only they can know.
func (s *server) admit(w http.ResponseWriter, r *http.Request, op string) (*call, error) {
	journal.Tag(r, op, "", "")
	client, err := s.authenticate(r)
	if err != nil {
		return nil, err
	}
	journal.Tag(r, "", string(client), "")
	s.cfg.Aggregator.CatchUp() // what fell due has happened before anybody looks
	c := &call{Request: r, header: w.Header(), client: client}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return c, bodiless(r)
	}
	c.body, err = readBody(w, r)
	return c, err
}

// authenticate finds out whose the token of a request is.
func (s *server) authenticate(r *http.Request) (aggregator.Client, error) {
	values := r.Header["Authorization"]
	switch len(values) {
	case 0:
		return "", unauthorised("Authorization is missing: it is written Authorization: Token <token>")
	case 1:
	default:
		return "", unauthorised("Authorization is given %d times: once is meant", len(values))
	}
	token, err := tokenOf(values[0])
	if err != nil {
		return "", err
	}
	return s.cfg.Aggregator.ClientOf(token)
}

// tokenOf takes the token out of a header's value. The scheme is in any case (RFC
// 9110, 11.1); Bearer, as older pages have it, is not taken (1.2).
func tokenOf(value string) (string, error) {
	scheme, token, _ := strings.Cut(strings.Trim(value, " \t"), " ")
	token = strings.Trim(token, " \t")
	if !strings.EqualFold(scheme, "Token") {
		return "", unauthorised("the scheme of Authorization is %s: it is written Authorization: Token <token>", schemeOf(scheme))
	}
	if token == "" || strings.ContainsAny(token, " \t") {
		return "", unauthorised("Authorization has not one token: it is written Authorization: Token <token>")
	}
	return token, nil
}

// schemes are those that somebody may well send instead (RFC 9110, 16.4.1). What is
// none of them may be a token without a scheme, and is not repeated.
var schemes = []string{"Basic", "Bearer", "Digest", "DPoP", "HOBA", "Mutual", "Negotiate"}

// schemeOf shows a scheme that is one.
func schemeOf(sent string) string {
	for _, scheme := range schemes {
		if strings.EqualFold(sent, scheme) {
			return scheme
		}
	}
	return "not one that is known here"
}

func unauthorised(format string, args ...any) error {
	return &storage.Error{Op: "authenticate", Kind: storage.Unauthorised, Message: fmt.Sprintf(format, args...)}
}
