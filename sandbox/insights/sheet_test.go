package insights

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// texts are such as JSON writes otherwise than they are, and such as it does not.
var texts = rapid.OneOf(rapid.String(), rapid.StringMatching(`[A-Za-z0-9 .-]{0,12}`), rapid.SampledFrom([]string{
	"", "plain", "ä é ß", "a\"b", `back\slash`, "<script>&", "line\nfeed", "\u2028", "\u2029", "\x7f", "\xff", "\xef\x41", "\uFFFD", "😀", "\x00", "ends in \\",
}))

func anEntry(t *rapid.T) reports.Entry {
	text := func(name string) string { return texts.Draw(t, name) }
	tx := &reports.Transaction{
		ID: text("id"), AccountID: text("account"), BankID: text("bank id"),
		Booked: reports.Day(rapid.IntRange(0, 800_000).Draw(t, "booked")), Valued: reports.Day(rapid.IntRange(0, 800_000).Draw(t, "valued")),
		Amount: reports.Amount{Minor: rapid.Int64Min(0).Draw(t, "amount"), Currency: rapid.SampledFrom([]string{"", "EUR", "BHD"}).Draw(t, "currency")},
		Credit: rapid.Bool().Draw(t, "credit"), State: rapid.SampledFrom([]reports.State{"", reports.Processed, reports.Pending}).Draw(t, "state"),
		Method: rapid.SampledFrom([]reports.Method{"", reports.Transfer}).Draw(t, "method"), Reference: text("reference"),
		Bank:   reports.BankReferences{Unstructured: text("unstructured"), Structured: text("structured"), EndToEnd: text("end to end")},
		Code:   reports.BankCode{Code: text("code"), SubCode: text("sub code"), Description: text("description")},
		Other:  reports.CounterParty{IBAN: text("iban"), Number: text("number"), BIC: text("bic"), BankCode: text("bank code"), Holder: text("holder"), Country: text("country")},
		Labels: rapid.MapOfN(texts, texts, 0, 3).Draw(t, "labels"),
	}
	e := reports.Entry{Transaction: tx}
	for range rapid.IntRange(0, 3).Draw(t, "categories") {
		e.Categories = append(e.Categories, reports.Category{ID: text("category id"), Name: text("category")})
	}
	if rapid.Bool().Draw(t, "branded") {
		e.Brand = &reports.Brand{ID: text("brand id"), Name: text("brand"), URL: text("url")}
	}
	return e
}

// What is written by hand is to the byte what encoding/json writes.
func TestCategorizationsAreWhatTheEncoderWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var made []reports.Report
		for range rapid.IntRange(0, 2).Draw(t, "reports") {
			r := reports.Report{Kind: reports.Categorization, Accounts: rapid.SliceOfN(texts, 0, 2).Draw(t, "accounts"), Refreshed: time.Unix(1_700_000_000, 0)}
			r.Categorized = &reports.Categorized{Availability: rapid.SampledFrom([]reports.Availability{reports.Complete, reports.Partial}).Draw(t, "availability")}
			for range rapid.IntRange(0, 3).Draw(t, "transactions") {
				r.Categorized.Transactions = append(r.Categorized.Transactions, anEntry(t))
			}
			made = append(made, r)
		}
		consumer := texts.Draw(t, "consumer")
		got, want := sent(categorizations{consumer, made}), sent(data[reportsOut]{reportsOut{reportOuts(consumer, made)}})
		if !bytes.Equal(got, want) {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	})
}

// sent is the body that goes out.
func sent(body any) []byte {
	w := httptest.NewRecorder()
	send(w, httptest.NewRequest(http.MethodPost, "/", nil), http.StatusOK, body)
	return w.Body.Bytes()
}
