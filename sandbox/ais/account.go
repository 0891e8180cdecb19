package ais

import (
	"net/http"
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
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
	send(w, r, http.StatusOK, func(dst []byte) []byte { return appendAccounts(dst, accounts, detail, self) })
	return nil
}
