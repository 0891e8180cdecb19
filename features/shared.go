package features

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// sharedConsents are the authorised consents of a run against a bank without
// tenants which scenarios that only read have in common, one for each set of
// permissions and window: a real bank, or the person who plays its customer, is
// not to be asked anew for each of hundreds of scenarios.
type sharedConsents struct {
	mu    sync.Mutex
	byAsk map[string]*sharedConsent // by whose it is and what it was asked to open
	// byName finds one by all that has ever named it: its ConsentIds and tokens.
	byName map[string]*sharedConsent
}

// A sharedConsent is made when the first scenario needs it.
type sharedConsent struct {
	persona string
	ask     draft

	mu       sync.Mutex // held while it is made, so that others wait
	consent  consent    // its id is "" while there is none
	trip     *Authorisation
	grant    grant
	until    time.Time // when its access token expires; zero if that is not said
	failures int       // how often it could not be made
	failure  error     // of the last time
	renewed  bool      // it has died once and was made anew
}

// readsOnly marks a scenario that does nothing to its consent but read with it.
const readsOnly = "reads-only"

// mostFailures is how often a consent is tried for before all who need it are
// told that there is none.
const mostFailures = 2

// shares tells whether the scenario may do with a consent that others have, too.
func (w *World) shares() bool {
	return w.Control == nil && w.item != nil && w.item.has(readsOnly)
}

// sharedAsk is what two scenarios have to have in common to share a consent: the
// AISP, the customer, the permissions in any order, and the window.
func (w *World) sharedAsk() string {
	ask := draft(maps.Clone(w.asking()))
	if data, ok := ask["Data"].(map[string]any); ok {
		data = maps.Clone(data)
		permissions := w.asking().permissions()
		slices.Sort(permissions)
		data["Permissions"] = slices.Compact(permissions)
		ask["Data"] = data
	}
	return w.AISP.ID + " " + w.persona + " " + string(ask.bytes())
}

// sharedConsent finds the one that fits what the scenario prepared, made or not.
func (w *World) sharedConsent() *sharedConsent {
	s, ask := &w.run.shared, w.sharedAsk()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byAsk == nil {
		s.byAsk, s.byName = map[string]*sharedConsent{}, map[string]*sharedConsent{}
	}
	if s.byAsk[ask] == nil {
		s.byAsk[ask] = &sharedConsent{persona: w.persona, ask: w.asking()}
	}
	return s.byAsk[ask]
}

// named gives the shared consent that a ConsentId or a token belongs to, or nil.
func (s *sharedConsents) named(name string) *sharedConsent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.byName[name]
}

func (s *sharedConsents) name(c *sharedConsent) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range []string{c.consent.id, c.grant.access, c.grant.refresh} {
		if name != "" {
			s.byName[name] = c
		}
	}
}

// borrow gives the scenario the shared consent that fits what it prepared. The
// first who asks makes it.
func (w *World) borrow(ctx context.Context) error {
	c := w.sharedConsent()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.consent.id != "" && !c.until.IsZero() && time.Now().After(c.until) {
		w.prolong(ctx, c)
	}
	if c.consent.id == "" {
		if err := w.makeShared(ctx, c); err != nil {
			return err
		}
	}
	w.consent, w.trip, w.grant, w.told = c.consent, c.trip, c.grant, ""
	return nil
}

// makeShared makes the consent as one scenario's own, and lays it out for others.
func (w *World) makeShared(ctx context.Context, c *sharedConsent) error {
	if c.failures >= mostFailures {
		return fmt.Errorf("%w: a consent that scenarios share could not be had %d times, the last time for: %w", ErrPrerequisite, c.failures, c.failure)
	}
	if err := w.ownConsent(ctx, Authorised); err != nil {
		c.failures, c.failure = c.failures+1, err
		return err
	}
	c.consent, c.trip = w.consent, w.trip
	w.keepShared(c, w.grant)
	return nil
}

// early is how long before a token expires it is replaced.
const early = 30 * time.Second

