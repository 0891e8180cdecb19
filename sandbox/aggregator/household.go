package aggregator

import (
	"cmp"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// A household is a customer's accounts, read once: they never change.
type household struct{ accounts []*held }

// held is one of them, as far as it does not hang on the bank that tells it.
type held struct {
	ledger     string // its id in the books
	psd2, kept string // its id (1.7): at a PSD2 bank, and elsewhere
	number     string
	info       reports.Account
	address    *Address
	restricted bool // its bank lets no balance and no transaction of it be read (8.1)
	closed     bool // nor anything else of it than that it is there (8.2)
}

// household is the accounts of a customer that an aggregator can read; none if
// there is no such customer.
func (a *Aggregator) household(customer string) *household {
	if kept, ok := a.houses.Load(customer); ok {
		return kept.(*household)
	}
	h := &household{}
	c, _ := a.cfg.Fixtures.Customer(customer)
	for _, f := range c.Accounts {
		info, offered := storage.AccountOf(f)
		if !offered {
			continue
		}
		h.accounts = append(h.accounts, &held{
			ledger: f.ID, kept: strconv.Itoa(len(h.accounts)), number: numberOf(f.IBAN), info: info, address: addressOf(f),
			psd2:       base64.StdEncoding.EncodeToString([]byte(uuid.NewSHA1(namespace, []byte("account/"+f.ID)).String())),
			restricted: f.Transfer == "RESTRICTED" || f.Transfer == "NONE", closed: f.Transfer == "NONE",
		})
	}
	kept, _ := a.houses.LoadOrStore(customer, h)
	return kept.(*household)
}

// numberOf is the account number in a German IBAN, its last ten digits without
// what fills them up; of others it is not told.
func numberOf(iban string) string {
	if !strings.HasPrefix(iban, "DE") || len(iban) != 22 {
		return ""
	}
	return strings.TrimLeft(iban[12:], "0")
}

// addressOf is where the holder of an account lives, if the fixtures say.
func addressOf(f fixtures.Account) *Address {
	i := slices.IndexFunc(f.Parties, func(p fixtures.Party) bool { return p.Name == f.Holder && len(p.Addresses) > 0 })
	if i < 0 {
		return nil
	}
	from := f.Parties[i].Addresses[0]
	out := &Address{
		Street: strings.TrimSpace(from.Street + " " + from.Building), PostCode: from.PostCode,
		City: from.Town, Region: from.Subdivision, Country: from.Country,
	}
	if len(from.Lines) > 0 {
		out.Street2 = from.Lines[0]
	}
	return out
}

// id is the account's id as a connection tells it (1.7).
func (h *held) id(c *Connection) string {
	if c.Method.PSD2 {
		return h.psd2
	}
	return h.kept
}

// behind tells whose accounts a login opens: those of a customer of that name;
// else of whom the scenario names; else of the bank's usual customer.
func (a *Aggregator) behind(username string, b *Bank, s *scenario.Scenario) login {
	l := login{Username: username}
	if n, ok := generated(username); ok && b.word(username) != "" {
		l.Customer, l.Accounts = fixtures.GeneratedData, n
		if n == 0 {
			l.Customer = fixtures.NoAccounts
		}
		return l
	}
	in := insightsOf(s)
	for _, id := range []string{username, s.Customer.As, in.Persona, s.Data.Persona} {
		if _, ok := a.cfg.Fixtures.Customer(id); id != "" && ok {
			l.Customer = id
			return l
		}
	}
	l.Customer = b.Customer
	return l
}

// accounts lists what a login opens.
func (a *Aggregator) accounts(l *login) []*held {
	all := a.household(l.Customer).accounts
	if l.Accounts > 0 {
		all = all[:min(l.Accounts, len(all))]
	}
	return all
}

// allowed lists those of a login's accounts that a flow may read, by what the
// client allows (3.2). Only an accounts flow tells the closed ones, and only that and
// an account-details flow the restricted.
func (a *Aggregator) allowed(l *login, c *Connection, t FlowType, only *AllowedAccounts) []*held {
	all := a.accounts(l)
	return slices.DeleteFunc(slices.Clone(all), func(h *held) bool {
		if h.closed && t != Accounts || h.restricted && t != Accounts && t != AccountDetails {
			return true
		}
		return only != nil && (len(only.Types) > 0 && !slices.Contains(only.Types, h.info.Type) || len(only.IDs) > 0 && !slices.Contains(only.IDs, h.id(c)))
	})
}

// label is what a consumer knows the account by.
func (h *held) label() string {
	return strings.TrimSpace(cmp.Or(h.info.Alias, "Account") + " " + h.info.IBAN)
}

// account is the account as XS2A tells it (3.4). Its bank is the one that was logged
// in at, in all that names it; the IBANs of a customer are the same at every bank
// that has them, whatever country is in them, which is inferred.
func (h *held) account(c *Connection) Account {
	i := &h.info
	return Account{
		ID: h.id(c), IBAN: i.IBAN, Number: h.number, Alias: i.Alias, Holder: i.Holder, Address: h.address,
		BankCode: c.Code, BIC: cmp.Or(c.BIC, i.BIC), BankName: c.Name, Country: c.Country,
		Type: i.Type, TransferType: i.TransferType, Currency: i.Currency, Restricted: h.restricted, Closed: h.closed,
	}
}

// source is the account as storage acquires it.
func (h *held) source(c *Connection) storage.Source {
	s := storage.Source{LedgerID: h.ledger, Account: h.info}
	s.Account.Number, s.Account.BankCode, s.Account.BIC = h.number, c.Code, cmp.Or(c.BIC, h.info.BIC)
	if h.address != nil {
		s.Account.HolderCountry = h.address.Country
	}
	return s
}

// place is the connection as storage knows it.
func (c *Connection) place() storage.Bank {
	return storage.Bank{
		Name: c.Name, Country: c.Country, Code: c.Code, BIC: c.BIC,
		KRN: c.KRN, IntegrationKRN: c.Method.IntegrationKRN, SubIntegrationKRN: c.Method.SubIntegrationKRN,
	}
}
