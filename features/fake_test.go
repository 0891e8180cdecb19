package features

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"
)

// A fakeBank is the least that the engine takes for a bank. What it does wrong,
// a test says by changing its answers.
type fakeBank struct {
	*httptest.Server
	spoil func(http.ResponseWriter, *http.Request) bool // answers instead, when true

	mu    sync.Mutex
	paths []string
}

const (
	fakeConsent = `{"Data":{"ConsentId":"c-1","CreationDateTime":"2026-01-01T00:00:00+03:00","Status":"AwaitingAuthorisation",` +
		`"StatusUpdateDateTime":"2026-01-01T00:00:00+03:00","Permissions":["ReadAccountsBasic"]},` +
		`"Links":{"Self":"http://bank.example/account-access-consents/c-1"},"Meta":{}}`
	fakeError  = `{"Code":"400 BadRequest","Id":"7f0ad8a8-5f0f-4f43-8a84-2a4c43ed4c49","Message":"No.","Errors":[{"ErrorCode":"BH.OBF.Field.Missing","Message":"Missing."}]}`
	fakeSecret = "planted-client-secret"
	fakeToken  = "planted-access-token"
)

func newFakeBank(t testing.TB) *fakeBank {
	t.Helper()
	bank := &fakeBank{}
	bank.Server = httptest.NewServer(http.HandlerFunc(bank.serve))
	t.Cleanup(bank.Close)
	return bank
}

func (b *fakeBank) serve(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	b.mu.Lock()
	b.paths = append(b.paths, r.Method+" "+path)
	b.mu.Unlock()
	if b.spoil != nil && b.spoil(w, r) {
		return
	}
	switch {
	case strings.HasPrefix(path, "/_bank/"):
		io.WriteString(w, `{"tenants":[]}`)
	case strings.HasSuffix(path, "/oauth2/token"):
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"access_token":%q,"token_type":"Bearer","expires_in":1800,"scope":"accounts"}`, fakeToken)
	case strings.HasSuffix(path, "/oauth2/authorize"):
		q := r.URL.Query()
		http.Redirect(w, r, q.Get("redirect_uri")+"#code=planted-code&id_token=planted.id.token&state="+q.Get("state"), http.StatusFound)
	default:
		answer(w, r, http.StatusCreated, fakeConsent)
	}
}

// answer answers as the header contract asks.
func answer(w http.ResponseWriter, r *http.Request, status int, body string) {
	id := r.Header.Get(interactionID)
	if !isUUID(id) {
		id = uuid.NewString()
	}
	w.Header().Set(interactionID, id)
	if body != "" {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(status)
	io.WriteString(w, body)
}

func (b *fakeBank) seen() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.paths...)
}

func (b *fakeBank) target() Target {
	return Target{
		Name: "fake", Profile: "obf-ais-1.0", BaseURL: b.URL + "/open-banking/v1.0/aisp",
		TokenURL: b.URL + "/oauth2/token", AuthorizeURL: b.URL + "/oauth2/authorize",
		Data:    DataKnown,
		Clients: []Client{{ID: "one", Secret: fakeSecret, RedirectURI: "http://127.0.0.1:9999/callback"}},
	}
}

// fakeSteps are a language small enough to see through.
func fakeSteps() []step {
	return []step{
		{`a consent`, "Given a consent", "Makes one.", (*World).fakeConsent},
		{`the AISP asks for a consent`, "When the AISP asks for a consent", "Sends it.", (*World).fakeAsk},
		{`the status is {int}`, "Then the status is 201", "Looks.", (*World).fakeStatus},
		{`the code panics`, "When the code panics", "Breaks.", func(*World, context.Context) error { panic("broken " + fakeSecret) }},
		{`the customer authorises`, "When the customer authorises", "Goes there.", (*World).fakeAuthorise},
		{`no account holds (.+)`, "When no account holds a standing order", "Finds nothing to look at.",
			func(_ *World, _ context.Context, what string) error { return NoData("no account holds " + what) }},
		{`nothing is held, but (.+) is wrong`, "When nothing is held, but the status is wrong", "Finds one thing, and nothing to look at.",
			func(_ *World, _ context.Context, what string) error {
				return errors.Join(NoData("nothing is held"), Finding{Where: what, Expected: "another", Got: "this"})
			}},
		{`a text:`, "Given a text:", "Takes one.", func(*World, context.Context, string) error { return nil }},
	}
}

func (w *World) fakeConsent(ctx context.Context) error {
	if err := w.fakeAsk(ctx); err != nil {
		return err
	}
	return w.fakeStatus(ctx, http.StatusCreated)
}

func (w *World) fakeAsk(ctx context.Context) error {
	w.Edge(AwaitingAuthorisation, Revoke)
	_, err := w.Send(ctx, Call{Method: http.MethodPost, Path: "/account-access-consents", Body: []byte(`{"Data":{}}`)})
	return err
}

func (w *World) fakeStatus(_ context.Context, want int) error {
	if w.Last.Status != want {
		return Finding{Where: "status", Expected: fmt.Sprint(want), Got: fmt.Sprint(w.Last.Status)}
	}
	return nil
}

func (w *World) fakeAuthorise(ctx context.Context) error {
	a, err := w.Authorise(ctx, "c-1")
	if err == nil && (a.Code != "planted-code" || a.IDToken != "planted.id.token" || a.StateBack != a.State) {
		return fmt.Errorf("the customer brought back %v", a.ReturnParams)
	}
	return err
}

const fakeRegister = `
profile: obf-ais-1.0
requirements:
  - {id: M-1, clause: "1", keyword: MUST, text: "One."}
  - {id: M-2, clause: "2", keyword: MUST, text: "Two."}
  - {id: S-1, clause: "3", keyword: SHOULD, text: "Three."}
  - {id: HTTP-ERR-06, clause: "4", keyword: MUST, text: "Four."}
`

// fakeSuite is a suite of these scenarios instead of ours. Each is a title with
// its tags and its steps.
func fakeSuite(scenarios ...string) fstest.MapFS {
	text := "Feature: Fake\n" + strings.Join(scenarios, "\n")
	return fstest.MapFS{
		"ais/fake.feature":       {Data: []byte(text)},
		"requirements/fake.yaml": {Data: []byte(fakeRegister)},
	}
}

// scenario writes one, its steps separated by semicolons.
func scenario(tags, steps string) string {
	return tags + "\nScenario: " + tags + " " + steps + "\n  " + strings.ReplaceAll(steps, "; ", "\n  ") + "\n"
}

const (
	asksWell = "When the AISP asks for a consent; Then the status is 201"
	asksBad  = "When the AISP asks for a consent; Then the status is 418"
)

func (b *fakeBank) options(scenarios ...string) Options {
	return Options{Target: b.target(), own: fakeSuite(scenarios...), steps: fakeSteps(), Seed: 7}
}

func mustVerify(t *testing.T, o Options) *Report {
	t.Helper()
	report, err := Verify(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func mustJSON(t *testing.T, text []byte) (value map[string]any) {
	t.Helper()
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	return value
}
