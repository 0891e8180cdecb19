package features

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A lender is a bank of which scenarios can borrow consents. It counts what is
// asked of it.
type lender struct {
	mu      sync.Mutex
	asked   map[string]int                  // requests by what they ask
	opens   map[string]string               // ConsentId by access token; "" once it is dead
	kills   func(asked map[string]int) bool // tells whether the token dies that a request for accounts bears
	refuses bool                            // every request for a consent
}

func newLender(t testing.TB) (*fakeBank, *lender) {
	l := &lender{asked: map[string]int{}, opens: map[string]string{}}
	bank := newFakeBank(t)
	bank.spoil = l.serve
	return bank, l
}

func (l *lender) serve(w http.ResponseWriter, r *http.Request) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	switch at := r.URL.Path; {
	case strings.HasSuffix(at, "/oauth2/token"):
		l.token(w, string(body))
	case strings.HasSuffix(at, "/oauth2/authorize"):
		l.asked["customer"]++
		_, claim, _ := strings.Cut(r.URL.Query().Get("claims"), `"value":"`)
		consent, _, _ := strings.Cut(claim, `"`)
		http.Redirect(w, r, r.URL.Query().Get("redirect_uri")+"#code=code-"+consent+"&state="+r.URL.Query().Get("state"), http.StatusFound)
	case strings.HasSuffix(at, "/account-access-consents") && l.refuses:
		l.asked["consent"]++
		answer(w, r, http.StatusBadRequest, fakeError)
	case strings.HasSuffix(at, "/account-access-consents"):
		l.asked["consent"]++
		answer(w, r, http.StatusCreated, strings.ReplaceAll(fakeConsent, "c-1", fmt.Sprintf("consent-%d", l.asked["consent"])))
	case strings.Contains(at, "/account-access-consents/"):
		l.asked[r.Method]++
		status := strings.Replace(fakeConsent, "AwaitingAuthorisation", "Authorised", 1)
		answer(w, r, http.StatusOK, strings.ReplaceAll(status, "c-1", path.Base(at)))
	case strings.HasSuffix(at, "/accounts"):
		l.accounts(w, r)
	default:
		return false
	}
	return true
}

func (l *lender) token(w http.ResponseWriter, form string) {
	_, code, redeems := strings.Cut(form, "code=code-")
	consent, _, _ := strings.Cut(code, "&")
	token := "own"
	switch {
	case redeems:
		token = fmt.Sprintf("access-%d-%s", len(l.opens), consent)
		l.opens[token] = consent
	case strings.Contains(form, "grant_type=refresh_token"):
		l.asked["refresh"]++
		token = fmt.Sprintf("access-%d-again", len(l.opens))
		l.opens[token] = "again"
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{"access_token": token, "refresh_token": "refresh-" + token, "token_type": "Bearer", "scope": "accounts", "expires_in": 3600})
}

func (l *lender) accounts(w http.ResponseWriter, r *http.Request) {
	l.asked["accounts"]++
	token := bearerOf(r.Header)
	if l.kills != nil && l.kills(l.asked) {
		l.opens[token] = ""
	}
	if l.opens[token] == "" {
		answer(w, r, http.StatusUnauthorized, "")
		return
	}
	answer(w, r, http.StatusOK, fakeAccounts)
}

const (
	readsTwice = "Given a request for ReadAccountsBasic; And a consent on that request that is Authorised; When the AISP reads the accounts; Then every answer is 200"
	readsAlso  = "Given a request for ReadAccountsBasic and ReadBalances; And a consent on that request that is Authorised; When the AISP reads the accounts; Then every answer is 200"
	readsThose = "Given a request for ReadBalances and ReadAccountsBasic; And a consent on that request that is Authorised; When the AISP reads the accounts; Then every answer is 200"
	readsSince = "Given a request for ReadAccountsBasic; And a window from 2020-03-17T07:05:34.327+03:00 to open; And a consent on that request that is Authorised; When the AISP reads the accounts; Then every answer is 200"
	twoOfThem  = "Given a consent that is Authorised; And another consent of the AISP that is Authorised; When the AISP reads the accounts; Then every answer is 200"
	revokesIt  = "Given a consent that is Authorised; When the AISP revokes the consent; Then the answer is 200"
)

