package features

import (
	"context"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// thens are the steps that hold the answer of the When against what the
// standard asks of any answer.
func thens() []step {
	return []step{
		{`the answer is {int}`, `Then the answer is 201`,
			"Asks for this status, or, of a bank that is not scripted, another that the standard's family allows in its place.", (*World).answerIs},
		{`the answer is a success`, `Then the answer is a success`, "Asks for a status of 2xx.", (*World).answerSucceeds},
		{`the answer is the client's error`, `Then the answer is the client's error`, "Asks for a status of 4xx.", (*World).answerBlames},
		{`the answer has no body`, `And the answer has no body`, "Asks for an empty body.", (*World).answerEmpty},
		{`the answer tells nothing of a consent`, `And the answer tells nothing of a consent`,
			"Asks that the answer holds no Data, and nothing else that it says of the scenario's consent.", (*World).answerDiscreet},
		{`the answer has no member {string}`, `And the answer has no member "Risk"`, "Asks that a member is not there.", (*World).answerLacks},
		{`the answer's {string} is {string}`, `And the answer's "token_type" is "Bearer"`,
			"Holds a member of the answer against a text; letter case does not matter.", (*World).answerSays},
		{`the answer's {string} is an absolute address`, `And the answer's "Links.Self" is an absolute address`,
			"Asks that a member is an absolute URI.", (*World).answerAddresses},
		{`the answer's header {string} is {string}`, `And the answer's header "x-fapi-interaction-id" is "93bac548-d2de-4546-b106-880a5018460d"`,
			"Holds a header of the answer against a text.", (*World).headerIs},
		{`the answer has the header {string}`, `And the answer has the header "WWW-Authenticate"`,
			"Asks that a header is there and not empty.", (*World).headerThere},
		{`the answer's header {string} is a fresh UUID`, `And the answer's header "x-fapi-interaction-id" is a fresh UUID`,
			"Asks that a header is a UUID that no other answer of the scenario had.", (*World).headerFresh},
		{`the answer's header {string} names (.+)`, `And the answer's header "Allow" names GET and PATCH`,
			"Asks that a header with a list names these.", (*World).headerNames},
		{`the answer's body is declared {string}`, `Then the answer's body is declared "application/json"`,
			"Holds the media type of an answer with a body against a type; parameters do not matter.", (*World).bodyDeclared},
		{`the answer keeps to its data dictionary in (.+)`, `And the answer keeps to its data dictionary in its coded values`,
			"Asks that the answer's schema finds no fault of one kind.", (*World).keepsDictionary},
	}
}

// missed is what a step says when a part of the answer is not as wanted.
func (w *World) missed(where, want, got string) error {
	if w.answer != nil {
		got += fmt.Sprintf(" (%d to %s %s)", w.answer.Status, w.answer.Request.Method, w.answer.Request.URL)
	}
	return Finding{Where: where, Expected: want, Got: got}
}

func (w *World) answerIs(_ context.Context, want int) error {
	got := w.answer.Status
	if got == want || w.tolerated(want, got) {
		return nil
	}
	return w.missed("status", fmt.Sprint(want, " ", http.StatusText(want)), fmt.Sprint(got, " ", http.StatusText(got)))
}

func (w *World) answerSucceeds(context.Context) error {
	if got := w.answer.Status; got < 200 || got > 299 {
		return w.missed("status", "2xx", fmt.Sprint(got))
	}
	return nil
}

func (w *World) answerBlames(context.Context) error {
	if got := w.answer.Status; got < 400 || got > 499 {
		return w.missed("status", "4xx", fmt.Sprint(got))
	}
	return nil
}

func (w *World) answerEmpty(context.Context) error {
	if n := len(w.answer.Response.Body); n > 0 {
		return w.missed("body", "none", fmt.Sprintf("%d bytes", n))
	}
	return nil
}

// answerDiscreet does not mind the ConsentId: whoever asks knows it.
func (w *World) answerDiscreet(context.Context) error {
	if w.answer.Get("Data").Exists() {
		return w.missed("body", "nothing of a consent", "Data")
	}
	if w.consent.before == nil {
		return nil
	}
	for _, member := range []string{"CreationDateTime", "Permissions.0", "Status"} {
		told := w.consent.before.Get("Data." + member).String()
		if told != "" && strings.Contains(string(w.answer.Response.Body), told) {
			return w.missed("body", "nothing of a consent", "its "+member)
		}
	}
	return nil
}

func (w *World) answerLacks(_ context.Context, path string) error {
	if got := w.answer.Get(path); got.Exists() {
		return w.missed(path, "no such member", got.Raw)
	}
	return nil
}

func (w *World) answerSays(_ context.Context, path, want string) error {
	if got := w.answer.Get(path).String(); !strings.EqualFold(got, want) {
		return w.missed(path, want, fmt.Sprintf("%q", got))
	}
	return nil
}

func (w *World) answerAddresses(_ context.Context, path string) error {
	if got := w.answer.Get(path).String(); !absolute(got) {
		return w.missed(path, "an absolute URI", fmt.Sprintf("%q", got))
	}
	return nil
}

func (w *World) headerIs(_ context.Context, name, want string) error {
	if got := w.answer.Header(name); got != want && !w.sameUUID(name, want, got) {
		return w.missed(name, want, fmt.Sprintf("%q", got))
	}
	return nil
}

func (w *World) headerThere(_ context.Context, name string) error {
	if strings.TrimSpace(w.answer.Header(name)) == "" {
		return w.missed(name, "a value", "none")
	}
	return nil
}

func (w *World) headerFresh(_ context.Context, name string) error {
	got := w.answer.Header(name)
	if _, err := uuid.Parse(got); err != nil || len(got) != 36 {
		return w.missed(name, "a UUID", fmt.Sprintf("%q", got))
	}
	for _, e := range w.Exchanges() {
		if e != w.answer && e.Header(name) == got {
			return w.missed(name, "a fresh UUID", got+", which another answer had")
		}
	}
	return nil
}

func (w *World) headerNames(_ context.Context, name, list string) error {
	if name == "Allow" && w.tolerated(http.StatusMethodNotAllowed, w.answer.Status) {
		return nil // it belongs to 405 alone
	}
	got := between.Split(strings.Join(http.Header(w.answer.Response.Header).Values(name), ", "), -1)
	for _, want := range between.Split(list, -1) {
		if !slices.ContainsFunc(got, func(g string) bool { return strings.EqualFold(strings.TrimSpace(g), want) }) {
			return w.missed(name, list, strings.Join(got, ", "))
		}
	}
	return nil
}

func (w *World) bodyDeclared(_ context.Context, want string) error {
	if w.silent() {
		return nil
	}
	if len(w.answer.Response.Body) == 0 {
		return w.missed("body", "one that is "+want, "none")
	}
	got, _, err := mime.ParseMediaType(w.answer.Header("Content-Type"))
	if err != nil || got != want {
		return w.missed("Content-Type", want, fmt.Sprintf("%q", w.answer.Header("Content-Type")))
	}
	return nil
}

// kinds are the requirements that a schema's findings are told by, by the words
// that steps have for them.
var kinds = map[string]string{
	"the members it has to have": "HTTP-BODY-01",
	"the members it may have":    "HTTP-BODY-02",
	"its coded values":           "HTTP-BODY-03",
}

func (w *World) keepsDictionary(_ context.Context, kind string) error {
	id, ok := kinds[kind]
	if !ok {
		return fmt.Errorf("%w: a data dictionary has no %q", ErrHarness, kind)
	}
	for _, f := range w.answer.Findings {
		if f.Requirement == id {
			return f
		}
	}
	return nil
}
