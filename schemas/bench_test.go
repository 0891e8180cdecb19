package schemas

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
)

// wide returns an object of that many members, without its end.
func wide(members int) string {
	var b strings.Builder
	for i := range members {
		b.WriteString([]string{"{", ","}[min(i, 1)] + `"` + wideName(i) + `":` + strconv.Itoa(i))
	}
	return b.String()
}

func wideName(i int) string { return "m" + strconv.Itoa(i) }

const (
	goodRequest = `{
  "Data": {
    "Permissions": ["ReadAccountsBasic", "ReadAccountsDetail", "ReadBalances", "ReadTransactionsBasic", "ReadTransactionsCredits"],
    "TransactionFromDateTime": "2020-03-17T07:05:34.327+03:00",
    "TransactionToDateTime": "2020-05-17T07:05:34.327+03:00"
  },
  "Risk": {}
}`
	goodResponse = `{
  "Data": {
    "ConsentId": "0083976",
    "CreationDateTime": "2020-09-10T19:43:31.508+03:00",
    "Status": "AwaitingAuthorisation",
    "StatusUpdateDateTime": "2020-09-10T19:43:31.508+03:00",
    "Permissions": ["ReadAccountsBasic"],
    "TransactionFromDateTime": "2020-03-17T07:05:34.508+03:00",
    "TransactionToDateTime": "2020-05-17T07:05:34.508+03:00"
  },
  "Links": {"Self": "https://bank.example/open-banking/v1.0/aisp/account-access-consents/0083976"},
  "Meta": {"TotalPages": 1}
}`
)

func BenchmarkStrict(b *testing.B) {
	for _, row := range []struct{ name, body string }{
		{"request", goodRequest},
		{"response", goodResponse},
		{"5000 members", wide(5000) + "}"},
		{"1 MiB of brackets", strings.Repeat("[", 1<<20)},
	} {
		b.Run(row.name, func(b *testing.B) {
			body := []byte(row.body)
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				_ = Strict(body)
			}
		})
	}
}

// BenchmarkValid is what the standard library takes for less.
func BenchmarkValid(b *testing.B) {
	body := []byte(goodRequest)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		json.Valid(body)
	}
}

func BenchmarkValidate(b *testing.B) {
	for _, row := range []struct{ name, schema, body string }{
		{"request", "OBAccountAccessConsentRequest", goodRequest},
		{"response", "OBAccountAccessConsentResponse", goodResponse},
		{"bad response", "OBAccountAccessConsentResponse", strings.ReplaceAll(goodResponse, "2020", "20")},
	} {
		b.Run(row.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Validate(row.schema, []byte(row.body)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// page is a body of that many items, each with the good body's members and an
// id of its own.
func page(tb testing.TB, name string, size int) []byte {
	tb.Helper()
	doc := object(mustDecode(tb, good[name]))
	data := object(doc["Data"])
	for word, value := range data {
		first := encode(list(value)[0])
		var all []any
		for i := range size {
			item := object(mustDecode(tb, first))
			item["TransactionId"] = "t-" + strconv.Itoa(i)
			all = append(all, item)
		}
		data[word] = all
	}
	return []byte(encode(doc))
}

// BenchmarkValidatePage is what a page of a hundred transactions takes, full
// ones at Detail.
func BenchmarkValidatePage(b *testing.B) {
	body := page(b, "OBReadTransactionDetail", 100)
	for _, row := range []struct {
		name string
		run  func() error
	}{
		{"strict", func() error { return Strict(body) }},
		{"decode", func() error { _, err := decode(body); return err }},
		{"validate", func() error { _, err := Validate("OBReadTransactionDetail", body); return err }},
		{"validator alone", func() error { slowly(b, "OBReadTransactionDetail", string(body)); return nil }},
	} {
		b.Run(row.name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				if err := row.run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
