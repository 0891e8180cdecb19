package mutant

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// A notebook is what a mutant remembers of the good bank's exchanges. Its maps
// are read and written under its lock, through its methods only.
type notebook struct {
	mu       sync.Mutex
	grants   map[key]*grant   // by access token
	refresh  map[key]*grant   // by refresh token, the first one that came with it
	latest   map[key]*grant   // by consent, the grant of its last authorisation
	codes    map[key]ticket   // by code
	owners   map[key]string   // by consent, the Authorization header that made it
	asked    map[key]int      // by consent, the codes given for it
	pages    map[key]*answer  // by consent, its accounts as last shown
	secrets  map[string]proof // by client, how it last proved who it is
	remember map[key]object   // by consent, what a lie has to repeat
	wishes   map[key]*call    // by consent, the request that made it
	trips    map[key]trip     // by consent, its customer's last way to the bank
	twins    map[key]string   // by consent and what is other about it, the token of such a consent
}

// A key is a name within a tenant.
type key struct{ tenant, name string }

// A grant is a token that the bank gave, and what for.
type grant struct {
	client, kind, scope string
	token               string
	consent             string
	nth                 int // authorisation of the consent, from 1
	ends                time.Time
	request             *call   // that asked for it
	answer              *answer // that gave it
}

// ticket says whose an authorisation code is and what for.
type ticket struct{ client, consent string }

// A proof is how a client shows at the token endpoint who it is.
type proof struct {
	authorization string
	form          url.Values
}

// recall makes a lie that can look into a notebook of all that the good bank was
// asked and answered.
func recall(tell func(good bank, seen *notebook) bank) lie {
	return func(good bank) bank {
		n := &notebook{
			grants: map[key]*grant{}, refresh: map[key]*grant{}, latest: map[key]*grant{},
			codes: map[key]ticket{}, owners: map[key]string{}, asked: map[key]int{},
			pages: map[key]*answer{}, secrets: map[string]proof{}, remember: map[key]object{},
			wishes: map[key]*call{}, trips: map[key]trip{}, twins: map[key]string{},
		}
		return tell(func(c *call) *answer {
			a := good(c)
			n.note(c, a)
			return a
		}, n)
	}
}

func (n *notebook) note(c *call, a *answer) {
	n.mu.Lock()
	defer n.mu.Unlock()
	switch {
	case c.op == create && a.ok():
		id := c.key(a.consentID())
		n.owners[id], n.wishes[id] = c.Header.Get("Authorization"), c.again()
	case c.op == token && a.ok():
		n.noteGrant(c, a)
	case c.op == authorize:
		n.noteCode(c, a)
	case c.op == accounts && a.ok():
		if g := n.grants[c.key(c.bearer())]; g != nil {
			n.pages[c.key(g.consent)] = a.copy()
		}
	}
}

func (n *notebook) noteGrant(c *call, a *answer) {
	form, doc := c.form(), a.doc()
	client, how := c.proof()
	n.secrets[client] = how
	g := &grant{
		client: client, kind: form.Get("grant_type"), scope: doc.text("scope"), token: doc.text("access_token"),
		ends: a.date().Add(life(doc)), request: c.again(), answer: a.copy(),
	}
	if g.scope == "" {
		g.scope = form.Get("scope")
	}
	switch g.kind {
	case "authorization_code":
		g.consent = n.codes[c.key(form.Get("code"))].consent
	case "refresh_token":
		if before := n.refresh[c.key(form.Get("refresh_token"))]; before != nil {
			g.consent = before.consent
		}
	}
	g.nth = n.asked[c.key(g.consent)]
	n.grants[c.key(g.token)] = g
	n.refresh[c.key(doc.text("refresh_token"))] = g
	if g.consent != "" {
		n.latest[c.key(g.consent)] = g
	}
}

func (n *notebook) noteCode(c *call, a *answer) {
	got, _ := a.redirected()
	if got.Get("code") == "" {
		return
	}
	consent := c.intent()
	query := c.URL.Query()
	n.codes[c.key(got.Get("code"))] = ticket{client: query.Get("client_id"), consent: consent}
	n.trips[c.key(consent)] = trip{client: query.Get("client_id"), query: query}
	n.asked[c.key(consent)]++
}

