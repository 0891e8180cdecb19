package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// allOfAccounts is what a customer is asked for before account data is read.
const allOfAccounts = `{"Data":{"Permissions":["ReadAccountsBasic","ReadAccountsDetail","ReadBalances","ReadTransactionsDetail","ReadTransactionsCredits","ReadTransactionsDebits","ReadStatementsDetail"]}}`

// open gives c the token of a consent of that customer to all of its accounts.
func (c *client) open(customer string) error {
	c.token = ""
	if err := c.signIn(); err != nil {
		return err
	}
	req, err := http.NewRequest(http.MethodPost, c.base+consentsPath, strings.NewReader(allOfAccounts))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	var made bareConsent
	if err := c.do(req, http.StatusCreated, &made); err != nil {
		return err
	}
	code, err := c.authorise(made.Data.ConsentID, customer)
	if err != nil {
		return err
	}
	c.token = ""
	return c.grant(url.Values{"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {redirect}})
}

const redirect = "http://127.0.0.1:9999/callback"

var (
	formAction = regexp.MustCompile(`<form method="post" action="([^"]+)"`)
	accountBox = regexp.MustCompile(`name="account" value="([^"]+)"`)
)

// authorise answers the bank's page as the customer does, and returns the code.
func (c *client) authorise(consent, customer string) (string, error) {
	ask := url.Values{
		"response_type": {"code"}, "client_id": {"aisp-one"}, "redirect_uri": {redirect}, "scope": {"openid accounts"}, "state": {"s"}, "nonce": {"n"},
		"claims": {`{"id_token":{"openbanking_intent_id":{"value":"` + consent + `","essential":true}}}`},
	}
	page, _, err := c.browse(c.base+"/oauth2/authorize?"+ask.Encode(), nil)
	if err != nil {
		return "", err
	}
	page, _, err = c.browse(action(page), url.Values{"username": {customer}, "password": {"any"}})
	if err != nil {
		return "", err
	}
	allow := url.Values{"decision": {"allow"}}
	for _, box := range accountBox.FindAllStringSubmatch(page, -1) {
		allow.Add("account", box[1])
	}
	_, landed, err := c.browse(action(page), allow)
	if err != nil {
		return "", err
	}
	code := landed.Query().Get("code")
	if code == "" {
		return "", fmt.Errorf("%s came back with %q instead of a code", customer, landed)
	}
	return code, nil
}

func action(page string) string {
	if found := formAction.FindStringSubmatch(page); found != nil {
		return found[1]
	}
	return ""
}

// browse asks for a page, or posts a form of one, without following a redirect.
func (c *client) browse(at string, form url.Values) (page string, landed *url.URL, err error) {
	method := http.MethodPost
	if form == nil {
		method = http.MethodGet
	}
	req, err := http.NewRequest(method, at, strings.NewReader(form.Encode()))
	if err != nil {
		return "", nil, err
	}
	req.Header.Set("Accept", "text/html")
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := c.http.Transport.RoundTrip(req)
	if err != nil {
		return "", nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode >= http.StatusBadRequest {
		err = fmt.Errorf("%s %s answered %s: %.300s", method, at, res.Status, body)
	}
	if err != nil {
		return "", nil, err
	}
	landed, err = url.Parse(res.Header.Get("Location"))
	return string(body), landed, err
}

// inProcess asks a handler instead of a network.
type inProcess struct{ handler http.Handler }

// RoundTrip has the handler answer.
func (p inProcess) RoundTrip(req *http.Request) (*http.Response, error) {
	a := &answer{header: http.Header{}, status: http.StatusOK}
	if req.Body == nil {
		req.Body = http.NoBody
	}
	p.handler.ServeHTTP(a, req)
	return &http.Response{
		StatusCode: a.status, Status: http.StatusText(a.status), Header: a.header,
		Body: io.NopCloser(bytes.NewReader(a.body.Bytes())), Request: req,
	}, nil
}
