package insights

import (
	"bytes"
	_ "embed" // the page
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"sync"

	"github.com/gorilla/mux"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/insights/app"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// bankPath is the bank's own page, for a login by redirect: the consumer logs in
// there, allows or declines, and is sent back with the result in the query of the
// return URL, as 8.1 has it. It is plain HTML and works without script.
const bankPath = "/branded/bank/{flow_id}"

var (
	//go:embed wizard_bank.html
	bankSource string
	bankPages  = sync.OnceValue(func() *template.Template { return template.Must(template.New("bank").Parse(bankSource)) })
)

// bankPolicy lets the bank's page have the app's style and send its own forms; no
// page may hold it in a frame, as no real bank's.
const bankPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// A bankPage is what the consumer is shown at the bank.
type bankPage struct {
	Static   string // where the app's files are
	Bank     string
	Username string
	Problem  string
	ReturnTo string // the page that the app was started from, if it went away for this one
}

// results are the ways out of the bank's page. That failure and abort are the other
// values besides success is inferred.
var results = map[string]string{"allow": "success", "decline": "failure", "cancel": "abort"}

// showBank serves the bank's page to a consumer whose flow waits for it.
func showBank(s *server, w http.ResponseWriter, r *http.Request) error {
	journal.Tag(r, "getBankPage", "", "")
	step, err := s.atBank(r)
	if err != nil {
		return s.bankTrouble(w, r, err)
	}
	writeBank(w, http.StatusOK, "login", s.bankPageOf(r, step))
	return nil
}

// answerBank takes the login, and then the decision.
func answerBank(s *server, w http.ResponseWriter, r *http.Request) error {
	journal.Tag(r, "answerBankPage", "", "")
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if _, tooLong := errors.AsType[*http.MaxBytesError](r.ParseForm()); tooLong {
		return s.bankTrouble(w, r, &storage.Error{Op: "bank page", Kind: storage.TooLarge, Message: fmt.Sprintf("The form is longer than %d bytes, which is all that the bank reads", maxForm)})
	}
	step, err := s.atBank(r)
	if err != nil {
		return s.bankTrouble(w, r, err)
	}
	p := s.bankPageOf(r, step)
	p.Username = r.PostFormValue("username")
	if result, decided := results[r.PostFormValue("decision")]; decided {
		http.Redirect(w, r, s.wayBack(r, step, result), http.StatusSeeOther)
		return nil
	}
	if p.Username == "" || r.PostFormValue("password") == "" {
		p.Problem = "Type a username and a password. Any will do here."
		writeBank(w, http.StatusOK, "login", p)
		return nil
	}
	writeBank(w, http.StatusOK, "decide", p)
	return nil
}

// maxForm is the largest form that the bank reads, in bytes.
const maxForm = 64 << 10

// atBank finds the flow's step, which must be the redirect.
func (s *server) atBank(r *http.Request) (aggregator.Step, error) {
	step, err := s.cfg.Aggregator.Step(mux.Vars(r)["flow_id"])
	if err == nil && step.Redirect == nil {
		err = &storage.Error{Op: "bank page", Kind: storage.Conflict, Message: "This login is not waiting for its bank: it is over, or has not come to that yet"}
	}
	return step, err
}

// wayBack is the return URL: a page of the app, which hands it to the Auth API. A
// client's redirect_return_url (2.1) is where the consumer goes from there, if the
// bank took the place of the client's page.
func (s *server) wayBack(r *http.Request, step aggregator.Step, result string) string {
	q := url.Values{"result": {result}, "redirect_id": {step.Redirect.ID}, "auth_url": {wizardURL(s.cfg.Base(r), step.Flow)}}
	if to := r.FormValue("return_to"); to != "" {
		q.Set("return_to", to)
		if step.Return != "" {
			q.Set("return_to", step.Return)
		}
	}
	return s.cfg.Base(r) + app.WidgetPath + "return.html?" + q.Encode()
}

func (s *server) bankPageOf(r *http.Request, step aggregator.Step) bankPage {
	p := bankPage{Static: s.cfg.Base(r) + app.WidgetPath, Bank: "Your bank", ReturnTo: r.FormValue("return_to")}
	if step.Bank != nil {
		p.Bank = step.Bank.Title
	}
	return p
}

// bankTrouble tells a consumer why there is no bank's page.
func (s *server) bankTrouble(w http.ResponseWriter, r *http.Request, err error) error {
	p := s.asProblem(err)
	writeBank(w, p.status, "trouble", bankPage{Static: s.cfg.Base(r) + app.WidgetPath, Problem: p.message})
	return nil
}

func writeBank(w http.ResponseWriter, status int, name string, p bankPage) {
	var body bytes.Buffer
	if err := bankPages().ExecuteTemplate(&body, name, p); err != nil {
		panic(err) // the templates do not depend on what is asked
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", bankPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	w.WriteHeader(status)
	_, _ = w.Write(body.Bytes())
}

// A titledPage is a page and how it is headed.
type titledPage struct {
	bankPage
	Title string
}

// Titled is for the templates, which hand one value on.
func (p bankPage) Titled(title string) titledPage { return titledPage{p, title} }
