package oauth

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/luikyv/go-oidc/pkg/goidc"
)

// A refusal is an error of RFC 6749 5.2.
type refusal struct {
	Status      int    `json:"-"`
	Code        string `json:"error"`
	Description string `json:"error_description,omitempty"`
	Allow       string `json:"-"`
}

func (e *refusal) Error() string { return e.Code + ": " + e.Description }

var (
	noStore  = []string{"no-store"}
	noCache  = []string{"no-cache"}
	jsonType = []string{"application/json"}
)

// badRequest refuses with invalid_request, the code of RFC 6749 for what is
// missing, doubled or malformed.
func badRequest(description string) *refusal {
	return &refusal{Status: http.StatusBadRequest, Code: "invalid_request", Description: description}
}

// writeError writes err as the JSON of RFC 6749 5.2.
func writeError(w http.ResponseWriter, err error) {
	e := refusalOf(err)
	h := w.Header()
	if e.Allow != "" {
		h.Set("Allow", e.Allow)
	}
	if e.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Basic realm="oauth2", charset="UTF-8"`)
	}
	e.Description = printable(e.Description)
	writeJSON(w, e.Status, e)
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err) // v is one of ours
	}
	w.Header()["Content-Type"] = jsonType
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n'))
}

// refusalOf says err in the words of RFC 6749. What is not an error of the
// protocol is our own fault.
func refusalOf(err error) *refusal {
	var own *refusal
	if errors.As(err, &own) {
		return own
	}
	var theirs goidc.Error
	if !errors.As(err, &theirs) {
		return &refusal{Status: http.StatusInternalServerError, Code: "server_error", Description: "the authorisation server cannot answer"}
	}
	e := &refusal{Status: http.StatusBadRequest, Code: string(theirs.Code), Description: detail(theirs)}
	switch {
	case theirs.Code == goidc.ErrorCodeInvalidClient:
		e.Status = http.StatusUnauthorized
	case theirs.Code == goidc.ErrorCodeInvalidRequest && theirs.Description == "invalid response_type":
		e.Code = "unsupported_response_type"
	case theirs.Code == goidc.ErrorCodeExpiredToken:
		e.Code = string(goidc.ErrorCodeInvalidGrant)
	}
	return e
}

// detail digs out why go-oidc refused: it wraps the reason in words that say
// no more than the code does.
func detail(e goidc.Error) string {
	var ours absence
	if errors.As(e, &ours) {
		return string(ours)
	}
	for {
		inner := e.Unwrap()
		if inner == nil {
			return e.Description
		}
		next, ok := inner.(goidc.Error)
		if !ok {
			return inner.Error()
		}
		e = next
	}
}

// printable keeps what RFC 6749 5.2 allows in a description.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '"':
			return '\''
		case r == '\\', r < ' ', r > '~':
			return -1
		}
		return r
	}, s)
}

// An absence is why there is no such record. go-oidc takes it for
// goidc.ErrNotFound.
type absence string

func (a absence) Error() string        { return string(a) }
func (a absence) Is(target error) bool { return target == goidc.ErrNotFound }
