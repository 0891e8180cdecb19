package ais

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/mux"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

const consentsPath = Root + "/account-access-consents"

// createConsent is POST /account-access-consents (2.1).
func (s *server) createConsent(w http.ResponseWriter, r *http.Request) error {
	c, err := s.admit(w, r, "createAccountAccessConsent", s.cfg.Bank.MayManageConsents)
	if err != nil {
		return err
	}
	asked, bad, readable := consentIn(c.body)
	if readable && len(bad)+len(c.head) > 0 { // else the bank itself will say
		bad = merge(bad, bank.Check(asked))
	}
	if err := c.faults(bad); err != nil {
		return err
	}
	noteSynonyms(r, asked.Permissions)
	asked.Facts = s.facts(r, c.body)
	consent, err := s.cfg.Bank.CreateConsent(c.access.Client, asked)
	if err != nil {
		return err
	}
	journal.Tag(r, "", "", string(consent.ID))
	self := s.consentURI(r, consent.ID)
	w.Header().Set("Location", self)
	send(w, r, http.StatusCreated, func(o *out) { o.consent(consent, self) })
	return nil
}

// getConsent is GET /account-access-consents/{ConsentId} (2.2).
func (s *server) getConsent(w http.ResponseWriter, r *http.Request) error {
	id := consentID(r)
	c, err := s.admit(w, r, "getAccountAccessConsent", s.cfg.Bank.MayManageConsents)
	if err != nil {
		return err
	}
	if err := c.faults(nil); err != nil {
		return err
	}
	consent, err := s.cfg.Bank.ReadConsent(c.access.Client, id)
	if err != nil {
		return err
	}
	s.sendConsent(w, r, consent)
	return nil
}

// patchConsent is PATCH /account-access-consents/{ConsentId} (2.3): the only
// patch there is, is to revoke.
func (s *server) patchConsent(w http.ResponseWriter, r *http.Request) error {
	id := consentID(r)
	c, err := s.admit(w, r, "patchAccountAccessConsent", s.cfg.Bank.MayManageConsents)
	if err != nil {
		return err
	}
	if err := c.faults(patchIn(c.body)); err != nil {
		return err
	}
	consent, err := s.cfg.Bank.RevokeConsent(c.access.Client, id)
	if err != nil {
		return err
	}
	s.sendConsent(w, r, consent)
	return nil
}

func (s *server) sendConsent(w http.ResponseWriter, r *http.Request, c bank.Consent) {
	self := s.consentURI(r, c.ID)
	send(w, r, http.StatusOK, func(o *out) { o.consent(c, self) })
}

// consentID is the id in the path: one opaque string, whatever is in it.
func consentID(r *http.Request) bank.ConsentID {
	id := segmentOf(mux.Vars(r)["ConsentId"])
	journal.Tag(r, "", "", id)
	return bank.ConsentID(id)
}

// consentURI is where a consent is, as seen by the client that asks.
func (s *server) consentURI(r *http.Request, id bank.ConsentID) string {
	return s.cfg.Base(r) + consentsPath + "/" + url.PathEscape(string(id))
}

// noteSynonyms tells the journal of codes that are spelt as the dictionary
// prints them (3.1.2) and stored as they are meant.
func noteSynonyms(r *http.Request, asked []bank.Permission) {
	for _, p := range asked {
		if code, synonym := bank.Canonical(p); synonym {
			journal.Note(r, string(p)+" is taken for "+string(code))
		}
	}
}

// facts is what the choice of a scenario may look at. Credentials are not among
// it.
func (s *server) facts(r *http.Request, body []byte) scenario.Facts {
	headers := make(map[string]string, len(r.Header))
	for name, values := range r.Header {
		if name != "Authorization" && name != "Authorisation" && name != "Cookie" {
			headers[strings.ToLower(name)] = values[0]
		}
	}
	return scenario.Facts{
		Header: r.Header.Get(scenarioName), Body: body, Path: s.cfg.Scenario(r), Headers: headers,
	}
}
