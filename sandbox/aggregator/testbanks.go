package aggregator

import (
	"slices"
	"strconv"
	"strings"
)

// The customers whose accounts are behind the logins of the test banks.
const (
	demoBankCustomer  = "demo-bank" // the five accounts of 8.1
	transportCustomer = "transport" // the six of 8.2, at all banks that are no PSD2 bank
)

// testBanks are those of section 8, in the order in which the search shows them.
// That the Demo Bank is connected by both methods is inferred from
// FORCE_FALLBACK (8.2), and so are the names and BICs of the countries' banks and
// the code of Malta's.
var testBanks = func() []Bank {
	demo := identified(Bank{
		Name: "Testbank", Title: "Demo Bank", Country: "DE", Code: "88888888", BIC: "TESTDE10XXX",
		TakesAll: true, Customer: demoBankCustomer,
		Methods: []Method{
			{ID: "de_demo_bank_psd2", Name: "Demo Bank PSD2", PSD2: true},
			{ID: "de_testbank_bias", Name: "Demo Bank Online Banking"},
		},
	})
	out := []Bank{demo}
	for _, row := range []struct {
		country, code, name string
		keywords            []string
	}{
		{"DE", "00000", "Germany", nil},
		{"AT", "00000", "Austria", nil},
		{"BE", "999", "Belgium", nil},
		{"DK", "0000", "Denmark", nil},
		{"ES", "9999", "Spain", nil},
		{"FI", "999", "Finland", nil},
		{"FR", "00000", "France", nil},
		{"GB", "000000", "United Kingdom", []string{"force-tan", generateAccounts}},
		{"IT", "00000", "Italy", nil},
		{"ML", "0000", "Malta", nil},
		{"NL", "TEST", "Netherlands", nil},
		{"NO", "0000", "Norway", nil},
		{"PT", "0000", "Portugal", nil},
		{"SE", "00000", "Sweden", []string{"bankid"}},
		{"SK", "0000", "Slovakia", nil},
	} {
		out = append(out, identified(Bank{
			Name: "Testbank", Title: "Testbank " + row.name, Country: row.country, Code: row.code, BIC: "TEST" + row.country + "20XXX",
			Keywords: row.keywords, TakesAll: row.country == "DE", Customer: transportCustomer,
			Methods: []Method{{ID: strings.ToLower(row.country) + "_testbank_bias", Name: "Testbank"}},
		}))
	}
	return out
}()

// generateAccounts is the keyword behind which a username says how many accounts
// it has, as generate-new-accounts7 (8.2).
const (
	generateAccounts = "generate-new-accounts"
	mostGenerated    = 100
)

// Keyword is what of a username may be a keyword of a bank (8): of
// generate-new-accounts7 the word without the number, of any other all of it.
func Keyword(username string) string {
	if _, ok := generated(username); ok {
		return generateAccounts
	}
	return username
}

// miscounted tells whether a username asks a bank that makes accounts for a number of
// them that it does not make.
func (b *Bank) miscounted(username string) bool {
	_, ok := generated(username)
	return !ok && strings.HasPrefix(username, generateAccounts) && (b.TakesAll || slices.Contains(b.Keywords, generateAccounts))
}

// generated reads such a username; without a number it means one account, which
// is inferred.
func generated(username string) (accounts int, ok bool) {
	rest, ok := strings.CutPrefix(username, generateAccounts)
	if !ok {
		return 0, false
	}
	if inner, braced := strings.CutPrefix(rest, "{"); braced {
		rest = strings.TrimSuffix(inner, "}")
	}
	if rest == "" {
		return 1, true
	}
	n, err := strconv.Atoi(rest)
	return n, err == nil && n >= 0 && n <= mostGenerated
}
