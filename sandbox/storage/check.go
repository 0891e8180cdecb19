package storage

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/schemas"
)

// A Checker gathers what is wrong with a request, all of it.
type Checker struct{ Found []Violation }

// Note adds one thing that is wrong.
func (c *Checker) Note(code, path, format string, args ...any) {
	c.Found = append(c.Found, Violation{code, path, fmt.Sprintf(format, args...)})
}

// long notes text that has more characters than it may.
func (c *Checker) long(path, text string, most int) {
	if n := utf8.RuneCountInString(text); n > most {
		c.Note(TooLong, path, "has %d characters; at most %d are taken", n, most)
	}
}

// texts checks what has no form of its own.
func (c *Checker) texts(texts ...named) {
	for _, t := range texts {
		if t.text != nil {
			c.long(t.path, *t.text, longestText)
		}
	}
}

type named struct {
	path string
	text *string
}

// CheckConsumer tells what is wrong with an insights_consumer_id (1.7).
func CheckConsumer(path, id string) []Violation {
	var c Checker
	c.long(path, id, longestConsumer)
	return c.Found
}

// CheckRetention reads a data_retention_minutes (6.5), DefaultRetention if it is
// not said.
func CheckRetention(path string, minutes *int64) (time.Duration, []Violation) {
	const most = int64(LongestRetention / time.Minute)
	if minutes == nil {
		return DefaultRetention, nil
	}
	if *minutes < 1 || *minutes > most {
		return 0, []Violation{{InvalidValue, path, fmt.Sprintf("%d is not a number of minutes from 1 to %d", *minutes, most)}}
	}
	return time.Duration(*minutes) * time.Minute, nil
}

// day reads a date, which must exist.
func (c *Checker) day(path, text string) reports.Day {
	d, err := reports.ParseDay(text)
	if err != nil {
		c.Note(InvalidFormat, path, "%v", err)
	}
	return d
}

// currency checks that a currency exists; XXX stands for one that is not known.
func (c *Checker) currency(path string, code *string) {
	if code == nil || *code == unknownCurrency {
		return
	}
	if _, ok := fixtures.Digits(*code); !ok {
		c.Note(InvalidValue, path, "%q is not a currency of ISO 4217, such as EUR", *code)
	}
}

// labels checks the lengths of labels (6.2).
func (c *Checker) labels(path string, labels map[string]string) {
	c.count(path, labels)
	for _, k := range sortedKeys(labels) {
		c.labelKey(memberOf(path, k), k)
		c.long(memberOf(path, k), labels[k], longestLabel)
	}
}

// count notes more labels than there may be.
func (c *Checker) count(path string, labels map[string]string) {
	if n := len(labels); n > MostLabels {
		c.Note(TooLong, path, "there are %d labels, or would be; a transaction or an account has at most %d", n, MostLabels)
	}
}

// fits refuses labels that are too many together with those that were there.
func fits(op, path string, labels map[string]string) error {
	var c Checker
	c.count(path, labels)
	return Refuse(op, c.Found)
}

// memberOf is where a member of an object stands; a name that would be taken for
// several steps is quoted, as the schemas do.
func memberOf(path, name string) string {
	odd := func(r rune) bool {
		return r != '_' && r != '-' && r != '$' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}
	if name == "" || strings.ContainsFunc(name, odd) {
		return path + "[" + strconv.Quote(name) + "]"
	}
	return path + "." + name
}

func (c *Checker) labelKey(path, k string) {
	if k == "" {
		c.Note(InvalidValue, path, "a label's key has 1 to %d characters, and there is one that has none", longestLabelKey)
	}
	if n := utf8.RuneCountInString(k); n > longestLabelKey {
		c.Note(TooLong, path, "a label's key has 1 to %d characters, and %.20s… has %d", longestLabelKey, k, n)
	}
}

