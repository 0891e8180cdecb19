package app_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/insights/app"
)

// A small server is a bank that has the app and an Auth API that says what a test
// lets it say. It is for what a whole bank does not do: answers that are lost,
// refused, or strange.
type small struct {
	*httptest.Server
	mu    sync.Mutex
	says  []string // the steps to come; the last one stays
	heard []string // what was posted
}

type answer = map[string]any

// newSmall serves the app, the Auth API with these answers, and a page that
// integrates the app.
func newSmall(t *testing.T, says ...string) *small {
	s := &small{says: says}
	mux := http.NewServeMux()
	mux.Handle("/xs2a/", app.Handler())
	mux.HandleFunc("/branded/xs2a/v1/wizard/flow", s.wizard)
	mux.HandleFunc("/shop", func(w http.ResponseWriter, r *http.Request) { shop(w, "") })
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func (s *small) wizard(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	said := s.says[0]
	if r.Method == http.MethodPost {
		var body json.RawMessage
		_ = json.NewDecoder(r.Body).Decode(&body)
		s.heard = append(s.heard, string(body))
		if len(s.says) > 1 {
			s.says = s.says[1:]
		}
		said = s.says[0]
	}
	w.Header().Set("Content-Type", "application/json")
	if status, body, refused := strings.Cut(said, " "); refused && len(status) == 3 {
		code := 0
		_, _ = fmt.Sscan(status, &code)
		w.WriteHeader(code)
		said = body
	}
	_, _ = w.Write([]byte(said))
}

// next has the Auth API say something else from now on.
func (s *small) next(says ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.says = says
}

func (s *small) posted() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.heard...)
}

// shop writes a page of a client that integrates the app from a bank elsewhere,
// "" for its own origin. It keeps the events in a list.
func shop(w http.ResponseWriter, bank string) {
	w.Header().Set("Content-Type", "text/html")
	_, _ = fmt.Fprintf(w, `<!DOCTYPE html><title>A shop</title><button id="pay">Connect</button><script>
var events = [], note = name => (...values) => events.push([name, ...values])
window.onXS2AReady = XS2A => XS2A.configure({ onLoad: note('onLoad'), onReady: note('onReady'), onAbort: note('onAbort'),
  onError: note('onError'), onFinished: note('onFinished'), onClose: note('onClose') })
function start (token, options) { document.querySelector('#pay').focus(); try { XS2A.startFlow(token, options); return 'opened' } catch (e) { return e.message } }
</script><script src="%s/xs2a/app-launcher/v0/xs2a-app-launcher.js"></script>`, bank)
}

// token is a client_token with that payload. Nothing in a browser checks its
// signature.
func token(payload any) string {
	b, err := json.Marshal(payload)
	if err != nil {
		panic(err)
	}
	part := base64.RawURLEncoding.EncodeToString
	return part([]byte(`{"alg":"HS256"}`)) + "." + part(b) + "." + part([]byte("signature"))
}

func (s *small) token() string {
	return token(answer{"auth_url": s.URL + "/branded/xs2a/v1/wizard/flow"})
}

// opened brings a hand to the shop's page and has it start the flow.
func (s *small) opened(t *testing.T, options string) *hand {
	t.Helper()
	h := newHand(t, 1280, 800)
	h.visit(s.URL + "/shop")
	if got := h.start(s.token(), options); got != "opened" {
		t.Fatalf("startFlow: %s", got)
	}
	return h
}

const (
	login = `{"data":{"state":"CONSUMER_INPUT_NEEDED","result":{"context":"credentials","bank":{"bank_name":"Demo Bank PSD2","country_code":"DE"},"form":{"form_identifier":"login","elements":[
		{"key":"user","kind":"text","label":"Username"},{"key":"pin","kind":"password","label":"Password"}]}}}}`
	loginAgain = `{"data":{"state":"CONSUMER_INPUT_NEEDED","result":{"context":"credentials","form":{"form_identifier":"login","elements":[
		{"key":"user","kind":"text","label":"Username","value":"invalid","error":"This is no username of this bank"},{"key":"pin","kind":"password","label":"Password"}]}}}}`
	finished = `{"data":{"state":"FINISHED","result":{"context":"end"}}}`
	aborted  = `{"data":{"state":"ABORTED","result":{"context":"end"}}}`
	failed   = `{"data":{"state":"EXCEPTION","result":{"context":"end","error":{"category":"NOT_SUPPORTED.CONSENT","message":"The bank cannot do that"}}}}`
)
