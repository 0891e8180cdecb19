package insights

import "github.com/sandbank-dev/sandbank/sandbox/reports"

// What is told of reports (6.6). The names in groups beside those of an expense
// report, all of a series, and data_availability of a
// balance over time, are inferred.
type (
	reportsOut struct {
		Reports []any `json:"reports"`
	}
	reportHead struct {
		Type      reports.Kind `json:"type"`
		Consumer  string       `json:"insights_consumer_id"`
		Accounts  []string     `json:"insights_account_ids"`
		Refreshed dateTime     `json:"refreshed_at"`
		From      reports.Day  `json:"from_date,omitempty"`
		To        reports.Day  `json:"to_date,omitempty"`
	}
	infoOut struct {
		reportHead
		Alias             string            `json:"account_alias,omitempty"`
		Holder            string            `json:"holder_name,omitempty"`
		Currency          string            `json:"currency,omitempty"`
		IBAN              string            `json:"iban,omitempty"`
		Number            string            `json:"account_number,omitempty"`
		BIC               string            `json:"bic,omitempty"`
		BankCode          string            `json:"bank_code,omitempty"`
		BankName          string            `json:"bank_name,omitempty"`
		Country           string            `json:"country,omitempty"`
		AccountType       string            `json:"account_type,omitempty"`
		TransferType      string            `json:"transfer_type,omitempty"`
		GroupID           string            `json:"accounts_group_id,omitempty"`
		Oldest            reports.Day       `json:"oldest_transaction_date,omitempty"`
		ConsentUntil      reports.Day       `json:"consent_expected_expiry_date,omitempty"`
		BankCountry       string            `json:"bank_country,omitempty"`
		BankKRN           string            `json:"bank_krn,omitempty"`
		IntegrationKRN    string            `json:"integration_krn,omitempty"`
		SubIntegrationKRN string            `json:"sub_integration_krn,omitempty"`
		Labels            map[string]string `json:"labels,omitempty"`
	}
	balancesOut struct {
		reportHead
		Balance   *amountOut `json:"balance,omitempty"`
		Available *amountOut `json:"available,omitempty"`
		Limit     *amountOut `json:"limit,omitempty"`
		Reserved  *amountOut `json:"reserved,omitempty"`
	}
	overTimeOut struct {
		reportHead
		Balances     []dayBalanceOut      `json:"balances"`
		Availability reports.Availability `json:"data_availability"`
	}
	dayBalanceOut struct {
		Date    reports.Day `json:"date"`
		Balance amountOut   `json:"balance"`
	}
	categorizationOut struct {
		reportHead
		Transactions []categorizedOut     `json:"transactions"`
		Availability reports.Availability `json:"data_availability"`
	}
	groupsOut struct {
		reportHead
		Categories []groupOut `json:"categories"`
	}
	groupOut struct {
		ID     string     `json:"id"`
		Name   string     `json:"name"`
		Count  int        `json:"count"`
		Sum    amountOut  `json:"sum"`
		Months []monthOut `json:"months,omitempty"`
	}
	monthOut struct {
		Month string      `json:"month"`
		From  reports.Day `json:"from_date"`
		To    reports.Day `json:"to_date"`
		Count int         `json:"count"`
		Sum   amountOut   `json:"sum"`
	}
	recurringOut struct {
		reportHead
		Series []seriesOut `json:"recurring_transactions"`
	}
	seriesOut struct {
		AccountID    string           `json:"insights_account_id"`
		Categories   []namedOut       `json:"categories"`
		Brand        *brandOut        `json:"brand,omitempty"`
		CounterParty *counterPartyOut `json:"counter_party,omitempty"`
		Reference    string           `json:"reference,omitempty"`
		Type         string           `json:"type"`
		Period       reports.Period   `json:"period"`
		Amount       amountOut        `json:"amount"`
		Min          amountOut        `json:"min_amount"`
		Max          amountOut        `json:"max_amount"`
		First        reports.Day      `json:"first_date"`
		Last         reports.Day      `json:"last_date"`
		Next         reports.Day      `json:"next_date,omitempty"`
		Transactions []categorizedOut `json:"transactions"`
	}
)

func reportOuts(consumer string, made []reports.Report) []any {
	out := make([]any, len(made))
	for i := range made {
		r := &made[i]
		out[i] = reportOut(headOf(consumer, r), r)
	}
	return out
}

func headOf(consumer string, r *reports.Report) reportHead {
	return reportHead{r.Kind, consumer, listed(r.Accounts), dateTime(r.Refreshed), r.Frame.From, r.Frame.To}
}

// reportOut is a report in the shape of its kind.
func reportOut(head reportHead, r *reports.Report) any {
	switch r.Kind {
	case reports.AccountInfos:
		return infoReportOut(head, r.Info)
	case reports.BalancesNow:
		b := r.Balances
		return balancesOut{head, amount(b.Balance), amount(b.Available), amount(b.Limit), amount(b.Reserved)}
	case reports.BalanceOverTime:
		out := overTimeOut{head, make([]dayBalanceOut, len(r.OverTime)), r.Held}
		for i, b := range r.OverTime {
			out.Balances[i] = dayBalanceOut{b.Day, money(b.Balance)}
		}
		return out
	case reports.Categorization:
		return categorizationOut{head, entriesOut(r.Categorized.Transactions), r.Categorized.Availability}
	case reports.RecurringTransactions:
		return recurringReportOut(head, r.Recurring)
	}
	return groupsReportOut(head, r.Groups)
}

func infoReportOut(head reportHead, i *reports.Info) infoOut {
	a := &i.Account
	return infoOut{
		reportHead: head, Alias: a.Alias, Holder: a.Holder, Currency: a.Currency, IBAN: a.IBAN, Number: a.Number, BIC: a.BIC,
		BankCode: a.BankCode, BankName: a.BankName, Country: a.HolderCountry, AccountType: a.Type, TransferType: a.TransferType,
		GroupID: a.GroupID, Oldest: i.Oldest, ConsentUntil: a.ConsentUntil, BankCountry: a.BankCountry, BankKRN: a.BankKRN,
		IntegrationKRN: a.IntegrationKRN, SubIntegrationKRN: a.SubIntegrationKRN, Labels: a.Labels,
	}
}

func groupsReportOut(head reportHead, groups []reports.Group) groupsOut {
	out := groupsOut{head, make([]groupOut, len(groups))}
	for i, g := range groups {
		out.Categories[i] = groupOut{ID: g.Category.ID, Name: g.Category.Name, Count: g.Count, Sum: money(g.Sum)}
		for _, m := range g.Months {
			out.Categories[i].Months = append(out.Categories[i].Months, monthOut{m.Name, m.Frame.From, m.Frame.To, m.Count, money(m.Sum)})
		}
	}
	return out
}

func recurringReportOut(head reportHead, series []reports.Series) recurringOut {
	out := recurringOut{head, make([]seriesOut, len(series))}
	for i := range series {
		r := &series[i]
		out.Series[i] = seriesOut{
			AccountID: r.AccountID, Categories: namesOut(r.Categories), Brand: brand(r.Brand), CounterParty: partyOut(r.CounterParty),
			Reference: r.Reference, Type: direction(r.Credit), Period: r.Period, Amount: money(r.Amount), Min: money(r.Min), Max: money(r.Max),
			First: r.First, Last: r.Last, Next: r.Next, Transactions: entriesOut(r.Transactions),
		}
	}
	return out
}
