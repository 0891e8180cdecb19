package ais

import (
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// Header values that never change are shared between answers; nobody appends to
// them in place, since they are full.
var (
	noStore  = []string{"no-store"}
	jsonOnly = []string{jsonType}
)

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// send writes an answer whose body fill appends. The body is made once, whole,
// before anything goes out: there is no half-written answer.
func send(w http.ResponseWriter, r *http.Request, status int, fill func([]byte) []byte) {
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	*buf = fill((*buf)[:0])
	h := w.Header()
	h["Content-Type"] = jsonOnly
	h["Content-Length"] = []string{strconv.Itoa(len(*buf))}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(*buf) // a client that has gone is not our error
	}
}

// bahrain is where the bank stands: its answers tell times with that offset, as
// the page's do (4.1.2).
var bahrain = time.FixedZone("", 3*60*60)

// appendTime writes a date-time with milliseconds and offset.
func appendTime(dst []byte, t time.Time) []byte {
	dst = append(dst, '"')
	dst = t.In(bahrain).AppendFormat(dst, "2006-01-02T15:04:05.000Z07:00")
	return append(dst, '"')
}

// appendText writes a JSON string.
func appendText(dst []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			text, _ := json.Marshal(s) // of a string it cannot fail
			return append(dst, text...)
		}
	}
	dst = append(dst, '"')
	dst = append(dst, s...)
	return append(dst, '"')
}

// appendConsent writes OBAccountAccessConsentResponse (3.2.3).
func appendConsent(dst []byte, c bank.Consent, self string) []byte {
	dst = appendText(append(dst, `{"Data":{"ConsentId":`...), string(c.ID))
	dst = appendTime(append(dst, `,"CreationDateTime":`...), c.Created)
	dst = appendText(append(dst, `,"Status":`...), string(c.Status))
	dst = appendTime(append(dst, `,"StatusUpdateDateTime":`...), c.Updated)
	dst = append(dst, `,"Permissions":[`...)
	for i, p := range c.Permissions {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendText(dst, string(p))
	}
	dst = append(dst, ']')
	dst = appendOptional(dst, `,"TransactionFromDateTime":`, c.From)
	dst = appendOptional(dst, `,"TransactionToDateTime":`, c.To)
	return appendLinks(append(dst, '}'), self)
}

// appendOptional leaves out what is unset: the standard has no null.
func appendOptional(dst []byte, name, value string) []byte {
	if value == "" {
		return dst
	}
	return appendText(append(dst, name...), value)
}

// appendLinks ends every answer: where it is, and that it is the only page.
func appendLinks(dst []byte, self string) []byte {
	dst = appendText(append(dst, `,"Links":{"Self":`...), self)
	return append(dst, `},"Meta":{"TotalPages":1}}`...)
}

// appendAccounts writes OBReadAccount. Account and Servicer are for those who
// hold ReadAccountsDetail.
func appendAccounts(dst []byte, accounts []bank.Account, detail bool, self string) []byte {
	dst = append(dst, `{"Data":{"Account":[`...)
	for i, a := range accounts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendAccount(dst, a, detail)
	}
	return appendLinks(append(dst, "]}"...), self)
}

func appendAccount(dst []byte, a bank.Account, detail bool) []byte {
	dst = appendText(append(dst, `{"AccountId":`...), string(a.ID))
	dst = appendText(append(dst, `,"Currency":`...), a.Currency)
	dst = appendText(append(dst, `,"AccountType":`...), a.Type)
	dst = appendText(append(dst, `,"AccountSubType":`...), a.SubType)
	dst = appendOptional(dst, `,"Nickname":`, a.Nickname)
	if detail {
		dst = appendText(append(dst, `,"Account":[{"SchemeName":"`+namespace+`IBAN","Identification":`...), a.IBAN)
		dst = appendOptional(dst, `,"Name":`, a.Holder)
		dst = append(dst, "}]"...)
		if bic := bicOf(a.IBAN); bic != "" {
			dst = appendText(append(dst, `,"Servicer":{"SchemeName":"`+namespace+`BICFI","Identification":`...), bic)
			dst = append(dst, '}')
		}
	}
	return append(dst, '}')
}

// bicOf makes the BIC of a Bahraini IBAN's bank: the bank's four letters stand
// after the check digits, and BHBM is the country and its capital.
func bicOf(iban string) string {
	if len(iban) != 22 {
		return ""
	}
	return iban[4:8] + "BHBM"
}
