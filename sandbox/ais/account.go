package ais

import (
	"net/http"
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// getAccounts is GET /accounts: the accounts that the customer chose, as far as
// this version shows them.
func (s *server) getAccounts(w http.ResponseWriter, r *http.Request) error {
	var consent bank.Consent
	c, err := s.admit(w, r, "getAccounts", func(a bank.Access) (err error) {
		consent, err = s.cfg.Bank.MayReadData(a)
		return err
	})
	if err != nil {
		return err
	}
	if err := c.faults(nil); err != nil {
		return err
	}
	accounts, err := s.cfg.Bank.ReadAccounts(c.access)
	if err != nil {
		return err
	}
	if _, err := s.cfg.Bank.Happened(consent.ID, scenario.UponData); err != nil {
		return err
	}
	detail := slices.Contains(consent.Permissions, "ReadAccountsDetail")
	self := s.cfg.Base(r) + Root + "/accounts"
	send(w, r, http.StatusOK, func(o *out) { o.accounts(accounts, detail, self) })
	return nil
}

// accounts writes OBReadAccount. Account and Servicer are for those who hold
// ReadAccountsDetail.
func (o *out) accounts(accounts []bank.Account, detail bool, self string) {
	o.data()
	o.list("Account")
	for i := range accounts {
		o.item()
		o.account(&accounts[i], detail)
		o.close()
	}
	o.endList()
	o.frame(alone(self))
}

func (o *out) account(a *bank.Account, detail bool) {
	o.text("AccountId", string(a.ID))
	o.text("Currency", a.Currency)
	o.text("AccountType", a.Type)
	o.text("AccountSubType", a.SubType)
	o.text("Nickname", a.Nickname)
	if detail && len(a.Identifications) > 0 {
		o.list("Account")
		o.item()
		o.identification(a.Identifications[0])
		o.close()
		o.endList()
		o.agent("Servicer", &ledger.Agent{Scheme: "BICFI", Identification: bicOf(a.Identifications[0].Identification)})
	}
}

// bicOf makes the BIC of a Bahraini IBAN's bank: the bank's four letters stand
// after the check digits, and BHBM is the country and its capital.
func bicOf(iban string) string {
	if len(iban) != 22 {
		return ""
	}
	return iban[4:8] + "BHBM"
}
