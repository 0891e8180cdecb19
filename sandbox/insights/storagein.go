package insights

import "github.com/sandbank-dev/sandbank/sandbox/storage"

// What is written into storage (6.1, 6.2). Values go to the rules as they were
// sent; nil is what was not.
type (
	holderAddressIn struct {
		Country *string `json:"country"`
	}
	storageAccountIn struct {
		ID           string            `json:"insights_account_id"`
		IBAN         *string           `json:"iban"`
		Number       *string           `json:"account_number"`
		Alias        *string           `json:"alias"`
		BIC          *string           `json:"bic"`
		BankCode     *string           `json:"bank_code"`
		Holder       *string           `json:"holder_name"`
		Address      holderAddressIn   `json:"holder_address"`
		Type         *string           `json:"account_type"`
		TransferType *string           `json:"transfer_type"`
		Currency     *string           `json:"currency"`
		Labels       map[string]string `json:"labels"`
	}
	storageTransactionIn struct {
		ID           string            `json:"insights_transaction_id"`
		Reference    *string           `json:"reference"`
		References   referencesIn      `json:"bank_references"`
		Amount       storageAmountIn   `json:"amount"`
		Booked       *string           `json:"booking_date"`
		Valued       *string           `json:"value_date"`
		State        *string           `json:"state"`
		Type         *string           `json:"type"`
		Method       *string           `json:"method"`
		Code         bankCodeIn        `json:"bank_transaction_code"`
		CounterParty counterPartyIn    `json:"counter_party"`
		CategoryIDs  *[]string         `json:"category_ids"`
		TagIDs       *[]string         `json:"category_tag_ids"`
		Labels       map[string]string `json:"labels"`
	}
	storageAmountIn struct {
		Amount   *int64  `json:"amount"`
		Currency *string `json:"currency"`
	}
	referencesIn struct {
		Unstructured *string `json:"unstructured"`
		Structured   *string `json:"structured"`
		EndToEnd     *string `json:"end_to_end"`
	}
	bankCodeIn struct {
		Code        *string `json:"code"`
		SubCode     *string `json:"sub_code"`
		Description *string `json:"description"`
	}
	counterPartyIn struct {
		IBAN     *string         `json:"iban"`
		Number   *string         `json:"account_number"`
		BIC      *string         `json:"bic"`
		BankCode *string         `json:"bank_code"`
		Holder   *string         `json:"holder_name"`
		Address  holderAddressIn `json:"holder_address"`
	}
)

func (in *storageAccountIn) fields() storage.AccountFields {
	return storage.AccountFields{
		IBAN: in.IBAN, Number: in.Number, Alias: in.Alias, BIC: in.BIC, BankCode: in.BankCode, Holder: in.Holder,
		Type: in.Type, TransferType: in.TransferType, Currency: in.Currency, Country: in.Address.Country, Labels: in.Labels,
	}
}

func (in *storageTransactionIn) fields() storage.TransactionFields {
	c := &in.CounterParty
	return storage.TransactionFields{
		ID: in.ID, Reference: in.Reference,
		Unstructured: in.References.Unstructured, Structured: in.References.Structured, EndToEnd: in.References.EndToEnd,
		Amount: in.Amount.Amount, Currency: in.Amount.Currency, Booked: in.Booked, Valued: in.Valued,
		State: in.State, Type: in.Type, Method: in.Method,
		Code: in.Code.Code, SubCode: in.Code.SubCode, Description: in.Code.Description,
		IBAN: c.IBAN, Number: c.Number, BIC: c.BIC, BankCode: c.BankCode, Holder: c.Holder, Country: c.Address.Country,
		CategoryIDs: in.CategoryIDs, TagIDs: in.TagIDs, Labels: in.Labels,
	}
}
