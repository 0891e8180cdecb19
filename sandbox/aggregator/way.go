package aggregator

import (
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// first is the step at which a new flow begins. A session whose consumer has
// authenticated does not ask for the bank and the login again (2.3).
func (l *life) first() Context {
	f := l.flow
	if f.Login != nil {
		return l.choosing()
	}
	if f.Choice == nil {
		return AtBank
	}
	return l.byMethod()
}

// byMethod is the step after the bank is known: the methods, unless there is one
// only.
func (l *life) byMethod() Context {
	methods := l.flow.Choice.methods(l.Request.Access)
	if len(methods) == 1 {
		l.bind(methods[0])
		return AtCredentials
	}
	return AtMethod
}

// bind takes a method of login; from now on the session tells the bank (2.2).
func (l *life) bind(m Method) {
	c := *l.flow.Choice
	c.Method = m
	l.flow.Choice, l.Bank = &c, &c
}

// choosing is the step after the login: the choice of accounts, unless there is
// nothing to choose.
func (l *life) choosing() Context {
	s := l.selection()
	l.flow.Chosen = s.chosen
	if len(s.options) > 0 {
		return AtAccounts
	}
	return AtConsent
}

// back is the step before the present one; "" if there is none. What the client
// preset is not chosen again, nor is the login once the bank has accepted it.
func (l *life) back() Context {
	f := l.flow
	switch {
	case f.State == Processing && f.Agreed:
		return ""
	case f.State == Processing:
		return AtCredentials
	}
	switch f.Context {
	case AtMethod:
		return l.backToBank()
	case AtCredentials:
		if len(f.Choice.methods(l.Request.Access)) > 1 {
			return AtMethod
		}
		return l.backToBank()
	case AtSCA:
		return AtCredentials
	case AtConsent:
		if len(l.selection().options) > 0 {
			return AtAccounts
		}
	}
	return ""
}

func (l *life) backToBank() Context {
	if l.Request.SelectedBank != nil {
		return ""
	}
	return AtBank
}

// A selection is which accounts a flow reads: those chosen by its request, or the
// options of which the consumer chooses one, or some.
type selection struct {
	chosen  []string
	options []*held
	many    bool
}

// selection works out what the request says of the accounts behind the login (3.2,
// 3.4). Where there is one account only there is nothing to choose, which is
// inferred.
func (l *life) selection() (s selection) {
	f := l.flow
	may := l.a.allowed(f.Login, f.Choice, f.Type, f.Request.Allowed)
	switch f.Type {
	case InsightsRefresh:
		s = l.selectedForInsights(may)
	case Accounts:
		switch f.Request.Selection {
		case SingleAccount:
			s.options = may
		case MultipleAccounts:
			s.options, s.many = may, true
		default:
			s.chosen = idsOf(may)
		}
	default:
		s = l.selectedOne(may)
	}
	if len(s.options) == 1 {
		return selection{chosen: idsOf(s.options)}
	}
	return s
}

func (l *life) selectedForInsights(may []*held) selection {
	f := l.flow
	want := f.Request.Accounts
	if want == nil || want.empty() {
		return selection{options: may}
	}
	place := f.Choice.place()
	return selection{chosen: idsOf(slices.DeleteFunc(may, func(h *held) bool {
		switch {
		case want.All:
			return false
		case len(want.IBANs) > 0:
			return !want.names(h.info.IBAN)
		}
		id := storage.AccountID(f.Client, f.Request.Consumer, place, h.source(f.Choice))
		return !slices.Contains(want.AccountIDs, id)
	}))}
}

// selectedOne is for flows on one account: the one that the request names, or the
// consumer's choice.
func (l *life) selectedOne(may []*held) selection {
	r := l.flow.Request
	if r.IBAN == "" && r.AccountID == "" && r.AccountNumber == "" {
		return selection{options: may}
	}
	return selection{chosen: idsOf(slices.DeleteFunc(may, func(h *held) bool {
		switch {
		case r.IBAN != "":
			return h.info.IBAN != plainIBAN(r.IBAN)
		case r.AccountID != "":
			return h.id(l.flow.Choice) != r.AccountID
		}
		return h.number != r.AccountNumber
	}))}
}

// idsOf are the accounts' ids in the ledger.
func idsOf(accounts []*held) []string {
	ids := make([]string, len(accounts))
	for i := range accounts {
		ids[i] = accounts[i].ledger
	}
	return ids
}

// readable are the accounts that the flow reads, of those behind its login.
func (l *life) readable(f *flow) (out []*held) {
	for _, h := range l.a.accounts(f.Login) {
		if slices.Contains(f.Chosen, h.ledger) {
			out = append(out, h)
		}
	}
	return out
}

// chooseAccounts takes the consumer's choice.
func (l *life) chooseAccounts(values []string) {
	s := l.selection()
	if len(values) == 0 || len(values) > 1 && !s.many {
		l.ask(KeyAccountID, "Please choose an account")
		return
	}
	var chosen []string
	for _, v := range values {
		i := slices.IndexFunc(s.options, func(h *held) bool { return h.id(l.flow.Choice) == v })
		if i < 0 {
			l.ask(KeyAccountID, "Please choose an account from the list")
			return
		}
		if !slices.Contains(chosen, s.options[i].ledger) {
			chosen = append(chosen, s.options[i].ledger)
		}
	}
	l.flow.Chosen = chosen
	l.arrive(AtConsent, "accounts")
}
