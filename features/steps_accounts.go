package features

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// accountThens are the steps about which accounts a consent opens.
func accountThens() []step {
	return []step{
		{`the customer's accounts are the same as before`, `Then the customer's accounts are the same as before`, "Reads the accounts again and holds the AccountIds against those of the first time.", (*World).sameAccounts},
		{`there is one account, the customer's first`, `Then there is one account, the customer's first`, "Holds the accounts against the first one that the customer has.", (*World).firstAlone},
		{`the accounts are those on the ASPSP's record of the consent`, `Then the accounts are those on the ASPSP's record of the consent`,
			"Holds the accounts against what a scripted ASPSP has written down of the customer's choice.", (*World).asRecorded},
		{`the items are of the customer's first account alone`, `Then the items are of the customer's first account alone`, "Holds the AccountId of each item against the first one that the customer has.", (*World).ofFirstAlone},
		{`an account that there is not is answered alike`, `And an account that there is not is answered alike`, "Asks for the same of an account that there is not, and holds both answers against each other.", (*World).answeredAlike},
	}
}

func (w *World) sameAccounts(ctx context.Context) error {
	before := w.listed
	if before == nil {
		return fmt.Errorf("%w: no step has read the accounts before", ErrHarness)
	}
	w.listed = nil
	now, err := w.accounts(ctx)
	if err != nil {
		return err
	}
	was, is := accountIDsIn(before), accountIDsIn(now)
	if len(was) == 0 {
		return NoData("the consent opens no account")
	}
	if !slices.Equal(was, is) {
		return Finding{Where: "/Data/Account", Expected: "the AccountIds of before", Got: difference(was, is)}
	}
	return nil
}

func accountIDsIn(list []gjson.Result) (ids []string) {
	for _, a := range list {
		ids = append(ids, a.Get("AccountId").String())
	}
	slices.Sort(ids)
	return ids
}

func (w *World) firstAlone(ctx context.Context) error {
	all, err := w.accountsOf(ctx, w.persona)
	if err != nil {
		return err
	}
	var got []string
	for _, it := range w.all() {
		got = append(got, it.id())
	}
	if !slices.Equal(got, all[:1]) {
		return Finding{Where: "/Data/Account", Expected: "the one that the customer chose, " + all[0], Got: strings.Join(got, ", ")}
	}
	return nil
}

func (w *World) ofFirstAlone(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	all, err := w.accountsOf(ctx, w.persona)
	if err != nil {
		return err
	}
	for _, it := range items {
		if got := it.Get("AccountId").String(); got != all[0] {
			return Finding{Where: it.where + "/AccountId", Expected: "the account that the customer chose, " + all[0], Got: quoted(got)}
		}
	}
	return nil
}

func (w *World) answeredAlike(ctx context.Context) error {
	mine := w.reads[0]
	if err := w.givenStranger(ctx, "that there is not"); err != nil {
		return err
	}
	if err := w.readAll(ctx, mine.what, []place{w.aim}, nil, false); err != nil {
		return err
	}
	other := w.reads[0].first()
	if a, b := mine.first().Status, other.Status; a != b {
		return Finding{Where: "status", Expected: fmt.Sprintf("%d %s in both cases", a, http.StatusText(a)), Got: fmt.Sprint(b)}
	}
	for _, member := range []string{"Code", "Message", "Errors"} {
		if a, b := mine.first().Get(member), other.Get(member); !sameJSON(a, b) {
			return Finding{Where: "/" + member, Expected: "the same in both cases, " + shortened(a.Raw), Got: shortened(b.Raw)}
		}
	}
	return nil
}

func (w *World) asRecorded(ctx context.Context) error {
	want, err := w.Control.Chosen(ctx, w.consent.id)
	if err != nil {
		return err
	}
	var got []string
	for _, it := range w.all() {
		got = append(got, it.id())
	}
	slices.Sort(want)
	slices.Sort(got)
	if len(want) == 0 {
		return NoData("the customer chose no account")
	}
	if !slices.Equal(want, got) {
		return Finding{Where: "/Data/Account", Expected: fmt.Sprintf("the %d that the customer chose", len(want)), Got: difference(want, got)}
	}
	return nil
}

// Chosen gives the accounts that the customer of a consent chose.
func (c *Control) Chosen(ctx context.Context, consent string) ([]string, error) {
	var answer struct {
		Accounts []string `json:"accounts"`
	}
	err := c.call(ctx, http.MethodGet, "/consents/"+url.PathEscape(consent), nil, &answer)
	return answer.Accounts, err
}
