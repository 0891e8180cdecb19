package storage

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// A Scope is whose data a report is made of (6.6).
type Scope struct {
	Consumer string
	Accounts []string // insights_account_ids; none: all
	Excluded []string // excluded_insights_account_ids; not with Accounts
	Span     Span     // looked at by reports of a frame of days only
}

// Report makes a report of what is kept (6.6). Invalid tells all that is wrong with
// the scope, or which data are not there that the request asks for; NotFound for a
// consumer or an account that has no data.
func (s *Storage) Report(client Client, scope Scope, q reports.Request) ([]reports.Report, error) {
	const op = "make report"
	today := s.today()
	q, found := s.frame(scope, q, today)
	if err := Refuse(op, found); err != nil {
		return nil, err
	}
	held, err := s.holdings(op, client, scope, q)
	if err != nil {
		return nil, err
	}
	if err := fewBalances(op, q, len(held)); err != nil {
		return nil, err
	}
	made, err := reports.Make(q, held, today)
	return made, refused(op, err)
}

// series notes a frame of more days than a report may have that tells of each day
// or month of it, whatever happened. The others are as long as what is held.
func (c *Checker) series(span Span, q reports.Request) {
	if q.Kind != reports.BalanceOverTime && !q.Split {
		return
	}
	member := "from_date"
	if span.Days != nil {
		member = span.Member
	}
	if n := q.Frame.Days(); n > MostSeries {
		c.Note(InvalidValue, span.Path+member, "it asks for %d days; a report of each day or month has at most %d (%s %d, with today)", n, MostSeries, span.Member, MostSeries-1)
	}
}

// fewBalances refuses a balance over time of so many accounts that the answer would
// be too large.
func fewBalances(op string, q reports.Request, accounts int) error {
	n := q.Frame.Days() * accounts
	if q.Kind != reports.BalanceOverTime || n <= MostBalances {
		return nil
	}
	return Refuse(op, []Violation{{TooLong, "insights_account_ids", fmt.Sprintf(
		"%d days of %d accounts are %d balances; at most %d are told at once: name fewer accounts, or ask for fewer days", q.Frame.Days(), accounts, n, MostBalances)}})
}

// frame puts the frame of days that a scope asks for into a request, and tells what
// is wrong with either.
func (s *Storage) frame(scope Scope, q reports.Request, today reports.Day) (reports.Request, []Violation) {
	var c Checker
	c.Found = CheckConsumer("insights_consumer_id", scope.Consumer)
	if len(scope.Accounts) > 0 && len(scope.Excluded) > 0 {
		c.Note(MutuallyExclusive, "excluded_insights_account_ids", "it must be empty when insights_account_ids is not")
	}
	if q.Kind.Timed() {
		frame, found := scope.Span.Frame(today)
		q.Frame = frame
		c.Found = append(c.Found, found...)
		c.series(scope.Span, q)
	}
	if q.Size < 0 {
		c.Note(InvalidValue, "size", "%d is not a number of transactions", q.Size)
	}
	if q.Offset < 0 {
		c.Note(InvalidValue, "offset", "%d is not a number of transactions to leave out", q.Offset)
	}
	c.Found = append(c.Found, checkFilter(q.Filter)...)
	return q, c.Found
}

// holdings are the accounts of a scope with the transactions that a request looks
// at: from its first day on, without a last one, as a balance over time is counted
// back from what is held now.
func (s *Storage) holdings(op string, client Client, scope Scope, q reports.Request) (held []reports.Holding, err error) {
	now := s.cfg.Clock.Now()
	var looks []look
	err = s.cfg.DB.View(func(tx *store.Tx) error {
		picked, err := s.chosen(tx, op, client, scope, now)
		for i := range picked {
			looks = append(looks, s.look(tx, &picked[i], now))
		}
		return err
	})
	for _, l := range looks {
		if q.Kind.Timed() {
			held = append(held, l.holding(q.Frame.From))
		} else {
			held = append(held, l.brief())
		}
	}
	return held, err
}

// chosen are the accounts that a scope names, or leaves. NotFound names those that
// are not there.
func (s *Storage) chosen(tx *store.Tx, op string, client Client, scope Scope, now time.Time) ([]account, error) {
	if len(scope.Excluded) == 0 {
		return pick(tx, op, client, scope.Consumer, namedList{"insights_account_ids", scope.Accounts}, now)
	}
	all, err := find(tx, op, client, scope.Consumer, now)
	if err == nil {
		err = namedList{"excluded_insights_account_ids", scope.Excluded}.missing(op, all)
	}
	return slices.DeleteFunc(all, func(a account) bool { return slices.Contains(scope.Excluded, a.ID) }), err
}

// refused is a report's refusal in the words of this room.
func refused(op string, err error) error {
	var u *reports.Unavailable
	if !errors.As(err, &u) {
		return err
	}
	message := u.Message
	if len(u.Accounts) > 0 {
		message = fmt.Sprintf("%s (insights_account_id: %q)", message, u.Accounts)
	}
	return Refuse(op, []Violation{{InvalidValue, u.Member, message}})
}

// checkFilter tells what is wrong with what a filter asks for.
func checkFilter(f reports.Filter) []Violation {
	var c Checker
	if f.Min != nil && f.Max != nil && *f.Min > *f.Max {
		c.Note(InvalidValue, "min_amount", "%d is more than max_amount, %d", *f.Min, *f.Max)
	}
	c.categories("category_ids", &f.CategoryIDs)
	c.categories("excluded_categories", &f.ExcludedCategoryIDs)
	for i, id := range f.BrandIDs {
		if _, ok := reports.BrandByID(id); !ok {
			c.Note(InvalidValue, fmt.Sprintf("brand_ids[%d]", i), "%s is no brand that is known here", Quote(id))
		}
	}
	return c.Found
}

// A List asks for transactions (List Transactions, 6.2).
type List struct {
	Consumer string
	Accounts []string // insights_account_ids; none: all
	Span     Span
	Filter   reports.Filter
	Order    []reports.Order
	Page     Page
}

func (l List) scope() Scope {
	return Scope{Consumer: l.Consumer, Accounts: l.Accounts, Span: l.Span}
}

// listing is what a list asks for, and what is wrong with it.
func (s *Storage) listing(l List, today reports.Day) (reports.Request, Part, []Violation) {
	var c Checker
	p := c.page(l.Page, math.MaxInt)
	q, found := s.frame(l.scope(), reports.Request{Kind: reports.Categorization, Filter: l.Filter, Order: l.Order}, today)
	return q, p, append(found, c.Found...)
}

// Transactions lists what is kept of a consumer's transactions. Invalid tells all
// that is wrong with the request; NotFound.
func (s *Storage) Transactions(client Client, l List) ([]reports.Entry, Part, error) {
	const op = "list transactions"
	today := s.today()
	q, p, found := s.listing(l, today)
	if err := Refuse(op, found); err != nil {
		return nil, p, err
	}
	held, err := s.holdings(op, client, l.scope(), q)
	if err != nil {
		return nil, p, err
	}
	q.Size, q.Offset = p.Size, p.Offset
	listed, total := reports.List(q, held, today)
	p.Total = total
	return listed, p, nil
}
