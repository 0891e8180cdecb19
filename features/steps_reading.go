package features

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/tidwall/gjson"
)

// What a step reads of each account or each statement stops at these numbers: a
// bank that is not ours may have any.
const (
	mostAccounts   = 10
	mostStatements = 3 // of one account
)

// readable is a pattern for the words of what there is to read.
const readable = `(the accounts|the party|the product details|all [a-z -]+?|(?:an|each|that) account(?:'s [a-z -]+?)?|(?:a|each|that) statement(?:'s [a-z]+?)?)`

// readingSteps are the steps in which the AISP reads data.
func readingSteps() []step {
	return []step{
		{`the AISP (?:reads|has read) ` + readable + `( page by page)?`, `When the AISP reads an account's balances`,
			"Reads data with the customer's token: of the first account or statement, of each, or of one that was named; the first page, or all pages by following Links.Next.", (*World).aispReads},
		{`the AISP has read ` + readable + ` with the other consent's token`, `And the AISP has read an account's balances with the other consent's token`,
			"Reads data with the token of the other consent, and what follows is about the first.", (*World).otherReads},
		{`the AISP sends ([A-Z]+) to ` + readable, `When the AISP sends DELETE to an account's balances`,
			"Sends any method where data is read, with the customer's token.", (*World).aispSendsTo},
		{`the query's {string} is {string}`, `And the query's "fromBookingDateTime" is "yesterday"`,
			"Adds a parameter to the addresses that the When reads; the same one again is sent twice.", (*World).givenQuery},
	}
}

func (w *World) aispReads(ctx context.Context, words, paging string) error {
	what, places, err := w.placesOf(ctx, words)
	if err != nil {
		return err
	}
	return w.readAll(ctx, what, places, w.query, paging != "")
}

// readAll reads the same of several places. What was read before is kept as the
// earlier reads.
func (w *World) readAll(ctx context.Context, what endpoint, places []place, query url.Values, paging bool) error {
	w.earlier, w.reads = w.reads, nil
	for _, p := range places {
		e, err := w.get(ctx, what, Call{Path: what.at(p), Query: query})
		if err != nil {
			return err
		}
		r := read{what, p, []*Exchange{e}}
		if paging {
			err = w.turn(ctx, &r)
		}
		w.reads = append(w.reads, r)
		if err != nil {
			return err
		}
		w.remember(r)
	}
	return nil
}

// remember keeps the customer's accounts when a scenario has asked for them
// itself.
func (w *World) remember(r read) {
	if r.what.words == "the accounts" && w.listed == nil && w.bearer == nil && r.first().Status == http.StatusOK {
		w.listed = append([]gjson.Result{}, r.items()...)
	}
}

func (w *World) aispSendsTo(ctx context.Context, method, words string) error {
	what, places, err := w.placesOf(ctx, words)
	if err != nil {
		return err
	}
	c := Call{Method: method, Path: what.at(places[0])}
	if method != http.MethodDelete {
		c.Body = []byte(`{"Data":{}}`)
	}
	_, err = w.get(ctx, what, c)
	return err
}

func (w *World) otherReads(ctx context.Context, words string) error {
	what, places, err := w.placesOf(ctx, words)
	if err != nil {
		return err
	}
	e, err := w.Send(ctx, Call{Method: http.MethodGet, Path: what.at(places[0]), Token: w.other.grant.access})
	if err != nil {
		return err
	}
	return expectStatus(e, http.StatusOK)
}

func (w *World) givenQuery(_ context.Context, name, value string) error {
	if w.query == nil {
		w.query = url.Values{}
	}
	w.query.Add(name, value)
	return nil
}

// placesOf finds what a step reads, by the step's words for it, and where that
// is.
func (w *World) placesOf(ctx context.Context, words string) (endpoint, []place, error) {
	what, how, err := endpointNamed(words)
	if err != nil {
		return what, nil, err
	}
	places, err := w.places(ctx, what, how)
	return what, places, err
}

// places finds where the data is that a step reads.
func (w *World) places(ctx context.Context, what endpoint, how scope) (found []place, err error) {
	if how == that {
		return w.named(ctx, what)
	}
	if !what.ofAccount() {
		return []place{{}}, nil
	}
	accounts, err := w.accountIDs(ctx)
	if err != nil {
		return nil, err
	}
	for _, account := range accounts {
		here := []place{{account: account}}
		if what.ofStatement() {
			if here, err = w.statementsOf(ctx, account); err != nil {
				return nil, err
			}
		}
		if found = append(found, here...); len(found) > 0 && how == one {
			return found[:1], nil
		}
	}
	if len(found) == 0 {
		return nil, NoData("no account of the customer has a statement")
	}
	return found, nil
}

// named gives the place that the scenario has named. A statement without an
// account is one of the first account.
func (w *World) named(ctx context.Context, what endpoint) ([]place, error) {
	p := w.aim
	if p.account == "" {
		accounts, err := w.accountIDs(ctx)
		if err != nil {
			return nil, err
		}
		p.account = accounts[0]
	}
	if what.ofStatement() && p.statement == "" {
		return nil, fmt.Errorf("%w: no step has named a statement", ErrHarness)
	}
	return []place{p}, nil
}

// accountIDs gives the accounts that the consent opens, as many as are read of
// each.
func (w *World) accountIDs(ctx context.Context) (all []string, err error) {
	accounts, err := w.accounts(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range accounts[:min(len(accounts), mostAccounts)] {
		all = append(all, a.Get("AccountId").String())
	}
	if len(all) == 0 {
		return nil, NoData("the consent opens no account")
	}
	return all, nil
}

// accounts gives the accounts that the consent opens. They are asked for once,
// with the customer's token, whatever the scenario says of its own request.
func (w *World) accounts(ctx context.Context) ([]gjson.Result, error) {
	if w.listed != nil {
		return w.listed, nil
	}
	tokens, err := w.customersTokens(ctx)
	if err != nil {
		return nil, err
	}
	listed, err := w.listWith(ctx, tokens.access, mustEndpoint("the accounts"), place{})
	if err == nil {
		w.listed = append([]gjson.Result{}, listed...)
	}
	return listed, err
}

// listWith reads a list, all pages of it, with a token, on the way to what is
// tested.
func (w *World) listWith(ctx context.Context, token string, what endpoint, at place) ([]gjson.Result, error) {
	r, err := w.fetch(ctx, token, what, at)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPrerequisite, err)
	}
	return r.items(), nil
}

// fetch reads a list, all pages of it, with a token and nothing else that the
// scenario says of its own request.
func (w *World) fetch(ctx context.Context, token string, what endpoint, at place) (read, error) {
	e, err := w.Send(ctx, Call{Method: http.MethodGet, Path: what.at(at), Token: token})
	r := read{what, at, []*Exchange{e}}
	if err == nil {
		err = expectStatus(e, http.StatusOK)
	}
	if err == nil {
		err = w.pursue(&r, func(address string) (*Exchange, error) {
			return w.Send(ctx, Call{Method: http.MethodGet, Path: address, Token: token})
		})
	}
	return r, err
}
