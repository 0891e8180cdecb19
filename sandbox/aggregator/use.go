package aggregator

import (
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A ConsentUse is a read by a consent (5.2). What is "", zero or nil was not said.
type ConsentUse struct {
	Token           string
	PSU             *PSU // nil: the consumer is not there
	AccountID, IBAN string
	From, To        reports.Day
	LastDays        *int
	PageSize        *int // preferred_pagination_size
	Offset          int
}

// A Use is what came of it, and the token for the next.
type Use struct {
	Token  string
	Result Result
}

// CheckUse lists all that is wrong with a read by a consent; none if nothing.
func CheckUse(t FlowType, u ConsentUse) []Violation {
	var c check
	c.required("consent_token", u.Token)
	if u.PSU != nil {
		c.required("psu.user_agent", u.PSU.UserAgent)
		c.required("psu.ip_address", u.PSU.IPAddress)
	}
	if u.IBAN != "" && !ibanForm.MatchString(plainIBAN(u.IBAN)) {
		c.Note(storage.InvalidFormat, "iban", "%s is not an IBAN", quote(u.IBAN))
	}
	if u.IBAN != "" && u.AccountID != "" {
		c.Note(storage.MutuallyExclusive, "iban", "an account is named once: account_id is there already")
	}
	if t == Transactions {
		c.span(spanOf("last_days", u.LastDays, u.From, u.To))
		c.pageSize(u.PageSize)
		if u.Offset < 0 {
			c.Note(storage.InvalidValue, "offset", "%d is below 0", u.Offset)
		}
	}
	return c.Found
}

// UseConsent reads by a consent what a flow of that type would (5.2), and spends the
// token. Invalid, and then the token is good as before; NotFound; Forbidden with
// CONSENT.INVALID_TOKEN, CONSENT.EXPIRED or CONSENT.RESOURCE_NOT_GRANTED; TooMany
// with CONSENT.QUOTA_EXCEEDED. All but the first of these bring the next token.
func (a *Aggregator) UseConsent(client Client, id string, t FlowType, u ConsentUse) (used Use, err error) {
	const op = "use consent"
	if err := storage.Refuse(op, CheckUse(t, u)); err != nil {
		return used, err
	}
	var refusal *storage.Error
	err = a.cfg.DB.Update(func(tx *store.Tx) error {
		g, e := a.spend(tx, op, client, id, u.Token)
		if e == nil {
			used, e = a.use(op, &g, t, u)
			grants.Put(tx, id, g)
		}
		refusal = e
		return nil
	})
	if err == nil && refusal != nil {
		err = refusal
	}
	return used, err
}

// use reads by a consent that was opened.
func (a *Aggregator) use(op string, g *grant, t FlowType, u ConsentUse) (Use, *storage.Error) {
	if t == InsightsRefresh || !slices.Contains(g.Scope.types(), t) {
		return Use{}, g.refuse(op, storage.Forbidden, notGranted)
	}
	if e := a.scripted(op, g); e != nil {
		return Use{}, e
	}
	accounts, e := a.named(op, g, t, u)
	if e != nil {
		return Use{}, e
	}
	if u.PSU == nil {
		if e := g.unattended(op, a.today()); e != nil {
			return Use{}, e
		}
	}
	q := question{kind: t, accounts: accounts, connection: g.Bank, at: a.cfg.Clock.Now(), seed: a.script(g.Script).Data.Seed, offset: u.Offset}
	if t == Transactions {
		q.frame = g.Scope.Transactions.clip(frameOf(spanOf("last_days", u.LastDays, u.From, u.To), transactionsDays, a.today()), a.today())
	}
	if u.PageSize != nil {
		q.size = *u.PageSize
	}
	return Use{Token: g.Token, Result: a.read(q)}, nil
}

// scripted is what the script has a refresh with the consent end in at once; any
// other use ends in it, too, which is inferred.
func (a *Aggregator) scripted(op string, g *grant) *storage.Error {
	s := a.script(g.Script)
	for _, o := range insightsOf(&s).Refresh {
		if o.After == 0 && o.Polls == 0 && o.To == scenario.Exception {
			return g.refuse(op, storage.Forbidden, o.Error)
		}
	}
	return nil
}

// named are the accounts that a read is about: all for the list of accounts, else
// the one that it names, or the only one that there is; that an account has to be
// named among several is inferred.
func (a *Aggregator) named(op string, g *grant, t FlowType, u ConsentUse) ([]*held, *storage.Error) {
	all := a.covered(g, t)
	if t == Accounts || u.AccountID == "" && u.IBAN == "" && len(all) == 1 {
		return all, nil
	}
	if u.AccountID == "" && u.IBAN == "" && len(all) > 1 {
		return nil, &storage.Error{Op: op, Kind: storage.Invalid, Token: g.Token, Violations: []Violation{
			{Code: storage.Required, Path: "account_id", Message: "must be given, or iban: the consent covers several accounts"}}}
	}
	i := slices.IndexFunc(all, func(h *held) bool {
		return u.AccountID != "" && h.id(g.Bank) == u.AccountID || u.IBAN != "" && h.info.IBAN == plainIBAN(u.IBAN)
	})
	if i < 0 {
		return nil, g.refuse(op, storage.Forbidden, notGranted)
	}
	return all[i : i+1], nil
}

// clip narrows a frame to what the scope grants; that it is not refused is
// inferred, as banks may do either (3.4).
func (s *TransactionScope) clip(f reports.Frame, today reports.Day) reports.Frame {
	if s.LastDays == nil && s.From == 0 {
		return f
	}
	may := frameOf(spanOf("last_days", s.LastDays, s.From, s.To), transactionsDays, today)
	return reports.Frame{From: max(f.From, may.From), To: min(f.To, may.To)}
}
