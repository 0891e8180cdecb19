package ledger

import (
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// grace is for how many days after its statement a card need not be paid.
const grace = 25

// Statements lists the account's statements that begin from one instant to
// another, both included and open where zero, newest first. There is one for
// each month of Bahrain's calendar, made when the month is over, as far back as
// the history that is shown covers the month.
func (v View) Statements(from, to time.Time) []Statement {
	var out []Statement
	if !v.history.account.Statements {
		return nil
	}
	for m := monthOf(v.now) - 1; v.covers(m); m-- {
		start := v.begins(m)
		if !to.IsZero() && start.After(to) || !from.IsZero() && start.Before(from) {
			continue
		}
		out = append(out, v.statement(m))
	}
	return out
}

// Statement returns one by its id; false if there is none.
func (v View) Statement(id string) (Statement, bool) {
	if !v.history.account.Statements {
		return Statement{}, false
	}
	for m := monthOf(v.now) - 1; v.covers(m); m-- {
		if v.statementID(m) == id {
			return v.statement(m), true
		}
	}
	return Statement{}, false
}

// covers says whether the account was open in a month that lies wholly in what
// is kept.
func (v View) covers(m month) bool {
	return m >= v.history.opened && v.begins(m).After(v.floor)
}

// begins is the start of a month, or of the account's life in it.
func (v View) begins(m month) time.Time {
	if start := m.start(); start.After(v.history.account.Opened) {
		return start
	}
	return v.history.account.Opened
}

func (v View) statementID(m month) string {
	return shortID(v.history.account.ID, m.String())
}

// reference is what a statement is called in the transactions that it covers.
func (h *history) reference(m month) []string {
	if i := int(m - h.opened); i >= 0 && i < len(h.references) {
		return h.references[i]
	}
	return []string{m.String()}
}

func (v View) statement(m month) Statement {
	h := v.history
	made := (m + 1).start()
	s := Statement{
		Account: h.account.ID, ID: v.statementID(m), Reference: h.reference(m)[0], Type: "RegularPeriodic",
		Start: v.begins(m), End: m.last(), Created: made,
		Descriptions: []string{m.start().Format("January 2006")},
		Dates:        []StatementDate{{"StatementAvailable", made}, {"NextStatement", (m + 2).start()}},
	}
	first, end := h.from(nanos(s.Start)), h.from(nanos(made))
	h.sum(first, end).write(&s, h)
	if line := h.account.CreditLine; line.Minor != 0 {
		s.Amounts = append(s.Amounts, StatementItem{Type: "CreditLimit", Credit: true, Amount: line})
	}
	if kind := h.account.SubType; kind == "CreditCard" || kind == "ChargeCard" {
		s.Dates = append(s.Dates, StatementDate{"PaymentDue", made.AddDate(0, 0, grace)})
	}
	if supplement := h.account.Supplement; supplement != nil && supplement.Rate != "" {
		s.Rates = []StatementFigure{{"Annual", supplement.Rate}}
	}
	return s
}

// sums are what was booked in a period, by what it was.
type sums struct {
	before, after   int64
	credits, debits int64
	fees, interest  int64
}

func (h *history) sum(first, end int) sums {
	s := sums{before: h.holds(first), after: h.holds(max(first, end))}
	for i := first; i < end; i++ {
		e := &h.entries[i]
		s.credits += max(0, e.amount)
		s.debits += min(0, e.amount)
		switch h.kindOf(e) {
		case fixtures.Fee:
			s.fees += e.amount
		case fixtures.Interest:
			s.interest += e.amount
		}
	}
	return s
}

// kindOf is what an entry is: a charge is a fee, whatever it is charged for.
func (h *history) kindOf(e *entry) fixtures.Kind {
	switch {
	case e.source() < 0:
		return h.account.Entries[e.n].Kind
	case e.part() == charged:
		return fixtures.Fee
	}
	return h.sources[e.source()].rule.Kind
}

// write puts the sums on a statement. Fees and interest stand there if there
// were any, the balances and totals always.
func (s sums) write(to *Statement, h *history) {
	item := func(kind, text string, minor int64, credit bool) StatementItem {
		return StatementItem{Type: kind, Description: text, Credit: credit, Amount: h.money(minor)}
	}
	to.Amounts = []StatementItem{
		item("PreviousClosingBalance", "", s.before, s.before >= 0),
		item("ClosingBalance", "", s.after, s.after >= 0),
		item("TotalCredits", "", s.credits, true),
		item("TotalDebits", "", s.debits, false),
	}
	if s.fees != 0 {
		to.Fees = []StatementItem{item("Total", "Fees and charges", s.fees, s.fees >= 0)}
	}
	if s.interest != 0 {
		to.Interest = []StatementItem{item("Total", "Interest", s.interest, s.interest >= 0)}
	}
}
