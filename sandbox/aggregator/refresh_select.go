package aggregator

import (
	"fmt"
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// A RefreshSelector says which accounts to read (ConsentAccounts, 5.4). That no
// selector, and one that says nothing, is all accounts is inferred.
type RefreshSelector struct {
	All        *bool
	IBANs      []string
	BankIDs    []string // account_ids
	AccountIDs []string // insights_account_ids
}

// refreshSelector notes that accounts are selected in more than one way (5.4).
func (c *check) refreshSelector(s *RefreshSelector) {
	c.ibans("accounts.ibans", s.IBANs)
	first := ""
	for _, way := range []struct {
		name string
		said bool
	}{
		{"all", s.All != nil && *s.All}, {"ibans", len(s.IBANs) > 0},
		{"account_ids", len(s.BankIDs) > 0}, {"insights_account_ids", len(s.AccountIDs) > 0},
	} {
		switch {
		case !way.said:
		case first == "":
			first = way.name
		default:
			c.Note(storage.MutuallyExclusive, "accounts."+way.name, "accounts are selected in one way: %s is there already", first)
		}
	}
}

// everything tells whether all accounts are asked for.
func (s *RefreshSelector) everything() bool {
	return s == nil || len(s.IBANs)+len(s.BankIDs)+len(s.AccountIDs) == 0
}

// selected narrows the accounts of consents to those that a request selects and
// allows. Forbidden if one that it names is not among them, or none is left.
func selected(op string, parts []part, q RefreshRequest) (out []part, refusal *storage.Error) {
	if refusal := q.Accounts.covered(op, parts); refusal != nil {
		return nil, refusal
	}
	for _, p := range parts {
		p.Accounts = slices.DeleteFunc(slices.Clone(p.Accounts), func(s StoredAccount) bool {
			return !q.Accounts.selects(&s) || !q.Allowed.allows(&s)
		})
		if len(p.Accounts) > 0 {
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		return nil, refused(op, storage.Forbidden, notGranted)
	}
	return out, nil
}

// selects tells whether an account is among those selected.
func (s *RefreshSelector) selects(a *StoredAccount) bool {
	return s.everything() || slices.Contains(s.AccountIDs, a.ID) || slices.Contains(s.BankIDs, a.BankID) ||
		slices.ContainsFunc(s.IBANs, func(i string) bool { return plainIBAN(i) == a.Source.Account.IBAN })
}

// allows tells whether an account is among those allowed (3.2).
func (w *AllowedAccounts) allows(a *StoredAccount) bool {
	return w == nil || (len(w.Types) == 0 || slices.Contains(w.Types, a.Source.Account.Type)) &&
		(len(w.IDs) == 0 || slices.Contains(w.IDs, a.BankID))
}

// covered is Forbidden if an account is named that is not in any part.
func (s *RefreshSelector) covered(op string, parts []part) *storage.Error {
	if s.everything() {
		return nil
	}
	e := refused(op, storage.Forbidden, notGranted)
	for _, list := range []struct {
		path  string
		names []string
		pick  func(string) RefreshSelector
	}{
		{"accounts.ibans", s.IBANs, func(n string) RefreshSelector { return RefreshSelector{IBANs: []string{n}} }},
		{"accounts.account_ids", s.BankIDs, func(n string) RefreshSelector { return RefreshSelector{BankIDs: []string{n}} }},
		{"accounts.insights_account_ids", s.AccountIDs, func(n string) RefreshSelector { return RefreshSelector{AccountIDs: []string{n}} }},
	} {
		for i, name := range list.names {
			only := list.pick(name)
			if !slices.ContainsFunc(parts, func(p part) bool {
				return slices.ContainsFunc(p.Accounts, func(a StoredAccount) bool { return only.selects(&a) })
			}) {
				e.Violations = append(e.Violations, Violation{
					Code: storage.InvalidValue, Path: fmt.Sprintf("%s[%d]", list.path, i), Message: "the consent covers no account " + quote(name)})
			}
		}
	}
	if len(e.Violations) == 0 {
		return nil
	}
	return e
}
