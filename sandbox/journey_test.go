package sandbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"github.com/sandbank-dev/sandbank/sandbox"
)

// A stranger is an AISP that nobody here wrote: golang.org/x/oauth2 for the
// tokens, net/http for the rest. Of the bank it knows its base URL, and what the
// bank's own metadata and answers say.
type stranger struct {
	*testing.T
	base    string
	app     *http.Client // with the AISP's own token
	browser *http.Client // the customer's: follows no redirect
	login   oauth2.Config
}

const callback = "http://127.0.0.1:9999/callback"

func newStranger(t *testing.T, bank *sandbox.Live) *stranger {
	t.Helper()
	s := &stranger{T: t, base: bank.URL + "/open-banking/v1.0/aisp", browser: bank.Client}
	var metadata struct {
		Authorize string `json:"authorization_endpoint"`
		Token     string `json:"token_endpoint"`
	}
	s.read(bank.Client, bank.URL+"/.well-known/openid-configuration", &metadata)
	own := clientcredentials.Config{ClientID: "aisp-one", ClientSecret: "aisp-one-secret", TokenURL: metadata.Token, Scopes: []string{"accounts"}}
	s.app = own.Client(s.through())
	s.login = oauth2.Config{
		ClientID: "aisp-one", ClientSecret: "aisp-one-secret", RedirectURL: callback, Scopes: []string{"openid", "accounts"},
		Endpoint: oauth2.Endpoint{AuthURL: metadata.Authorize, TokenURL: metadata.Token},
	}
	return s
}

// through is the context that has x/oauth2 use the test's transport.
func (s *stranger) through() context.Context {
	return context.WithValue(s.Context(), oauth2.HTTPClient, s.browser)
}