// Word notes a value that is none of the words that may stand there, which are in
// capitals, and says which of them was most likely meant.
func Word[W ~string](c *Checker, path string, value W, words []W) {
	if slices.Contains(words, value) {
		return
	}
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	message := Quote(string(value)) + " is none of " + strings.Join(list, ", ")
	if near := schemas.Meant(strings.ToUpper(string(value)), list); near != "" {
		message += "; did you mean " + near + "?"
	}
	c.Note(InvalidValue, path, "%s", message)
}

// word is Word where something is said.
func (c *Checker) word(path string, value *string, words []string) {
	if value != nil {
		Word(c, path, *value, words)
	}
}

// check tells all that is wrong with a batch by itself, after what was found
// before. Ids must be there when it changes transactions.
func (q Batch) check(op string, found []Violation, change bool) error {
	return Refuse(op, q.violations(found, change))
}

func (q Batch) violations(found []Violation, change bool) []Violation {
	c := Checker{Found: append(CheckConsumer("insights_consumer_id", q.Consumer), found...)}
	if n := len(q.Transactions); n > MostTransactions {
		c.Note(TooLong, "transactions", "there are %d; at most %d are taken in one call", n, MostTransactions)
		return c.Found
	}
	for i, f := range q.Transactions {
		path := fmt.Sprintf("transactions[%d].", i)
		if change && f.ID == "" {
			c.Note(Required, path+"insights_transaction_id", "it says which transaction is meant")
		}
		c.transaction(path, f)
	}
	return c.Found
}

// The words of state, type and method (6.2).
var (
	wordsOfState  = []string{string(reports.Processed), string(reports.Pending), string(reports.Canceled), string(reports.Failed)}
	wordsOfType   = []string{string(reports.Credit), string(reports.Debit)}
	wordsOfMethod = []string{string(reports.Transfer), string(reports.DirectDebit), string(reports.Instant), string(reports.UnknownMethod)}
)

// transaction checks what a client says of a transaction (StorageTransaction, 6.2).
func (c *Checker) transaction(path string, f TransactionFields) {
	c.long(path+"insights_transaction_id", f.ID, longestID)
	if f.Amount != nil && (*f.Amount < 0 || *f.Amount > MostAmount) {
		c.Note(InvalidValue, path+"amount.amount", "%d is not from 0 to %d; type says which way the money goes", *f.Amount, int64(MostAmount))
	}
	c.currency(path+"amount.currency", f.Currency)
	if f.Booked != nil {
		c.day(path+"booking_date", *f.Booked)
	}
	if f.Valued != nil {
		c.day(path+"value_date", *f.Valued)
	}
	c.word(path+"state", f.State, wordsOfState)
	c.word(path+"type", f.Type, wordsOfType)
	c.word(path+"method", f.Method, wordsOfMethod)
	c.transactionTexts(path, f)
	c.categories(path+"category_ids", f.CategoryIDs)
	if f.TagIDs != nil {
		for i, id := range *f.TagIDs {
			c.long(fmt.Sprintf("%scategory_tag_ids[%d]", path, i), id, longestID)
		}
	}
	c.labels(path+"labels", f.Labels)
}

func (c *Checker) transactionTexts(path string, f TransactionFields) {
	references, code, other := path+"bank_references.", path+"bank_transaction_code.", path+"counter_party."
	c.texts(
		named{path + "reference", f.Reference},
		named{references + "unstructured", f.Unstructured}, named{references + "structured", f.Structured}, named{references + "end_to_end", f.EndToEnd},
		named{code + "code", f.Code}, named{code + "sub_code", f.SubCode}, named{code + "description", f.Description},
		named{other + "iban", f.IBAN}, named{other + "account_number", f.Number}, named{other + "bic", f.BIC},
		named{other + "bank_code", f.BankCode}, named{other + "holder_name", f.Holder}, named{other + "holder_address.country", f.Country},
	)
}

// categories checks that categories exist. That a client cannot make up its own is
// inferred.
func (c *Checker) categories(path string, ids *[]string) {
	if ids == nil {
		return
	}
	for i, id := range *ids {
		if _, ok := reports.CategoryByID(id); !ok {
			c.Note(InvalidValue, fmt.Sprintf("%s[%d]", path, i), "%s is no category; the category list names them", Quote(id))
		}
	}
}
