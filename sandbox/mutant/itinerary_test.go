package mutant_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/mutant"
)

// tour asks a bank all that a mutant may lie about. With the truth at hand it
// ends when the bank has been heard to lie.
func tour(tb testing.TB, m mutant.Mutant, truth []note) *tourist {
	t := newTourist(tb, m, truth)
	one, two := t.own("aisp-one", "accounts"), t.own("aisp-two", "accounts")
	t.creates(one)
	t.readsAndPatches(one, two)
	t.tokens(one)
	t.lives(one)
	t.servers()
	return t
}

// asking is the body of a request for permissions.
func asking(permissions ...string) string {
	return `{"Data":{"Permissions":["` + strings.Join(permissions, `","`) + `"]}}`
}

const accountsBasic = "ReadAccountsBasic"

// legal makes a permission part of a legal combination.
func legal(permission string) []string {
	list := []string{permission}
	if !strings.HasPrefix(permission, "ReadAccounts") {
		list = append(list, accountsBasic)
	}
	switch permission {
	case "ReadTransactionsBasic", "ReadTransactionsDetail":
		list = append(list, "ReadTransactionsCredits")
	case "ReadTransactionsCredits", "ReadTransactionsDebits":
		list = append(list, "ReadTransactionsBasic")
	}
	return list
}

func (t *tourist) creates(one string) {
	for _, p := range mutant.PermissionCodes() {
		t.consent("with "+p, one, asking(legal(p)...), nil)
		if cluster, ok := strings.CutSuffix(p, "Basic"); ok {
			t.consent("with both of "+cluster, one, asking(append(legal(p), cluster+"Detail")...), nil)
		}
	}
	for _, body := range oddBodies {
		t.consent(body, one, body, nil)
	}
	t.consent("huge", one, `{"Data":{"Permissions":["ReadAccountsBasic"],"X":"`+strings.Repeat("x", 1<<20)+`"}}`, nil)
	for _, h := range oddHeaders {
		t.consent(h[0]+": "+h[1], one, asking(accountsBasic), map[string]string{h[0]: h[1]})
	}
	t.consent("the same key", one, asking(accountsBasic, "ReadParty"), map[string]string{"X-Idempotency-Key": "k"})
	t.consent("the same key again", one, asking(accountsBasic, "ReadParty", "ReadOffers"), map[string]string{"X-Idempotency-Key": "k"})
}

// oddBodies are requests for a consent, some of which a good bank refuses.
var oddBodies = []string{
	`{}`, `{"Data":{}}`, `{"Data":{"Permissions":[]}}`, `{"Data":[]}`, `{"Data":{"Permissions":"ReadAccountsBasic"}}`,
	`{"Data":{"Permissions":["ReadAccountsBasic",1]}}`, asking(accountsBasic, "ReadProducts"), asking("readaccountsbasic"),
	asking(accountsBasic, accountsBasic), asking("ReadBalances"), asking(accountsBasic, "ReadTransactionsBasic"),
	asking(accountsBasic, "ReadTransactionsDetail"), asking(accountsBasic, "ReadTransactionsBasic", "ReadTransactionsDetail"),
	asking(accountsBasic, "ReadTransactionsCredits"), asking(accountsBasic, "ReadTransactionsDebits"),
	asking(accountsBasic, "ReadTransactionsCredits", "ReadTransactionsDebits"),
	windowed(`"2020-03-17T07:05:34.327+03:00"`, `"2020-05-17T07:05:34.327+03:00"`), windowed(`"2020-03-17T07:05:34Z"`, `"2020-05-17T07:05:34Z"`),
	windowed(`"2020-03-17T07:05:34+03:00"`, ""), windowed("", `"2020-05-17T07:05:34.1Z"`), windowed(`"yesterday"`, ""), windowed("7", ""), windowed("", `""`),
	windowed(`"2020-05-17T07:05:34Z"`, `"2020-03-17T07:05:34Z"`),
	`{"Data":{"Permissions":["ReadAccountsBasic"],"ExpirationDateTime":"2027-01-01T00:00:00Z"},"Risk":{}}`,
	`{"Data":{"Permissions":["ReadAccountsBasic"],}}`, asking(accountsBasic) + " junk", "not JSON",
	`{"Data":{"Permissions":["ReadAccountsBasic"],"Permissions":["ReadAccountsDetail"]}}`,
	`{"Data":{"Permissions":["ReadNothing"],"TransactionFromDateTime":"never"}}`,
	`{"data":{"permissions":["ReadAccountsBasic"]}}`, windowed(`"2090-03-17T00:00:00Z"`, ""), windowed("", `"2090-03-17T00:00:00Z"`),
	asking(slices.Concat([]string{accountsBasic}, slices.Repeat([]string{"ReadBalances"}, 20))...),
}

