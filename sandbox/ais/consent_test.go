package ais

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

const windowed = `{"Data":{"Permissions":["ReadAccountsDetail","ReadTransactionsBasic","ReadTransactionsCredits"],
	"TransactionFromDateTime":"2020-03-17T07:05:34.327+03:00","TransactionToDateTime":"2020-05-17T07:05Z"}}`

func TestConsentIsMadeReadAndRevoked(t *testing.T) {
	b := newTestBank(t, "0083976")
	made := b.send("POST", consents, windowed)
	body := checkAnswer(t, made)
	if made.StatusCode != http.StatusCreated {
		t.Fatalf("got %d, want 201; %s", made.StatusCode, body)
	}
	mustMatch(t, "consent-created", body)
	mustFit(t, "OBAccountAccessConsentResponse", body)
	if got, want := made.Header.Get("Location"), base+consents+"/0083976"; got != want {
		t.Errorf("Location: got %q, want %q", got, want)
	}

	read := checkAnswer(t, b.send("GET", consents+"/0083976", ""))
	if read != body {
		t.Errorf("what is read is not what was made:\n%s\n%s", read, body)
	}

	b.clock.Advance(90*time.Second + 250*time.Millisecond)
	patched := b.send("PATCH", consents+"/0083976", revocation)
	body = checkAnswer(t, patched)
	if patched.StatusCode != http.StatusOK {
		t.Errorf("got %d, want 200", patched.StatusCode)
	}
	mustMatch(t, "consent-revoked", body)
	mustFit(t, "OBAccountAccessConsentResponse", body)
	if read := checkAnswer(t, b.send("GET", consents+"/0083976", "")); read != body {
		t.Errorf("after the revoke: got %s, want %s", read, body)
	}
}

func TestUnknownMembersAreNotReturned(t *testing.T) {
	b := newTestBank(t)
	body := mustBe(t, b.send("POST", consents, `{"Data":{"Permissions":["ReadAccountsBasic"],
		"ExpirationDateTime":"2030-01-01T00:00:00Z","Huge":1e999,"permissions":[1]},"Risk":{}}`), http.StatusCreated)
	mustFit(t, "OBAccountAccessConsentResponse", body)
	for _, name := range []string{"Risk", "ExpirationDateTime", "Huge", "permissions", "TransactionFrom"} {
		if strings.Contains(body, name) {
			t.Errorf("%s is in %s", name, body)
		}
	}
}

func TestSynonymIsNoted(t *testing.T) {
	b := newTestBank(t)
	body := mustBe(t, b.send("POST", consents, `{"Data":{"Permissions":["ReadAccountsBasic","ReadStandingOrdersBasi"]}}`), http.StatusCreated)
	if !strings.Contains(body, `"ReadStandingOrdersBasic"]`) {
		t.Errorf("got %s", body)
	}
	b.mustNote(t, "ReadStandingOrdersBasi is taken for ReadStandingOrdersBasic")
}

func TestJournalKnowsWhatItWas(t *testing.T) {
	b := newTestBank(t)
	id := b.mustCreate(t, "ReadAccountsBasic")
	b.send("GET", consents+"/"+string(id), "")
	b.send("PATCH", consents+"/"+string(id), revocation)
	b.send("POST", consents, minimal)
	b.send("GET", Root+"/accounts", "", "Authorization", "-")
	want := []string{"getAccountAccessConsent one " + string(id), "patchAccountAccessConsent one " + string(id),
		"createAccountAccessConsent one c0000000-0000-4000-8000-000000000002", "getAccounts  "}
	for i, e := range b.entries() {
		if got := e.Op + " " + e.Client + " " + e.Consent; got != want[i] {
			t.Errorf("entry %d: got %q, want %q", i+1, got, want[i])
		}
	}
}

func TestHeadIsGetWithoutABody(t *testing.T) {
	b := newTestBank(t)
	id := b.mustCreate(t, "ReadAccountsBasic")
	get := b.send("GET", consents+"/"+string(id), "")
	head := b.send("HEAD", consents+"/"+string(id), "")
	if body := mustBe(t, head, http.StatusOK); body != "" {
		t.Errorf("HEAD has a body: %s", body)
	}
	for _, name := range []string{"Content-Type", "Content-Length", "Cache-Control"} {
		if got, want := head.Header.Get(name), get.Header.Get(name); got != want {
			t.Errorf("%s: HEAD has %q, GET %q", name, got, want)
		}
	}
}

// A ConsentId is one opaque string, and whatever is in it was never given out.
func TestConsentIDsThatNeverWere(t *testing.T) {
	b := newTestBank(t)
	for name, segment := range map[string]string{
		"plain": "0083976", "slash": "a%2Fb", "dots": "%2E%2E", "NUL": "%00", "not UTF-8": "%FF%FE", "Arabic": url.PathEscape("موافقة"),
		"blank": "%20", "quotes": "%22%27", "long": strings.Repeat("a", 10<<10), "template": "{ConsentId}", "newline": "a%0Ab",
		"plus": "a+b", "query mark": "a%3Fb", "semicolon": "a;b=c", "percent": "100%25",
	} {
		for _, method := range []string{"GET", "PATCH"} {
			t.Run(name+" "+method, func(t *testing.T) {
				resp := b.send(method, consents+"/"+segment, revocation)
				body := checkAnswer(t, resp)
				if resp.StatusCode != http.StatusBadRequest || !strings.Contains(body, `"BH.OBF.Resource.NotFound"`) {
					t.Errorf("got %d %s, want 400 Resource.NotFound", resp.StatusCode, body)
				}
			})
		}
	}
}

func TestOddConsentIDIsFoundAgain(t *testing.T) {
	b := newTestBank(t, "a/b c%")
	resp := b.send("POST", consents, minimal)
	var made struct{ Links struct{ Self string } }
	if err := json.Unmarshal([]byte(mustBe(t, resp, http.StatusCreated)), &made); err != nil {
		t.Fatal(err)
	}
	mustBe(t, b.send("GET", strings.TrimPrefix(made.Links.Self, base), ""), http.StatusOK)
}
