package bank

import (
	"slices"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// peopleOf are the customers of a set and their accounts, in the order in which
// the bank lists them.
func peopleOf(set *fixtures.Set) (all []Customer) {
	for _, f := range set.Customers() {
		c := Customer{ID: CustomerID(f.ID), Name: f.Name}
		for _, a := range f.Accounts {
			c.Accounts = append(c.Accounts, accountOf(a))
		}
		all = append(all, c)
	}
	return all
}

// accountOf is an account as the bank shows it.
func accountOf(f fixtures.Account) Account {
	a := Account{
		ID: AccountID(f.ID), Status: f.Status, Currency: f.Currency, Type: f.Type, SubType: f.SubType,
		Description: f.Description, Nickname: f.Nickname, Opening: f.Opened, Maturity: f.Matures,
	}
	if f.IBAN != "" {
		a.Identifications = append(a.Identifications, ledger.Identification{Scheme: "IBAN", Identification: f.IBAN, Name: f.Holder, Secondary: f.Secondary})
	}
	if f.PAN != "" {
		a.Identifications = append(a.Identifications, ledger.Identification{Scheme: "PAN", Identification: f.PAN, Name: f.Holder, Secondary: f.Secondary})
	}
	if f.BIC != "" {
		a.Servicer = &ledger.Agent{Scheme: "BICFI", Identification: f.BIC}
	}
	return a
}

// Customer returns a customer by username.
func (b *Bank) Customer(id CustomerID) (Customer, bool) {
	people := b.people()
	i := slices.IndexFunc(people, func(c Customer) bool { return c.ID == id })
	if i < 0 {
		return Customer{}, false
	}
	c := people[i]
	c.Accounts = slices.Clone(c.Accounts)
	return c, true
}

// Usernames lists the customers' names at the bank's page, in the order in which
// the bank lists them.
func (b *Bank) Usernames() []CustomerID {
	people := b.people()
	names := make([]CustomerID, len(people))
	for i, c := range people {
		names[i] = c.ID
	}
	return names
}

// pick reads a choice of accounts: "all" (or nothing), "first", "none", or ids,
// of which those that the customer does not have are left out.
func pick(c Customer, choice []string) []AccountID {
	ids := make([]AccountID, len(c.Accounts))
	for i, a := range c.Accounts {
		ids[i] = a.ID
	}
	switch {
	case len(choice) == 0 || slices.Equal(choice, []string{"all"}):
		return ids
	case slices.Equal(choice, []string{"first"}):
		return ids[:min(1, len(ids))]
	}
	return slices.DeleteFunc(ids, func(id AccountID) bool { return !slices.Contains(choice, string(id)) })
}
