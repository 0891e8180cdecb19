package insights

import (
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// Bodies of the calls on accounts in storage (6.1 to 6.3).
type (
	createAccountIn struct {
		Consumer  string           `json:"insights_consumer_id"`
		Retention *int64           `json:"data_retention_minutes"`
		Account   storageAccountIn `json:"account"`
	}
	updateAccountIn struct {
		Consumer string           `json:"insights_consumer_id"`
		Account  storageAccountIn `json:"account"`
	}
	pageIn struct {
		Size   *int64 `json:"size"`
		Offset *int64 `json:"offset"`
	}
	listAccountsIn struct {
		Consumer string `json:"insights_consumer_id"`
		Page     pageIn `json:"pagination"`
	}
	accountsIn struct {
		Consumer string   `json:"insights_consumer_id"`
		Accounts []string `json:"insights_account_ids"`
	}
	consumerIn struct {
		Consumer string `json:"insights_consumer_id"`
	}
)

// What is told of accounts (6.1). The shape of a page is inferred.
type (
	createdAccountOut struct {
		Consumer string `json:"insights_consumer_id"`
		Account  string `json:"insights_account_id"`
	}
	storedAccountsOut struct {
		Accounts []storedAccountOut `json:"accounts"`
		Page     pageOut            `json:"pagination"`
	}
	pageOut struct {
		Size   int `json:"size"`
		Offset int `json:"offset"`
		Total  int `json:"total"`
	}
	storedAccountOut struct {
		ID           string            `json:"insights_account_id"`
		IBAN         string            `json:"iban,omitempty"`
		Number       string            `json:"account_number,omitempty"`
		Alias        string            `json:"alias,omitempty"`
		BIC          string            `json:"bic,omitempty"`
		BankCode     string            `json:"bank_code,omitempty"`
		Holder       string            `json:"holder_name,omitempty"`
		Type         string            `json:"account_type,omitempty"`
		TransferType string            `json:"transfer_type,omitempty"`
		Currency     string            `json:"currency,omitempty"`
		Refreshed    dateTime          `json:"refreshed_at"`
		ConsentUntil reports.Day       `json:"consent_expected_expiry_date,omitempty"`
		GroupID      string            `json:"accounts_group_id,omitempty"`
		Address      *countryOut       `json:"holder_address,omitempty"`
		Labels       map[string]string `json:"labels,omitempty"`
	}
)

// A dateTime is written with milliseconds, in UTC (0).
type dateTime time.Time

// MarshalText writes it.
func (t dateTime) MarshalText() ([]byte, error) {
	return time.Time(t).UTC().AppendFormat(nil, "2006-01-02T15:04:05.000Z"), nil
}

func (in pageIn) value() storage.Page { return storage.Page{Size: in.Size, Offset: in.Offset} }

func partOut(p storage.Part) pageOut { return pageOut{p.Size, p.Offset, p.Total} }

func (in *createAccountIn) account() storage.NewAccount {
	return storage.NewAccount{Consumer: in.Consumer, Retention: in.Retention, ID: in.Account.ID, Fields: in.Account.fields()}
}

// createAccount is POST storage/accounts/create (6.1).
func (s *server) createAccount(c *call, in *createAccountIn) (answer, error) {
	consumer, id, err := s.cfg.Storage.CreateAccount(c.owner(), in.account())
	if err != nil {
		return answer{}, err
	}
	c.about(consumer)
	return ok(createdAccountOut{consumer, id})
}

// updateAccount is POST storage/accounts/update; inferred (6.2).
func (s *server) updateAccount(c *call, in *updateAccountIn) (answer, error) {
	c.about(in.Consumer)
	return command(s.cfg.Storage.UpdateAccount(c.owner(), in.Consumer, in.Account.ID, in.Account.fields()))
}

// listAccounts is POST storage/accounts/list (6.1).
func (s *server) listAccounts(c *call, in *listAccountsIn) (answer, error) {
	c.about(in.Consumer)
	found, part, err := s.cfg.Storage.Accounts(c.owner(), in.Consumer, in.Page.value())
	if err != nil {
		return answer{}, err
	}
	out := storedAccountsOut{Accounts: []storedAccountOut{}, Page: partOut(part)}
	for i := range found {
		out.Accounts = append(out.Accounts, storedOut(&found[i]))
	}
	return ok(out)
}

func storedOut(a *reports.Account) storedAccountOut {
	return storedAccountOut{
		ID: a.ID, IBAN: a.IBAN, Number: a.Number, Alias: a.Alias, BIC: a.BIC, BankCode: a.BankCode, Holder: a.Holder,
		Type: a.Type, TransferType: a.TransferType, Currency: a.Currency, Refreshed: dateTime(a.Refreshed),
		ConsentUntil: a.ConsentUntil, GroupID: a.GroupID, Address: country(a.HolderCountry), Labels: a.Labels,
	}
}

// deleteAccounts is POST storage/accounts/delete (6.3).
func (s *server) deleteAccounts(c *call, in *accountsIn) (answer, error) {
	c.about(in.Consumer)
	if err := s.cfg.Aggregator.DeleteAccounts(c.client, in.Consumer, in.Accounts); err != nil {
		return answer{}, err
	}
	return deleted()
}

// deleteConsumer is POST storage/consumers/delete (6.3).
func (s *server) deleteConsumer(c *call, in *consumerIn) (answer, error) {
	c.about(in.Consumer)
	if err := s.cfg.Aggregator.DeleteConsumer(c.client, in.Consumer); err != nil {
		return answer{}, err
	}
	return deleted()
}
