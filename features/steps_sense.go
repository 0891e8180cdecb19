package features

import (
	"bytes"
	"context"
	"fmt"
	"math/big"
	"mime"
	"net/http"
	"regexp"
	"slices"
	"strings"
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
		{`every previous payment has an amount, and a date that is past`, `Then every previous payment has an amount, and a date that is past`,
			"Looks at PreviousPaymentAmount and PreviousPaymentDateTime of each direct debit.", (*World).previousIsPast},
		{`every Frequency has the form of the standard`, `Then every Frequency has the form of the standard`, "Holds each Frequency of a standing order against the standard's pattern.", (*World).frequenciesFit},
		{`no next payment of an Active one is past`, `And no next payment of an Active one is past`, "Holds each NextPaymentDateTime against the bank's time.", (*World).nextIsAhead},
		{`the last payment of each is among the account's transactions`, `Then the last payment of each is among the account's transactions`,
			"Reads the account's transactions and looks for the payment.", (*World).lastWasBooked},
		{`every payment lies in the future`, `Then every payment lies in the future`, "Holds each FutureDatedPaymentDateTime against the bank's time.", (*World).paymentsAhead},
		{`the first of them falls due`, `When the first of them falls due`, "Moves the clock of a scripted ASPSP past the earliest of the payments, and has the customer authenticate again.", (*World).fallsDue},
		{`it is among the account's transactions, and no longer to come`, `Then it is among the account's transactions, and no longer to come`,
			"Looks for the payment that fell due in both lists.", (*World).wasPaid},
		{`no offer ends before it starts`, `Then no offer ends before it starts`, "Holds EndDateTime against StartDateTime where both are there.", (*World).offersLast},
		{`the account's own party is among them`, `Then the account's own party is among them`, "Reads the party of each account and looks for it among its parties.", (*World).partyAmong},
		{`it is the party of each personal account`, `Then it is the party of each personal account`, "Reads the party of each account of type Personal and holds a Sole one against the party.", (*World).partyIsCustomer},
		{`it is another than the party of amal`, `Then it is another than the party of amal`, "Reads the party of another customer.", (*World).partyDiffers},
		{`each is about its own account, with the block that fits it`, `Then each is about its own account, with the block that fits it`,
			"Holds the supplementary information against the account's AccountId and AccountSubType.", (*World).blocksFit},
		{`every statement starts, ends and is created in this order`, `Then every statement starts, ends and is created in this order`, "Looks at the three dates of each statement.", (*World).statementsInOrder},
		{`the answer is a file of type (\S+)`, `Then the answer is a file of type application/pdf`, "Looks at the media type and at the first bytes.", (*World).isFile},
		{`the answer names a product`, `Then the answer names a product`, "Asks for a group of products in Data, with one product or more.", (*World).namesProduct},
	}
}

func (w *World) bookedIsPast(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	now, give, err := w.bankNow(ctx)
	if err != nil {
		return err
	}
	booked := 0
	for _, it := range items {
		if it.Get("Status").String() != "Booked" {
			continue
		}
		booked++
		at, err := timeOf(it.Result, "BookingDateTime", it.where)
		if err != nil {
			return err
		}
		if at.After(now.Add(give)) {
			return Finding{Where: it.where + "/BookingDateTime", Expected: "no later than " + now.Format(time.RFC3339), Got: at.Format(time.RFC3339)}
		}
	}
	if booked == 0 {
		return NoData("nothing is Booked")
	}
	return nil
}

func (w *World) ibansAreRight(context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	looked := 0
	for _, it := range items {
		for _, iban := range identified(it.Result, it.where, "IBAN") {
			looked++
			if !validIBAN(iban.String()) {
				return Finding{Where: iban.where, Expected: "an IBAN with the right check digits", Got: quoted(iban.String())}
			}
		}
	}
	if looked == 0 {
		return NoData("there is no IBAN in " + w.subject())
	}
	return nil
}

// identified finds what an item identifies by a scheme.
func identified(in gjson.Result, where, scheme string) (found []seen) {
	if strings.HasSuffix(in.Get("SchemeName").String(), scheme) && in.Get("Identification").Exists() {
		found = append(found, seen{Result: in.Get("Identification"), where: where + "/Identification"})
	}
	in.ForEach(func(key, value gjson.Result) bool {
		if value.IsObject() || value.IsArray() {
			found = append(found, identified(value, where+"/"+key.String(), scheme)...)
		}
		return true
	})
	return found
}

var ibanForm = regexp.MustCompile(`^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$`)

// validIBAN works out the check digits of ISO 13616: the first four characters
// go to the end, letters count from ten, and the rest by 97 is one.
func validIBAN(text string) bool {
	if !ibanForm.MatchString(text) {
		return false
	}
	var digits strings.Builder
	for _, r := range text[4:] + text[:4] {
		if r >= 'A' {
			fmt.Fprint(&digits, r-'A'+10)
		} else {
			digits.WriteRune(r)
		}
	}
	number, ok := new(big.Int).SetString(digits.String(), 10)
	return ok && number.Mod(number, big.NewInt(97)).Int64() == 1
}

func (w *World) previousIsPast(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	now, give, err := w.bankNow(ctx)
	if err != nil {
		return err
	}
	looked := 0
	for _, it := range items {
		amount, date := it.Get("PreviousPaymentAmount"), it.Get("PreviousPaymentDateTime")
		if !amount.Exists() && !date.Exists() {
			continue
		}
		looked++
		if !amount.Get("Amount").Exists() || !date.Exists() {
			return Finding{Where: it.where, Expected: "a previous payment with amount and date", Got: shortened(it.Raw)}
		}
		at, err := timeOf(it.Result, "PreviousPaymentDateTime", it.where)
		if err != nil {
			return err
		}
		if at.After(now.Add(give)) {
			return Finding{Where: it.where + "/PreviousPaymentDateTime", Expected: "no later than " + now.Format(time.RFC3339), Got: at.Format(time.RFC3339)}
		}
	}
	if looked == 0 {
		return NoData("no direct debit was paid yet")
	}
	return nil
}

