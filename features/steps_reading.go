package features

import (
	"context"
	"fmt"
	"net/http"

	"github.com/tidwall/gjson"
)

// What a step reads of each account or each statement stops at these numbers: a
// bank that is not ours may have any.
const (
	mostAccounts   = 10
	mostStatements = 3 // of one account
)

// readingSteps are the steps in which the AISP reads data.
func readingSteps() []step {
	return []step{
		{`the AISP (?:reads|has read) (the accounts|the party|the product details|all [a-z -]+|(?:an|each) account(?:'s [a-z -]+)?|(?:a|each) statement(?:'s [a-z]+)?)`,
			`When the AISP reads an account's balances`,
			"Reads data with the customer's token: of the first account, or of each; of the first statement, or of each.", (*World).aispReads},
	}
}

// A read is what was read and the answers to it: one, or the pages that there
// are once they were followed.
type read struct {
	what      endpoint
	account   string // AccountId, if it is of one
	statement string
	pages     []*Exchange
}

// first gives the answer to the read, that is its first page.
func (r read) first() *Exchange { return r.pages[0] }

// items gives what the answers hold of what was read: the elements of the list,
// or the one object; nothing if it was refused.
func (r read) items() (all []gjson.Result) {
	if r.what.member == "" {
		return nil
	}
	for _, page := range r.pages {
		list := page.Get("Data." + r.what.member)
		switch {
		case page.Status != http.StatusOK:
		case list.IsArray():
			all = append(all, list.Array()...)
		case list.IsObject():
			all = append(all, list)
		}
	}
	return all
}

func (w *World) aispReads(ctx context.Context, words string) error {
	what, each, err := endpointNamed(words)
	if err != nil {
		return err
	}
	w.reads = nil
	places, err := w.places(ctx, what, each)
	if err != nil {
		return err
	}
	for _, p := range places {
		if err := w.read(ctx, what, p); err != nil {
			return err
		}
	}
	return nil
}

// A place is an account, or a statement of it, whose data is read.
type place struct{ account, statement string }

// places finds where the data is that a step reads: of the first account or
// statement, or of each.
func (w *World) places(ctx context.Context, what endpoint, each bool) (found []place, err error) {
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
		if found = append(found, here...); len(found) > 0 && !each {
			return found[:1], nil
		}
	}
	if len(found) == 0 {
		return nil, NoData("no account of the customer has a statement")
	}
	return found, nil
}

// read reads one thing and keeps the answer.
func (w *World) read(ctx context.Context, what endpoint, p place) error {
	c := Call{Method: http.MethodGet, Path: what.at(p.account, p.statement)}
	if w.bearer == nil {
		token, err := w.readersToken(ctx, what)
		if err != nil {
			return err
		}
		c.Token = token
	}
	if err := w.send(ctx, c); err != nil {
		return err
	}
	w.reads = append(w.reads, read{what, p.account, p.statement, []*Exchange{w.answer}})
	return nil
}

// readersToken is the token that the data opens to: the customer's, or, for what
// no customer owns, one of the AISP's own. Where no customer has authorised
// anything it is "", and the AISP sends what it has.
func (w *World) readersToken(ctx context.Context, what endpoint) (string, error) {
	if what.words == "the product details" {
		return w.ClientToken(ctx, w.AISP, "products")
	}
	if w.grant.access == "" && (w.trip == nil || w.trip.Code == "") {
		return "", nil
	}
	tokens, err := w.customersTokens(ctx)
	return tokens.access, err
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
	listed, err := w.listWith(ctx, tokens.access, "/accounts", "Account")
	if err == nil {
		w.listed = listed
	}
	return listed, err
}

// listWith reads a list with a token, on the way to what is tested.
func (w *World) listWith(ctx context.Context, token, path, member string) ([]gjson.Result, error) {
	e, err := w.Send(ctx, Call{Method: http.MethodGet, Path: path, Token: token})
	if err == nil {
		err = expectStatus(e, http.StatusOK)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPrerequisite, err)
	}
	list := e.Get("Data." + member)
	if !list.IsArray() {
		return nil, fmt.Errorf("%w: %s holds no list of %s", ErrPrerequisite, path, member)
	}
	return list.Array(), nil
}

// statementsOf finds statements of an account. The scenario's own consent may
// not be allowed to list them, so a second one of the same customer does.
func (w *World) statementsOf(ctx context.Context, account string) (found []place, err error) {
	if w.scout.access == "" {
		if err := w.sendScout(ctx); err != nil {
			return nil, err
		}
	}
	what, _, err := endpointNamed("an account's statements")
	if err != nil {
		return nil, err
	}
	list, err := w.listWith(ctx, w.scout.access, what.at(account, ""), what.member)
	for _, s := range list[:min(len(list), mostStatements)] {
		if id := s.Get("StatementId").String(); id != "" {
			found = append(found, place{account, id})
		}
	}
	return found, err
}

// sendScout has the customer give a second consent, by which statements are found.
func (w *World) sendScout(ctx context.Context) error {
	first := w.memory
	w.memory = memory{persona: first.persona, ask: consentDraft([]string{"ReadAccountsBasic", "ReadStatementsBasic"})}
	err := w.givenConsent(ctx, string(Authorised))
	found := w.grant
	w.memory = first
	w.scout = found
	if err != nil {
		return fmt.Errorf("%w: %w", ErrPrerequisite, err)
	}
	return nil
}