// send wants that status and decodes the body into v unless it is nil.
func (s *stranger) send(client *http.Client, method, url, body string, want int, v any) {
	s.Helper()
	req, err := http.NewRequestWithContext(s.Context(), method, url, strings.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := client.Do(req)
	if err != nil {
		s.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != want {
		s.Fatalf("%s %s answered %s, want %d; error %v; body:\n%.500s", method, url, res.Status, want, err, text)
	}
	if v == nil {
		return
	}
	if err := json.Unmarshal(text, v); err != nil {
		s.Fatalf("%s %s: %v in\n%.500s", method, url, err, text)
	}
}

func (s *stranger) read(client *http.Client, url string, v any) {
	s.Helper()
	s.send(client, http.MethodGet, url, "", http.StatusOK, v)
}

// A consented is a consent as the AISP reads it.
type consented struct {
	Data struct {
		ID     string `json:"ConsentId"`
		Status string
	}
	Links struct{ Self string }
}

func (s *stranger) consent(permissions string) (made consented) {
	s.Helper()
	s.send(s.app, http.MethodPost, s.base+"/account-access-consents", `{"Data":{"Permissions":["`+strings.ReplaceAll(permissions, " ", `","`)+`"]}}`, http.StatusCreated, &made)
	return made
}

// authorise sends the customer to the bank and redeems the code that comes back.
func (s *stranger) authorise(consent, customer string) *oauth2.Token {
	s.Helper()
	claims := `{"id_token":{"openbanking_intent_id":{"value":"` + consent + `","essential":true}}}`
	verifier := oauth2.GenerateVerifier()
	ask := s.login.AuthCodeURL("state-1", oauth2.S256ChallengeOption(verifier), oauth2.SetAuthURLParam("claims", claims), oauth2.SetAuthURLParam("nonce", "nonce-1"))
	landed := s.answer(ask, customer)
	if landed.Get("state") != "state-1" || landed.Get("code") == "" {
		s.Fatalf("the customer came back with %v, want a code and the state", landed)
	}
	if _, err := s.login.Exchange(s.through(), landed.Get("code"), oauth2.VerifierOption(oauth2.GenerateVerifier())); err == nil {
		s.Fatal("a code was redeemed with another verifier")
	}
	landed = s.answer(ask, customer) // the bank has withdrawn the code that was misused
	token, err := s.login.Exchange(s.through(), landed.Get("code"), oauth2.VerifierOption(verifier))
	if err != nil {
		s.Fatal(err)
	}
	return token
}

// What the bank's page says to a browser.
var (
	formAction = regexp.MustCompile(`<form method="post" action="([^"]+)"`)
	accountBox = regexp.MustCompile(`name="account" value="([^"]+)"`)
)

// answer logs the customer in, ticks all accounts and allows, and returns what
// the redirect URI receives.
func (s *stranger) answer(ask, customer string) url.Values {
	s.Helper()
	page, _ := s.browse(http.MethodGet, ask, nil)
	page, _ = s.browse(http.MethodPost, s.action(page), url.Values{"username": {customer}, "password": {"any"}})
	allow := url.Values{"decision": {"allow"}}
	for _, box := range accountBox.FindAllStringSubmatch(page, -1) {
		allow.Add("account", box[1])
	}
	_, location := s.browse(http.MethodPost, s.action(page), allow)
	landed, err := url.Parse(location)
	if err != nil || !strings.HasPrefix(location, callback+"?") {
		s.Fatalf("the customer was sent to %q, want %s; error %v", location, callback, err)
	}
	return landed.Query()
}

func (s *stranger) action(page string) string {
	s.Helper()
	found := formAction.FindStringSubmatch(page)
	if found == nil {
		s.Fatalf("the page has no form:\n%.500s", page)
	}
	return found[1]
}

func (s *stranger) browse(method, at string, form url.Values) (page, location string) {
	s.Helper()
	req, err := http.NewRequestWithContext(s.Context(), method, at, strings.NewReader(form.Encode()))
	if err != nil {
		s.Fatal(err)
	}
	req.Header.Set("Accept", "text/html")
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := s.browser.Do(req)
	if err != nil {
		s.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode >= http.StatusBadRequest {
		s.Fatalf("%s %s answered %s; error %v; body:\n%.500s", method, at, res.Status, err, body)
	}
	return string(body), res.Header.Get("Location")
}

// A leaf is a page of transactions.
type leaf struct {
	Data struct {
		Transaction []struct {
			AccountID       string `json:"AccountId"`
			TransactionID   string `json:"TransactionId"`
			BookingDateTime time.Time
		}
	}
	Links struct{ Self, First, Prev, Next, Last string }
	Meta  struct{ TotalPages int }
}

// leafThrough pages from the first page to the last by Next, and returns how
// often each transaction was seen.
func (s *stranger) leafThrough(data *http.Client, first, account string) (seen map[string]int, pages int) {
	s.Helper()
	seen = map[string]int{}
	var last leaf
	for next := first; next != ""; pages++ {
		var page leaf
		s.read(data, next, &page)
		for _, item := range page.Data.Transaction {
			if item.AccountID != account || item.BookingDateTime.IsZero() {
				s.Fatalf("%s has %+v, want the transactions of %s", next, item, account)
			}
			seen[item.TransactionID]++
		}
		if pages > 1000 {
			s.Fatal("Next leads on and on")
		}
		next, last = page.Links.Next, page
	}
	if last.Meta.TotalPages != pages || last.Links.Last == "" || last.Links.Prev == "" {
		s.Errorf("the last of %d pages says TotalPages %d, links %+v", pages, last.Meta.TotalPages, last.Links)
	}
	return seen, pages
}

// The whole way of an AISP, from consent to revoke, with an OAuth client that
// nobody here wrote.
func TestJourneyOfAStranger(t *testing.T) {
	bank := sandbox.Start(t)
	s := newStranger(t, bank)
	made := s.consent("ReadAccountsBasic ReadAccountsDetail ReadTransactionsDetail ReadTransactionsCredits ReadTransactionsDebits")
	if made.Data.Status != "AwaitingAuthorisation" {
		t.Fatalf("a new consent is %s, want AwaitingAuthorisation", made.Data.Status)
	}
	token := s.authorise(made.Data.ID, "yusuf")
	data := s.login.Client(s.through(), token)
	var held struct {
		Data struct {
			Account []struct {
				AccountID string `json:"AccountId"`
			}
		}
	}
	s.read(data, s.base+"/accounts", &held)
	if len(held.Data.Account) != 1 {
		t.Fatalf("yusuf has accounts %v, want one", held.Data.Account)
	}
	account := held.Data.Account[0].AccountID
	transactions := s.base + "/accounts/" + account + "/transactions"
	seen, pages := s.leafThrough(data, transactions, account)
	if len(seen) != 5000 || pages != 50 {
		t.Errorf("%d pages hold %d transactions, want 50 with 5,000", pages, len(seen))
	}
	for id, times := range seen {
		if times != 1 || id == "" {
			t.Errorf("transaction %q was seen %d times", id, times)
		}
	}
	s.revoke(made)
	s.send(data, http.MethodGet, transactions, "", http.StatusUnauthorized, nil)
	s.mustNotRefresh(token)
}

func (s *stranger) revoke(consent consented) {
	s.Helper()
	var got consented
	s.send(s.app, http.MethodPatch, consent.Links.Self, `{"Data":{"Status":"Revoked"}}`, http.StatusOK, &got)
	if got.Data.Status != "Revoked" || got.Data.ID != consent.Data.ID {
		s.Errorf("the consent reads %+v after its revoke", got.Data)
	}
}

// mustNotRefresh tries what x/oauth2 does when a token is over.
func (s *stranger) mustNotRefresh(token *oauth2.Token) {
	s.Helper()
	over := *token
	over.Expiry = time.Unix(1, 0)
	_, err := s.login.TokenSource(s.through(), &over).Token()
	var refused *oauth2.RetrieveError
	if token.RefreshToken == "" || !errors.As(err, &refused) || refused.ErrorCode != "invalid_grant" {
		s.Errorf("refreshing after the revoke: %v, want invalid_grant (refresh token there: %v)", err, token.RefreshToken != "")
	}
}
