package ais

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
)

// namespace is before every error code. The standard's own page of error codes
// was never found; this is its parent's with the prefix changed.
const namespace = "BH.OBF."

// kinds says what each kind of refusal by the bank is on the wire. The code is
// for an error that brings no violation of its own.
var kinds = map[bank.Kind]struct {
	status int
	code   string
}{
	bank.Internal:     {http.StatusInternalServerError, "UnexpectedError"},
	bank.Invalid:      {http.StatusBadRequest, "Field.Invalid"},
	bank.NotFound:     {http.StatusBadRequest, "Resource.NotFound"},
	bank.WrongStatus:  {http.StatusBadRequest, "Resource.InvalidConsentStatus"},
	bank.Unauthorised: {http.StatusUnauthorized, ""},
	bank.Forbidden:    {http.StatusForbidden, "Resource.ConsentMismatch"},
	bank.Unsupported:  {http.StatusNotFound, "Resource.NotFound"},
}

// messages is the Message of an error body, by status.
var messages = map[int]string{
	http.StatusBadRequest:            "The request is not as the API needs it.",
	http.StatusForbidden:             "The access token does not open this.",
	http.StatusNotFound:              "There is nothing at this path.",
	http.StatusMethodNotAllowed:      "The path has no such method.",
	http.StatusNotAcceptable:         "The API cannot answer in the form that is asked for.",
	http.StatusRequestEntityTooLarge: "The body is too large.",
	http.StatusUnsupportedMediaType:  "The body is of a type that the API does not read.",
	http.StatusInternalServerError:   "Something went wrong here, not with the request.",
	http.StatusServiceUnavailable:    "The bank has no room for the request.",
}

// A problem is a refusal by this room, or by the bank once it is written down
// for the wire.
type problem struct {
	status     int
	violations []bank.Violation
	challenge  string // WWW-Authenticate of a 401
}

func (p *problem) Error() string {
	return fmt.Sprintf("%d with %d violations", p.status, len(p.violations))
}

// asProblem is where a refusal by the bank gets its status. What is no refusal
// is our own fault, and its text is not for the client.
func asProblem(err error) *problem {
	if p, ok := errors.AsType[*problem](err); ok {
		return p
	}
	e, ok := errors.AsType[*bank.Error](err)
	if !ok {
		e = &bank.Error{Kind: bank.Internal}
	}
	as := kinds[e.Kind]
	p := &problem{status: as.status, violations: e.Violations}
	switch {
	case as.status == http.StatusUnauthorized:
		p.challenge = `Bearer realm="account information", error="invalid_token"`
	case as.status >= http.StatusInternalServerError:
		p.violations = []bank.Violation{{Code: as.code, Message: messages[as.status]}}
	case len(p.violations) == 0:
		p.violations = []bank.Violation{{Code: as.code, Message: reason(e, as.status)}}
	}
	return p
}

func reason(e *bank.Error, status int) string {
	if e.Err == nil {
		return messages[status]
	}
	return e.Err.Error()
}

// refuse answers with an error. A 401 has no body (status codes of the
// standard).
func (s *server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	p := asProblem(err)
	if p.status == http.StatusInternalServerError {
		slog.ErrorContext(r.Context(), "account information", "method", r.Method, "error", err)
	}
	if p.status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", p.challenge)
		w.Header().Set("Content-Length", "0")
		w.WriteHeader(p.status)
		return
	}
	send(w, r, p.status, func(o *out) { o.problem(p, s.cfg.NewID()) })
}

// The limits of OBErrorResponse: characters of a text, and a number of errors
// that a reader can still take in.
const (
	maxText   = 500
	maxErrors = 100
)

// problem writes OBErrorResponse.
func (o *out) problem(p *problem, id string) {
	o.item()
	o.text("Code", strconv.Itoa(p.status)+" "+strings.ReplaceAll(http.StatusText(p.status), " ", ""))
	o.text("Id", id)
	o.text("Message", messages[p.status])
	each(o, "Errors", wire.Shorten(p.violations, maxErrors, func(v *bank.Violation) *string { return &v.Message }), (*out).violation)
	o.close()
}

func (o *out) violation(v *bank.Violation) {
	o.text("ErrorCode", namespace+v.Code)
	o.text("Message", clip(v.Message))
	o.text("Path", clip(v.Path))
}

// clip cuts a text to what OBErrorResponse has room for.
func clip(s string) string { return wire.Clip(s, maxText) }
