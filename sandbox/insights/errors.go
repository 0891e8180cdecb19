package insights

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
)

// kinds says what each kind of refusal is on the wire. The codes but CONFLICT are
// inferred (1.5); a refusal that brings a code of its own has that.
var kinds = map[storage.Kind]struct {
	status        int
	code, message string
}{
	storage.Internal:     {http.StatusInternalServerError, "INTERNAL_SERVER_ERROR", "Something went wrong here, not with the request"},
	storage.Invalid:      {http.StatusBadRequest, "VALIDATION_ERROR", "The request is not as the API needs it"},
	storage.Unauthorised: {http.StatusUnauthorized, "UNAUTHORIZED", "There is no token that is good here"},
	storage.Forbidden:    {http.StatusForbidden, "FORBIDDEN", "The token does not open this"},
	storage.NotFound:     {http.StatusNotFound, "NOT_FOUND", "There is no such thing"},
	storage.Conflict:     {http.StatusConflict, "CONFLICT", "This cannot be done as things stand"},
	storage.TooLarge:     {http.StatusRequestEntityTooLarge, "PAYLOAD_TOO_LARGE", "This is more than is taken in one call"},
	storage.TooMany:      {http.StatusTooManyRequests, "TOO_MANY_REQUESTS", "This has been asked too often"},
}

// A problem is a refusal as it stands on the wire.
type problem struct {
	status        int
	code, message string
	violations    []storage.Violation
	consentToken  string // the one that takes the place of the one that was sent
}

func (p *problem) Error() string { return fmt.Sprintf("%d %s: %s", p.status, p.code, p.message) }

// asProblem is where a refusal by the rules gets its status. What is no refusal is
// our own fault, and its text is not for the client.
func (s *server) asProblem(err error) *problem {
	if p, ok := errors.AsType[*problem](err); ok {
		return p
	}
	e, ok := errors.AsType[*storage.Error](err)
	if !ok {
		e = &storage.Error{Kind: storage.Internal}
	}
	as := kinds[e.Kind]
	p := &problem{status: as.status, code: as.code, message: as.message, violations: e.Violations, consentToken: e.Token}
	if e.Kind == storage.Internal {
		p.violations, p.consentToken = nil, ""
		return p
	}
	if e.Code != "" {
		p.code = e.Code
	}
	switch {
	case e.Message != "":
		p.message = e.Message
	case len(e.Violations) > 0:
		p.message = summary(e.Violations)
	}
	return p
}

// summary is the message of a refusal that has nothing to say but its violations:
// the first of them, for those who read no further.
func summary(violations []storage.Violation) string {
	message := violations[0].Message
	if path := violations[0].Path; path != "" {
		message = path + ": " + message
	}
	if more := len(violations) - 1; more > 0 {
		message += fmt.Sprintf(" (and %d more)", more)
	}
	return message
}

// The body of an error (1.5). A consent token that was spent all the same is
// answered beside the error; that its place is data is inferred.
type (
	errorOut struct {
		Error problemOut  `json:"error"`
		Data  *rotatedOut `json:"data,omitempty"`
	}
	problemOut struct {
		Code    string         `json:"code"`
		Message string         `json:"message"`
		Errors  []violationOut `json:"errors,omitempty"`
	}
	violationOut struct {
		Code     string `json:"code,omitempty"`
		Message  string `json:"message,omitempty"`
		Location string `json:"location,omitempty"`
	}
	rotatedOut struct {
		ConsentToken string `json:"consent_token"`
	}
)

// refuse answers with an error.
func (s *server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	p := s.asProblem(err)
	if p.status == http.StatusInternalServerError {
		slog.ErrorContext(r.Context(), "account insights", "method", r.Method, "error", err)
	}
	if p.status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Token realm="account insights"`)
	}
	body := errorOut{Error: problemOut{Code: p.code, Message: clip(p.message), Errors: violationsOut(p.violations)}}
	if p.consentToken != "" {
		body.Data = &rotatedOut{p.consentToken}
	}
	send(w, r, p.status, body)
}

// Refuse answers for this API where there is no bank to do it. The status is 404
// or 503; that code is inferred (1.5).
func Refuse(w http.ResponseWriter, r *http.Request, status int, message string) {
	w.Header()["Cache-Control"] = noStore
	code := "NOT_FOUND"
	if status == http.StatusServiceUnavailable {
		code = "SERVICE_UNAVAILABLE"
	}
	send(w, r, status, errorOut{Error: problemOut{Code: code, Message: clip(message)}})
}

// What a reader can still take in: characters of a text, and a number of errors.
const (
	maxText   = 1000
	maxErrors = 100
)

// violationsOut leaves out what comes after the first hundred, and says so.
func violationsOut(vs []storage.Violation) (out []violationOut) {
	for _, v := range wire.Shorten(vs, maxErrors, func(v *storage.Violation) *string { return &v.Message }) {
		out = append(out, violationOut{v.Code, clip(v.Message), clip(v.Path)})
	}
	return out
}

// clip cuts a text to what helps.
func clip(s string) string { return wire.Clip(s, maxText) }
