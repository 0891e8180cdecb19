package insights

import (
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// Bodies of the calls on transactions in storage (6.2, 6.3).
type (
	batchIn struct {
		Consumer     string                 `json:"insights_consumer_id"`
		Account      string                 `json:"insights_account_id"`
		Retention    *int64                 `json:"data_retention_minutes"`
		Transactions []storageTransactionIn `json:"transactions"`
	}
	listTransactionsIn struct {
		Consumer   string   `json:"insights_consumer_id"`
		Accounts   []string `json:"insights_account_ids"`
		Days       *int64   `json:"days"`
		From       *string  `json:"from_date"`
		To         *string  `json:"to_date"`
		Max        *int64   `json:"max_amount"`
		Min        *int64   `json:"min_amount"`
		Type       string   `json:"transaction_type"`
		States     []string `json:"states"`
		Categories []string `json:"category_ids"`
		Brands     []string `json:"brand_ids"`
		Order      []order  `json:"order"`
		Page       pageIn   `json:"pagination"`
	}
	order struct {
		Order string `json:"order"`
		Field string `json:"field"`
	}
	transactionsIn struct {
		Consumer     string   `json:"insights_consumer_id"`
		Account      string   `json:"insights_account_id"`
		Transactions []string `json:"insights_transaction_ids"`
	}
)

// What is told of transactions (6.2). The names are inferred.
type listedTransactionsOut struct {
	Transactions []categorizedOut `json:"transactions"`
	Page         pageOut          `json:"pagination"`
}

func (in *batchIn) batch() storage.Batch {
	b := storage.Batch{Consumer: in.Consumer, Account: in.Account, Retention: in.Retention}
	b.Transactions = make([]storage.TransactionFields, len(in.Transactions))
	for i := range in.Transactions {
		b.Transactions[i] = in.Transactions[i].fields()
	}
	return b
}

// createTransactions is POST storage/transactions/create (6.2). Its answer is the
// newest page's.
func (s *server) createTransactions(c *call, in *batchIn) (answer, error) {
	c.about(in.Consumer)
	return command(s.cfg.Storage.CreateTransactions(c.owner(), in.batch()))
}

// updateTransactions is POST storage/transactions/update (6.2).
func (s *server) updateTransactions(c *call, in *batchIn) (answer, error) {
	c.about(in.Consumer)
	return command(s.cfg.Storage.UpdateTransactions(c.owner(), in.batch()))
}

// replaceTransactions is POST storage/transactions/replace (6.2).
func (s *server) replaceTransactions(c *call, in *batchIn) (answer, error) {
	c.about(in.Consumer)
	return command(s.cfg.Storage.ReplaceTransactions(c.owner(), in.batch()))
}

// listTransactions is POST storage/transactions/list (6.2).
func (s *server) listTransactions(c *call, in *listTransactionsIn) (answer, error) {
	c.about(in.Consumer)
	found, part, err := s.cfg.Storage.Transactions(c.owner(), in.list())
	if err != nil {
		return answer{}, err
	}
	return ok(listedTransactionsOut{entriesOut(found), partOut(part)})
}

func (in *listTransactionsIn) list() storage.List {
	return storage.List{
		Consumer: in.Consumer, Accounts: in.Accounts,
		Span: storage.Span{Days: in.Days, From: in.From, To: in.To, Member: "days"},
		Filter: reports.Filter{
			Min: in.Min, Max: in.Max, Type: reports.Type(in.Type), States: words[reports.State](in.States),
			CategoryIDs: in.Categories, BrandIDs: in.Brands,
		},
		Order: orders(in.Order), Page: in.Page.value(),
	}
}

// deleteTransactions is POST storage/transactions/delete (6.3).
func (s *server) deleteTransactions(c *call, in *transactionsIn) (answer, error) {
	c.about(in.Consumer)
	if err := s.cfg.Storage.DeleteTransactions(c.owner(), in.Consumer, in.Account, in.Transactions); err != nil {
		return answer{}, err
	}
	return deleted()
}

func orders(in []order) (out []reports.Order) {
	for _, o := range in {
		out = append(out, reports.Order{Field: reports.Field(o.Field), Desc: o.Order == "DESC"})
	}
	return out
}

func words[T ~string](in []string) (out []T) {
	for _, w := range in {
		out = append(out, T(w))
	}
	return out
}
