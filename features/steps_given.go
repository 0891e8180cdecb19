package features

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// states is a pattern for the four states of a consent.
const states = `(AwaitingAuthorisation|Authorised|Rejected|Revoked)`

// givens are the steps that say where a scenario starts.
func givens() []step {
	return []step{
		{`a request for (.+?)( and what (?:it needs|they need))?`, `Given a request for ReadAccountsBasic and ReadBalances`,
			"Prepares a request for a consent with these permissions, in quotes where they are not the standard's, and with those that they cannot be without.",
			(*World).givenRequest},
		{`a window from (\S+) to (\S+)`, `And a window from 2020-03-17T07:05:34.327+03:00 to open`,
			"Sets the window of the request; an end that is open is left out.", (*World).givenWindow},
		{`its member {string} is (.+)`, `And its member "Data.Permissions" is []`,
			"Sets a member of the request to a JSON value, or leaves it out.", (*World).givenMember},
		{`a patch whose member {string} is (.+)`, `And a patch whose member "Data.Status" is "Rejected"`,
			"Prepares a patch to Revoked, but with this member.", (*World).givenPatch},
		{`the request's header {string} is (left out|"[^"]*")`, `And the request's header "Accept" is "text/html"`,
			"Sets a header of the request of the When, or leaves it out.", (*World).givenHeader},
		{`a body (?:with|that is) (.+)`, `And a body with a trailing comma`,
			"Spoils the body of the request of the When.", (*World).givenFlaw},
		{`a consent (?:on that request )?that is ` + states, `Given a consent that is Authorised`,
			"Makes a consent and takes it to the status, with the customer's help where it needs that.", (*World).givenConsent},
		{`a consent that the customer has authorised`, `Given a consent that the customer has authorised`,
			"Makes a consent and has it authorised; the code is not redeemed yet.", (*World).givenCode},
		{`a ConsentId (\S+) that was never given out`, `Given a ConsentId 0000000 that was never given out`,
			"Makes the scenario be about a consent that there is not.", (*World).givenUnknown},
		{`the ASPSP follows the script {string}`, `Given the ASPSP follows the script "slow-phone"`,
			"Tells a scripted ASPSP what becomes of the consents made from now on.", (*World).givenScript},
		{`the customer has authorised the consent again`, `And the customer has authorised the consent again`,
			"Has the customer authenticate again; the tokens of before are replaced.", (*World).givenAgain},
		{`the AISP has revoked the consent`, `And the AISP has revoked the consent`,
			"Revokes the consent.", (*World).givenRevoked},
		{`the bank has withdrawn access`, `And the bank has withdrawn access`,
			"Has a scripted ASPSP end the access that the customer gave.", (*World).withdraw},
		{`the AISP uses (.+)`, `And the AISP uses an expired access token`,
			"Says which token the request of the When carries instead of the AISP's own.", (*World).givenBearer},
	}
}

var between = regexp.MustCompile(`, | and `)

// bothWays are the permissions for transactions, credits and debits, by the words
// that steps have for them. They come with what they need.
var bothWays = map[string][]string{
	"transactions in Basic":  {"ReadTransactionsBasic", "ReadTransactionsCredits", "ReadTransactionsDebits"},
	"transactions in Detail": {"ReadTransactionsDetail", "ReadTransactionsCredits", "ReadTransactionsDebits"},
}

func (w *World) givenRequest(_ context.Context, list, needed string) error {
	var permissions []string
	for _, p := range between.Split(list, -1) {
		if both := bothWays[p]; both != nil {
			permissions, needed = append(permissions, both...), p
			continue
		}
		permissions = append(permissions, strings.Trim(p, `"`))
	}
	switch list {
	case "all 20 permissions":
		permissions = codes
	case "all 20 permissions, each twice":
		permissions = slices.Concat(codes, codes)
	}
	if needed != "" {
		permissions = accompanied(permissions)
	}
	w.ask = consentDraft(permissions)
	return nil
}

func (w *World) givenWindow(_ context.Context, from, to string) error {
	for member, value := range map[string]string{"Data.TransactionFromDateTime": from, "Data.TransactionToDateTime": to} {
		if value == "open" {
			continue
		}
		if err := w.asking().set(member, strconv.Quote(value)); err != nil {
			return err
		}
	}
	return nil
}

func (w *World) givenMember(_ context.Context, path, value string) error {
	return w.asking().set(path, value)
}

func (w *World) givenPatch(_ context.Context, path, value string) error {
	w.patch = patchDraft("Revoked")
	return w.patch.set(path, value)
}

func (w *World) givenHeader(_ context.Context, name, value string) error {
	if w.header == nil {
		w.header = http.Header{}
	}
	w.header[http.CanonicalHeaderKey(name)] = nil
	if value != leftOut {
		w.header.Set(name, strings.Trim(value, `"`))
	}
	return nil
}

func (w *World) givenFlaw(_ context.Context, name string) error {
	flaw, ok := flaws[name]
	if !ok {
		return fmt.Errorf("%w: no flaw is called %q", ErrHarness, name)
	}
	w.flaw = flaw
	return nil
}

func (w *World) givenUnknown(_ context.Context, id string) error {
	w.consent = consent{id: id}
	return nil
}

func (w *World) givenScript(ctx context.Context, name string) error {
	w.script = name
	return w.Control.Scenario(ctx, name)
}

func (w *World) givenRevoked(ctx context.Context) error {
	e, err := w.Send(ctx, w.revocation())
	if err != nil {
		return err
	}
	w.consent.state = Revoked
	return expectStatus(e, http.StatusOK)
}

func (w *World) givenAgain(ctx context.Context) error { return w.customer(ctx, Authorise) }

func (w *World) givenCode(ctx context.Context) error {
	if err := w.givenConsent(ctx, string(AwaitingAuthorisation)); err != nil {
		return err
	}
	if err := w.customer(ctx, Authorise); err != nil {
		return err
	}
	if w.trip.Code == "" {
		return fmt.Errorf("%w: the customer authorised the consent, and the AISP got no code but %q", ErrPrerequisite, w.told)
	}
	return nil
}
