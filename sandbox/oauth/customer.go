package oauth

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/luikyv/go-oidc/pkg/goidc"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A visitor is a customer at the bank, in one request of the visit.
type visitor struct {
	server *Server
	call   *call
	w      http.ResponseWriter
	r      *http.Request
	as     *goidc.AuthnSession
	client *goidc.Client
	bond   bond
}

// customer is go-oidc's policy: it ends a visit or shows the next page. That it
// is the script who answers, or a person on the page, makes no difference here.
func (s *Server) customer(w http.ResponseWriter, r *http.Request, as *goidc.AuthnSession, client *goidc.Client) (goidc.Status, error) {
	v := &visitor{server: s, call: callOf(r.Context()), w: w, r: r, as: as, client: client, bond: bondOf(as.Store)}
	if v.bond.Consent == "" {
		consent, acr, err := bind(r, as)
		if err != nil {
			return goidc.StatusFailure, goidc.NewError(goidc.ErrorCodeInvalidRequest, err.Error())
		}
		v.bond.Consent, v.bond.ACR = bank.ConsentID(consent), string(acr)
	}
	v.call.consent = v.bond.Consent
	if v.bond.Customer != "" {
		switch v.r.PostForm.Get("decision") {
		case "allow":
			return v.allow()
		case "decline":
			return v.decide(bank.Decision{Does: scenario.Declines, Customer: v.bond.Customer})
		}
	}
	return v.arrive()
}

// arrive asks the bank what comes of the visit so far.
func (v *visitor) arrive() (goidc.Status, error) {
	typed := v.call.op == opAnswer && v.r.Method == http.MethodPost
	psu := string(v.bond.Customer)
	switch {
	case typed:
		psu = strings.TrimSpace(v.r.PostForm.Get("username"))
	case psu == "":
		psu = v.as.LoginHint
	}
	a, err := v.server.cfg.Bank.Arrive(bank.ClientID(v.as.ClientID), v.bond.Consent, psu)
	if err != nil {
		return v.failed(err)
	}
	if a.Outcome != bank.Asks {
		return v.end(a)
	}
	if v.as.Prompt == goidc.PromptTypeNone {
		return goidc.StatusFailure, goidc.NewError(goidc.ErrorCodeLoginRequired, "the customer must answer on a page, which prompt=none forbids")
	}
	if v.call.op != opAnswer || a.Customer == "" {
		return v.login(a.Consent, psu, typed)
	}
	v.bond.Customer = a.Customer
	return v.choose(a.Consent, "")
}

func (v *visitor) login(c bank.Consent, psu string, typed bool) (goidc.Status, error) {
	p := page{Username: psu, Again: c.Generation > 0, Customers: someOf(v.server.cfg.Bank.Usernames())}
	if typed {
		p.Problem = "Type a username."
		if psu != "" {
			p.Problem = fmt.Sprintf("The bank has no customer %q. Try %s.", psu, p.Customers)
		}
	}
	return v.show("login", p)
}

// mostNamed is how many customers the page offers by name.
const mostNamed = 6

