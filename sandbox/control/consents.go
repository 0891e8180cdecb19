package control

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// listLimit is how many consents or journal entries are told unless a limit is
// asked for.
const listLimit = 100

// consentOut is a consent as the tester sees it.
type consentOut struct {
	ID          bank.ConsentID    `json:"id"`
	Client      bank.ClientID     `json:"client"`
	Status      scenario.State    `json:"status"`
	Updated     time.Time         `json:"status_updated"`
	Created     time.Time         `json:"created"`
	Scenario    string            `json:"scenario"`
	Permissions []bank.Permission `json:"permissions"`
	Customer    bank.CustomerID   `json:"customer,omitempty"`
	Accounts    []bank.AccountID  `json:"accounts,omitempty"`
	Polls       int               `json:"polls"`
	Withdrawn   bool              `json:"withdrawn,omitempty"`
}

func consentView(c bank.Consent) consentOut {
	return consentOut{
		ID: c.ID, Client: c.Client, Status: c.Status, Updated: c.Updated, Created: c.Created, Scenario: c.Scenario,
		Permissions: c.Permissions, Customer: c.Customer, Accounts: c.Accounts, Polls: c.Polls, Withdrawn: c.Withdrawn,
	}
}

func listConsents(w http.ResponseWriter, r *http.Request, t Tenant) error {
	q, err := query(r, "limit")
	if err != nil {
		return err
	}
	limit, err := limitOf(q)
	if err != nil {
		return err
	}
	out := []consentOut{}
	for _, c := range t.Bank.Consents(limit) {
		out = append(out, consentView(c))
	}
	return writeJSON(w, http.StatusOK, map[string][]consentOut{"consents": out})
}

func limitOf(q url.Values) (int, error) {
	text := q.Get("limit")
	if text == "" {
		return listLimit, nil
	}
	limit, err := strconv.Atoi(text)
	if err != nil || limit < 1 {
		return 0, fmt.Errorf("%w: limit: %q is no count", errBad, text)
	}
	return limit, nil
}

func consentID(r *http.Request) (bank.ConsentID, error) {
	id, err := segment(r, "id")
	return bank.ConsentID(id), err
}

func showConsent(w http.ResponseWriter, r *http.Request, t Tenant) error {
	id, err := consentID(r)
	if err != nil {
		return err
	}
	c, err := t.Bank.Inspect(id)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, consentView(c))
}

// timeline tells a consent's life: what chose its script, and every transition
// with its cause.
func timeline(w http.ResponseWriter, r *http.Request, t Tenant) error {
	id, err := consentID(r)
	if err != nil {
		return err
	}
	steps, err := t.Bank.Timeline(id)
	if err != nil {
		return err
	}
	selection, err := t.Bank.Selected(id)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, map[string]any{"consent": id, "selection": selection, "transitions": steps})
}

// ofConsent reads the id in the path and the body of a request about one
// consent, for f.
func ofConsent[In any](f func(http.ResponseWriter, Tenant, bank.ConsentID, In) error) func(http.ResponseWriter, *http.Request, Tenant) error {
	return func(w http.ResponseWriter, r *http.Request, t Tenant) error {
		var in In
		if err := decode(w, r, &in); err != nil {
			return err
		}
		id, err := consentID(r)
		if err != nil {
			return err
		}
		return f(w, t, id, in)
	}
}

// pushed is a move of a consent by hand.
type pushed struct {
	To     scenario.State `json:"to"`
	By     scenario.Actor `json:"by"` // "": the bank
	Reason string         `json:"reason"`
}

// push moves a consent by hand.
func push(w http.ResponseWriter, t Tenant, id bank.ConsentID, in pushed) error {
	step, err := t.Bank.Push(id, in.To, cmp.Or(in.By, scenario.ByBank), in.Reason)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, step)
}

// signal tells a consent of an event that its script may wait upon.
func signal(w http.ResponseWriter, t Tenant, id bank.ConsentID, in named) error {
	if in.Name == "" {
		return fmt.Errorf("%w: name: say which signal, as a script has it behind upon: signal", errBad)
	}
	fired, err := t.Bank.Happened(id, scenario.Signal(in.Name))
	if err != nil {
		return err
	}
	if fired == nil {
		fired = []bank.Transition{}
	}
	return writeJSON(w, http.StatusOK, map[string]any{"transitions": fired})
}

// pin puts one consent under a scenario.
func pin(w http.ResponseWriter, t Tenant, id bank.ConsentID, in named) error {
	return done(w, t.Bank.Pin(id, in.Name))
}

// readJournal tells what came in and what went out, newest last.
func readJournal(w http.ResponseWriter, r *http.Request, t Tenant) error {
	q, err := query(r, "consent", "op", "client", "limit")
	if err != nil {
		return err
	}
	limit, err := limitOf(q)
	if err != nil {
		return err
	}
	entries := t.Journal.Entries(journal.Filter{Op: q.Get("op"), Consent: q.Get("consent"), Client: q.Get("client"), Limit: limit})
	if entries == nil {
		entries = []journal.Entry{}
	}
	return writeJSON(w, http.StatusOK, map[string][]journal.Entry{"entries": entries})
}
