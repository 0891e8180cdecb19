package storage

import (
	"cmp"
	"fmt"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A NewAccount is one that is not connected to a bank (Create Account, 6.1).
type NewAccount struct {
	Consumer  string // insights_consumer_id; "": make one
	Retention *int64 // data_retention_minutes
	ID        string // insights_account_id; "": make one
	Fields    AccountFields
}

// CreateAccount stores an account and returns whose it is and its id. Invalid tells
// all that is wrong with it; Conflict if the consumer has an account of that id.
func (s *Storage) CreateAccount(client Client, q NewAccount) (consumer, id string, err error) {
	const op = "create account"
	if err := Refuse(op, q.Check()); err != nil {
		return "", "", err
	}
	kept, _ := CheckRetention("data_retention_minutes", q.Retention)
	err = s.cfg.DB.Update(func(tx *store.Tx) error {
		now := s.cfg.Clock.Now()
		consumer, id = q.Consumer, q.ID
		if consumer == "" {
			consumer = s.cfg.NewID()
		}
		if id == "" {
			id = s.cfg.NewID()
		}
		a := s.open(tx, client, consumer, id, now)
		if a.held(now) {
			return &Error{Op: op, Kind: Conflict, Violations: []Violation{{
				InvalidValue, "account.insights_account_id", fmt.Sprintf("the consumer has an account %s already", Quote(id))}}}
		}
		a.create(q.Fields, now, kept)
		s.close(tx, a)
		s.sweep(tx, 1, now)
		return nil
	})
	return consumer, id, err
}

// create writes a new account's particulars.
func (a *account) create(f AccountFields, now time.Time, kept time.Duration) {
	a.Info = reports.Account{ID: a.ID, Currency: unknownCurrency, Refreshed: now}
	f.applyTo(&a.Info)
	a.Labels = labelled(nil, f.Labels)
	if a.Info.Currency != unknownCurrency {
		a.Counted = a.Info.Currency
	}
	a.Kept, a.Expires = kept, now.Add(kept)
}

// UpdateAccount changes what the fields say of an account, and keeps one that the
// client created for as long again. Invalid tells all that is wrong; NotFound. The
// call is inferred (6.2).
func (s *Storage) UpdateAccount(client Client, consumer, id string, f AccountFields) error {
	const op = "update account"
	if err := Refuse(op, f.Check()); err != nil {
		return err
	}
	return s.change(op, client, consumer, id, func(_ *store.Tx, a *account, now time.Time) error {
		if f.Currency != nil && *f.Currency != cmp.Or(a.Counted, *f.Currency) {
			return Refuse(op, []Violation{{InvalidValue, "account.currency", fmt.Sprintf("the account's amounts are in %s, not in %s", a.Counted, *f.Currency)}})
		}
		if f.Currency != nil && *f.Currency != unknownCurrency {
			a.Counted = *f.Currency
		}
		labels := labelled(a.Labels, f.Labels)
		if err := fits(op, "account.labels", labels); err != nil {
			return err
		}
		a.Labels, f.Labels = labels, nil
		a.Changed = a.Changed.over(f)
		if !a.Expires.IsZero() {
			a.renew(now)
		}
		return nil
	})
}

// renew keeps what the client wrote of an account for as long again.
func (a *account) renew(now time.Time) {
	if until := now.Add(a.Kept); until.After(a.Expires) {
		a.Expires = until
	}
}

// change lets f write to an account in one transaction. NotFound.
func (s *Storage) change(op string, client Client, consumer, id string, f func(*store.Tx, *account, time.Time) error) error {
	return s.cfg.DB.Update(func(tx *store.Tx) error {
		now := s.cfg.Clock.Now()
		if _, err := one(tx, op, client, consumer, id, now); err != nil {
			return err
		}
		a := s.open(tx, client, consumer, id, now)
		if err := f(tx, &a.account, now); err != nil {
			return err
		}
		s.close(tx, a)
		s.sweep(tx, 1, now)
		return nil
	})
}

// Accounts lists a consumer's accounts in the order in which they came (List
// Accounts, 6.1). NotFound for a consumer without any.
func (s *Storage) Accounts(client Client, consumer string, q Page) (list []reports.Account, p Part, err error) {
	const op = "list accounts"
	c := Checker{Found: CheckConsumer("insights_consumer_id", consumer)}
	p = c.page(q, MostPage)
	if err := Refuse(op, c.Found); err != nil {
		return nil, p, err
	}
	err = s.cfg.DB.View(func(tx *store.Tx) error {
		now := s.cfg.Clock.Now()
		held, err := find(tx, op, client, consumer, now)
		held, p = cut(held, p)
		for i := range held {
			list = append(list, look{s: s, a: &held[i], now: now}.account())
		}
		return err
	})
	return list, p, err
}

// TypesOfAccount are the words of account_type (6.1). They are for reading.
var TypesOfAccount = []string{"DEFAULT", "SAVING", "CREDITCARD", "DEPOT"}

// typesOfTransfer are the words of transfer_type (6.1).
var typesOfTransfer = []string{"NONE", "DOMESTIC", "FULL", "REFERENCE", "RESTRICTED"}

// account checks what a client says of an account.
func (c *Checker) account(path string, f AccountFields) {
	c.texts(
		named{path + ".iban", f.IBAN}, named{path + ".account_number", f.Number}, named{path + ".alias", f.Alias},
		named{path + ".bic", f.BIC}, named{path + ".bank_code", f.BankCode}, named{path + ".holder_name", f.Holder},
		named{path + ".holder_address.country", f.Country},
	)
	c.word(path+".account_type", f.Type, TypesOfAccount)
	c.word(path+".transfer_type", f.TransferType, typesOfTransfer)
	c.currency(path+".currency", f.Currency)
	c.labels(path+".labels", f.Labels)
}
