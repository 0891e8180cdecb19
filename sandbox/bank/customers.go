package bank

import "slices"

// people are the demo customers and their accounts, in the order in which the
// bank lists them.
var people = []Customer{
	{ID: "amal", Name: "Amal", Accounts: []Account{
		{"amal-current", "BHD", "Personal", "CurrentAccount", "Everyday", "BH48SAND00001000000101", "Amal"},
		{"amal-savings", "BHD", "Personal", "Savings", "Rainy days", "BH21SAND00001000000102", "Amal"},
		{"amal-card", "BHD", "Personal", "CreditCard", "Card", "BH91SAND00001000000103", "Amal"},
		{"amal-loan", "BHD", "Personal", "Loan", "Car loan", "BH64SAND00001000000104", "Amal"},
	}},
	{ID: "basma", Name: "Basma", Accounts: []Account{
		{"basma-current", "BHD", "Business", "CurrentAccount", "Shop", "BH19SAND00002000000201", "Basma"},
		{"basma-imports", "USD", "Business", "CurrentAccount", "Imports", "BH89SAND00002000000202", "Basma"},
	}},
	{ID: "dana", Name: "Dana"},
}

// usual is who comes to the bank when nobody says.
const usual CustomerID = "amal"

// Customer returns a demo customer by username.
func (b *Bank) Customer(id CustomerID) (Customer, bool) {
	i := slices.IndexFunc(people, func(c Customer) bool { return c.ID == id })
	if i < 0 {
		return Customer{}, false
	}
	c := people[i]
	c.Accounts = slices.Clone(c.Accounts)
	return c, true
}

func customerNames() []CustomerID {
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
