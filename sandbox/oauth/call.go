package oauth

import (
	"bytes"
	"context"
	"errors"
	"mime"
	"net/http"
	"slices"
	"time"

	"github.com/luikyv/go-oidc/pkg/goidc"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// A call is what one request says and learns on its way through go-oidc, whose
// callbacks see no more than a context.
type call struct {
	op        string
	base      string
	session   string // of an answer
	grantType goidc.GrantType
	method    goidc.AuthnMethod
	redirects []string // the request's redirect URI, if it is registered
	client    string   // who was looked up; authenticated where go-oidc says so
	err       error    // what go-oidc refused, with its reason
	claimed   *grant   // the grant whose code or refresh token was presented
	life      lives
	redeemed  bool
	consent   bank.ConsentID // that a visit is about
	over      bool           // the visit has ended: no session is kept
}

type callKey struct{}

func callOf(ctx context.Context) *call { return ctx.Value(callKey{}).(*call) }

// lives is how long the tokens of a grant live.
type lives struct {
	access, refresh time.Duration
	rotate          bool
}

// The standard sets no number. An access token outlives the two hours after
// which the shipped bank-revokes takes it away, so that it is the revoke that
// an AISP sees; a scenario sets its own.
const (
	accessLife  = 4 * time.Hour
	refreshLife = 90 * 24 * time.Hour
	codeLife    = time.Minute
	sessionLife = 30 * time.Minute
	idTokenLife = 10 * time.Minute
)

// policy is the life of a consent's tokens; the bank's own where its scenario
// does not say.
func (s *Server) policy(id bank.ConsentID) lives {
	l := lives{accessLife, refreshLife, true}
	if id == "" {
		return l
	}
	t := s.cfg.Bank.TokenPolicy(id)
	if t.Access > 0 {
		l.access = t.Access
	}
	if t.Refresh > 0 {
		l.refresh = t.Refresh
	}
	if t.Rotate != nil {
		l.rotate = *t.Rotate
	}
	return l
}

// ask hands r to go-oidc and returns its answer, unsent. What was begun is
// finished although the client has gone: go-oidc, told so, would claim a code
// and then answer 200 with nothing in it.
func (s *Server) ask(r *http.Request, c *call) *answer {
	a := &answer{header: http.Header{}, status: http.StatusOK}
	ctx := context.WithValue(context.WithoutCancel(r.Context()), callKey{}, c)
	s.provider(c.base).ServeHTTP(a, r.WithContext(ctx))
	return a
}

// An answer is go-oidc's, kept back until it is as it must be.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header is the answer's header.
func (a *answer) Header() http.Header { return a.header }

// WriteHeader keeps the status.
func (a *answer) WriteHeader(status int) { a.status = status }

// Write keeps a part of the body.
func (a *answer) Write(p []byte) (int, error) { return a.body.Write(p) }

// readForm reads the parameters of r, each of which may be there once
// (RFC 6749 3.1, 3.2) but for those that are repeatable.
func readForm(r *http.Request, repeatable ...string) error {
	if r.Method == http.MethodPost {
		if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
			return badRequest("the Content-Type must be application/x-www-form-urlencoded")
		}
	}
	err := r.ParseForm()
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return &refusal{Status: http.StatusRequestEntityTooLarge, Code: "invalid_request", Description: "the body is larger than 1 MiB"}
	}
	if err != nil {
		return badRequest("the parameters are not form-encoded: " + err.Error())
	}
	for name, values := range r.Form {
		if len(values) > 1 && !slices.Contains(repeatable, name) {
			return badRequest("the parameter " + name + " is there more than once")
		}
	}
	return nil
}