func (w *World) keepShared(c *sharedConsent, g grant) {
	c.grant, c.until = g, time.Time{}
	if life := time.Duration(g.seconds) * time.Second; life > 0 {
		c.until = time.Now().Add(life - min(early, life/2))
	}
	w.run.shared.name(c)
}

// prolong replaces a token that has had its time, by its refresh token if there
// is one that works; else the consent is to be made anew.
func (w *World) prolong(ctx context.Context, c *sharedConsent) {
	if c.grant.refresh != "" {
		mine := w.memory
		e, err := w.refresh(context.WithValue(ctx, lenderKey{}, true), c.grant.refresh)
		if err == nil && e.Status == http.StatusOK {
			w.grant = c.grant
			w.keepGrant(e)
			fresh := w.grant
			w.memory = mine
			w.keepShared(c, fresh)
			return
		}
		w.memory = mine
	}
	c.consent = consent{}
}

// revive looks at a shared consent of which a token was answered 401. If it has
// died, it is made anew, once. It tells whether there is a fresh token.
func (w *World) revive(ctx context.Context, token string) bool {
	c := w.run.shared.named(token)
	if c == nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.grant.access != token:
		return c.consent.id != "" // somebody was here before
	case c.renewed || w.opens(ctx, token):
		return false
	}
	c.renewed = true
	mine, former := w.memory, c.consent.id
	w.memory = memory{persona: c.persona, ask: c.ask}
	c.consent = consent{}
	err := w.makeShared(ctx, c)
	w.memory = mine
	if err != nil {
		return false
	}
	w.Note("a consent that scenarios share had died and was made anew")
	if w.consent.id == former {
		w.consent, w.trip, w.grant = c.consent, c.trip, c.grant
	}
	return true
}

// opens tells whether a token still opens the accounts.
func (w *World) opens(ctx context.Context, token string) bool {
	header, err := w.headersOf(ctx, Call{Token: token})
	if err != nil {
		return false
	}
	e, err := w.exchange(ctx, http.MethodGet, w.Target.BaseURL+"/accounts", header, nil)
	return err == nil && e.Status != http.StatusUnauthorized
}

// bearerOf gives the token of a request, or "".
func bearerOf(h http.Header) string {
	token, ok := strings.CutPrefix(h.Get("Authorization"), "Bearer ")
	if !ok {
		return ""
	}
	return token
}

// current puts a shared consent's present token in the place of one that it had
// before, for scenarios that hold that one still. It gives other headers, for
// those that were sent are evidence.
func (w *World) current(header http.Header) http.Header {
	c := w.run.shared.named(bearerOf(header))
	if c == nil {
		return header
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	header = header.Clone()
	header.Set("Authorization", "Bearer "+c.grant.access)
	return header
}

type lenderKey struct{}

// sparesShared asks of a request that it leaves shared consents as they are.
func (w *World) sparesShared(ctx context.Context, method, address string, body []byte) error {
	if method == http.MethodGet {
		return nil
	}
	at, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrHarness, err)
	}
	op := w.Target.api().operation(&w.Target, method, at)
	return w.errShared(ctx, op, changes(op, at, body)...)
}

// errShared is what a request gets that would change a shared consent: then a
// scenario is wrongly tagged, and the fault is ours.
func (w *World) errShared(ctx context.Context, op Operation, names ...string) error {
	for _, name := range names {
		if w.run.shared.named(name) != nil && ctx.Value(lenderKey{}) == nil {
			return fmt.Errorf("%w: %s would change a consent that scenarios share; a scenario that does so cannot be @%s", ErrHarness, op, readsOnly)
		}
	}
	return nil
}

// changes lists what a request may do something to: a consent that it patches, a
// token that it gives back or uses up.
func changes(op Operation, at *url.URL, body []byte) []string {
	switch op {
	case OpPatchConsent:
		return []string{path.Base(at.Path)}
	case OpRevoke, OpToken:
		form, err := url.ParseQuery(string(body))
		if err == nil {
			return []string{form.Get("token"), form.Get("refresh_token")}
		}
	}
	return nil
}
