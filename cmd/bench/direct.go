package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox"
)

// answer is a response writer that keeps what it is told.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }

// direct asks a handler without a network between.
type direct struct {
	handler http.Handler
	token   string
	scheme  string // "" is Bearer
}

func newDirect(h http.Handler, tenant string) (*direct, error) {
	d := &direct{handler: h}
	req, err := http.NewRequest(http.MethodPost, "http://bank.example"+tenant+"/oauth2/token", strings.NewReader("grant_type=client_credentials&scope=accounts"))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth("aisp-one", "aisp-one-secret")
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	a, err := d.serve(req, http.StatusOK)
	if err != nil {
		return nil, err
	}
	var granted struct {
		AccessToken string `json:"access_token"`
	}
	err = json.Unmarshal(a.body.Bytes(), &granted)
	d.token = granted.AccessToken
	return d, err
}

func (d *direct) ask(method, path, body string, want int) (*answer, error) {
	req, err := http.NewRequest(method, "http://bank.example"+path, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	if d.token != "" {
		req.Header.Set("Authorization", cmp.Or(d.scheme, "Bearer")+" "+d.token)
	}
	return d.serve(req, want)
}

func (d *direct) serve(req *http.Request, want int) (*answer, error) {
	a := &answer{header: http.Header{}, status: http.StatusOK}
	d.handler.ServeHTTP(a, req)
	if a.status != want {
		return nil, fmt.Errorf("%s %s answered %d, want %d: %.300s", req.Method, req.URL.Path, a.status, want, a.body.String())
	}
	return a, nil
}

// post makes a consent in a tenant and returns its id.
func (d *direct) post(tenant string) (string, error) {
	a, err := d.ask(http.MethodPost, tenant+consentsPath, consentBody, http.StatusCreated)
	if err != nil {
		return "", err
	}
	var made bareConsent
	err = json.Unmarshal(a.body.Bytes(), &made)
	return made.Data.ConsentID, err
}

// each is the time that one call of f takes, over n calls.
func each(n int, f func(i int) error) (time.Duration, error) {
	begin := time.Now()
	for i := range n {
		if err := f(i); err != nil {
			return 0, err
		}
	}
	return time.Since(begin) / time.Duration(n), nil
}

// sample is how many calls a round times.
const sample = 4_000

// flatness measures what a POST and a GET cost in a tenant with a thousand
// consents, and in one with a million.
func flatness(string) ([]figure, error) {
	bank, err := sandbox.New(sandbox.Config{})
	if err != nil {
		return nil, err
	}
	d, err := newDirect(bank, "")
	if err != nil {
		return nil, err
	}
	t := &growing{direct: d}
	few, err := t.costsAt(1000)
	if err != nil {
		return nil, err
	}
	many, err := t.costsAt(million)
	if err != nil {
		return nil, err
	}
	return []figure{flat("GET", few.get, many.get), flat("POST", few.post, many.post)}, nil
}

// growing is a tenant that is filled up.
type growing struct {
	*direct
	ids []string
}

func (g *growing) add(int) error {
	id, err := g.post("")
	g.ids = append(g.ids, id)
	return err
}

// read reads consents from all over the tenant.
func (g *growing) read(i int) error {
	_, err := g.ask(http.MethodGet, consentsPath+"/"+g.ids[i*7919%len(g.ids)], "", http.StatusOK)
	return err
}

// costs is the time of one call, the median of several rounds.
type costs struct{ get, post time.Duration }

func (g *growing) costsAt(size int) (costs, error) {
	if _, err := each(max(size-len(g.ids), 1), g.add); err != nil {
		return costs{}, err
	}
	runtime.GC() // what the filling left behind is not to be paid for by the calls
	var gets, posts []float64
	for round := range rounds + 1 {
		get, err := each(sample, g.read)
		if err != nil {
			return costs{}, err
		}
		post, err := each(sample, g.add)
		if err != nil {
			return costs{}, err
		}
		if round > 0 { // the first only warms up
			gets, posts = append(gets, float64(get)), append(posts, float64(post))
		}
	}
	return costs{time.Duration(median(gets)), time.Duration(median(posts))}, nil
}

func flat(name string, few, many time.Duration) figure {
	growth := float64(many)/float64(few) - 1
	return figure{
		name + " at 1,000,000 consents against 1,000", "within 20 %",
		fmt.Sprintf("%+.0f %% (%.1f µs against %.1f µs)", 100*growth, float64(many)/1000, float64(few)/1000), growth <= 0.20,
	}
}

// clockAndTenant measures a move over many due consents, and the making of a
// tenant.
func clockAndTenant(string) ([]figure, error) {
	bank, err := sandbox.New(sandbox.Config{MaxTenants: million, Scenario: "expires-unauthorised"})
	if err != nil {
		return nil, err
	}
	control := &direct{handler: bank.Control("http://bank.example")}
	d, err := newDirect(bank, "/t/clock")
	if err != nil {
		return nil, err
	}
	if _, err := each(10_000, func(int) error { _, err := d.post("/t/clock"); return err }); err != nil {
		return nil, err
	}
	var fired struct{ Transitions []struct{} }
	advance, err := each(1, func(int) error {
		a, err := control.ask(http.MethodPost, "/_bank/tenants/clock/clock", `{"advance":"1h"}`, http.StatusOK)
		if err != nil {
			return err
		}
		return json.Unmarshal(a.body.Bytes(), &fired)
	})
	if err != nil {
		return nil, err
	}
	tenant, err := each(1000, func(i int) error {
		_, err := d.ask(http.MethodGet, fmt.Sprintf("/t/new-%d%s/x", i, consentsPath), "", http.StatusUnauthorized)
		return err
	})
	if err != nil {
		return nil, err
	}
	return []figure{
		{
			"clock over 10,000 consents with due exits", "< 1 s",
			fmt.Sprintf("%d ms, %d transitions", advance.Milliseconds(), len(fired.Transitions)),
			advance < time.Second && len(fired.Transitions) == 10_000,
		},
		{"a tenant made, its first request answered", "< 1 ms", fmt.Sprintf("%.2f ms", float64(tenant.Microseconds())/1000), tenant < time.Millisecond},
	}, nil
}
