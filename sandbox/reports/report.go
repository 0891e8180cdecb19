package reports

import "time"

// A Report is one report of one account, or of several that were combined
// (section 6.6). Of the bodies only the kind's own is set.
type Report struct {
	Kind      Kind
	Accounts  []string  // insights_account_id
	Refreshed time.Time // the oldest of the accounts'
	Frame     Frame     // not said for those that are not Timed

	Info        *Info        // AccountInfos
	Balances    *Balances    // BalancesNow
	OverTime    []DayBalance // BalanceOverTime: one a day, oldest first
	Held        Availability // BalanceOverTime: how far the series stands on what is held
	Categorized *Categorized // Categorization
	Groups      []Group      // GroupByCategory, ExpenseCategories
	Recurring   []Series     // RecurringTransactions
}

// Info is what the account-info report tells.
type Info struct {
	Account Account
	Oldest  Day // oldest_transaction_date
}

// Balances is what the balances report tells; what is nil is not known.
type Balances struct{ Balance, Available, Limit, Reserved *Amount }

// A DayBalance is what an account held when a day ended.
type DayBalance struct {
	Day     Day
	Balance Amount
}

// Categorized is what the categorization report tells.
type Categorized struct {
	Transactions []Entry // one page of them
	Total        int     // how many there are on all pages
	Availability Availability
}

// An Entry is a transaction with what the rules say of it
// (CategorizedTransaction). The transaction is the holding's own: not to be
// written to.
type Entry struct {
	*Transaction
	Categories []Category // never empty; the first is the one that sums count
	Brand      *Brand     // nil: none is known
}

// A Group is what the transactions of one category add up to, in one currency. Sum
// is what came less what went, so that spending is below zero; in the expense
// report, which counts only debits, it is what was spent, above zero. Both signs
// are inferred.
type Group struct {
	Category Category
	Count    int
	Sum      Amount
	Months   []Month // all of the frame's when split by month, oldest first
}

// A Month is a group's share of one month. The month is named by its first day
// when it begins on another than the first, which is inferred.
type Month struct {
	Name  string // 2026-11
	Frame Frame  // the part of it that lies in the report's
	Count int
	Sum   Amount
}

// A Series is a payment that comes again each month. Its shape is inferred; the
// reference says that recurring transactions are grouped by category, brand, amount
// and period.
type Series struct {
	AccountID    string
	Categories   []Category
	Brand        *Brand
	CounterParty CounterParty // as the newest one has it
	Reference    string       // likewise
	Credit       bool
	Period       Period
	Amount       Amount // the median, which is the amount when all are the same
	Min, Max     Amount
	First, Last  Day
	Next         Day // when the next is expected; none once it has stopped
	Transactions []Entry
}

// A Period is how often a series comes. Monthly is all there is.
type Period string

// Monthly is once a month.
const Monthly Period = "MONTHLY"
