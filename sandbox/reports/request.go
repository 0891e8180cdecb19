package reports

// A Kind is which report, in the word of its type member (section 6.6).
type Kind string

// The reports. The words of Categorization, GroupByCategory and
// RecurringTransactions are inferred.
const (
	AccountInfos          Kind = "ACCOUNT_INFOS"
	BalancesNow           Kind = "BALANCES"
	BalanceOverTime       Kind = "BALANCE_OVER_TIME"
	Categorization        Kind = "CATEGORIZATION"
	GroupByCategory       Kind = "GROUP_BY_CATEGORY"
	ExpenseCategories     Kind = "EXPENSE_CATEGORIES"
	RecurringTransactions Kind = "RECURRING_TRANSACTIONS"
)

// Kinds lists every report, in the order of section 6.6.
func Kinds() []Kind {
	return []Kind{AccountInfos, BalancesNow, BalanceOverTime, Categorization, GroupByCategory, ExpenseCategories, RecurringTransactions}
}

// Timed tells whether a report looks at a frame of days; the others tell what is.
func (k Kind) Timed() bool { return k != AccountInfos && k != BalancesNow }

// A Request asks for one report (section 6.6). Each report looks at the options
// that the reference gives it and passes over the others.
type Request struct {
	Kind     Kind
	Frame    Frame // not said: the last DefaultDays days
	Filter   Filter
	Size     int // at most so many transactions; 0: all of them
	Offset   int // so many are left out first
	Order    []Order
	Combine  bool // combine_accounts ALL: one report for all accounts
	OnlyMain bool // only_main_category
	Split    bool // split_by MONTH
	// AdjustedDay is on which day of the month a month begins
	// (split_by_month_adjusted_day), 1 to 31; 0 is the first.
	AdjustedDay int
	Required    Availability // required_data_availability; "": as the report has it
}

// A Filter chooses transactions; what it does not say it does not look at. All
// that it says must hold.
type Filter struct {
	Min, Max            *int64 // of the unsigned amount, both included, in the smallest unit
	Type                Type
	States              []State
	TransactionIDs      []string
	CategoryIDs         []string // a category brings what lies under it
	ExcludedCategoryIDs []string // likewise
	BrandIDs            []string
	Labels              []Label // a transaction must have all of them
	ExcludedLabels      []Label // and none of these
}

// A Type is which directions are asked for (transaction_type).
type Type string

// The directions. Zero counts for what its transaction says it is; DEBIT_AND_ZERO
// adds the credits of nothing. Both are inferred.
const (
	AnyType      Type = ""
	Debit        Type = "DEBIT"
	Credit       Type = "CREDIT"
	DebitAndZero Type = "DEBIT_AND_ZERO"
)

// A Label is one that a transaction has; a nil Value is any.
type Label struct {
	Key   string
	Value *string
}

// An Order sorts by one field (OptionsOrderBy); ties fall to the next one, and at
// the end to date, account and id.
type Order struct {
	Field Field
	Desc  bool
}

// A Field is what can be sorted by.
type Field string

// The fields. AMOUNT is unsigned; AMOUNT_WITH_TYPE has debits below zero.
const (
	ByAmount         Field = "AMOUNT"
	ByDate           Field = "DATE"
	ByCategory       Field = "CATEGORY"
	ByBrand          Field = "BRAND"
	ByAmountWithType Field = "AMOUNT_WITH_TYPE"
)

// An Availability says how much of what a report needs is there, or must be
// (data_availability, required_data_availability).
type Availability string

// How much is there. The last is only asked for, by the balances report, which asks
// for it unless told otherwise; the others ask for nothing, which is inferred.
const (
	Complete           Availability = "COMPLETE"
	Partial            Availability = "PARTIAL"
	None               Availability = "NONE"
	BalanceOrAvailable Availability = "BALANCE_OR_AVAILABLE"
)

// Unavailable says why a report cannot be made of what is held; it is the
// client's to mend (400).
type Unavailable struct {
	Member   string   // of the request: required_data_availability, combine_accounts or insights_account_ids
	Accounts []string // insights_account_id of those that stand against it
	Message  string
}

func (u *Unavailable) Error() string { return u.Message }