// frequency is the pattern of a standing order's Frequency (Standing Orders, 3).
var frequency = regexp.MustCompile(`^(NotKnown|EvryDay|EvryWorkgDay|IntrvlDay:(0[2-9]|[12][0-9]|3[01])|IntrvlWkDay:0[1-9]:0[1-7]|WkInMnthDay:0[1-5]:0[1-7]|` +
	`IntrvlMnthDay:(0[1-6]|12|24):(-0[1-5]|0[1-9]|[12][0-9]|3[01])|QtrDay:(ENGLISH|SCOTTISH|RECEIVED))$`)

func (w *World) frequenciesFit(context.Context) error {
	items, err := w.some()
	for _, it := range items {
		if got := it.Get("Frequency").String(); !frequency.MatchString(got) {
			return Finding{Where: it.where + "/Frequency", Expected: "a form such as IntrvlMnthDay:01:15", Got: quoted(got)}
		}
	}
	return err
}

func (w *World) nextIsAhead(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	now, give, err := w.bankNow(ctx)
	if err != nil {
		return err
	}
	looked := 0
	for _, it := range items {
		if it.Get("StandingOrderStatusCode").String() != "Active" || !it.Get("NextPaymentDateTime").Exists() {
			continue
		}
		looked++
		if err := ahead(it, "NextPaymentDateTime", now.Add(-give)); err != nil {
			return err
		}
	}
	if looked == 0 {
		return NoData("no standing order is Active and has a next payment")
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

func (w *World) lastWasBooked(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	looked := 0
	for _, it := range items {
		if !it.Get("LastPaymentDateTime").Exists() || !it.Get("LastPaymentAmount").Exists() {
			continue
		}
		looked++
		at, err := timeOf(it.Result, "LastPaymentDateTime", it.where)
		if err != nil {
			return err
		}
		if err := w.paid(ctx, it, at, it.Get("LastPaymentAmount")); err != nil {
			return err
		}
	}
	if looked == 0 {
		return NoData("no standing order has a last payment")
	}
	return nil
}

// paid looks for a debit of an amount about a day in the transactions of an
// item's account: what falls due on a day off is booked some days later.
func (w *World) paid(ctx context.Context, it seen, day time.Time, amount gjson.Result) error {
	want, currency, err := amountOf(amount, it.where)
	if err != nil {
		return err
	}
	all, err := w.transactionsOf(ctx, it.Get("AccountId").String())
	if err != nil {
		return err
	}
	around := span{lo: day.AddDate(0, 0, -1), hi: day.AddDate(0, 0, 4)}
	for _, t := range all {
		at, err := timeOf(t.Result, "BookingDateTime", t.where)
		if err != nil {
			return err
		}
		got, _, err := amountOf(t.Get("Amount"), t.where+"/Amount")
		if err != nil {
			return err
		}
		if around.holds(at) && got.Cmp(want) == 0 && t.Get("CreditDebitIndicator").String() == "Debit" {
			return nil
		}
	}
	return Finding{Where: it.where, Expected: fmt.Sprintf("a debit of %s %s about %s among the transactions", written(want), currency, day.Format(time.DateOnly)), Got: "none"}
}

func (w *World) paymentsAhead(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	now, give, err := w.bankNow(ctx)
	if err != nil {
		return err
	}
	for _, it := range items {
		if err := ahead(it, "FutureDatedPaymentDateTime", now.Add(-give)); err != nil {
			return err
		}
	}
	return nil
}

func (w *World) fallsDue(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	var first time.Time
	for _, it := range items {
		at, err := timeOf(it.Result, "FutureDatedPaymentDateTime", it.where)
		if err != nil {
			return err
		}
		if first.IsZero() || at.Before(first) {
			first, w.due = at, it
		}
	}
	now, err := w.Control.Now(ctx)
	if err != nil {
		return err
	}
	if err := w.pass(ctx, first.Sub(now)+units["day"]); err != nil {
		return err
	}
	return w.customer(ctx, Authorise)
}

func (w *World) wasPaid(ctx context.Context) error {
	at, err := timeOf(w.due.Result, "FutureDatedPaymentDateTime", w.due.where)
	if err != nil {
		return err
	}
	if err := w.paid(ctx, w.due, at, w.due.Get("InstructedAmount")); err != nil {
		return err
	}
	if err := w.readAll(ctx, w.due.in.what, []place{w.due.in.at}, nil, true); err != nil {
		return err
	}
	for _, it := range w.all() {
		if it.identity() == w.due.identity() {
			return Finding{Where: it.where, Expected: "a payment that is still to come", Got: "one that was paid"}
		}
	}
	return nil
}

func (w *World) offersLast(context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	looked := 0
	for _, it := range items {
		if !it.Get("StartDateTime").Exists() || !it.Get("EndDateTime").Exists() {
			continue
		}
		looked++
		start, err := timeOf(it.Result, "StartDateTime", it.where)
		if err != nil {
			return err
		}
		if err := ahead(it, "EndDateTime", start); err != nil {
			return err
		}
	}
	if looked == 0 {
		return NoData("no offer has both a start and an end")
	}
	return nil
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
