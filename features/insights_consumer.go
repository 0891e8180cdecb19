package features

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cucumber/godog"
)

// insightsConsumerSteps are the steps in which the consumer is at the bank, and
// those in which time passes or the bank is told what to do.
func insightsConsumerSteps() []step {
	return []step{
		{`the consumer (?:logs|has logged) in as {string}(?: at ([A-Z]{2}) (\S+))?`, `When the consumer logs in as "embedded"`,
			"Has the consumer go through the XS2A App, headless, at the session's bank, the one named, or the Demo Bank; the username decides what comes of it.", (*World).consumerLogsIn},
		{`the consumer (?:logs|has logged) in as {string} with:`, `When the consumer logs in as "max" with:`,
			"The same, with the rows accounts (names or IBANs, by commas), otp, password, bank and method.", (*World).consumerLogsInWith},
		{`the consumer (?:gives|has given) up`, `When the consumer gives up`, "Has the consumer close the XS2A App half-way.", (*World).consumerGivesUp},
		{`the consumer opens the auth_url`, `When the consumer opens the auth_url`,
			"Reads what is at the auth_url in the flow's client_token, without Authorization.", (*World).consumerOpens},
		{`{int} (second|minute|hour|day)s? (?:pass|passes|have passed|has passed)`, `When 2 hours pass`, "Moves the clock of a scripted bank.", (*World).whilePasses},
		{`the bank follows the script {string}`, `Given the bank follows the script "bank-technical"`,
			"Makes a scenario the default of a scripted bank.", (*World).bankFollows},
		{`the bank's next flow follows the script {string}`, `Given the bank's next flow follows the script "technical"`,
			"Queues a scenario for one flow of a scripted bank.", (*World).bankQueues},
		{`the next request names the script {string}`, `Given the next request names the script "technical"`,
			"Sends x-sandbox-scenario with the requests that create sessions and start flows.", (*World).requestNames},
		{`the bank's address names the script {string}`, `Given the bank's address names the script "technical"`,
			"Adds the scenario to the tenant in base_url.", (*World).addressNames},
		{`the stored consent (?:is|was) (REVOKED|EXPIRED) at the bank`, `When the stored consent is REVOKED at the bank`,
			"Has a scripted bank end the stored consent.", (*World).moveStored},
	}
}

func (w *World) consumerLogsIn(ctx context.Context, username, country, code string) error {
	return w.visits(ctx, Visitor{Username: username, Password: "12345", OTP: "12345", Country: country, Bank: code})
}

func (w *World) consumerLogsInWith(ctx context.Context, username string, table *godog.Table) error {
	v := Visitor{Username: username, Password: "12345", OTP: "12345"}
	for _, row := range table.Rows {
		value := row.Cells[1].Value
		switch name := row.Cells[0].Value; name {
		case "accounts":
			v.Accounts = strings.Split(value, ", ")
		case "otp":
			v.OTP = value
		case "password":
			v.Password = value
		case "method":
			v.Method = value
		case "bank":
			v.Country, v.Bank, _ = strings.Cut(value, " ")
		default:
			return fmt.Errorf("%w: a consumer who logs in says no %q", ErrHarness, name)
		}
	}
	return w.visits(ctx, v)
}

func (w *World) consumerGivesUp(ctx context.Context) error {
	return w.visits(ctx, Visitor{Username: usual, Aborts: true})
}

// visits has the consumer walk through the flow, as far as it goes.
func (w *World) visits(ctx context.Context, v Visitor) error {
	control, err := w.scripted()
	if err != nil {
		return err
	}
	id := w.insights.flow.Get("flow_id").String()
	if err := need("flow", id); err != nil {
		return err
	}
	_, err = control.Complete(ctx, id, v)
	return err
}

func (w *World) consumerOpens(ctx context.Context) error {
	token := w.insights.flow.Get("client_token").String()
	address := authURL(token)
	if address == "" {
		return Finding{Requirement: "FLW-PUT-03", Where: "/data/client_token", Expected: "a JWT with an auth_url", Got: quoted(token)}
	}
	e, err := w.Send(ctx, Call{Method: "GET", Path: address, Bare: true})
	w.answer = e
	return err
}

func (w *World) whilePasses(ctx context.Context, many int, unit string) error {
	return w.lapse(ctx, fmt.Sprintf("%d%s", many, unit[:1]))
}

// lapse moves the clock and keeps which automatic refreshes ran meanwhile.
func (w *World) lapse(ctx context.Context, by string) error {
	control, err := w.scripted()
	if err != nil {
		return err
	}
	w.insights.ran, err = control.Elapse(ctx, by)
	return err
}

func (w *World) bankFollows(ctx context.Context, name string) error {
	control, err := w.scripted()
	if err != nil {
		return err
	}
	return control.Scenario(ctx, name)
}

func (w *World) bankQueues(ctx context.Context, name string) error {
	control, err := w.scripted()
	if err != nil {
		return err
	}
	return control.Push(ctx, name, 1)
}

func (w *World) requestNames(_ context.Context, name string) error {
	w.insights.header = map[string]string{"x-sandbox-scenario": name}
	return nil
}

// addressNames leads the scenario's requests to …/t/{tenant}~{script}.
func (w *World) addressNames(_ context.Context, name string) error {
	if w.Tenant == "" || !strings.HasSuffix(w.Target.BaseURL, "/t/"+w.Tenant) {
		return fmt.Errorf("%w: base_url %q does not end in the scenario's tenant", ErrHarness, w.Target.BaseURL)
	}
	w.Target.BaseURL += "~" + name
	return nil
}

// tries notes which edge of a life the scenario tries: what is done, in the state
// that a Given has left the thing in. What is done to set the scenario up is no
// try: it takes the thing on to where nobody has said what it is.
func (w *World) tries(what string, counts bool) {
	for of, actions := range insightsActions {
		if from := w.insights.at(of); from != "" && slices.Contains(actions, what) {
			if counts {
				w.Edge(State(of+" "+from), Action(what))
			}
			delete(w.insights.states, of)
		}
	}
}
