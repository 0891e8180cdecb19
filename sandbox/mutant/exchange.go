package mutant

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// An op is what a call asks for, whatever its outcome.
type op string

// The operations that mutants tell apart.
const (
	create    op = "create"    // POST account-access-consents
	read      op = "read"      // GET account-access-consents/{ConsentId}
	patch     op = "patch"     // PATCH account-access-consents/{ConsentId}
	token     op = "token"     // the token endpoint
	authorize op = "authorize" // the authorisation endpoint, also its pages
	discovery op = "discovery"
	keys      op = "keys"
	giveBack  op = "give back" // the revocation endpoint
	inspect   op = "inspect"   // the introspection endpoint
	elsewhere op = "elsewhere" // those of account data are in endpoints.go
)

const aisp = "/open-banking/v1.0/aisp/"

// A call is a request with its body read and its path understood.
type call struct {
	*http.Request
	body    []byte
	tenant  string // "" or "/t/name"
	path    string // without the tenant
	op      op
	shape   string // of a path below the AIS resource group: ids are stars
	consent string // the ConsentId in the path, if any
	account string // the AccountId in the path, if any
}

// An answer is a response that has not been sent yet.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// A bank answers calls; a lie makes a bad bank of a good one.
type (
	bank func(*call) *answer
	lie  func(good bank) bank
)

// mostHeard is how many bytes of a body are passed on. A good bank has to take less,
// so that it refuses what was cut as it would refuse the whole.
const mostHeard = 16 << 20

// Honest is a mutant's Wrap that does not lie: what comes between the bank and its
// clients all the same must not be seen by them.
func Honest(next http.Handler) http.Handler {
	return lie(func(good bank) bank { return good }).wrap(next)
}

// wrap makes a handler's bank lie.
func (l lie) wrap(next http.Handler) http.Handler {
	lying := l(func(c *call) *answer { return c.ask(next) })
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// A body that cannot be read is passed on as far as it came: judging it
		// is the good bank's task.
		body, _ := io.ReadAll(io.LimitReader(r.Body, mostHeard))
		lying(newCall(r, body)).send(w)
	})
}

func newCall(r *http.Request, body []byte) *call {
	c := &call{Request: r, body: body, path: r.URL.Path, op: elsewhere}
	if rest, ok := strings.CutPrefix(r.URL.Path, "/t/"); ok {
		name, path, _ := strings.Cut(rest, "/")
		c.tenant, c.path = "/t/"+name, "/"+path
	}
	switch _, rest, ok := strings.Cut(r.URL.EscapedPath(), aisp); {
	case ok:
		c.understand(r.Method, rest)
	case c.path == "/oauth2/token":
		c.op = token
	case strings.HasPrefix(c.path, "/oauth2/authorize"):
		c.op = authorize
	case c.path == "/oauth2/revoke":
		c.op = giveBack
	case c.path == "/oauth2/introspect":
		c.op = inspect
	case c.path == "/oauth2/jwks":
		c.op = keys
	case strings.HasPrefix(c.path, "/.well-known/"):
		c.op = discovery
	default:
		c.op = insights(r.Method, c.path)
	}
	return c
}

// ask lets a handler answer the call.
func (c *call) ask(h http.Handler) *answer {
	r := c.Clone(c.Context())
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(c.body)), int64(len(c.body))
	a := &answer{header: http.Header{}}
	h.ServeHTTP(a, r)
	if a.status == 0 {
		a.status = http.StatusOK
	}
	return a
}

// again returns a copy of the call that can be changed.
func (c *call) again() *call {
	return newCall(c.Clone(c.Context()), slices.Clone(c.body))
}

// with returns a copy of the call with another body.
func (c *call) with(body []byte) *call {
	c = c.again()
	c.body = body
	c.Header.Del("Content-Length")
	return c
}

// set returns a copy of the call with a header set, or dropped if value is "".
func (c *call) set(name, value string) *call {
	c = c.again()
	c.Header.Set(name, value)
	if value == "" {
		c.Header.Del(name)
	}
	return c
}

// to returns a call of the same client in the same tenant for something else. Of
// the headers it has only those that say who asks.
func (c *call) to(method, path string, body []byte) *call {
	r := c.Clone(c.Context())
	r.Header = http.Header{}
	for _, name := range []string{"Authorization", interactionID} {
		if value := c.Header.Get(name); value != "" {
			r.Header.Set(name, value)
		}
	}
	r.Method, r.URL = method, &url.URL{Path: c.tenant + path}
	r.RequestURI = r.URL.Path
	return newCall(r, body)
}

// reading returns the same client's call that reads a consent.
func (c *call) reading(consent string) *call {
	return c.to(http.MethodGet, aisp+"account-access-consents/"+consent, nil)
}

// doc returns the JSON object in the call's body, or nil.
func (c *call) doc() object { return parse(c.body) }

// form returns the form in the call's body.
func (c *call) form() url.Values {
	form, _ := url.ParseQuery(string(c.body)) // what is malformed is left out
	return form
}

// Header, Write and WriteHeader let a handler write an answer.
func (a *answer) Header() http.Header { return a.header }

// Write adds to the body.
func (a *answer) Write(p []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	a.body = append(a.body, p...)
	return len(p), nil
}

// WriteHeader sets the status, once.
func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

func (a *answer) send(w http.ResponseWriter) {
	maps.Copy(w.Header(), a.header)
	w.Header().Del("Content-Length")
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // the client may be gone; nothing to tell it then
}

func (a *answer) ok() bool { return a.status >= 200 && a.status < 300 }

// doc returns the JSON object in the answer's body, or nil.
func (a *answer) doc() object { return parse(a.body) }

// tell makes a JSON object the answer's body.
func (a *answer) tell(doc object) { a.body = doc.bytes() }

// An object is a JSON object.
type object map[string]any

// parse reads a JSON object, numbers as they are written; nil if it is none.
func parse(body []byte) object {
	var doc object
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if d.Decode(&doc) != nil {
		return nil
	}
	return doc
}

func (o object) bytes() []byte {
	body, err := json.Marshal(o)
	if err != nil {
		panic("mutant: a document that was parsed does not marshal: " + err.Error())
	}
	return body
}

// object returns the object that is a member, or nil.
func (o object) object(member string) object {
	switch inner := o[member].(type) {
	case object:
		return inner
	case map[string]any:
		return inner
	}
	return nil
}

// text returns the string that is a member, or "".
func (o object) text(member string) string {
	s, _ := o[member].(string)
	return s
}

// texts returns the strings in the array that is a member.
func (o object) texts(member string) (list []string) {
	array, _ := o[member].([]any)
	for _, v := range array {
		if s, ok := v.(string); ok {
			list = append(list, s)
		}
	}
	return list
}
