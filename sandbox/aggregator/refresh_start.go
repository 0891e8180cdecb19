package aggregator

import (
	"fmt"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A RefreshRequest asks for the data of a consumer without a flow, by a consent
// that is stored or by one that the client has (Consent-Refresh, 5.4). What is "",
// zero or nil was not said.
type RefreshRequest struct {
	ConsentID, ConsentToken string // both, or a stored consent is used
	Consumer                string // insights_consumer_id
	IntendedReports         []string
	RefreshDays             *int
	From, To                reports.Day
	Accounts                *RefreshSelector
	RetentionMinutes        *int
	PSU                     *PSU // nil: the consumer is not there
	Allowed                 *AllowedAccounts
}

// CheckRefresh lists all that is wrong with a request for a refresh by itself; none
// if nothing.
func CheckRefresh(r RefreshRequest) []Violation {
	var c check
	supplied := r.ConsentID != "" || r.ConsentToken != ""
	if supplied {
		c.required("consent_id", r.ConsentID)
		c.required("consent_token", r.ConsentToken)
	} else {
		c.required("insights_consumer_id", r.Consumer)
	}
	c.consumer("insights_consumer_id", r.Consumer)
	c.span(r.span())
	if s := r.Accounts; s != nil {
		c.refreshSelector(s)
		if supplied && len(s.AccountIDs) > 0 {
			c.required("insights_consumer_id", r.Consumer)
		}
	}
	c.lasting("data_retention_minutes", r.RetentionMinutes)
	if r.PSU != nil {
		c.required("psu.user_agent", r.PSU.UserAgent)
		c.required("psu.ip_address", r.PSU.IPAddress)
	}
	if r.Allowed != nil {
		for i, kind := range r.Allowed.Types {
			word(&c, fmt.Sprintf("allowed_accounts.account_types[%d]", i), kind, storage.TypesOfAccount)
		}
	}
	return c.Found
}

// span is the days that a refresh is asked for.
func (r *RefreshRequest) span() storage.Span {
	return spanOf("refresh_days", r.RefreshDays, r.From, r.To)
}

// StartRefresh begins a refresh, which is then PROCESSING (5.4). Invalid for a
// request that breaks a rule, and with CONSENT.NOT_STORED where there is no stored
// consent to use; Conflict while another refresh of the consumer is PROCESSING;
// Forbidden with CONSENT.RESOURCE_NOT_GRANTED for an account that the consent does
// not cover; with a consent of the client's own also the errors of UseConsent. A
// stored consent that has ended, or was used too often today, shows as the refresh's
// EXCEPTION.
func (a *Aggregator) StartRefresh(client Client, q RefreshRequest) (out Refresh, err error) {
	const op = "start refresh"
	if err := storage.Refuse(op, CheckRefresh(q)); err != nil {
		return out, err
	}
	var refusal error // which must not undo that a token was spent
	err = a.cfg.DB.Update(func(tx *store.Tx) error {
		now := a.cfg.Clock.Now()
		a.settleUnderway(tx, client, q.Consumer, now)
		r := a.newRefresh(client, q, now)
		book, has := a.openBook(tx, client, q.Consumer, now)
		if refusal = a.mayRefresh(tx, op, client, q, &book, has); refusal != nil {
			return nil
		}
		if refusal = a.source(tx, op, &r, q, &book); refusal != nil {
			return nil
		}
		out = r.Refresh
		a.begin(tx, r)
		return nil
	})
	if err == nil {
		err = refusal
	}
	return out, err
}

// newRefresh is a refresh that has read nothing yet.
func (a *Aggregator) newRefresh(client Client, q RefreshRequest, now time.Time) refresh {
	r := refresh{
		Refresh: Refresh{ID: a.newID(), Client: client, Consumer: q.Consumer, State: RefreshProcessing, Started: now},
		Frame:   frameOf(q.span(), insightsDays, reports.DayOf(now)),
	}
	if q.RetentionMinutes != nil {
		r.Retention = time.Duration(*q.RetentionMinutes) * time.Minute
	}
	if r.Consumer == "" {
		r.Consumer = a.cfg.NewID()
	}
	return r
}

// mayRefresh is what stands against a refresh before any consent is looked into.
func (a *Aggregator) mayRefresh(tx *store.Tx, op string, client Client, q RefreshRequest, book *StoredBook, has bool) error {
	supplied := q.ConsentID != ""
	if supplied && slices.ContainsFunc(book.Consents, func(s Stored) bool { return s.State == ConsentStored }) {
		return storage.Refuse(op, []Violation{{
			Code: storage.MutuallyExclusive, Path: "consent_id", Message: "must not be given, as a consent of the consumer is stored"}})
	}
	if !supplied && !has {
		return refused(op, storage.Invalid, notStored)
	}
	if u, busy := underway.Get(tx, bookKey(client, q.Consumer)); busy {
		return a.busy(tx, op, u.ID)
	}
	return nil
}

// busy refuses a refresh beside one that is PROCESSING, and says until when that is
// so, if time is what ends it.
func (a *Aggregator) busy(tx *store.Tx, op, id string) error {
	r, _ := refreshes.Get(tx, id)
	if _, due, ok := a.inTime(&r); ok {
		return conflict(op, "A refresh of the consumer is PROCESSING until %s; another can be started then", due.UTC().Format(time.RFC3339Nano))
	}
	return conflict(op, "A refresh of the consumer is PROCESSING; another can be started when it has ended, which Refresh-Status tells")
}

// source finds the accounts that are to be read, by the consent of the client's own
// or by the stored ones.
func (a *Aggregator) source(tx *store.Tx, op string, r *refresh, q RefreshRequest, book *StoredBook) error {
	if q.ConsentID == "" {
		return a.byStored(tx, op, r, q, book)
	}
	g, refusal := a.refreshBy(tx, op, r.Client, q.ConsentID, q.ConsentToken, q.PSU != nil)
	if refusal != nil {
		return refusal
	}
	p := part{Bank: g.connection.place(), Seed: g.seed}
	for i, from := range g.sources {
		p.Accounts = append(p.Accounts, StoredAccount{ID: storage.AccountID(r.Client, r.Consumer, p.Bank, from), BankID: g.ids[i], Source: from})
	}
	r.Script, r.ConsentID, r.Token = g.script, q.ConsentID, g.token
	var e *storage.Error
	if r.Parts, e = selected(op, []part{p}, q); e != nil {
		e.Token = g.token
		return e
	}
	return nil
}

// byStored takes the accounts of the consumer's stored consents: of those that hold,
// if nothing is selected and any holds. A use without the consumer counts.
func (a *Aggregator) byStored(tx *store.Tx, op string, r *refresh, q RefreshRequest, book *StoredBook) error {
	holds := func(s Stored) bool { return s.State == ConsentStored }
	some := slices.ContainsFunc(book.Consents, holds)
	var parts []part
	for _, s := range book.Consents {
		if q.Accounts.everything() && some && !holds(s) {
			continue
		}
		parts = append(parts, part{Bank: s.Bank, Seed: s.Seed, Until: s.Until, Accounts: s.Accounts})
	}
	var e *storage.Error
	if r.Parts, e = selected(op, parts, q); e != nil {
		return e
	}
	r.Stored = true
	for _, p := range r.Parts {
		s := &book.Consents[book.covering(p.Accounts[0].ID)]
		if r.Script == "" {
			r.Script = s.Script
		}
		if category := s.use(r.Started, q.PSU != nil); r.Doom == "" {
			r.Doom = category
		}
	}
	a.closeBook(tx, *book)
	return nil
}

// use counts a use of a consent, and is the category by which it fails; "" if it
// does not.
func (s *Stored) use(at time.Time, attended bool) string {
	if category := ends[s.State]; category != "" {
		return category
	}
	if !attended && !s.unattended(at) {
		return quotaExceeded
	}
	return ""
}

// begin puts a refresh on the books.
func (a *Aggregator) begin(tx *store.Tx, r refresh) {
	refreshes.Put(tx, r.ID, r)
	underway.Put(tx, bookKey(r.Client, r.Consumer), ordinal{r.ID})
	if _, due, ok := a.inTime(&r); ok {
		running.Put(tx, r.ID, deadline{due})
		expect(tx, due)
	}
	forgetRefreshes(tx, r.Started)
}

// settleUnderway lets the refresh of a consumer that runs end, if time has brought
// that.
func (a *Aggregator) settleUnderway(tx *store.Tx, client Client, consumer string, now time.Time) {
	if u, ok := underway.Get(tx, bookKey(client, consumer)); ok {
		r, _ := refreshes.Get(tx, u.ID)
		a.settleRefresh(tx, &r, now)
	}
}