// look reads in the notebook.
func look[T any](n *notebook, f func() T) T {
	n.mu.Lock()
	defer n.mu.Unlock()
	return f()
}

// grant returns what is known of the token that a call carries, or nil.
func (n *notebook) grant(c *call) *grant {
	return look(n, func() *grant { return n.grants[c.key(c.bearer())] })
}

// owner returns the Authorization header of the client that made a consent.
func (n *notebook) owner(c *call) string {
	return look(n, func() string { return n.owners[c.key(c.consent)] })
}

// authorisations counts the codes that were given for a consent.
func (n *notebook) authorisations(c *call, consent string) int {
	return look(n, func() int { return n.asked[c.key(consent)] })
}

// recallFor returns what was to be repeated about a consent, nil if nothing.
func (n *notebook) recallFor(c *call, consent string) object {
	return look(n, func() object { return n.remember[c.key(consent)] })
}

// keep remembers what is to be repeated about a consent.
func (n *notebook) keep(c *call, consent string, what object) {
	look(n, func() bool { n.remember[c.key(consent)] = what; return true })
}

func (c *call) key(name string) key { return key{c.tenant, name} }

// bearer returns the access token of a call, or "".
func (c *call) bearer() string {
	kind, token, _ := strings.Cut(c.Header.Get("Authorization"), " ")
	if !strings.EqualFold(kind, "Bearer") {
		return ""
	}
	return token
}

// proof returns the client of a token request and how it proved that.
func (c *call) proof() (client string, p proof) {
	form := c.form()
	p = proof{authorization: c.Header.Get("Authorization"), form: url.Values{}}
	for name, values := range form {
		if strings.HasPrefix(name, "client_") {
			p.form[name] = values
		}
	}
	if client, _, ok := c.BasicAuth(); ok {
		return client, p
	}
	return form.Get("client_id"), p
}

// proving returns the token request as another client would send it.
func (c *call) proving(p proof) *call {
	form := c.form()
	for name := range form {
		if strings.HasPrefix(name, "client_") {
			delete(form, name)
		}
	}
	for name, values := range p.form {
		form[name] = slices.Clone(values)
	}
	return c.with([]byte(form.Encode())).set("Authorization", p.authorization)
}

// intent returns the ConsentId that an authorisation request is about.
func (c *call) intent() string {
	query := c.URL.Query()
	claims := parse([]byte(query.Get("claims")))
	if parts := strings.Split(query.Get("request"), "."); claims == nil && len(parts) == 3 {
		payload, _ := base64.RawURLEncoding.DecodeString(parts[1]) // not a request object: no intent
		claims = parse(payload).object("claims")
	}
	for _, where := range []string{"id_token", "userinfo"} {
		if id := claims.object(where).object("openbanking_intent_id").text("value"); id != "" {
			return id
		}
	}
	return ""
}

// redirected returns the parameters of the redirect that an answer is, and
// whether they are in the fragment.
func (a *answer) redirected() (params url.Values, fragment bool) {
	to, err := url.Parse(a.header.Get("Location"))
	if err != nil || a.status < 300 || a.status > 399 {
		return url.Values{}, false
	}
	if to.Fragment != "" {
		params, _ = url.ParseQuery(to.EscapedFragment()) // malformed pairs are left out
		return params, true
	}
	return to.Query(), false
}

func (a *answer) copy() *answer {
	return &answer{status: a.status, header: a.header.Clone(), body: slices.Clone(a.body)}
}

// date returns the bank's time, as its answer tells it.
func (a *answer) date() time.Time {
	t, _ := http.ParseTime(a.header.Get("Date")) // no date: the zero time, long past
	return t
}

// life returns how long the token of an answer lasts.
func life(doc object) time.Duration {
	seconds, _ := doc["expires_in"].(interface{ Int64() (int64, error) })
	if seconds == nil {
		return 0
	}
	n, _ := seconds.Int64() // a fraction counts as nothing
	return time.Duration(n) * time.Second
}
