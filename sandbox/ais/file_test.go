package ais

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ledongthuc/pdf"

	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// sampleFile is a statement of n transactions.
func sampleFile(n int) file {
	f := file{
		Holder: "Amal Example شركة", Number: "BH48SAND00001000000101", Kind: "CurrentAccount", Currency: "BHD",
		Statement: sampleStatement(),
	}
	for i := range n {
		t := sampleTransaction()
		t.ID = fmt.Sprintf("t-%d", i)
		t.Credit = i%3 == 0
		t.Booking = daysBefore(n - i)
		f.Transactions = append(f.Transactions, t)
	}
	return f
}

// mustReadPDF returns the text of each page.
func mustReadPDF(tb testing.TB, body []byte) (pages []string) {
	tb.Helper()
	r, err := pdf.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		tb.Fatal(err)
	}
	for i := 1; i <= r.NumPage(); i++ {
		text, err := r.Page(i).GetPlainText(nil)
		if err != nil {
			tb.Fatal(err)
		}
		pages = append(pages, text)
	}
	return pages
}

func TestStatementOnPaper(t *testing.T) {
	body, err := sampleFile(100).pdf()
	if err != nil {
		t.Fatal(err)
	}
	pages := mustReadPDF(t, body)
	if len(pages) != 3 {
		t.Fatalf("got %d pages, want 3", len(pages))
	}
	for _, want := range []string{
		"Statement of account", "Amal Example", "Account BH48SAND00001000000101", "Current account in BHD", "01 Aug 2020 to 31 Aug 2020",
		"Previous closing balance", "1000.000 BHD", "Closing balance", "1850.005 BHD", "Total debits", "-999.995 BHD", "Page 1 of 3", "Card purchase, Books & Co, Order 81 7",
	} {
		if !strings.Contains(pages[0], want) {
			t.Errorf("page 1 does not say %q:\n%s", want, pages[0])
		}
	}
	if strings.Index(pages[0], "Total debits") > strings.Index(pages[0], "\nClosing balance") {
		t.Errorf("the closing balance does not come last:\n%s", pages[0])
	}
	if got := strings.Count(strings.Join(pages, ""), "100.005"); got != 100 {
		t.Errorf("got %d rows, want 100", got)
	}
	again, err := sampleFile(100).pdf()
	if err != nil || !bytes.Equal(body, again) {
		t.Errorf("the same statement is not the same bytes: %v", err)
	}
}

func TestStatementWithoutTransactions(t *testing.T) {
	body, err := file{Statement: ledger.Statement{ID: "1"}}.pdf()
	if err != nil {
		t.Fatal(err)
	}
	if pages := mustReadPDF(t, body); len(pages) != 1 || !strings.Contains(pages[0], "No transactions") {
		t.Errorf("got %q", pages)
	}
}

func TestStatementForASpreadsheet(t *testing.T) {
	f := sampleFile(3)
	f.Transactions[1].Text = `=HYPERLINK("http://evil.example")`
	f.Transactions[1].Merchant.Name, f.Transactions[1].Balance = "@SUM, \"a\"\nb", nil
	body, err := f.csv()
	if err != nil {
		t.Fatal(err)
	}
	got, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	day := func(n int) string { return moment(daysBefore(n)) }
	want := [][]string{
		header,
		{day(3), day(1), "t-0", "Order 81\t7", "Card purchase", "Books & Co", "Credit", "100.005", "BHD", "1850.000"},
		{day(2), day(1), "t-1", "Order 81\t7", `'=HYPERLINK("http://evil.example")`, "'@SUM, \"a\"\nb", "Debit", "100.005", "BHD", ""},
		{day(1), day(1), "t-2", "Order 81\t7", "Card purchase", "Books & Co", "Debit", "100.005", "BHD", "1850.000"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestInert(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "rent": "rent", "a=b": "a=b", "=1+1": "'=1+1", "+973": "'+973", "-1": "'-1", "@a": "'@a", "\t=1": "'\t=1", "\r": "'\r",
	} {
		if got := inert(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestPaperSaysWhereATextOfAnotherScriptStands(t *testing.T) {
	f := sampleFile(1)
	f.Holder, f.Transactions[0].Text, f.Transactions[0].Reference = "نور", "راتب الشهر", ""
	f.Transactions[0].Merchant, f.Transactions[0].Creditor, f.Transactions[0].Debtor = nil, ledger.Side{}, ledger.Side{}
	body, err := f.pdf()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(strings.Join(mustReadPDF(t, body), ""), "(in another script: see the CSV)"); got != 2 {
		t.Errorf("the holder and a description in Arabic alone are pointed out %d times, want 2", got)
	}
}