// TestConsentsAreShared counts how many consents a bank is asked for, and how
// often its customer is.
func TestConsentsAreShared(t *testing.T) {
	only, own := "@M-1 @reads-only", "@M-1"
	for _, row := range []struct {
		name      string
		scenarios []string
		control   bool
		want      int
	}{
		{"the same", []string{scenario(only, readsTwice), scenario(only, readsTwice), scenario(only, readsTwice)}, false, 1},
		{"the same in another order", []string{scenario(only, readsAlso), scenario(only, readsThose)}, false, 1},
		{"more", []string{scenario(only, readsTwice), scenario(only, readsAlso)}, false, 2},
		{"another window", []string{scenario(only, readsTwice), scenario(only, readsSince)}, false, 2},
		{"without the tag", []string{scenario(own, readsTwice), scenario(own, readsTwice), scenario(only, readsTwice)}, false, 3},
		{"with a control plane", []string{scenario(only, readsTwice), scenario(only, readsTwice)}, true, 2},
		{"two in one", []string{scenario(only, twoOfThem), scenario(only, twoOfThem)}, false, 3},
		{"one that revokes", []string{scenario(own, revokesIt), scenario(own, revokesIt), scenario(only, readsTwice)}, false, 3},
	} {
		t.Run(row.name, func(t *testing.T) {
			bank, l := newLender(t)
			o := bank.options(row.scenarios...)
			o.steps = nil
			if row.control {
				o.Target.ControlURL = bank.URL + "/_bank"
			}
			for _, r := range mustVerify(t, o).Results {
				if r.Outcome != Passed {
					t.Errorf("%s is %s: %s", r.Name, r.Outcome, r.Reason)
				}
			}
			if l.asked["consent"] != row.want || l.asked["customer"] != row.want {
				t.Errorf("the bank was asked for %d consents and its customer %d times, want %d", l.asked["consent"], l.asked["customer"], row.want)
			}
		})
	}
}

// TestSharedConsentThatDies asks that a consent that died is made anew once, and
// that a token that is refused while its consent lives is the bank's to answer for.
func TestSharedConsentThatDies(t *testing.T) {
	reads := scenario("@mandatory @M-1 @reads-only", readsTwice)
	for _, row := range []struct {
		name     string
		kills    func(map[string]int) bool
		consents int
		outcomes map[Outcome]int
		noted    bool
	}{
		{"once", func(asked map[string]int) bool { return asked["accounts"] == 2 }, 2, map[Outcome]int{Passed: 4}, true},
		{"again and again", func(asked map[string]int) bool { return asked["accounts"] >= 2 }, 2, map[Outcome]int{Passed: 1, Failed: 3}, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			bank, l := newLender(t)
			o := bank.options(reads, reads, reads, reads)
			l.kills, o.steps, o.Concurrency = row.kills, nil, 1
			report := mustVerify(t, o)
			got := map[Outcome]int{}
			for _, r := range report.Results {
				got[r.Outcome]++
			}
			noted := slices.ContainsFunc(report.Readings, func(n string) bool { return strings.Contains(n, "made anew") })
			if l.asked["consent"] != row.consents || !maps.Equal(got, row.outcomes) || noted != row.noted {
				t.Errorf("%d consents, outcomes %v, noted %v; want %d, %v, %v", l.asked["consent"], got, noted, row.consents, row.outcomes, row.noted)
			}
		})
	}
}

