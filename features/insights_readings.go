package features

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
)

// insightsReadingSteps are the steps whose answer may be one of several, or is that
// of another call.
func insightsReadingSteps() []step {
	return []step{
		{`the client sends GET to the session's flow {string}`, `When the client sends GET to the session's flow "00000000000000000000000000000000"`,
			"Looks for a flow of that id below the address of the session.", (*World).clientSeeksFlow},
		{`the answer is one of {int} and {int}`, `Then the answer is one of 400 and 413`, "Asks for one of two statuses.", (*World).answerIsEither},
		{`the answer is {int} with the code {string}, or {int} of a bank that is not scripted`, `Then the answer is 404 with the code "NOT_FOUND", or 403 of a bank that is not scripted`,
			"Asks for this status and this error code; a bank without a control plane may have read the reference in the other way.", (*World).answerIsReading},
		{`the answer is that of the (.+) report`, `And the answer is that of the Group By Category report`,
			"Holds the answer against that of another report, member by member.", (*World).answerIsThatOf},
	}
}

// otherReading tells whether the answer is that of a bank which is not scripted
// and shows what is another client's as forbidden, as 1.2 suggests.
func (w *World) otherReading() bool {
	return w.Control == nil && w.answer.Status == http.StatusForbidden
}

func (w *World) answerIsReading(ctx context.Context, ours int, code string, theirs int) error {
	if w.Control == nil && w.answer.Status == theirs {
		return nil
	}
	return w.insightsRefusal(ctx, ours, code)
}

func (w *World) clientSeeksFlow(ctx context.Context, id string) error {
	e, err := w.Send(ctx, Call{Method: http.MethodGet, Path: w.insights.session.Get("self").String() + "/flows/" + id})
	w.answer = e
	return err
}

func (w *World) answerIsEither(_ context.Context, one, other int) error {
	if got := w.answer.Status; got != one && got != other {
		return w.missed("status", fmt.Sprintf("%d or %d", one, other), strconv.Itoa(got))
	}
	return nil
}

func (w *World) answerIsThatOf(_ context.Context, report string) error {
	other := w.insights.answers["calls the "+report+" report"]
	if other == nil {
		return fmt.Errorf("%w: the %s report was not made before", ErrPrerequisite, report)
	}
	if got, want := canonical(w.answer.Get("@this")), canonical(other.Get("@this")); got != want {
		return w.missed("body", briefly(other.Get("@this")), briefly(w.answer.Get("@this")))
	}
	return nil
}
