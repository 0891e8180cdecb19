package features

import (
	"context"

	"github.com/tidwall/gjson"
)

// partyThens are the steps about whose an account is, and what only this
// framework tells of it.
func partyThens() []step {
	return []step{
		{`the account's own party is among them`, `Then the account's own party is among them`, "Reads the party of each account and looks for it among its parties.", (*World).partyAmong},
		{`it is the party of each personal account`, `Then it is the party of each personal account`, "Reads the party of each account of type Personal and holds a Sole one against the party.", (*World).partyIsCustomer},
		{`it is another than the party of amal`, `Then it is another than the party of amal`, "Reads the party of another customer.", (*World).partyDiffers},
		{`each is about its own account, with the block that fits it`, `Then each is about its own account, with the block that fits it`,
			"Holds the supplementary information against the account's AccountId and AccountSubType.", (*World).blocksFit},
	}
}

// partyOf reads the party of an account, or, without one, that of the consent.
func (w *World) partyOf(ctx context.Context, account string) (gjson.Result, error) {
	tokens, err := w.customersTokens(ctx)
	if err != nil {
		return gjson.Result{}, err
	}
	what := mustEndpoint("an account's party")
	if account == "" {
		what = mustEndpoint("the party")
	}
	r, err := w.fetch(ctx, tokens.access, what, place{account: account})
	if err != nil || len(r.items()) == 0 {
		return gjson.Result{}, err
	}
	return r.items()[0], nil
}

func (w *World) partyAmong(ctx context.Context) error {
	looked := 0
	for _, r := range w.reads {
		own, err := w.partyOf(ctx, r.at.account)
		if err != nil {
			return err
		}
		if !own.Exists() {
			continue
		}
		looked++
		among := false
		for _, it := range r.all() {
			among = among || it.id() == own.Get("PartyId").String()
		}
		if !among {
			return Finding{Where: "/Data/Party", Expected: "the account's own party, " + own.Get("PartyId").String(), Got: "others alone"}
		}
	}
	if looked == 0 {
		return NoData("no account has a party of its own")
	}
	return nil
}

func (w *World) partyIsCustomer(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	accounts, err := w.accounts(ctx)
	if err != nil {
		return err
	}
	looked := 0
	for _, account := range accounts[:min(len(accounts), mostAccounts)] {
		if account.Get("AccountType").String() != "Personal" {
			continue
		}
		own, err := w.partyOf(ctx, account.Get("AccountId").String())
		if err != nil {
			return err
		}
		if own.Get("PartyType").String() != "Sole" {
			continue
		}
		looked++
		if want, got := own.Get("PartyId").String(), items[0].id(); got != want {
			return Finding{Where: "/Data/Party/PartyId", Expected: "that of the customer's own account, " + want, Got: quoted(got)}
		}
	}
	if looked == 0 {
		return NoData("the customer has no account as Sole party")
	}
	return nil
}

func (w *World) partyDiffers(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	scout, err := w.sendScout(ctx, "amal", "ReadParty")
	if err != nil {
		return err
	}
	r, err := w.fetch(ctx, scout.access, mustEndpoint("the party"), place{})
	if err != nil {
		return err
	}
	for _, it := range r.all() {
		if it.id() == items[0].id() {
			return Finding{Where: "/Data/Party/PartyId", Expected: "the customer's own", Got: "that of another customer"}
		}
	}
	return nil
}

// blocks names, for an AccountSubType, the block of supplementary information
// that fits it.
var blocks = map[string]string{
	"CurrentAccount": "ReadCASAInfo", "Savings": "ReadCASAInfo", "Deposit": "ReadDepositInfo",
	"Loan": "ReadLoanMortgageInfo", "Mortgage": "ReadLoanMortgageInfo",
	"CreditCard": "ReadCreditCardInfo", "ChargeCard": "ReadCreditCardInfo", "PrePaidCard": "ReadCreditCardInfo",
	"EWallet": "ReadEWalletInfo",
}

func (w *World) blocksFit(ctx context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	kinds := map[string]string{}
	accounts, err := w.accounts(ctx)
	for _, a := range accounts {
		kinds[a.Get("AccountId").String()] = a.Get("AccountSubType").String()
	}
	for _, it := range items {
		if got := it.Get("AccountID").String(); got != it.in.at.account {
			return Finding{Where: it.where + "/AccountID", Expected: quoted(it.in.at.account), Got: quoted(got)}
		}
		if err := w.blockFits(it, blocks[kinds[it.in.at.account]], kinds[it.in.at.account]); err != nil {
			return err
		}
	}
	return err
}

// blockFits asks for the block that fits an account, and for no other. A bank
// that is not scripted may have none.
func (w *World) blockFits(it seen, want, kind string) error {
	for _, block := range []string{"ReadCASAInfo", "ReadDepositInfo", "ReadLoanMortgageInfo", "ReadCreditCardInfo", "ReadEWalletInfo"} {
		there := it.Get(block).Exists()
		if there && block != want {
			return Finding{Where: it.where + "/" + block, Expected: "no such block of a " + kind, Got: "one"}
		}
		if !there && block == want && w.Control != nil {
			return Finding{Where: it.where, Expected: "a " + block + " of a " + kind, Got: "none"}
		}
	}
	return nil
}