// windowed is the body of a request with a window; an empty end is left out.
func windowed(from, to string) string {
	body := `{"Data":{"Permissions":["ReadAccountsBasic"]`
	if from != "" {
		body += `,"TransactionFromDateTime":` + from
	}
	if to != "" {
		body += `,"TransactionToDateTime":` + to
	}
	return body + `}}`
}

var oddHeaders = [][2]string{
	{"Accept", ""}, {"Accept", "*/*"}, {"Accept", "text/html"}, {"Content-Type", "text/plain"},
	{"Content-Type", "application/json; charset=utf-8"}, {"X-Fapi-Interaction-Id", ""}, {"X-Fapi-Interaction-Id", "4711"},
	{"X-Fapi-Auth-Date", "Sun, 10 Sep 2020 19:43:31 GMT+03:00"}, {"X-Fapi-Auth-Date", "Thu, 10 Sep 2020 19:43:31 GMT"},
	{"X-Fapi-Interaction-Id", "93BAC548-D2DE-4546-B106-880A5018460D"}, {"Accept-Charset", "iso-8859-1"},
	{"Accept-Charset", "utf-8"},
	{"X-Fapi-Customer-Ip-Address", "nowhere"}, {"X-Fapi-Customer-Ip-Address", "2001:db8::99"}, {"X-Fapi-Auth-Date", "the other day"}, {"X-Sandbox-Scenario", ""},
}

func (t *tourist) read(name, token, consent string) {
	t.goes(name, token, ask{method: http.MethodGet, path: ais + "account-access-consents/" + consent})
}

func (t *tourist) patch(name, token, consent, body string) {
	t.goes(name, token, ask{method: http.MethodPatch, path: ais + "account-access-consents/" + consent, body: body})
}

const revoking = `{"Data":{"Status":"Revoked"}}`

func (t *tourist) readsAndPatches(one, two string) {
	full := `{"Data":{"Permissions":["ReadAccountsDetail","ReadBalances"],"TransactionFromDateTime":"2020-03-17T07:05:34.327+03:00"}}`
	id := t.consent("to read", one, full, nil)
	path := ais + "account-access-consents/" + id
	t.read("own", one, id)
	t.read("foreign", two, id)
	t.read("unknown", one, "nowhere")
	t.goes("as HTML", one, ask{method: http.MethodGet, path: path, header: map[string]string{"Accept": "text/html"}})
	t.goes("DELETE", one, ask{method: http.MethodDelete, path: path})
	t.goes("PUT", one, ask{method: http.MethodPut, path: path, body: full})
	t.goes("no path", one, ask{method: http.MethodGet, path: ais + "nothing"})
	t.goes("no id", one, ask{method: http.MethodGet, path: ais + "nothing", header: map[string]string{"X-Fapi-Interaction-Id": ""}})
	t.patch("unknown", one, "nowhere", revoking)
	for _, body := range []string{`{"Data":{"Status":"Authorised"}}`, `{"Data":{"Status":"Rejected"}}`, `{"Data":{"Status":"AwaitingAuthorisation"}}`, `{"Data":{"Status":"Gone"}}`, `{"Data":{}}`, `{}`} {
		other := t.consent("to patch", one, full, nil)
		t.patch(body, one, other, body)
		t.read("after "+body, one, other)
	}
	t.goes("as text", one, ask{method: http.MethodPatch, path: path, body: revoking, header: map[string]string{"Content-Type": "text/plain"}})
	t.patch("foreign", two, id, revoking)
	t.read("after a foreign revoke", one, id)
	t.goes("no type", one, ask{method: http.MethodPatch, path: path, body: revoking, header: map[string]string{"Content-Type": ""}})
	t.read("revoked", one, id)
}

