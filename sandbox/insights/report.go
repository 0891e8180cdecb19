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
	kind         reports.Kind
}

type labelIn struct {
	Key   string  `json:"key"`
	Value *string `json:"value"`
}

// reportSchemas are the schemas of the reports' calls (6.6), which are those of a
// modular report's parts as well.
var reportSchemas = map[reports.Kind]string{
	reports.AccountInfos:          "AccountInfoReportRequest",
	reports.BalancesNow:           "BalancesReportRequest",
	reports.BalanceOverTime:       "BalanceOverTimeReportRequest",
	reports.Categorization:        "CategorizationReportRequest",
	reports.GroupByCategory:       "GroupByCategoryReportRequest",
	reports.ExpenseCategories:     "ExpenseCategoryReportRequest",
	reports.RecurringTransactions: "RecurringTransactionsReportRequest",
}

// report is the route of a report.
func report(path, op string, kind reports.Kind) Route {
	blank := func() *reportIn { return &reportIn{kind: kind} }
	return takesInto(blank, http.MethodPost, path, op, reportSchemas[kind], func(s *server, c *call, in *reportIn) (answer, error) {
		c.about(in.Consumer)
		made, err := s.cfg.Storage.Report(c.owner(), in.scope(), in.request(kind))
		if err != nil {
			return answer{}, err
		}
		if kind == reports.Categorization {
			return answer{http.StatusOK, categorizations{in.Consumer, made}}, nil
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
