package ais

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
)

// A call is a request that has been let in.
type call struct {
	access    bank.Access
	head      []bank.Violation // what is wrong with the form of the query and the headers
	mediaType string           // of the answer
	body      []byte           // of POST and PATCH
}

// faults is the refusal of a request that is in bad form: its head and its body
// are told in one answer (error structure).
func (c call) faults(body []bank.Violation) error {
	if all := append(c.head, body...); len(all) > 0 {
		return &problem{status: http.StatusBadRequest, violations: all}
	}
	return nil
}

// admit makes the checks that come before a resource is looked at. This is the
// one place where their order is written. Before it the router has answered an
// unknown path (404) and a method that the path has not (405): the standard puts
// them later, but they are the same for everybody and tell nothing that is not
// published. Clauses are those of the standard's status codes and of its checks
// on a call.
//
//	401  Authorization: none, or none that is good
//	403  a token for something else: scope, grant, consent
//	406  Accept
//	415  Content-Type, Content-Encoding
//	413  the size of the body
//
// After it come, of a consent, the form of query, headers and body (400, all of
// it in one answer), and the resource, whose absence (400 Resource.NotFound) or
// owner (403) only the bank knows; and of data (resource.serve):
//
//	404  an endpoint that this bank does not offer
//	403  a permission that the consent has not
//	403  an account that the consent does not open, known or not
//	400  the form of query and headers, all of it in one answer
//	400  Resource.NotFound: no such statement
//
// The types are those that the client may choose of; none is JSON.
func (s *server) admit(w http.ResponseWriter, r *http.Request, op string, may func(bank.Access) error, types ...string) (c call, err error) {
	journal.Tag(r, op, "", "")
	c.head = checkHead(r)
	if c.access, err = s.authenticate(r); err != nil {
		return c, err
	}
	journal.Tag(r, "", string(c.access.Client), string(c.access.Consent))
	if err := may(c.access); err != nil {
		return c, err
	}
	if c.mediaType, err = checkAccept(r.Header, types...); err != nil {
		return c, err
	}
	if r.Method == http.MethodPost || r.Method == http.MethodPatch {
		c.body, err = readBody(w, r)
	}
	return c, err
}

// authenticate finds out what the token of a request stands for.
func (s *server) authenticate(r *http.Request) (bank.Access, error) {
	token, ok := bearer(credentials(r))
	if !ok {
		return bank.Access{}, unauthorised(`Bearer realm="account information"`)
	}
	access, ok := s.cfg.Access(token)
	if !ok {
		return bank.Access{}, unauthorised(`Bearer realm="account information", error="invalid_token"`)
	}
	return access, nil
}

// credentials is the value of Authorization or, where that is absent, of
// Authorisation: the page's examples (4.1.1) spell it so.
func credentials(r *http.Request) string {
	if _, ok := r.Header["Authorization"]; ok {
		return r.Header.Get("Authorization")
	}
	value, ok := r.Header["Authorisation"]
	if !ok {
		return ""
	}
	journal.Note(r, "the token came in Authorisation, as the page prints it: HTTP has Authorization")
	return value[0]
}

// bearer takes the token out of a header's value; the scheme is in any case (RFC
// 9110, 11.1).
func bearer(value string) (token string, ok bool) {
	scheme, token, _ := strings.Cut(value, " ")
	token = strings.Trim(token, " \t")
	return token, strings.EqualFold(scheme, "Bearer") && token != ""
}

func unauthorised(challenge string) error {
	return &problem{status: http.StatusUnauthorized, challenge: challenge}
}

// unacceptable is a refusal on account of one header.
func unacceptable(status int, header, format string, args ...any) error {
	return &problem{status: status, violations: []bank.Violation{{
		Code: "Header.Invalid", Path: header, Message: fmt.Sprintf(format, args...),
	}}}
}
