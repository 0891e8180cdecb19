package features

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/google/uuid"
)

// customerGivens are the steps that say whose data a scenario looks at, and
// which account or statement it asks for.
func customerGivens() []step {
	return []step{
		{`(a|\w+'s) consent for (.+?)( and what (?:it needs|they need))?`, `Given a consent for ReadBalances and what it needs`,
			"Makes a consent with these permissions that is Authorised; a scripted ASPSP has the demo customers amal, basma, dana and yusuf.", (*World).givenConsentFor},
		{`the customer chooses the first account alone`, `Given the customer chooses the first account alone`,
			"Tells a scripted ASPSP that its customers choose no more than their first account from now on.", (*World).givenChoice},
		{`the AccountId of an account (that there is not|that the customer did not choose|of basma's)`, `And the AccountId of an account that there is not`,
			"Names an account that the consent does not open, for the When to ask for.", (*World).givenStranger},
		{`an? (AccountId|StatementId) (?:with|of) (.+)`, `And an AccountId with a slash in it`,
			"Names an account or a statement by what is no id of the bank's.", (*World).givenOddID},
	}
}

func (w *World) givenConsentFor(ctx context.Context, whose, list, needed string) error {
	if name, named := strings.CutSuffix(whose, "'s"); named {
		w.persona = name
	}
	window := w.ask
	if err := w.givenRequest(ctx, list, needed); err != nil {
		return err
	}
	w.ask.keepWindow(window)
	return w.givenConsent(ctx, string(Authorised))
}

// keepWindow takes over the window of a request that was prepared before.
func (d draft) keepWindow(of draft) {
	for _, member := range []string{"TransactionFromDateTime", "TransactionToDateTime"} {
		if text := of.date(member); text != "" {
			d["Data"].(map[string]any)[member] = text
		}
	}
}

// firstAlone is a script for a scripted ASPSP, as a file of its own.
const firstAlone = `version: 1
scenarios:
  - name: verify-first-account-alone
    about: the customer authorises, and chooses the first account alone
    customer: {does: approves, accounts: first}
`

func (w *World) givenChoice(ctx context.Context) error {
	w.choice = "verify-first-account-alone"
	return w.Control.Load(ctx, "verify-first-account-alone.yaml", firstAlone)
}

func (w *World) givenStranger(ctx context.Context, which string) (err error) {
	switch which {
	case "that there is not":
		w.aim = place{account: uuid.NewString(), statement: uuid.NewString()}
	case "that the customer did not choose":
		w.aim.account, err = w.unchosen(ctx)
	default:
		var ids []string
		if ids, err = w.accountsOf(ctx, "basma"); err == nil {
			w.aim.account = ids[0]
		}
	}
	return err
}

// oddIDs are ids that no bank gives out, as they stand in a path.
var oddIDs = map[string]string{
	"a slash in it":          "1%2F2",
	"dots for the parent":    "%2E%2E",
	"a NUL in it":            "1%002",
	"10,000 characters":      strings.Repeat("1", 10_000),
	"Arabic letters":         "%D8%AD%D8%B3%D8%A7%D8%A8",
	"a line break in it":     "1%0D%0AX-Injected:%201",
	"a quote and a comment":  "1%27%20OR%201=1%20--",
	"bytes that are no text": "%FF%FE",
	"its own making":         "verify-no-such-id",
}

func (w *World) givenOddID(_ context.Context, what, name string) error {
	id, ok := oddIDs[name]
	if !ok {
		return fmt.Errorf("%w: no id is called %q", ErrHarness, name)
	}
	w.aim = place{account: id, verbatim: true}
	if what == "StatementId" {
		w.aim = place{statement: id, verbatim: true}
	}
	return nil
}

// Load adds a scenario file to what the sandbox knows, for all its tenants.
func (c *Control) Load(ctx context.Context, name, file string) error {
	root := &Control{base: c.base[:strings.LastIndex(c.base, "/tenants/")], client: c.client}
	return root.send(ctx, http.MethodPut, "/scenarios/"+name, []byte(file), nil)
}
