package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	aisp         = "/open-banking/v1.0/aisp"
	consentsPath = aisp + "/account-access-consents"
	consentBody  = `{"Data":{"Permissions":["ReadAccountsBasic","ReadAccountsDetail","ReadBalances","ReadTransactionsDetail","ReadTransactionsCredits"]}}`
	workers      = 16
)

// A client asks both servers the same things in the same way.
type client struct {
	http   *http.Client
	base   string
	token  string
	scheme string // "" is Bearer
}

func newClient(base string) *client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = workers
	transport.Proxy = nil
	return &client{http: &http.Client{Transport: transport}, base: base}
}

// signIn gets a token by client credentials.
func (c *client) signIn() error {
	return c.grant(url.Values{"grant_type": {"client_credentials"}, "scope": {"accounts"}})
}

// grant asks for a token and has it.
func (c *client) grant(form url.Values) error {
	req, err := http.NewRequest(http.MethodPost, c.base+"/oauth2/token", strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	req.SetBasicAuth("aisp-one", "aisp-one-secret")
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	var granted struct {
		AccessToken string `json:"access_token"`
	}
	err = c.do(req, http.StatusOK, &granted)
	c.token = granted.AccessToken
	return err
}

func (c *client) post() (string, error) {
	req, err := http.NewRequest(http.MethodPost, c.base+consentsPath, strings.NewReader(consentBody))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/json")
	var made bareConsent
	err = c.do(req, http.StatusCreated, &made)
	return made.Data.ConsentID, err
}

func (c *client) get(id string) error {
	req, err := http.NewRequest(http.MethodGet, c.base+consentsPath+"/"+id, nil)
	if err != nil {
		return err
	}
	return c.do(req, http.StatusOK, nil)
}

// do sends req, wants that status, and decodes into v unless it is nil.
func (c *client) do(req *http.Request, want int, v any) error {
	if c.token != "" {
		req.Header.Set("Authorization", cmp.Or(c.scheme, "Bearer")+" "+c.token)
	}
	res, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode != want {
		return fmt.Errorf("%s %s answered %s, want %d: %.300s", req.Method, req.URL.Path, res.Status, want, body)
	}
	if v == nil {
		return nil
	}
	return json.Unmarshal(body, v)
}

// rate is how often a second f runs, from all workers, until d has passed or
// most calls were made. A zero d is no limit, and so is a zero most.
func rate(d time.Duration, most int64, f func() error) (float64, error) {
	var calls atomic.Int64
	var once sync.Once
	var failure error
	var wg sync.WaitGroup
	begin := time.Now()
	for range workers {
		wg.Go(func() {
			for (d == 0 || time.Since(begin) < d) && (most == 0 || calls.Load() < most) {
				if err := f(); err != nil {
					once.Do(func() { failure = err })
					return
				}
				calls.Add(1)
			}
		})
	}
	wg.Wait()
	return float64(calls.Load()) / time.Since(begin).Seconds(), failure
}