func (t *tourist) tokens(one string) {
	id := t.consent("for tokens", one, asking(accountsBasic), nil)
	t.read("no token", "", id)
	t.read("made-up token", "Bearer made-up", id)
	t.read("another scope", t.own("aisp-one", "products"), id)
}

// lives follows consents through all that can happen to them.
func (t *tourist) lives(one string) {
	full := `{"Data":{"Permissions":["ReadAccountsDetail","ReadBalances"],"TransactionFromDateTime":"2020-03-17T07:05:34.327+03:00"}}`
	id := t.consent("to authorise", one, full, nil)
	t.steer("clock", `{"advance":"1m"}`)
	t.visit("of another client", "aisp-two", id, nil)
	t.visit("unregistered", "aisp-one", id, func(q url.Values) { q.Set("redirect_uri", "https://elsewhere.example/callback") })
	first := t.grant(id)
	t.read("authorised", one, id)
	t.read("authorised, again", one, id)
	t.read("by the customer's token", bearer(first), id)
	t.accounts("of the customer", bearer(first))
	t.accounts("of the client", one)
	t.steer("clock", `{"advance":"1m"}`)
	second := t.redeem("of the second time", "aisp-one", t.visit("a second time", "aisp-one", id, nil).Get("code"), nil)
	t.read("authorised twice", one, id)
	t.accounts("by the token of before", bearer(first))
	refreshed := t.refresh("first", second)
	t.accounts("by the refreshed token", bearer(refreshed))
	t.steer("clock", `{"advance":"1m"}`)
	t.patch("revoke", one, id, revoking)
	t.read("revoked", one, id)
	t.patch("revoke again", one, id, revoking)
	t.accounts("after the revoke", bearer(refreshed))
	t.refresh("after the revoke", refreshed)
	t.visit("of a revoked consent", "aisp-one", id, nil)
	t.read("after that", one, id)
	t.neighbours(one)
	t.endings(one)
}

// neighbours follows what happens to one of several consents.
func (t *tourist) neighbours(one string) {
	waiting, open := t.consent("to wait", one, asking(accountsBasic), nil), t.consent("to be open", one, asking(accountsBasic), nil)
	tokens := t.redeem("of the open one", "aisp-one", t.visit("for the open one", "aisp-one", open, nil).Get("code"), nil)
	t.token("by another client", "aisp-two", "aisp-two-secret", url.Values{"grant_type": {"refresh_token"}, "refresh_token": {text(tokens, "refresh_token")}})
	third := t.consent("to be revoked", one, asking(accountsBasic), nil)
	t.visit("for the one to be revoked", "aisp-one", third, nil)
	t.read("waiting, beside an authorised one", one, waiting)
	t.accounts("of one, beside another", bearer(tokens))
	t.patch("revoke the third", one, third, revoking)
	t.read("open, beside a revoked one", one, open)
	t.accounts("of one, beside a revoked one", bearer(tokens))
	declined := t.consent("to be declined beside others", one, asking(accountsBasic), map[string]string{"X-Sandbox-Scenario": "reject"})
	t.visit("declines the one", "aisp-one", declined, nil)
	t.read("waiting, beside a rejected one", one, waiting)
}

