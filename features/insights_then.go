package features

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/cucumber/godog"
)

// insightsThens are the steps that hold the answer of the When against what it is
// to be.
func insightsThens() []step {
	return []step{
		{`the answer is {int}`, `Then the answer is 201`, "Asks for this status.", (*World).insightsStatus},
		{`the answer is {int} with the code {string}`, `Then the answer is 409 with the code "CONFLICT"`,
			"Asks for this status and this error code.", (*World).insightsRefusal},
		{`the answer is a success`, `Then the answer is a success`, "Asks for a status of 2xx.", (*World).answerSucceeds},
		{`the answer is the client's error`, `Then the answer is the client's error`, "Asks for a status of 4xx.", (*World).answerBlames},
		{`the answer has no body`, `And the answer has no body`, "Asks for an empty body.", (*World).answerEmpty},
		{`the answer is an empty object`, `And the answer is an empty object`, "Asks for the body {}.", (*World).answerIsEmptyObject},
		{`the answer's {string} is (.+)`, `And the answer's "data.state" is FINISHED`,
			"Holds a member of the answer, by its dotted path, against a value: words, JSON, a text, there, left out, not …, one of …, at least …, between … and …, or a form such as a UUID.", (*World).answersMember},
		{`the answer tells:`, `Then the answer tells:`, "Holds members of the answer, by their dotted paths, against values.", (*World).answerTells},
		{`an error is at {string}(?: with the code ([A-Z_]+))?`, `And an error is at "account.currency" with the code INVALID_VALUE`,
			"Asks that one of the errors has this location, and this code.", (*World).errorIsAt},
		{`errors are at (.+)`, `And errors are at "account.currency" and "account.account_type"`,
			"Asks that each of these is the location of an error, in one answer.", (*World).errorsAreAt},
		{`the answer is as before`, `Then the answer is as before`,
			"Holds the answer against that of the same call before, member by member.", (*World).answerAsBefore},
		{`the answer's {string} has changed`, `And the answer's "data.consent_token" has changed`,
			"Holds a member against the same one of the same call before.", (*World).memberChanged},
		{`the answer is that of an id that was never given out`, `And the answer is that of an id that was never given out`,
			"Sends the request of the When once more with such an id in the consumer's place, and asks for the same answer but for ids.", (*World).answerAsUnknown},
		{`the answer's header {string} names (.+)`, `And the answer's header "Allow" names GET and DELETE`,
			"Asks that a header with a list names these.", (*World).headerNames},
		{`the answer's body is declared {string}`, `Then the answer's body is declared "application/json"`,
			"Holds the media type of the body against a type; parameters do not matter.", (*World).insightsDeclared},
		{`the scenario's answers keep to (.+)`, `And the scenario's answers keep to the documented members`,
			"Asks that no answer of the scenario was found at fault in one respect, by the schemas and rules that every answer is held against.", (*World).answersKeep},
	}
}

func (w *World) insightsStatus(_ context.Context, want int) error {
	if got := w.answer.Status; got != want {
		return w.missed("status", fmt.Sprint(want), fmt.Sprintf("%d %s", got, briefly(w.answer.Get("error"))))
	}
	return nil
}

func (w *World) insightsRefusal(ctx context.Context, status int, code string) error {
	if err := w.insightsStatus(ctx, status); err != nil {
		return err
	}
	if got := w.answer.Get("error.code").String(); got != code {
		return w.missed("/error/code", code, quoted(got))
	}
	return nil
}

func (w *World) answerIsEmptyObject(context.Context) error {
	if got := string(bytes.TrimSpace(w.answer.Response.Body)); got != "{}" {
		return w.missed("body", "{}", quoted(got))
	}
	return nil
}

func (w *World) answersMember(ctx context.Context, path, want string) error {
	got := w.answer.Get(path)
	wanted, err := w.meets(ctx, got, want)
	if err != nil || wanted == "" {
		return err
	}
	return w.missed("/"+strings.ReplaceAll(path, ".", "/"), wanted, briefly(got))
}

func (w *World) answerTells(ctx context.Context, table *godog.Table) error {
	var wrong []error
	for _, row := range table.Rows {
		wrong = append(wrong, w.answersMember(ctx, row.Cells[0].Value, row.Cells[1].Value))
	}
	return errors.Join(wrong...)
}

