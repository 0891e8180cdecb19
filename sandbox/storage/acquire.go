package storage

import (
	"cmp"
	"crypto/sha256"
	"time"

	"github.com/google/uuid"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// An Acquisition is what a flow or a refresh reads from a bank for a consumer.
type Acquisition struct {
	Client       Client
	Consumer     string // insights_consumer_id; "": make one
	Bank         Bank
	Accounts     []Source
	Days         reports.Frame // which are read, both ends included; never beyond the day of At
	At           time.Time     // when
	Retention    time.Duration // for how long it is kept; 0: DefaultRetention
	Seed         int64         // of the bank's books; 0: the tenant's
	ConsentUntil reports.Day   // consent_expected_expiry_date; none: no consent is stored
}

// A Bank is where an account is.
type Bank struct {
	Name, Country, Code, BIC               string
	KRN, IntegrationKRN, SubIntegrationKRN string
}

// A Source is an account at a bank.
type Source struct {
	ID       string          // insights_account_id, if it is known already; "": it is AccountID
	LedgerID string          // its id in the books; "": nothing happens in it
	Account  reports.Account // what the bank tells of it; ID, balances and times are filled in here
}

// accountTypes are the types of account that are offered, by the AccountSubType of
// a fixture. Loans, mortgages, deposits and other kinds are not offered: inferred.
var accountTypes = map[string]string{
	"CurrentAccount": "DEFAULT", "EWallet": "DEFAULT", "PrePaidCard": "CREDITCARD",
	"Savings": "SAVING", "CreditCard": "CREDITCARD", "ChargeCard": "CREDITCARD",
}

// AccountOf is a fixture's account as an aggregator tells it; false if it is of a
// kind that is not offered.
func AccountOf(f fixtures.Account) (reports.Account, bool) {
	kind, ok := accountTypes[f.SubType]
	a := reports.Account{
		IBAN: f.IBAN, Alias: f.Nickname, BIC: f.BIC, Holder: f.Holder, Type: kind, TransferType: "FULL", Currency: f.Currency,
	}
	switch kind {
	case "SAVING":
		a.TransferType = "REFERENCE" // as the savings account of the reference's test bank
	case "CREDITCARD":
		a.TransferType = "NONE"
	}
	a.TransferType = cmp.Or(f.Transfer, a.TransferType)
	return a, ok
}

// Acquire stores by reference what was read of a consumer's accounts, and returns
// whose it is and the accounts' ids, in the order of the sources. An account that
// the consumer has keeps its id, its labels and what the client changed; days that
// were read before are read anew, and kept as long as this acquisition says, or as
// one before it said if that is longer. It must be called in an Update.
func (s *Storage) Acquire(tx *store.Tx, q Acquisition) (consumer string, ids []string) {
	consumer = q.Consumer
	if consumer == "" {
		consumer = s.cfg.NewID()
	}
	if q.Retention == 0 {
		q.Retention = DefaultRetention
	}
	for _, from := range q.Accounts {
		id := from.ID
		if id == "" {
			id = AccountID(q.Client, consumer, q.Bank, from)
		}
		a := s.open(tx, q.Client, consumer, id, q.At)
		a.acquire(q, from)
		s.close(tx, a)
		ids = append(ids, id)
	}
	s.sweep(tx, len(ids), q.At)
	return consumer, ids
}

// acquire writes an acquisition into the account.
func (a *account) acquire(q Acquisition, from Source) {
	by := window{Frame: q.Days, AsOf: q.At, Expires: q.At.Add(q.Retention)}
	by.To = min(by.To, reports.DayOf(q.At))
	a.Windows, a.Last = acquired(a.Windows, by), a.Last.last(by)
	a.Deleted = without(a.Deleted, func(g gone) bool { return by.Holds(g.Day) })
	a.Ledger, a.Seed = from.LedgerID, q.Seed
	a.Info = from.Account
	a.Info.ID, a.Info.Refreshed, a.Info.ConsentUntil = a.ID, q.At, q.ConsentUntil
	a.Info.BankName, a.Info.BankCountry, a.Info.BankKRN = q.Bank.Name, q.Bank.Country, q.Bank.KRN
	a.Info.IntegrationKRN, a.Info.SubIntegrationKRN = q.Bank.IntegrationKRN, q.Bank.SubIntegrationKRN
	a.Counted, a.Kept = from.Account.Currency, q.Retention
}

// AccountID is the insights_account_id of a consumer's account at a bank: a digest,
// so that it is the same whenever the account is acquired, even after its data were
// past their retention and gone. That it is kept over that is inferred.
func AccountID(client Client, consumer string, bank Bank, from Source) string {
	name := from.LedgerID
	if name == "" {
		name = key(from.Account.IBAN, from.Account.Number, from.Account.Alias)
	}
	return idOf(key(string(client), consumer, bank.Country, bank.Code, name))
}

// idOf is an id in the form of a UUID, always the same for the same name.
func idOf(name string) string {
	sum := sha256.Sum256([]byte(name))
	return uuidOf([16]byte(sum[:16])).String()
}

// uuidOf marks 16 bytes of a digest as a UUID of one's own making (RFC 9562,
// version 8).
func uuidOf(b [16]byte) uuid.UUID {
	b[6] = b[6]&0x0f | 0x80
	b[8] = b[8]&0x3f | 0x80
	return b
}

// SetConsent notes on accounts until when a stored consent is expected to hold, or
// that none is stored any more. Those that are not in storage are passed over. It
// must be called in an Update.
func (s *Storage) SetConsent(tx *store.Tx, client Client, consumer string, ids []string, until reports.Day) {
	for _, id := range ids {
		if a, ok := accounts.Get(tx, key(string(client), consumer, id)); ok {
			a.Info.ConsentUntil = until
			accounts.Put(tx, a.key(), a)
		}
	}
}
