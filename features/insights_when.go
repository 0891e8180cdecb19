package features

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/cucumber/godog"
	"github.com/tidwall/gjson"
)

// verbs are the verbs of the phrases that name calls.
const verbs = `(?:has )?(?:calls?|called|starts?|started|creates?|created|closes?|closed|aborts?|aborted|fetch(?:es|ed)|uses?|used|deletes?|deleted|reads?)`

// insightsWhens are the steps in which a client of the API calls it.
func insightsWhens() []step {
	return []step{
		{`(the|another) client (` + verbs + ` [^:]+?)( without a token| with the token "[^"]*"| with a body (?:with|that is) .+| as [^:]+| \d+ times)?`,
			`When the client calls List Accounts`,
			"Makes a call of the API, with the members that it needs and the scenario knows. In a Given it has to go well.", (*World).clientCalls},
		{`(the|another) client (` + verbs + ` [^:]+) with:`, `When the client calls Create Account with:`,
			"Makes a call of the API with these members beside those that it needs; a member is a dotted path, and its value words, JSON or a text.", (*World).clientCallsWith},
		{`(the|another) client sends ([A-Z]+) to ("[^"]+"|the session|the flow)(?: with the body (.+))?`, `When the client sends POST to "/insights/v1/nothing"`,
			"Sends any method to a path below base_url, or to the address of the session or the flow.", (*World).clientSends},
		{`the client polls (Flow-Information|Refresh-Status)(?: (\d+) times| until it is not PROCESSING)`, `When the client polls Flow-Information 3 times`,
			"Looks at the state again and again, every five seconds of the bank's clock where it is polled until something, and remembers each.", (*World).clientPolls},
		{`the client walks through (List Accounts|List Transactions|the Categorization report), {int} at a time`, `When the client walks through List Transactions, 2 at a time`,
			"Asks for page after page until one is not full, and remembers the items of each.", (*World).clientWalks},
		{`the client makes the Categorization, Group By Category and Expense Category reports of {int} days`, `When the client makes the Categorization, Group By Category and Expense Category reports of 400 days`,
			"Makes the three reports of the same days, for steps that hold one against another.", (*World).clientCompares},
	}
}

func (w *World) clientCalls(ctx context.Context, who, phrase, how string) error {
	call, err := insightsCallOf(phrase)
	if err != nil {
		return err
	}
	change, times, err := w.manner(how)
	if err != nil {
		return err
	}
	w.tries(call.phrase, phrase == call.phrase)
	for range times {
		if err := w.invoke(ctx, who, call, call.draft(w), change); err != nil {
			return err
		}
	}
	return w.inGiven(phrase)
}

func (w *World) clientCallsWith(ctx context.Context, who, phrase string, table *godog.Table) error {
	call, err := insightsCallOf(phrase)
	if err != nil {
		return err
	}
	body := call.draft(w)
	if body == nil {
		body = draft{}
	}
	if err := w.setRows(ctx, body, table); err != nil {
		return err
	}
	w.tries(call.phrase, phrase == call.phrase)
	if err := w.invoke(ctx, who, call, body, nil); err != nil {
		return err
	}
	return w.inGiven(phrase)
}

// setRows sets the members that a table of two columns names.
func (w *World) setRows(ctx context.Context, body draft, table *godog.Table) error {
	for _, row := range table.Rows {
		if len(row.Cells) != 2 {
			return fmt.Errorf("%w: a table of members and values has two columns, and this one %d", ErrHarness, len(row.Cells))
		}
		if err := w.setMember(ctx, body, row.Cells[0].Value, row.Cells[1].Value); err != nil {
			return err
		}
	}
	return nil
}

// inGiven asks of a call that a Given speaks of that it went well.
func (w *World) inGiven(phrase string) error {
	if !strings.HasPrefix(phrase, "has ") {
		return nil
	}
	return w.wentWell(w.answer)
}

// wentWell gives the finding that a call did not go well, or nil.
func (w *World) wentWell(e *Exchange) error {
	if e.Status < 300 {
		return nil
	}
	return Finding{Where: "status", Expected: "2xx", Got: fmt.Sprintf("%d to %s %s: %s", e.Status, e.Request.Method, e.Request.URL, briefly(e.Get("error")))}
}

// invoke makes a call, keeps the answer and learns from it.
func (w *World) invoke(ctx context.Context, who string, call insightsCall, body draft, change func(*Call)) error {
	if token, ok := body["consent_token"].(string); ok {
		w.insights.spent = token
	}
	e, err := w.perform(ctx, call, body, func(c *Call) {
		if who == "another" {
			c.As = w.Other
		}
		if strings.HasPrefix(call.phrase, "starts a") || call.phrase == "creates a session" {
			c.Header = http.Header{}
			for name, value := range w.insights.header {
				c.Header.Set(name, value)
			}
		}
		if change != nil {
			change(c)
		}
	})
	if err != nil {
		return err
	}
	w.answer = e
	if who == "the" {
		w.insights.learn(call.phrase, e)
	}
	return nil
}

