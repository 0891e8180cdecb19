package features

import (
	"context"
	"fmt"
	"strings"

	"github.com/tidwall/gjson"
)

// itemThens are the steps that hold the items of what was read, each by itself,
// against what the standard asks of them.
func itemThens() []step {
	return []step{
		{`every answer is {int}`, `Then every answer is 200`,
			"Asks for this status of every answer, or, of a bank that is not scripted, another that the standard's family allows in its place.", (*World).answersAre},
		{`no item shows ([A-Za-z.]+)`, `And no item shows CreditorAccount`, "Asks that none of the items has the member.", (*World).noneShows},
		{`every item shows ([A-Za-z.]+)`, `And every item shows CreditorAccount`, "Asks that each of the items has the member.", (*World).eachShows},
		{`some item shows ([A-Za-z.]+)`, `And some item shows MerchantDetails`, "Asks that one or more of the items have the member.", (*World).someShows},
		{`every item is a (credit|debit)`, `And every item is a credit`, "Holds the CreditDebitIndicator of each item against one.", (*World).eachIs},
		{`credits and debits are both there`, `And credits and debits are both there`, "Asks for one or more items of each CreditDebitIndicator.", (*World).bothAreThere},
		{`every PAN is (masked|whole)`, `And every PAN is masked`, "Looks at the number of every card in the items: masked, no more than the first six and the last four digits may be read.", (*World).pansAre},
	}
}

func (w *World) answersAre(ctx context.Context, want int) error {
	if len(w.reads) == 0 {
		return fmt.Errorf("%w: nothing was read", ErrHarness)
	}
	for _, r := range w.reads {
		for _, page := range r.pages {
			w.answer = page
			if err := w.answerIs(ctx, want); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *World) noneShows(_ context.Context, member string) error {
	items, err := w.some()
	for _, it := range items {
		if got := it.Get(member); got.Exists() {
			return Finding{Where: it.where + "/" + member, Expected: "no such member", Got: shortened(got.Raw)}
		}
	}
	return err
}

func (w *World) eachShows(_ context.Context, member string) error {
	items, err := w.some()
	for _, it := range items {
		if !it.Get(member).Exists() {
			return Finding{Where: it.where, Expected: "a " + member, Got: "none"}
		}
	}
	return err
}

func (w *World) someShows(_ context.Context, member string) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	for _, it := range items {
		if it.Get(member).Exists() {
			return nil
		}
	}
	if w.Control == nil {
		return NoData("there is no " + member + " in " + w.subject() + ", and who knows whether there could be one")
	}
	return Finding{Where: "/Data/" + items[0].in.what.member, Expected: "a " + member + " somewhere", Got: fmt.Sprintf("none in %d", len(items))}
}

func (w *World) eachIs(_ context.Context, direction string) error {
	items, err := w.some()
	for _, it := range items {
		if got := it.Get("CreditDebitIndicator").String(); !strings.EqualFold(got, direction) {
			return Finding{Where: it.where + "/CreditDebitIndicator", Expected: "a " + direction, Got: quoted(got)}
		}
	}
	return err
}

func (w *World) bothAreThere(context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	many := map[string]int{}
	for _, it := range items {
		many[it.Get("CreditDebitIndicator").String()]++
	}
	for _, indicator := range []string{"Credit", "Debit"} {
		if many[indicator] == 0 && w.Control == nil {
			return NoData("there is no " + indicator + " in " + w.subject() + ", and who knows whether the customer has one")
		}
		if many[indicator] == 0 {
			return Finding{Where: "/Data/" + items[0].in.what.member, Expected: "credits and debits", Got: fmt.Sprintf("%d items and no %s", len(items), indicator)}
		}
	}
	return nil
}

func (w *World) pansAre(_ context.Context, how string) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	numbers := 0
	for _, it := range items {
		for _, pan := range pansIn(it.Result, it.where) {
			numbers++
			if how == "whole" && masked(pan.String()) && w.Control == nil {
				w.Note("PERM-10: the bank masks a PAN though it may show it")
				return nil
			}
			if masked(pan.String()) != (how == "masked") {
				return Finding{Where: pan.where, Expected: "a PAN that is " + how, Got: fmt.Sprintf("%d digits of %d characters", digits(pan.String()), len(pan.String()))}
			}
		}
	}
	if numbers == 0 {
		return NoData("there is no PAN in " + w.subject())
	}
	return nil
}

// pansIn finds the numbers of cards in an item: what is identified by the scheme
// PAN, and what a CardInstrument is identified by.
func pansIn(in gjson.Result, where string) (found []seen) {
	scheme := in.Get("SchemeName").String()
	number := in.Get("Identification")
	if number.Exists() && (strings.HasSuffix(scheme, "PAN") || strings.HasSuffix(where, "/CardInstrument")) {
		found = append(found, seen{Result: number, where: where + "/Identification"})
	}
	in.ForEach(func(key, value gjson.Result) bool {
		if value.IsObject() || value.IsArray() {
			found = append(found, pansIn(value, where+"/"+key.String())...)
		}
		return true
	})
	return found
}

// openDigits is how many digits of a masked PAN may be read: the first six and
// the last four.
const openDigits = 10

func masked(pan string) bool { return digits(pan) <= openDigits }

func digits(text string) (n int) {
	for _, r := range text {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// shortened keeps a text fit for a report.
func shortened(text string) string {
	if runes := []rune(text); len(runes) > 80 {
		return string(runes[:80]) + "…"
	}
	return text
}
