package ais

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"codeberg.org/go-pdf/fpdf"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// A sheet is a statement on paper: A4, in the fonts that every reader has, so
// that a file is a few kilobytes. It bears no date but the statement's own: the
// same statement is the same bytes whenever it is fetched.
type sheet struct {
	*fpdf.Fpdf
	f file
}

// The measures of a sheet, in millimetres.
const (
	margin   = 15.0
	rowHigh  = 5.4
	bottom   = 18.0 // kept for the foot
	sheetEnd = 297 - bottom
)

// columns are those of the table of transactions.
var columns = []struct {
	title string
	wide  float64
	align string
}{
	{"Date", 20, "L"}, {"Description", 88, "L"}, {"Paid out", 24, "R"}, {"Paid in", 24, "R"}, {"Balance", 24, "R"},
}

// pdf is the statement as application/pdf.
func (f file) pdf() ([]byte, error) {
	s := sheet{fpdf.New("P", "mm", "A4", ""), f}
	s.SetCreationDate(f.Statement.Created.UTC())
	s.SetModificationDate(f.Statement.Created.UTC())
	s.SetCatalogSort(true)
	s.SetTitle("Statement "+latin(f.Statement.ID), false)
	s.SetProducer("Sandbank", false)
	s.SetMargins(margin, margin, margin)
	s.SetAutoPageBreak(false, bottom)
	s.AliasNbPages("")
	s.SetFooterFunc(s.foot)
	s.AddPage()
	s.head()
	s.amounts()
	s.table()
	var to bytes.Buffer
	err := s.Output(&to)
	return to.Bytes(), err
}

// line writes a cell and goes on to the next line.
func (s sheet) line(style string, size, high float64, format string, args ...any) {
	s.SetFont("Helvetica", style, size)
	s.CellFormat(0, high, latin(fmt.Sprintf(format, args...)), "", 1, "L", false, 0, "")
}

// head says whose statement it is, of what account and of which days.
func (s sheet) head() {
	st, width := s.f.Statement, 210-2*margin
	s.SetFont("Helvetica", "B", 18)
	s.CellFormat(width/2, 9, "Sandbank", "", 0, "L", false, 0, "")
	s.SetFont("Helvetica", "", 12)
	s.CellFormat(width/2, 9, "Statement of account", "", 1, "R", false, 0, "")
	s.SetDrawColor(60, 60, 60)
	s.Line(margin, s.GetY()+1, 210-margin, s.GetY()+1)
	s.Ln(5)
	if s.f.Holder != "" {
		s.line("B", 11, 6, "%s", onPaper(s.f.Holder))
	}
	s.line("", 9, 5, "Account %s", s.f.Number)
	s.line("", 9, 5, "%s in %s", spaced(s.f.Kind), s.f.Currency)
	s.line("", 9, 5, "Statement %s, %s to %s", st.ID, day(st.Start), day(st.End))
	s.line("", 9, 5, "Made on %s", day(st.Created))
	s.Ln(3)
}

// amounts sums the period up: what it began with, what came and went, and what
// it ended with.
func (s sheet) amounts() {
	for _, a := range summed(s.f.Statement.Amounts) {
		s.SetFont("Helvetica", "", 9)
		s.CellFormat(60, 5, latin(spaced(a.Type)), "", 0, "L", false, 0, "")
		s.SetFont("Helvetica", "B", 9)
		s.CellFormat(30, 5, latin(signed(a.Credit, a.Amount)+" "+a.Amount.Currency), "", 1, "R", false, 0, "")
	}
	s.Ln(4)
}

// summed are amounts in the order of a sum: what it begins with first, what it
// comes to last.
func summed(amounts []ledger.StatementItem) []ledger.StatementItem {
	place := map[string]int{"PreviousClosingBalance": -1, "ClosingBalance": 1}
	return slices.SortedStableFunc(slices.Values(amounts), func(a, b ledger.StatementItem) int {
		return cmp.Compare(place[a.Type], place[b.Type])
	})
}

// table has a row for each transaction, the oldest first, and begins anew on
// each page.
func (s sheet) table() {
	s.titles()
	for i := range s.f.Transactions {
		if s.GetY()+rowHigh > sheetEnd {
			s.AddPage()
			s.titles()
		}
		s.row(&s.f.Transactions[i], i%2 == 1)
	}
	if len(s.f.Transactions) == 0 {
		s.line("I", 8, rowHigh, "No transactions to show.")
	}
}

func (s sheet) titles() {
	s.SetFont("Helvetica", "B", 8)
	s.SetFillColor(225, 230, 235)
	for _, c := range columns {
		s.CellFormat(c.wide, rowHigh+1, c.title, "", 0, c.align, true, 0, "")
	}
	s.Ln(rowHigh + 1)
}

func (s sheet) row(t *ledger.Transaction, shaded bool) {
	out, in, after := string(t.Amount.Append(nil)), "", ""
	if t.Credit {
		out, in = in, out
	}
	if t.Balance != nil {
		after = signed(t.Balance.Credit, t.Balance.Amount)
	}
	s.SetFont("Helvetica", "", 8)
	s.SetFillColor(245, 247, 249)
	for i, text := range []string{day(t.Booking), s.fit(latin(onPaper(inOneLine(t))), columns[1].wide-3), out, in, after} {
		s.CellFormat(columns[i].wide, rowHigh, text, "", 0, columns[i].align, shaded, 0, "")
	}
	s.Ln(rowHigh)
}

// foot numbers the pages.
func (s sheet) foot() {
	s.SetY(-bottom + 6)
	s.SetFont("Helvetica", "", 7)
	s.CellFormat(0, 4, fmt.Sprintf("Page %d of {nb}", s.PageNo()), "", 0, "C", false, 0, "")
}

// fit cuts a text to a width.
func (s sheet) fit(text string, wide float64) string {
	if s.GetStringWidth(text) <= wide {
		return text
	}
	for len(text) > 0 && s.GetStringWidth(text+"...") > wide {
		text = text[:len(text)-1]
	}
	return strings.TrimRight(text, " ") + "..."
}

// day is a date of the bank's, as it stands on paper.
func day(t time.Time) string { return t.In(fixtures.Bahrain).Format("02 Jan 2006") }

// signed is an amount with a minus before it if it is owed.
func signed(credit bool, m fixtures.Money) string {
	if credit || m.Minor == 0 {
		return string(m.Append(nil))
	}
	return "-" + string(m.Append(nil))
}

// spaced turns a word of the standard into words: PreviousClosingBalance is
// Previous closing balance.
func spaced(word string) string {
	var text strings.Builder
	for i, r := range word {
		if 'A' <= r && r <= 'Z' && i > 0 {
			text.WriteByte(' ')
			r += 'a' - 'A'
		}
		text.WriteRune(r)
	}
	return text.String()
}

// onPaper is a text, or where that has not a letter that the core fonts can
// show, a word on where it stands: a name that is in Arabic alone must not be a
// blank.
func onPaper(text string) string {
	readable := func(r rune) bool { return r <= unicode.MaxLatin1 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	if strings.ContainsFunc(text, readable) {
		return text
	}
	return "(in another script: see the CSV)"
}

// latin is a text as the core fonts can show it, a byte for each letter of
// Latin-1. What they cannot is left out: the shipped names all have a Latin form, too.
func latin(text string) string {
	to := make([]byte, 0, len(text))
	for _, r := range text {
		switch {
		case r < ' ':
			to = append(to, ' ')
		case r <= '~' || 0xA0 <= r && r <= 0xFF:
			to = append(to, byte(r))
		}
	}
	return string(bytes.TrimSpace(to))
}
