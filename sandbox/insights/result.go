package insights

import (
	"cmp"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// What flows and consents bring (3.3, 3.4). The shapes of account_details and of
// balances are inferred from those of accounts.
type (
	insightsResultOut struct {
		Type          string   `json:"type"`
		Consumer      string   `json:"insights_consumer_id"`
		AccountIDs    []string `json:"insights_account_ids"`
		ConsentStored bool     `json:"consent_stored"`
	}
	accountsResultOut struct {
		Type     string       `json:"type"`
		Accounts []accountOut `json:"accounts"`
	}
	accountResultOut struct {
		Type    string     `json:"type"`
		Account accountOut `json:"account"`
	}
	transactionsResultOut struct {
		Type         string               `json:"type"`
		Account      *accountOut          `json:"account,omitempty"`
		Transactions []xs2aTransactionOut `json:"transactions"`
		From         reports.Day          `json:"from_date"`
		To           reports.Day          `json:"to_date"`
		Pagination   xs2aPaginationOut    `json:"pagination"`
	}
	xs2aPaginationOut struct {
		Count int     `json:"count,omitempty"`
		URL   string  `json:"url,omitempty"` // where the next page is asked for; a flow has one page alone
		Next  *offset `json:"next,omitempty"`
	}
	offset struct {
		Offset int `json:"offset"`
	}
	amountOut struct {
		Amount   int64  `json:"amount"`
		Currency string `json:"currency"`
	}
	addressOut struct {
		Street   string `json:"street_address,omitempty"`
		Street2  string `json:"street_address2,omitempty"`
		PostCode string `json:"postalcode,omitempty"`
		City     string `json:"city,omitempty"`
		Region   string `json:"region,omitempty"`
		Country  string `json:"country,omitempty"`
	}
	capabilityOut struct {
		Available bool `json:"available"`
	}
	accountOut struct {
		ID           string                   `json:"id,omitempty"`
		Alias        string                   `json:"alias,omitempty"`
		Number       string                   `json:"account_number,omitempty"`
		IBAN         string                   `json:"iban,omitempty"`
		Holder       string                   `json:"holder_name,omitempty"`
		Address      *addressOut              `json:"holder_address,omitempty"`
		BankCode     string                   `json:"bank_code,omitempty"`
		BIC          string                   `json:"bic,omitempty"`
		BankName     string                   `json:"bank_name,omitempty"`
		BankAddress  *addressOut              `json:"bank_address,omitempty"`
		TransferType string                   `json:"transfer_type,omitempty"`
		Type         string                   `json:"account_type,omitempty"`
		Balance      *amountOut               `json:"balance,omitempty"`
		Available    *amountOut               `json:"available,omitempty"`
		Limit        *amountOut               `json:"limit,omitempty"`
		Capabilities map[string]capabilityOut `json:"capabilities,omitempty"`
	}
	xs2aTransactionOut struct {
		ID           string           `json:"transaction_id,omitempty"`
		Reference    string           `json:"reference,omitempty"`
		References   *referencesOut   `json:"bank_references,omitempty"`
		CounterParty *counterPartyOut `json:"counter_party,omitempty"`
		Date         reports.Day      `json:"date"`
		Valued       reports.Day      `json:"value_date,omitempty"`
		Booked       reports.Day      `json:"booking_date,omitempty"`
		State        string           `json:"state"`
		Type         string           `json:"type"`
		Method       string           `json:"method"`
		Amount       amountOut        `json:"amount"`
	}
)

// resultOut is a result in the shape of its type; url is where the next page of its
// transactions is asked for.
func resultOut(r *aggregator.Result, url string) any {
	key := r.Type.Key()
	switch r.Type {
	case aggregator.InsightsRefresh:
		return insightsResultOut{key, r.Consumer, listed(r.AccountIDs), r.ConsentStored}
	case aggregator.Accounts:
		out := accountsResultOut{Type: key, Accounts: []accountOut{}}
		for i := range r.Accounts {
			out.Accounts = append(out.Accounts, xs2aAccountOut(&r.Accounts[i]))
		}
		return out
	case aggregator.Transactions:
		return transactionsOut(r, url)
	}
	out := accountResultOut{Type: key}
	if len(r.Accounts) > 0 {
		out.Account = xs2aAccountOut(&r.Accounts[0])
	}
	return out
}

func transactionsOut(r *aggregator.Result, url string) transactionsResultOut {
	out := transactionsResultOut{Type: r.Type.Key(), Transactions: []xs2aTransactionOut{}, From: r.From, To: r.To}
	if len(r.Accounts) > 0 {
		out.Account = new(xs2aAccountOut(&r.Accounts[0]))
	}
	for i := range r.Transactions {
		out.Transactions = append(out.Transactions, xs2aOut(&r.Transactions[i]))
	}
	if r.Next > 0 {
		out.Pagination = xs2aPaginationOut{r.Count, url, &offset{r.Next}}
	}
	return out
}

func xs2aOut(t *reports.Transaction) xs2aTransactionOut {
	return xs2aTransactionOut{
		ID: t.BankID, Reference: t.Reference, References: bankReferencesOut(t.Bank), CounterParty: partyOut(t.Other),
		Date: t.Date(), Valued: t.Valued, Booked: t.Booked, State: string(t.State), Type: direction(t.Credit),
		Method: string(t.Method), Amount: money(t.Amount),
	}
}

func direction(credit bool) string {
	if credit {
		return string(reports.Credit)
	}
	return string(reports.Debit)
}

func xs2aAccountOut(a *aggregator.Account) accountOut {
	out := accountOut{
		ID: a.ID, Alias: a.Alias, Number: a.Number, IBAN: a.IBAN, Holder: a.Holder, BankCode: a.BankCode, BIC: a.BIC,
		BankName: a.BankName, TransferType: a.TransferType, Type: a.Type,
		Balance: amount(a.Balance), Available: amount(a.Available), Limit: amount(a.Limit), Capabilities: capabilities(a),
	}
	if d := a.Address; d != nil {
		out.Address = &addressOut{d.Street, d.Street2, d.PostCode, d.City, d.Region, d.Country}
	}
	if a.Country != "" {
		out.BankAddress = &addressOut{Country: a.Country}
	}
	return out
}

// capabilities say which flows can read an account (3.4).
func capabilities(a *aggregator.Account) map[string]capabilityOut {
	out := map[string]capabilityOut{"transfer": {!a.Restricted && a.TransferType != "NONE"}}
	out[aggregator.AccountDetails.Key()] = capabilityOut{!a.Closed}
	for _, t := range []aggregator.FlowType{aggregator.Balances, aggregator.Transactions} {
		out[t.Key()] = capabilityOut{!a.Restricted}
	}
	return out
}

func amount(a *reports.Amount) *amountOut {
	if a == nil {
		return nil
	}
	return new(money(*a))
}

// money is an amount; one of no known currency is of XXX (6.2).
func money(a reports.Amount) amountOut { return amountOut{a.Minor, cmp.Or(a.Currency, "XXX")} }

// listed is a list that is there even if nothing is in it.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