// grant has a consent authorised, tries the code in all wrong ways, and redeems
// it.
func (t *tourist) grant(consent string) map[string]any {
	challenged := func(q url.Values) {
		q.Set("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
		q.Set("code_challenge_method", "S256")
		q.Set("response_type", "code id_token")
	}
	proof := url.Values{"code_verifier": {"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}}
	other := t.visit("to be tried", "aisp-one", consent, challenged).Get("code")
	t.redeem("wrong verifier", "aisp-one", other, url.Values{"code_verifier": {strings.Repeat("wrong", 10)}})
	another := t.visit("to be tried by another", "aisp-one", consent, challenged).Get("code")
	t.redeem("by another client", "aisp-two", another, proof)
	spare := t.visit("to be redeemed twice", "aisp-one", consent, nil).Get("code")
	t.redeem("once", "aisp-one", spare, nil)
	t.redeem("twice", "aisp-one", spare, nil)
	code := t.visit("to be kept", "aisp-one", consent, challenged).Get("code")
	return t.redeem("to keep", "aisp-one", code, proof)
}

func (t *tourist) accounts(name, token string) {
	t.goes(name, token, ask{method: http.MethodGet, path: ais + "accounts"})
}

func (t *tourist) refresh(name string, granted map[string]any) map[string]any {
	return t.token("refresh "+name, "aisp-one", "aisp-one-secret", url.Values{"grant_type": {"refresh_token"}, "refresh_token": {text(granted, "refresh_token")}})
}

func text(answer map[string]any, member string) string {
	word, _ := answer[member].(string) // a mutant may answer anything
	return word
}

// endings are the consents that end otherwise than by a revoke, and tokens that
// end by themselves.
func (t *tourist) endings(one string) {
	by := func(script string) map[string]string { return map[string]string{"X-Sandbox-Scenario": script} }
	declined := t.consent("to be declined", one, asking(accountsBasic), by("reject"))
	t.visit("declines", "aisp-one", declined, nil)
	t.read("declined", one, declined)
	t.visit("after declining", "aisp-one", declined, nil)
	t.read("after that", one, declined)
	t.patch("revoke of a declined one", one, declined, revoking)
	left := t.consent("to be left", one, asking(accountsBasic), by("walks-away"))
	t.visit("walks away", "aisp-one", left, nil)
	t.read("left", one, left)
	withdrawn := t.consent("to be withdrawn", one, asking(accountsBasic), nil)
	tokens := t.redeem("before that", "aisp-one", t.visit("for that", "aisp-one", withdrawn, nil).Get("code"), nil)
	t.steer("consents/"+withdrawn+"/transitions", `{"to":"Revoked","by":"bank","reason":"asked"}`)
	t.read("withdrawn", one, withdrawn)
	t.accounts("withdrawn", bearer(tokens))
	t.patch("revoke of a withdrawn one", one, withdrawn, revoking)
	t.chosen(one)
	t.codes(one)
	t.steer("clock", `{"advance":"25h"}`)
	t.read("by an expired token", one, withdrawn)
	t.year()
}

func (t *tourist) servers() {
	t.token("wrong secret", "aisp-one", "wrong", url.Values{"grant_type": {"client_credentials"}, "scope": {"accounts"}})
	t.goes("discovery", "", ask{method: http.MethodGet, path: "/.well-known/openid-configuration"})
	t.goes("keys", "", ask{method: http.MethodGet, path: "/oauth2/jwks"})
}

func TestMutantsLieInTheirOwnWay(t *testing.T) { lieInTheirOwnWay(t, tour, mutant.OfConsents()) }

func TestMutantsOfDataLieInTheirOwnWay(t *testing.T) { lieInTheirOwnWay(t, dataTour, mutant.OfData()) }

// lieInTheirOwnWay sends a tourist to each of some mutants.
func lieInTheirOwnWay(t *testing.T, tour func(testing.TB, mutant.Mutant, []note) *tourist, mutants []mutant.Mutant) {
	whole := mutant.Mutant{Wrap: func(h http.Handler) http.Handler { return h }}
	good := tour(t, whole, nil).notes
	if again := tour(t, whole, nil).notes; !slices.Equal(good, again) {
		t.Fatalf("two tours of the good bank differ first at\n%v", difference(good, again))
	}
	for _, m := range mutants {
		t.Run(m.ID, func(t *testing.T) {
			t.Parallel()
			heard := tour(t, m, good)
			if !heard.satisfied() { // it may lie elsewhere on account of what it saw there
				m.At = nil
				heard = tour(t, m, good)
			}
			if heard.lies == 0 {
				t.Errorf("%s It does not: all %d answers are the good bank's", m.About, len(good))
			}
			if heard.truths == 0 {
				t.Errorf("%s It lies everywhere, in all %d answers", m.About, len(good))
			}
		})
	}
}

// difference gives the first notes that are not the same.
func difference(a, b []note) [2]note {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return [2]note{a[i], b[i]}
		}
	}
	return [2]note{}
}
