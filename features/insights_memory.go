package features

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// insightsMemory is what the steps of one scenario of Account Insights remember.
type insightsMemory struct {
	session gjson.Result // data of the answer that made the latest session
	flow    gjson.Result // data of the answer that started the latest flow
	ended   gjson.Result // data of the latest Flow-Information
	refresh gjson.Result // data of the answer that started the latest refresh
	consent gjson.Result // data of the answer that gave the latest consent of a session

	consumer string   // whom the scenario is about
	accounts []string // the consumer's accounts, in the order in which they came to be known
	tokens   []string // the consent tokens so far, the newest last
	spent    string   // the consent token that was sent last

	states  map[string]string    // in which state a Given left a session, flow, consent or refresh
	answers map[string]*Exchange // the latest answer to each call, by its words
	before  map[string]*Exchange // and the one before
	saw     []string             // the states that polling saw
	pages   [][]gjson.Result     // of a list that was walked through
	ran     Elapsed              // what the latest move of the clock brought
	full    map[string]bool      // lists that were seen with something in them
	header  map[string]string    // of the next flow
	brand   string               // that a step picked out
	own     [2]string            // what makes ids of the client the scenario's own
}

// learn remembers what an answer tells that later steps lean on. What is known
// already stays, so that a Then can hold the answer against it.
func (m *insightsMemory) learn(phrase string, e *Exchange) {
	if m.answers == nil {
		m.answers, m.before, m.full = map[string]*Exchange{}, map[string]*Exchange{}, map[string]bool{}
	}
	m.before[phrase], m.answers[phrase] = m.answers[phrase], e
	if e.Status > 299 {
		m.renew(e)
		return
	}
	data := e.Get("data")
	switch {
	case phrase == "creates a session":
		m.session, m.flow = data, gjson.Result{}
	case strings.HasPrefix(phrase, "starts a"):
		m.flow = data
	case phrase == "calls Flow-Information":
		m.ended = data
	case phrase == "calls List Transactions" && len(listedIn(e, "transactions")) > 0:
		m.fill("transactions")
	case phrase == "calls List Accounts" && len(listedIn(e, "accounts")) > 0:
		m.fill("accounts")
	case phrase == "calls Consent-Refresh":
		m.refresh = data
	case phrase == "fetches the consent":
		m.consent, m.tokens = data, nil
	}
	m.renew(e)
	m.note(data)
}

// renew keeps a consent token that came with an answer, be it a refusal.
func (m *insightsMemory) renew(e *Exchange) {
	for _, path := range []string{"data.consent_token", "consent_token"} {
		if token := e.Get(path).String(); token != "" {
			m.tokens = append(m.tokens, token)
			return
		}
	}
}

// note keeps the consumer and the accounts that an answer names.
func (m *insightsMemory) note(data gjson.Result) {
	for _, path := range []string{"insights_consumer_id", "result.insights_consumer_id"} {
		if id := data.Get(path).String(); id != "" && m.consumer == "" {
			m.consumer = id
		}
	}
	if data.Get("insights_consumer_id").Exists() && data.Get("insights_consumer_id").String() != m.consumer {
		return // of somebody else
	}
	ids := append(data.Get("result.insights_account_ids").Array(), data.Get("insights_account_id"))
	for _, id := range ids {
		if id.String() != "" && !slices.Contains(m.accounts, id.String()) {
			m.accounts = append(m.accounts, id.String())
		}
	}
}

// at gives the state that a Given has left something in, or "".
func (m *insightsMemory) at(what string) string { return m.states[what] }

func (m *insightsMemory) leave(what, state string) {
	if m.states == nil {
		m.states = map[string]string{}
	}
	m.states[what] = state
}

// scripted gives the control plane, or says that the scenario lacks its tag.
func (w *World) scripted() (*Control, error) {
	if w.Control == nil {
		return nil, fmt.Errorf("%w: the step needs a scripted bank, and the scenario's tags do not say so", ErrHarness)
	}
	return w.Control, nil
}

// lookUp makes a call that a Then needs to see something. The answer of the When
// stays the answer.
func (w *World) lookUp(ctx context.Context, phrase string, set ...string) (*Exchange, error) {
	call, err := insightsCallOf(phrase)
	if err != nil {
		return nil, err
	}
	body := call.draft(w)
	for i := 0; i+1 < len(set); i += 2 {
		if err := w.setMember(ctx, body, set[i], set[i+1]); err != nil {
			return nil, err
		}
	}
	return w.perform(ctx, call, body, nil)
}
