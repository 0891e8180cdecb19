package storage

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/schemas"
)

// A checker gathers what is wrong with a request, all of it.
type checker struct{ found []Violation }

func (c *checker) add(code, path, format string, args ...any) {
	c.found = append(c.found, Violation{code, path, fmt.Sprintf(format, args...)})
}

// long notes text that has more characters than it may.
func (c *checker) long(path, text string, most int) {
	if n := utf8.RuneCountInString(text); n > most {
		c.add(TooLong, path, "has %d characters; at most %d are taken", n, most)
	}
}

// texts checks what has no form of its own.
func (c *checker) texts(texts ...named) {
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
	var c checker
	c.long(path, id, longestConsumer)
	return c.found
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

// A Span is the days that a request asks for: so many up to today, or from one date
// to another (5.4, 6.6); neither: the last reports.DefaultDays.
type Span struct {
	Days     *int64
	From, To *string
	Path     string // of the object that has the members: "" or e.g. "consent_scope.insights_refresh."
	Member   string // what Days is called: refresh_days, report_days, days, last_days
}

// Frame reads a span, or tells what is wrong with it. That a date does not stand
// alone, and how many days there may be, are inferred.
func (s Span) Frame(today reports.Day) (reports.Frame, []Violation) {
	var c checker
	if s.Days != nil {
		if s.From != nil || s.To != nil {
			c.add(MutuallyExclusive, s.Path+s.Member, "it cannot go with from_date and to_date: give one or the other")
		}
		if *s.Days < 1 || *s.Days > MostDays {
			c.add(InvalidValue, s.Path+s.Member, "%d is not a number of days from 1 to %d", *s.Days, MostDays)
		}
		if len(c.found) > 0 {
			return reports.Frame{}, c.found
		}
		return reports.Last(int(*s.Days), today), nil
	}
	if s.From == nil && s.To == nil {
		return reports.Last(reports.DefaultDays, today), nil
	}
	return s.dates(&c)
}

func (s Span) dates(c *checker) (reports.Frame, []Violation) {
	f := reports.Frame{From: c.date(s.Path+"from_date", s.From, "to_date"), To: c.date(s.Path+"to_date", s.To, "from_date")}
	switch {
	case len(c.found) > 0:
	case f.To < f.From:
		c.add(InvalidValue, s.Path+"from_date", "%s is after to_date, %s", f.From, f.To)
	case f.Days() > MostDays:
		c.add(InvalidValue, s.Path+"from_date", "from %s to %s are %d days; at most %d are taken", f.From, f.To, f.Days(), MostDays)
	}
	return f, c.found
}

// date reads a date that must stand with another.
func (c *checker) date(path string, text *string, other string) reports.Day {
	if text == nil {
		c.add(Required, path, "it must be given with %s", other)
		return 0
	}
	return c.day(path, *text)
}

// day reads a date, which must exist.
func (c *checker) day(path, text string) reports.Day {
	d, err := reports.ParseDay(text)
	if err != nil {
		c.add(InvalidFormat, path, "%v", err)
	}
	return d
}

// currency checks that a currency exists; XXX stands for one that is not known.
func (c *checker) currency(path string, code *string) {
	if code == nil || *code == unknownCurrency {
		return
	}
	if _, ok := fixtures.Digits(*code); !ok {
		c.add(InvalidValue, path, "%q is not a currency of ISO 4217, such as EUR", *code)
	}
}

// labels checks the lengths of labels (6.2).
func (c *checker) labels(path string, labels map[string]string) {
	c.count(path, labels)
	for _, k := range sortedKeys(labels) {
		c.labelKey(path, k)
		c.long(path+"."+k, labels[k], longestLabel)
	}
}

// count notes more labels than there may be.
func (c *checker) count(path string, labels map[string]string) {
	if n := len(labels); n > MostLabels {
		c.add(TooLong, path, "there are %d labels, or would be; a transaction or an account has at most %d", n, MostLabels)
	}
}

// fits refuses labels that are too many together with those that were there.
func fits(op, path string, labels map[string]string) error {
	var c checker
	c.count(path, labels)
	return Refuse(op, c.found)
}

func (c *checker) labelKey(path, k string) {
	if k == "" {
		c.add(InvalidValue, path, "a label's key has 1 to %d characters, and there is one that has none", longestLabelKey)
	}
	if n := utf8.RuneCountInString(k); n > longestLabelKey {
		c.add(TooLong, path, "a label's key has 1 to %d characters, and %.20s… has %d", longestLabelKey, k, n)
	}
}

// word checks that a value is one of the words that there are.
func (c *checker) word(path string, value *string, words []string) {
	if value != nil && !slices.Contains(words, *value) {
		c.add(InvalidValue, path, "%s is none of %s%s", quoted(*value), strings.Join(words, ", "), meant(*value, words))
	}
}

// meant is the end of a message that names the word that was meant, if one is near.
func meant(value string, words []string) string {
	if near := schemas.Meant(value, words); near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}

// check tells all that is wrong with a batch by itself, after what was found
// before. Ids must be there when it changes transactions.
func (q Batch) check(op string, found []Violation, change bool) error {
	c := checker{found: append(CheckConsumer("insights_consumer_id", q.Consumer), found...)}
	if n := len(q.Transactions); n > MostTransactions {
		c.add(TooLong, "transactions", "there are %d; at most %d are taken in one call", n, MostTransactions)
		return Refuse(op, c.found)
	}
	for i, f := range q.Transactions {
		path := fmt.Sprintf("transactions[%d].", i)
		if change && f.ID == "" {
			c.add(Required, path+"insights_transaction_id", "it says which transaction is meant")
		}
		c.transaction(path, f)
	}
	return Refuse(op, c.found)
}

// The words of state, type and method (6.2).
var (
	wordsOfState  = []string{string(reports.Processed), string(reports.Pending), string(reports.Canceled), string(reports.Failed)}
	wordsOfType   = []string{string(reports.Credit), string(reports.Debit)}
	wordsOfMethod = []string{string(reports.Transfer), string(reports.DirectDebit), string(reports.Instant), string(reports.UnknownMethod)}
)

// transaction checks what a client says of a transaction (StorageTransaction, 6.2).
func (c *checker) transaction(path string, f TransactionFields) {
	c.long(path+"insights_transaction_id", f.ID, longestID)
	if f.Amount != nil && (*f.Amount < 0 || *f.Amount > MostAmount) {
		c.add(InvalidValue, path+"amount.amount", "%d is not from 0 to %d; type says which way the money goes", *f.Amount, int64(MostAmount))
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

func (c *checker) transactionTexts(path string, f TransactionFields) {
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
func (c *checker) categories(path string, ids *[]string) {
	if ids == nil {
		return
	}
	for i, id := range *ids {
		if _, ok := reports.CategoryByID(id); !ok {
			c.add(InvalidValue, fmt.Sprintf("%s[%d]", path, i), "%s is no category; the category list names them", quoted(id))
		}
	}
}
