package insights

import (
	"net/url"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// What the consumer answers.
type (
	wizardIn struct {
		FormIdentifier string    `json:"form_identifier"`
		Data           []fieldIn `json:"data"`
		RedirectID     string    `json:"redirect_id"`
		ReturnURL      string    `json:"return_url"`
		Action         string    `json:"action"`
	}
	fieldIn struct {
		Key   string `json:"key"`
		Value string `json:"value"`
	}
)

func (in wizardIn) input() aggregator.Input {
	out := aggregator.Input{Form: in.FormIdentifier, RedirectID: in.RedirectID, ReturnURL: in.ReturnURL, Action: in.Action}
	for _, f := range in.Data {
		out.Data = append(out.Data, aggregator.Field(f))
	}
	return out
}

// noMoreRules stands for the rules of a body that the aggregator judges whole.
func noMoreRules() []storage.Violation { return nil }

// What the consumer sees.
type (
	stepOut struct {
		State  aggregator.FlowState `json:"state"`
		Next   string               `json:"next"`
		Result screenOut            `json:"result"`
	}
	screenOut struct {
		Context  aggregator.Context `json:"context"`
		Bank     *chosenOut         `json:"bank,omitempty"`
		Message  string             `json:"message,omitempty"`
		Error    *failureOut        `json:"error,omitempty"`
		Form     *formOut           `json:"form,omitempty"`
		Redirect *redirectOut       `json:"redirect,omitempty"`
		Wait     *waitOut           `json:"wait,omitempty"`
		Scope    *scopeOut          `json:"scope,omitempty"`
		Back     bool               `json:"back,omitempty"`
	}
	chosenOut struct {
		Name    string `json:"bank_name"`
		Country string `json:"country_code"`
	}
	failureOut struct {
		Category string `json:"category"`
		Message  string `json:"message,omitempty"`
	}
	formOut struct {
		Identifier string       `json:"form_identifier"`
		Elements   []elementOut `json:"elements"`
	}
	elementOut struct {
		Key     string      `json:"key"`
		Kind    string      `json:"kind"`
		Label   string      `json:"label"`
		Value   string      `json:"value,omitempty"`
		Hint    string      `json:"hint,omitempty"`
		Error   string      `json:"error,omitempty"`
		Options []optionOut `json:"options,omitempty"`
	}
	optionOut struct {
		Value string `json:"value"`
		Label string `json:"label"`
		Hint  string `json:"hint,omitempty"`
	}
	redirectOut struct {
		ID  string `json:"id"`
		URL string `json:"url"`
	}
	waitOut struct {
		PollAfter int    `json:"poll_after_seconds"`
		Message   string `json:"message,omitempty"`
	}
	scopeOut struct {
		Data     aggregator.FlowType `json:"data,omitempty"`
		Reports  []string            `json:"reports,omitempty"`
		From     string              `json:"from_date,omitempty"`
		To       string              `json:"to_date,omitempty"`
		Accounts []string            `json:"accounts,omitempty"`
		Stored   bool                `json:"stored"`
		Until    string              `json:"until,omitempty"`
	}
)

// stepOutOf writes a step, with the URLs that only this room knows.
func stepOutOf(step aggregator.Step, base string) stepOut {
	out := screenOut{Context: step.Context, Message: step.Message, Form: formOutOf(step.Form), Scope: scopeOutOf(step.Scope), Back: step.Back}
	if b := step.Bank; b != nil {
		out.Bank = &chosenOut{b.Title, b.Country}
	}
	if e := step.Error; e != nil {
		out.Error = &failureOut{e.Category, e.Message}
	}
	if r := step.Redirect; r != nil {
		out.Redirect = &redirectOut{r.ID, base + "/branded/bank/" + url.PathEscape(step.Flow)}
	}
	if w := step.Wait; w != nil {
		out.Wait = &waitOut{int(w.PollAfter.Seconds()), w.Message}
	}
	return stepOut{State: step.State, Next: wizardURL(base, step.Flow), Result: out}
}

func formOutOf(f *aggregator.Form) *formOut {
	if f == nil {
		return nil
	}
	out := &formOut{Identifier: f.Identifier, Elements: make([]elementOut, len(f.Elements))}
	for i, e := range f.Elements {
		out.Elements[i] = elementOut{Key: e.Key, Kind: e.Kind, Label: e.Label, Value: e.Value, Hint: e.Hint, Error: e.Error}
		for _, o := range e.Options {
			out.Elements[i].Options = append(out.Elements[i].Options, optionOut{o.Value, o.Label, o.Hint})
		}
	}
	return out
}

func scopeOutOf(r *aggregator.Reading) *scopeOut {
	if r == nil {
		return nil
	}
	return &scopeOut{Data: r.Type, Reports: r.Reports, From: said(r.From), To: said(r.To), Accounts: r.Accounts, Stored: r.Stored, Until: said(r.Until)}
}

// said is a day that may be none.
func said(d reports.Day) string {
	if d == 0 {
		return ""
	}
	return d.String()
}
