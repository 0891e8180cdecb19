package insights

// Bodies of the calls on labels (6.2). Those on labels of accounts have no
// transactions.
type (
	upsertLabelsIn struct {
		Consumer     string            `json:"insights_consumer_id"`
		Account      string            `json:"insights_account_id"`
		Transactions []string          `json:"insights_transaction_ids"`
		Labels       map[string]string `json:"labels"`
	}
	deleteLabelsIn struct {
		Consumer     string   `json:"insights_consumer_id"`
		Account      string   `json:"insights_account_id"`
		Transactions []string `json:"insights_transaction_ids"`
		Keys         []string `json:"label_keys"`
	}
)

// upsertLabels is POST storage/transactions/labels/upsert.
func (s *server) upsertLabels(c *call, in *upsertLabelsIn) (answer, error) {
	c.about(in.Consumer)
	return command(s.cfg.Storage.UpsertLabels(c.owner(), in.Consumer, in.Account, in.Transactions, in.Labels))
}

// deleteLabels is POST storage/transactions/labels/delete.
func (s *server) deleteLabels(c *call, in *deleteLabelsIn) (answer, error) {
	c.about(in.Consumer)
	return command(s.cfg.Storage.DeleteLabels(c.owner(), in.Consumer, in.Account, in.Transactions, in.Keys))
}

// upsertAccountLabels is POST storage/accounts/labels/upsert; inferred.
func (s *server) upsertAccountLabels(c *call, in *upsertLabelsIn) (answer, error) {
	c.about(in.Consumer)
	return command(s.cfg.Storage.UpsertAccountLabels(c.owner(), in.Consumer, in.Account, in.Labels))
}

// deleteAccountLabels is POST storage/accounts/labels/delete.
func (s *server) deleteAccountLabels(c *call, in *deleteLabelsIn) (answer, error) {
	c.about(in.Consumer)
	return command(s.cfg.Storage.DeleteAccountLabels(c.owner(), in.Consumer, in.Account, in.Keys))
}