// TestSharedTokenThatExpires asks that it is refreshed before a scenario gets it,
// and that a consent whose token cannot be refreshed is made anew.
func TestSharedTokenThatExpires(t *testing.T) {
	for _, row := range []struct {
		name    string
		refresh bool
		want    map[string]int
	}{
		{"refreshed", true, map[string]int{"consent": 1, "customer": 1, "refresh": 1, "GET": 1}},
		{"made anew", false, map[string]int{"consent": 2, "customer": 2, "GET": 2}},
	} {
		t.Run(row.name, func(t *testing.T) {
			bank, l := newLender(t)
			w := mustWorld(t, bank.options(scenario("@M-1 @reads-only", readsTwice)))
			var tokens []string
			for range 3 {
				if err := w.givenConsent(t.Context(), string(Authorised)); err != nil {
					t.Fatal(err)
				}
				if tokens = append(tokens, w.grant.access); len(tokens) == 1 {
					c := w.sharedConsent()
					c.until = time.Now().Add(-time.Second)
					if !row.refresh {
						c.grant.refresh = ""
					}
				}
			}
			if tokens[0] == tokens[1] || tokens[1] != tokens[2] || !maps.Equal(l.asked, row.want) {
				t.Errorf("tokens are %q and the bank was asked %v, want one new token and %v", tokens, l.asked, row.want)
			}
		})
	}
}

// mustWorld gives the World of the only scenario of a suite, before its first step.
func mustWorld(t *testing.T, o Options) *World {
	t.Helper()
	o.steps = nil // our own language
	o, err := o.complete()
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlan(o)
	if err != nil {
		t.Fatal(err)
	}
	r, err := newRun(t.Context(), o, p)
	if err != nil {
		t.Fatal(err)
	}
	w, err := r.newWorld(p.items[0])
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestConsentThatCannotBeHad asks that a bank, or a person, is not asked again
// and again for what it does not give.
func TestConsentThatCannotBeHad(t *testing.T) {
	reads := scenario("@mandatory @M-1 @reads-only", readsTwice)
	bank, l := newLender(t)
	l.refuses = true
	o := bank.options(reads, reads, reads, reads, reads)
	o.steps = nil
	report := mustVerify(t, o)
	if report.Counts.Untested != 5 || l.asked["consent"] != mostFailures {
		t.Errorf("counts are %+v after %d requests, want all untested after %d", report.Counts, l.asked["consent"], mostFailures)
	}
}

// TestSharedConsentIsNotChanged asks that a scenario with the tag that does more
// than read is stopped before it spoils what others share.
func TestSharedConsentIsNotChanged(t *testing.T) {
	for _, steps := range []string{
		revokesIt,
		"Given a consent that is Authorised; When the customer authorises the consent",
		"Given a consent that is Authorised; When the AISP refreshes the customer's token",
		"Given a consent that is Authorised; And the AISP has revoked the consent",
	} {
		bank, l := newLender(t)
		o := bank.options(scenario("@M-1 @reads-only", steps))
		o.steps = nil
		r := mustVerify(t, o).Results[0]
		if r.Outcome != Broken || !strings.Contains(r.Reason, "cannot be @reads-only") {
			t.Errorf("%s: outcome is %s (%s), want an error of the suite", steps, r.Outcome, r.Reason)
		}
		if l.asked["PATCH"] != 0 || l.asked["refresh"] != 0 || l.asked["customer"] != 1 {
			t.Errorf("%s: the bank was asked %v, want nothing that changes the consent", steps, l.asked)
		}
	}
}

// TestAPersonGivesASharedConsentOnce asks that a person is asked once for what
// several scenarios read with.
func TestAPersonGivesASharedConsentOnce(t *testing.T) {
	reads := scenario("@mandatory @M-1 @consent @reads-only", readsTwice)
	bank, l := newLender(t)
	o := bank.options(reads, reads, reads)
	someone := &person{done: make(chan error, 3)}
	o.Consent, o.Out, o.steps = ConsentManual, someone, nil
	o.Target.Clients[0].RedirectURI = "http://" + freeAddress(t) + "/callback"
	report := mustVerify(t, o)
	if err := <-someone.done; err != nil {
		t.Error(err)
	}
	if asked := len(addressLine.FindAllString(someone.seen.String(), -1)); !report.Conformant || asked != 1 || l.asked["customer"] != 1 {
		t.Errorf("conformant %v after %d addresses and %d visits, want one of each: %v", report.Conformant, asked, l.asked["customer"], report.Reasons)
	}
}
