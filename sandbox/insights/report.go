package insights

import (
	"net/http"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// reportIn is the body of every report's call (6.6). Each report has a schema of its
// own, which says what of this it reads.
type reportIn struct {
	Consumer     string    `json:"insights_consumer_id"`
	Accounts     []string  `json:"insights_account_ids"`
	Excluded     []string  `json:"excluded_insights_account_ids"`
	Days         *int64    `json:"report_days"`
	From         *string   `json:"from_date"`
	To           *string   `json:"to_date"`
	Size         int       `json:"size"`
	Offset       int       `json:"offset"`
	Max          *int64    `json:"max_amount"`
	Min          *int64    `json:"min_amount"`
	Type         string    `json:"transaction_type"`
	OnlyMain     bool      `json:"only_main_category"`
	States       []string  `json:"states"`
	Transactions []string  `json:"insights_transaction_ids"`
	Categories   []string  `json:"category_ids"`
	Uncategories []string  `json:"excluded_categories"`
	Brands       []string  `json:"brand_ids"`
	Order        []order   `json:"order"`
	Labels       []labelIn `json:"labels"`
	Unlabels     []labelIn `json:"excluded_labels"`
	SplitBy      string    `json:"split_by"`
	AdjustedDay  int       `json:"split_by_month_adjusted_day"`
	Required     string    `json:"required_data_availability"`
	Combine      string    `json:"combine_accounts"`
}

type labelIn struct {
	Key   string  `json:"key"`
	Value *string `json:"value"`
}

// A reportKind is a report with its place among the paths and its schema.
type reportKind struct {
	kind              reports.Kind
	name, op, request string
}

// reportKinds are the reports in the order of the reference (6.6).
var reportKinds = []reportKind{
	{reports.AccountInfos, "account-info", "createAccountInfoReport", "AccountInfoReportRequest"},
	{reports.BalancesNow, "balances", "createBalancesReport", "BalancesReportRequest"},
	{reports.BalanceOverTime, "balance-over-time", "createBalanceOverTimeReport", "BalanceOverTimeReportRequest"},
	{reports.Categorization, "categorization", "createCategorizationReport", "CategorizationReportRequest"},
	// The reference spells it so; the other spelling is taken as well, which is
	// inferred.
	{reports.GroupByCategory, "groupy-by-category", "createGroupByCategoryReport", "GroupByCategoryReportRequest"},
	{reports.GroupByCategory, "group-by-category", "createGroupByCategoryReport", "GroupByCategoryReportRequest"},
	{reports.ExpenseCategories, "expense-category", "createExpenseCategoryReport", "ExpenseCategoryReportRequest"},
	{reports.RecurringTransactions, "recurring-transactions", "createRecurringTransactionsReport", "RecurringTransactionsReportRequest"},
}

// report is the route of a report.
func report(k reportKind) Route {
	return takes(http.MethodPost, reportsPath+"/"+k.name+"/create", k.op, k.request, func(s *server, c *call, in *reportIn) (answer, error) {
		c.about(in.Consumer)
		made, err := s.cfg.Storage.Report(c.owner(), in.scope(), in.request(k.kind))
		if err != nil {
			return answer{}, err
		}
		if k.kind == reports.Categorization {
			return categorizationsOut(in.Consumer, made)
		}
		return ok(reportsOut{reportOuts(in.Consumer, made)})
	})
}

func (in *reportIn) scope() storage.Scope {
	return storage.Scope{
		Consumer: in.Consumer, Accounts: in.Accounts, Excluded: in.Excluded,
		Span: storage.Span{Days: in.Days, From: in.From, To: in.To, Member: "report_days"},
	}
}

func (in *reportIn) request(kind reports.Kind) reports.Request {
	return reports.Request{
		Kind: kind,
		Filter: reports.Filter{
			Min: in.Min, Max: in.Max, Type: reports.Type(in.Type), States: words[reports.State](in.States), TransactionIDs: in.Transactions,
			CategoryIDs: in.Categories, ExcludedCategoryIDs: in.Uncategories, BrandIDs: in.Brands,
			Labels: labels(in.Labels), ExcludedLabels: labels(in.Unlabels),
		},
		Size: in.Size, Offset: in.Offset, Order: orders(in.Order), Combine: in.Combine == "ALL", OnlyMain: in.OnlyMain,
		Split: in.SplitBy == "MONTH", AdjustedDay: in.AdjustedDay, Required: reports.Availability(in.Required),
	}
}

func labels(in []labelIn) (out []reports.Label) {
	for _, l := range in {
		out = append(out, reports.Label(l))
	}
	return out
}