// someOf names customers to try: all, unless they are too many for a page.
func someOf(names []bank.CustomerID) string {
	words := make([]string, min(len(names), mostNamed))
	for i := range words {
		words[i] = string(names[i])
	}
	if more := len(names) - mostNamed; more > 0 {
		words = append(words, fmt.Sprintf("another of %d", more))
	}
	last := max(0, len(words)-1)
	if last == 0 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// allow is the customer's yes, to the accounts that are ticked.
func (v *visitor) allow() (goidc.Status, error) {
	var chosen []bank.AccountID
	for _, id := range v.r.PostForm["account"] {
		chosen = append(chosen, bank.AccountID(id))
	}
	who, _ := v.server.cfg.Bank.Customer(v.bond.Customer)
	problem := ""
	if len(chosen) == 0 && len(who.Accounts) > 0 {
		problem = "Tick at least one account, or decline."
	}
	for _, id := range chosen {
		if !slices.ContainsFunc(who.Accounts, func(a bank.Account) bool { return a.ID == id }) {
			problem = "One of the accounts is not yours. Choose again."
		}
	}
	if problem == "" {
		return v.decide(bank.Decision{Does: scenario.Approves, Customer: v.bond.Customer, Accounts: chosen})
	}
	a, err := v.server.cfg.Bank.Inspect(v.bond.Consent)
	if err != nil {
		return v.failed(err)
	}
	return v.choose(a, problem)
}

// decide carries out the answer, once: who claims the session decides.
func (v *visitor) decide(d bank.Decision) (goidc.Status, error) {
	err := v.server.cfg.DB.Update(func(tx *store.Tx) error {
		if _, ok := sessions.Get(tx, v.as.ID); !ok {
			return errors.New("answered before")
		}
		sessions.Delete(tx, v.as.ID)
		return nil
	})
	if err != nil {
		v.call.over = true
		v.call.err = badRequest("This page was answered before. Go back to the app that sent you here.")
		return goidc.StatusPending, nil
	}
	a, err := v.server.cfg.Bank.Decide(v.bond.Consent, d)
	if err != nil {
		return v.failed(err)
	}
	return v.end(a)
}

// end turns the bank's word into go-oidc's.
func (v *visitor) end(a bank.Authorisation) (goidc.Status, error) {
	switch a.Outcome {
	case bank.Granted:
		v.bond.Customer, v.bond.Generation, v.bond.At = a.Customer, a.Generation, v.server.cfg.Clock.Now()
		v.as.Subject, v.as.Username, v.as.GrantedScopes = string(a.Customer), string(a.Customer), strings.Join(strings.Fields(v.as.Scopes), " ")
		if v.as.GrantedScopes == "" {
			v.as.GrantedScopes = "accounts"
		}
		v.as.Store = v.bond.store()
		return goidc.StatusSuccess, nil
	case bank.Waits:
		return v.show("waits", page{})
	case bank.Asks:
		return v.choose(a.Consent, "")
	}
	return goidc.StatusFailure, goidc.NewError(goidc.ErrorCode(a.Error), a.Reason)
}

// failed refuses without telling whether a consent is unknown or another's.
func (v *visitor) failed(err error) (goidc.Status, error) {
	var e *bank.Error
	if errors.As(err, &e) && e.Kind != bank.Internal {
		return goidc.StatusFailure, goidc.NewError(goidc.ErrorCodeInvalidRequest, "openbanking_intent_id names no consent of this client")
	}
	return goidc.StatusFailure, goidc.NewError("server_error", "the bank cannot answer")
}

// choose shows what is asked for, and the customer's accounts.
func (v *visitor) choose(c bank.Consent, problem string) (goidc.Status, error) {
	who, _ := v.server.cfg.Bank.Customer(v.bond.Customer)
	p := page{Again: c.Generation > 0, Problem: problem, Customer: who.Name, Asked: sentences(c.Permissions), From: dateOf(c.From), To: dateOf(c.To)}
	p.Window = slices.ContainsFunc(c.Permissions, func(p bank.Permission) bool { return strings.HasPrefix(string(p), "ReadTransactions") })
	for _, a := range who.Accounts {
		ticked := len(who.Accounts) == 1 || slices.Contains(c.Accounts, a.ID) || slices.Contains(v.r.PostForm["account"], string(a.ID))
		p.Accounts = append(p.Accounts, choice{ID: string(a.ID), Label: label(a), Detail: tail(a), Ticked: ticked})
	}
	return v.show("choose", p)
}

// show writes a page whose forms lead back here.
func (v *visitor) show(name string, p page) (goidc.Status, error) {
	p.AISP, p.Action = v.client.Name, v.call.base+authorizePath+"/"+v.as.ID
	v.as.Store = v.bond.store()
	status := http.StatusOK
	writePage(v.w, status, name, p, v.as.RedirectURI)
	return goidc.StatusPending, nil
}
