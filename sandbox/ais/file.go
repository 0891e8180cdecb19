package ais

import (
	"bytes"
	"encoding/csv"
	"mime"
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// A file is a statement as it is handed out on paper or for a spreadsheet.
type file struct {
	Holder, Number, Kind, Currency string // of the account
	Statement                      ledger.Statement
	Transactions                   []ledger.Transaction // the oldest first
}

// statementFile answers with a statement as a file, of the type that the client
// would rather have.
func statementFile(in *asked) (func(*out), error) {
	from, err := in.StatementFile(in.query)
	if err != nil {
		return nil, err
	}
	f, write, suffix := fileOf(from), file.pdf, ".pdf"
	if in.mediaType == csvType {
		write, suffix = file.csv, ".csv"
	}
	body, err := write(f)
	if err != nil {
		return nil, err
	}
	name := "statement-" + f.Statement.ID + suffix
	in.header["Content-Disposition"] = []string{mime.FormatMediaType("attachment", map[string]string{"filename": name})}
	return func(o *out) { o.b = append(o.b, body...) }, nil
}

// fileOf takes of the account what a statement says of it; one without an
// IBAN or a PAN goes by its AccountId.
func fileOf(from bank.File) file {
	a := from.Account
	f := file{
		Number: string(a.ID), Kind: a.SubType, Currency: a.Currency,
		Statement: from.Statement, Transactions: from.Transactions,
	}
	if len(a.Identifications) > 0 {
		f.Holder, f.Number = a.Identifications[0].Name, a.Identifications[0].Identification
	}
	return f
}

// inOneLine is a transaction in one line: what it was, with whom, and why.
func inOneLine(t *ledger.Transaction) string {
	parts := make([]string, 0, 3)
	for _, part := range []string{t.Text, with(t), t.Reference} {
		if part != "" && !strings.Contains(strings.Join(parts, " "), part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// with names the other end of a transaction.
func with(t *ledger.Transaction) string {
	other := t.Creditor.Account
	if t.Credit {
		other = t.Debtor.Account
	}
	switch {
	case t.Merchant != nil:
		return t.Merchant.Name
	case other != nil:
		return other.Name
	}
	return ""
}

// header is the first line of a statement as text/csv, and says what stands in
// the others.
var header = []string{
	"BookingDateTime", "ValueDateTime", "TransactionId", "TransactionReference", "TransactionInformation", "Counterparty",
	"CreditDebitIndicator", "Amount", "Currency", "Balance",
}

// csv is the statement as text/csv (RFC 4180): a line for each transaction.
func (f file) csv() ([]byte, error) {
	var to bytes.Buffer
	w := csv.NewWriter(&to)
	w.UseCRLF = true
	_ = w.Write(header) // to memory it cannot fail
	for i := range f.Transactions {
		_ = w.Write(cells(&f.Transactions[i]))
	}
	w.Flush()
	return to.Bytes(), w.Error()
}

func cells(t *ledger.Transaction) []string {
	indicator, after := "Debit", ""
	if t.Credit {
		indicator = "Credit"
	}
	if t.Balance != nil {
		after = signed(t.Balance.Credit, t.Balance.Amount)
	}
	value := ""
	if !t.Value.IsZero() {
		value = moment(t.Value)
	}
	return []string{
		moment(t.Booking), value, inert(t.ID), inert(t.Reference), inert(t.Text), inert(with(t)),
		indicator, string(t.Amount.Append(nil)), t.Amount.Currency, after,
	}
}

// moment is a date-time as the rest of the API writes it.
func moment(t time.Time) string {
	return t.In(fixtures.Bahrain).Format("2006-01-02T15:04:05.000Z07:00")
}

// inert keeps a spreadsheet from taking a text for a formula: it puts an
// apostrophe before one that begins like one.
func inert(text string) string {
	if strings.IndexAny(text, "=+-@\t\r\n|") == 0 {
		return "'" + text
	}
	return text
}
