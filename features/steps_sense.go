package features

import (
	"bytes"
	"context"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"time"

	"github.com/tidwall/gjson"
)

// senseThens are the steps that ask whether what a bank says makes sense: dates
// that are past or to come, numbers with check digits, lists that tell the same
// story.
func senseThens() []step {
	return []step{
		{`nothing that is Booked was booked in the future`, `Then nothing that is Booked was booked in the future`, "Holds each BookingDateTime against the bank's time.", (*World).bookedIsPast},
		{`every IBAN has the right check digits`, `Then every IBAN has the right check digits`, "Works out the check digits of every IBAN in the items.", (*World).ibansAreRight},
		{`no offer ends before it starts`, `Then no offer ends before it starts`, "Holds EndDateTime against StartDateTime where both are there.", (*World).offersLast},
		{`every statement starts, ends and is created in this order`, `Then every statement starts, ends and is created in this order`, "Looks at the three dates of each statement.", (*World).statementsInOrder},
		{`the answer is a file of type (\S+)`, `Then the answer is a file of type application/pdf`, "Looks at the media type and at the first bytes.", (*World).isFile},
		{`the answer names a product`, `Then the answer names a product`, "Asks for a group of products in Data, with one product or more.", (*World).namesProduct},
	}
}

func (w *World) bookedIsPast(ctx context.Context) error {
	items, err := w.someOf("nothing is Booked", func(it seen) bool { return it.Get("Status").String() == "Booked" })
	if err != nil {
		return err
	}
	return w.past(ctx, items, "BookingDateTime")
}

// past asks for date-times that are no later than the bank's time.
func (w *World) past(ctx context.Context, items []seen, member string) error {
	now, give, err := w.bankNow(ctx)
	if err != nil {
		return err
	}
	for _, it := range items {
		at, err := timeOf(it.Result, member, it.where)
		if err != nil {
			return err
		}
		if at.After(now.Add(give)) {
			return Finding{Where: it.where + "/" + member, Expected: "no later than " + now.Format(time.RFC3339), Got: at.Format(time.RFC3339)}
		}
	}
	return nil
}

// toCome asks for date-times that are no earlier than the bank's time.
func (w *World) toCome(ctx context.Context, items []seen, member string) error {
	now, give, err := w.bankNow(ctx)
	if err != nil {
		return err
	}
	for _, it := range items {
		if err := ahead(it, member, now.Add(-give)); err != nil {
			return err
		}
	}
	return nil
}

// ahead asks for a date-time that is not before another.
func ahead(it seen, member string, than time.Time) error {
	at, err := timeOf(it.Result, member, it.where)
	if err == nil && at.Before(than) {
		err = Finding{Where: it.where + "/" + member, Expected: "no earlier than " + than.Format(time.RFC3339), Got: at.Format(time.RFC3339)}
	}
	return err
}

func (w *World) offersLast(context.Context) error {
	items, err := w.someOf("no offer has both a start and an end", func(it seen) bool {
		return it.Get("StartDateTime").Exists() && it.Get("EndDateTime").Exists()
	})
	for _, it := range items {
		start, err := timeOf(it.Result, "StartDateTime", it.where)
		if err != nil {
			return err
		}
		if err := ahead(it, "EndDateTime", start); err != nil {
			return err
		}
	}
	return err
}

func (w *World) statementsInOrder(context.Context) error {
	items, err := w.some()
	for _, it := range items {
		start, failed := timeOf(it.Result, "StartDateTime", it.where)
		if failed != nil {
			return failed
		}
		end, failed := timeOf(it.Result, "EndDateTime", it.where)
		if failed != nil {
			return failed
		}
		if err := ahead(it, "EndDateTime", start); err != nil {
			return err
		}
		if err := ahead(it, "CreationDateTime", end); err != nil {
			return err
		}
	}
	return err
}

// fileStarts are what a file of a type begins with, where that is known.
var fileStarts = map[string]string{"application/pdf": "%PDF-"}

func (w *World) isFile(_ context.Context, want string) error {
	if w.answer.Status == http.StatusNotAcceptable && w.tolerated(http.StatusOK, w.answer.Status) {
		return nil
	}
	if err := expectStatus(w.answer, http.StatusOK); err != nil {
		return err
	}
	got, _, err := mime.ParseMediaType(w.answer.Header("Content-Type"))
	if err != nil || got != want {
		return w.missed("Content-Type", want, quoted(w.answer.Header("Content-Type")))
	}
	body := w.answer.Response.Body
	if len(body) == 0 || gjson.ValidBytes(body) || !bytes.HasPrefix(body, []byte(fileStarts[want])) {
		return w.missed("body", "a file of type "+want, fmt.Sprintf("%d bytes that are none", len(body)))
	}
	return nil
}

func (w *World) namesProduct(context.Context) error {
	if err := expectStatus(w.answer, http.StatusOK); err != nil {
		return err
	}
	found := false
	w.answer.Get("Data").ForEach(func(_, group gjson.Result) bool {
		found = found || group.IsObject() || slices.ContainsFunc(group.Array(), gjson.Result.IsObject)
		return !found
	})
	if !found {
		return NoData("the bank names no product")
	}
	return nil
}