// manner reads how a call is made, where a step says more than which.
func (w *World) manner(how string) (change func(*Call), times int, err error) {
	how = strings.TrimSpace(how)
	token, named := strings.CutPrefix(how, "with the token ")
	flaw, spoilt := strings.CutPrefix(strings.Replace(how, "with a body with ", "with a body that is ", 1), "with a body that is ")
	manner, known := manners[strings.TrimPrefix(how, "as ")]
	switch {
	case how == "":
		return nil, 1, nil
	case how == "without a token":
		return func(c *Call) { c.Header = http.Header{"Authorization": nil} }, 1, nil
	case named:
		return func(c *Call) { c.Token = strings.Trim(token, `"`) }, 1, nil
	case spoilt && insightsFlaws[flaw] != nil:
		return func(c *Call) { c.Body = []byte(insightsFlaws[flaw](string(c.Body))) }, 1, nil
	case known:
		return func(c *Call) { manner(w, c) }, 1, nil
	case strings.HasSuffix(how, " times"):
		times, err = strconv.Atoi(strings.TrimSuffix(how, " times"))
		return nil, times, err
	}
	return nil, 0, fmt.Errorf("%w: nobody calls the API %q", ErrHarness, how)
}

// manners are odd ways to send a request, by the words that steps have for them.
var manners = map[string]func(*World, *Call){
	"Bearer":        func(w *World, c *Call) { c.Header = http.Header{"Authorization": {"Bearer " + w.AISP.Secret}} },
	"plain JSON":    func(_ *World, c *Call) { c.Header = http.Header{"Content-Type": {"application/json"}} },
	"JSON in UTF-8": func(_ *World, c *Call) { c.Header = http.Header{"Content-Type": {"application/json;charset=utf-8"}} },
	"a form":        func(_ *World, c *Call) { c.Header = http.Header{"Content-Type": {"application/x-www-form-urlencoded"}} },
	"100,000 transactions": func(_ *World, c *Call) {
		c.Body = []byte(strings.TrimSuffix(string(c.Body), "}") + `,"transactions":[` + strings.Repeat("{},", 99_999) + `{}]}`)
	},
	"a body of 9 MB": func(_ *World, c *Call) {
		c.Body = append(c.Body[:len(c.Body)-1:len(c.Body)-1], `,"_": "`+strings.Repeat("x", 9_000_000)+`"}`...)
	},
}

// insightsFlaws are the ways to spoil a good body, by the name that steps give
// them.
var insightsFlaws = map[string]func(body string) string{
	"a trailing comma":         func(b string) string { return strings.TrimSuffix(b, "}") + ",}" },
	"text after it":            func(b string) string { return b + " junk" },
	"a missing brace":          func(b string) string { return strings.TrimSuffix(b, "}") },
	"bytes that are not UTF-8": func(b string) string { return strings.Replace(b, "{", "{\"note\":\"\xff\xfe\",", 1) },
	"nothing in it":            func(string) string { return "" },
	"a list":                   func(b string) string { return "[" + b + "]" },
	"a text":                   func(string) string { return `"insights_consumer_id"` },
	"null":                     func(string) string { return "null" },
}

func (w *World) clientSends(ctx context.Context, who, method, place, body string) error {
	c := Call{Method: method, Path: strings.Trim(place, `"`)}
	switch place {
	case "the session":
		c.Path = w.insights.session.Get("self").String()
	case "the flow":
		c.Path = w.insights.flow.Get("self").String()
	}
	if body != "" {
		c.Body = []byte(body)
	}
	if who == "another" {
		c.As = w.Other
	}
	e, err := w.Send(ctx, c)
	w.answer = e
	return err
}

// mostPolls is how often a state is looked at before it counts as one for ever.
const mostPolls = 60

// clientPolls looks so many times, or until the state is another than PROCESSING:
// then the bank's clock moves five seconds between two looks.
func (w *World) clientPolls(ctx context.Context, what, times string) error {
	n, err := mostPolls, error(nil)
	if times != "" {
		if n, err = strconv.Atoi(times); err != nil {
			return fmt.Errorf("%w: %w", ErrHarness, err)
		}
	}
	w.insights.saw = nil
	for range n {
		if err := w.clientCalls(ctx, "the", "calls "+what, ""); err != nil {
			return err
		}
		state := w.answer.Get("data.state").String()
		w.insights.saw = append(w.insights.saw, state)
		if times != "" {
			continue
		}
		if state != "PROCESSING" {
			return nil
		}
		if err := w.lapse(ctx, "5s"); err != nil {
			return err
		}
	}
	return nil
}

// clientWalks asks for pages of one size until one of them is not full.
func (w *World) clientWalks(ctx context.Context, what string, size int) error {
	m := &w.insights
	m.pages = nil
	under, list := "pagination.", "transactions"
	switch what {
	case "the Categorization report":
		under = ""
	case "List Accounts":
		list = "accounts"
	}
	for offset := 0; len(m.pages) < mostPolls; offset += size {
		e, err := w.lookUp(ctx, "calls "+what, under+"size", strconv.Itoa(size), under+"offset", strconv.Itoa(offset))
		if err == nil {
			err = w.wentWell(e)
		}
		if err != nil {
			return err
		}
		w.answer = e
		page := listedIn(e, list)
		m.pages = append(m.pages, page)
		if len(page) < size {
			return nil
		}
	}
	return w.missed("/data", "an end of the pages", fmt.Sprintf("%d of them", len(m.pages)))
}

func (w *World) clientCompares(ctx context.Context, days int) error {
	for _, report := range []string{"Categorization", "Group By Category", "Expense Category"} {
		call, err := insightsCallOf("calls the " + report + " report")
		if err != nil {
			return err
		}
		body := call.draft(w)
		body["report_days"] = days
		if err := w.invoke(ctx, "the", call, body, nil); err != nil {
			return err
		}
		if err := w.wentWell(w.answer); err != nil {
			return err
		}
	}
	return nil
}

// reportsOf gives the reports of an answer.
func reportsOf(e *Exchange) []gjson.Result { return e.Get("data.reports").Array() }