func (w *World) errorIsAt(_ context.Context, location, code string) error {
	list := w.answer.Get("error.errors").Array()
	for _, one := range list {
		if one.Get("location").String() == location && (code == "" || one.Get("code").String() == code) {
			return nil
		}
	}
	return w.missed("/error/errors", strings.TrimSpace(location+" "+code), briefly(w.answer.Get("error.errors")))
}

var quotedWords = regexp.MustCompile(`"([^"]+)"`)

func (w *World) errorsAreAt(ctx context.Context, list string) error {
	var wrong []error
	for _, one := range quotedWords.FindAllStringSubmatch(list, -1) {
		wrong = append(wrong, w.errorIsAt(ctx, one[1], ""))
	}
	return errors.Join(wrong...)
}

// earlierAnswer gives the answer of the same call before the one of the When.
func (w *World) earlierAnswer() (*Exchange, error) {
	for phrase, e := range w.insights.answers {
		if before := w.insights.before[phrase]; e == w.answer && before != nil {
			return before, nil
		}
	}
	return nil, fmt.Errorf("%w: the call of the When was not made before", ErrPrerequisite)
}

func (w *World) answerAsBefore(context.Context) error {
	before, err := w.earlierAnswer()
	if err != nil {
		return err
	}
	if got, want := canonical(w.answer.Get("@this")), canonical(before.Get("@this")); got != want {
		return w.missed("body", "what it was before: "+briefly(before.Get("@this")), briefly(w.answer.Get("@this")))
	}
	return nil
}

func (w *World) memberChanged(_ context.Context, path string) error {
	before, err := w.earlierAnswer()
	if err != nil {
		return err
	}
	if was, is := before.Get(path), w.answer.Get(path); !was.Exists() || !is.Exists() || was.Raw == is.Raw {
		return w.missed("/"+strings.ReplaceAll(path, ".", "/"), "another than "+briefly(was), briefly(is))
	}
	return nil
}

// answerAsUnknown asks the same about a consumer that there is not, as the same
// client.
func (w *World) answerAsUnknown(ctx context.Context) error {
	if err := need("consumer", w.insights.consumer); err != nil {
		return err
	}
	if w.otherReading() {
		return nil
	}
	mine, sent := w.answer, w.answer.Request
	swap := strings.NewReplacer(w.insights.consumer, neverGivenOut)
	e, err := w.Send(ctx, Call{
		Method: sent.Method, Path: sent.URL, Body: []byte(swap.Replace(string(sent.Body))),
		Header: map[string][]string{"Authorization": {sent.Header.Get("Authorization")}},
	})
	if err != nil {
		return err
	}
	if got, want := swap.Replace(string(mine.Response.Body)), string(e.Response.Body); mine.Status != e.Status || got != want {
		return w.missed("body", fmt.Sprintf("the answer for an id that there is not: %d %s", e.Status, want), fmt.Sprintf("%d %s", mine.Status, got))
	}
	return nil
}

func (w *World) insightsDeclared(_ context.Context, want string) error {
	media, _, _ := strings.Cut(w.answer.Header("Content-Type"), ";")
	if len(w.answer.Response.Body) == 0 || !strings.EqualFold(strings.TrimSpace(media), want) {
		return w.missed("Content-Type", "a body that is "+want, quoted(w.answer.Header("Content-Type")))
	}
	return nil
}

// respects are the requirements that every answer is held against, by the words
// that steps have for them.
var respects = map[string]string{
	"the documented members":      "API-BODY-01",
	"the documented forms":        "API-BODY-02",
	"the form of the others":      "API-BODY-03",
	"the documented statuses":     "API-STATUS-01",
	"the usual statuses":          "API-STATUS-02",
	"the error categories":        "API-CAT-01",
	"what consumers are told":     "API-CAT-02",
	"the categories of schedules": "API-CAT-03",
	"the form of errors":          "API-ERR-03",
	"an error's code":             "API-ERR-01",
	"no fault of the server":      "API-ERR-02",
	"JSON":                        "API-CT-01",
}

func (w *World) answersKeep(_ context.Context, respect string) error {
	id, ok := respects[respect]
	if !ok {
		return fmt.Errorf("%w: answers are not held against %q", ErrHarness, respect)
	}
	for _, e := range w.Exchanges() {
		if i := slices.IndexFunc(e.Findings, func(f Finding) bool { return f.Requirement == id }); i >= 0 {
			return e.Findings[i]
		}
	}
	return nil
}
