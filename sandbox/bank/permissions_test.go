package bank

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// allowed is the rule on combinations in other words than the table's: the
// accounts are asked for, and transactions by detail and by direction or not at
// all.
func allowed(list ...Permission) bool {
	var accounts, detail, direction bool
	for _, p := range list {
		s := string(p)
		accounts = accounts || strings.HasPrefix(s, "ReadAccounts")
		if rest, ok := strings.CutPrefix(s, "ReadTransactions"); ok {
			detail = detail || rest == "Basic" || rest == "Detail"
			direction = direction || rest == "Credits" || rest == "Debits"
		}
	}
	return accounts && detail == direction
}

func TestEveryPairOfPermissionsIsDecided(t *testing.T) {
	legal, pairs := 0, 0
	for _, a := range Permissions() {
		for _, b := range Permissions() {
			pairs++
			asked := []Permission{a, b}
			found := checkPermissions(asked)
			if got, want := len(found) == 0, allowed(asked...); got != want {
				t.Errorf("%s: taken is %v, want %v (%v)", asked, got, want, found)
			}
			with := []Permission{ReadAccountsDetail, a, b}
			if got, want := len(checkPermissions(with)) == 0, allowed(with...); got != want {
				t.Errorf("%s: taken is %v, want %v", with, got, want)
			}
			if len(found) == 0 {
				legal++
			}
		}
	}
	// 2 codes of accounts with 16 that stand alone, both orders, and among themselves.
	if got, want := pairs, 400; got != want {
		t.Errorf("%d pairs were tried, want %d", got, want)
	}
	if got, want := legal, 2*14*2+4; got != want {
		t.Errorf("%d pairs are legal, want %d", got, want)
	}
}

func TestAnySetOfPermissionsIsDecided(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		asked := rapid.SliceOfN(rapid.SampledFrom(permissions), 1, 25).Draw(t, "permissions")
		if got, want := len(checkPermissions(asked)) == 0, allowed(asked...); got != want {
			t.Fatalf("%s: taken is %v, want %v", asked, got, want)
		}
	})
}

func TestBreachesOfThePermissionRules(t *testing.T) {
	const p = "Data.Permissions"
	tests := []struct {
		name  string
		asked []Permission
		want  []string // code path
		says  []string // in the messages, in order
	}{
		{"none", nil, []string{"Field.Missing " + p}, []string{"at least one"}},
		{"empty", []Permission{}, []string{"Field.Missing " + p}, []string{"at least one"}},
		{"no accounts", []Permission{ReadBalances}, []string{"Field.Expected " + p}, []string{"ReadAccountsBasic or ReadAccountsDetail"}},
		{"transactions basic alone", []Permission{ReadAccountsBasic, ReadTransactionsBasic},
			[]string{"Field.Expected " + p}, []string{"ReadTransactionsBasic must come with ReadTransactionsCredits or ReadTransactionsDebits"}},
		{"transactions detail alone", []Permission{ReadAccountsBasic, ReadTransactionsDetail},
			[]string{"Field.Expected " + p}, []string{"ReadTransactionsDetail must come with ReadTransactionsCredits or ReadTransactionsDebits"}},
		{"credits alone", []Permission{ReadAccountsBasic, ReadTransactionsCredits},
			[]string{"Field.Expected " + p}, []string{"ReadTransactionsCredits must come with ReadTransactionsBasic or ReadTransactionsDetail"}},
		{"debits alone", []Permission{ReadAccountsBasic, ReadTransactionsDebits},
			[]string{"Field.Expected " + p}, []string{"ReadTransactionsDebits must come with ReadTransactionsBasic or ReadTransactionsDetail"}},
		{"unknown", []Permission{ReadAccountsBasic, "ReadBalnces"},
			[]string{"Field.Invalid " + p + "[1]"}, []string{`"ReadBalnces" is not a permission code; did you mean ReadBalances?`}},
		{"of another standard", []Permission{ReadAccountsBasic, "ReadPartyPSU"}, []string{"Field.Invalid " + p + "[1]"}, []string{"ReadParty?"}},
		{"in other letters", []Permission{ReadAccountsBasic, "readbalances"}, []string{"Field.Invalid " + p + "[1]"}, []string{"did you mean ReadBalances?"}},
		{"empty code", []Permission{ReadAccountsBasic, ""}, []string{"Field.Invalid " + p + "[1]"}, []string{`"" is not`}},
		{"all at once", []Permission{"Nonsense", ReadTransactionsBasic, "ReadOfers"},
			[]string{"Field.Invalid " + p + "[0]", "Field.Invalid " + p + "[2]", "Field.Expected " + p, "Field.Expected " + p},
			[]string{"Nonsense", "ReadOffers?", "ReadAccountsBasic", "ReadTransactionsCredits"}},
		{"duplicates", []Permission{ReadAccountsBasic, ReadAccountsBasic}, nil, nil},
		{"basic and detail", []Permission{ReadAccountsBasic, ReadAccountsDetail}, nil, nil},
		{"all twenty", permissions, nil, nil},
		{"as the page prints it", []Permission{ReadAccountsBasic, "ReadStandingOrdersBasi"}, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := Check(ConsentRequest{Permissions: tt.asked})
			var got []string
			for i, v := range found {
				got = append(got, v.Code+" "+v.Path)
				if i < len(tt.says) && !strings.Contains(v.Message, tt.says[i]) {
					t.Errorf("violation %d says %q, want it to say %q", i, v.Message, tt.says[i])
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("breaches (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnswersToNothingButMistakesStayShort(t *testing.T) {
	asked := []Permission{ReadAccountsBasic}
	for i := range 10_000 {
		asked = append(asked, Permission(fmt.Sprintf("%d%s", i, strings.Repeat("é", 5000))))
	}
	found := checkPermissions(asked)
	if got, want := len(found), tooMany+1; got != want {
		t.Errorf("%d violations, want %d", got, want)
	}
	for _, v := range found {
		if n := len([]rune(v.Message)); n == 0 || n > 500 {
			t.Errorf("a message has %d characters, want 1 to 500", n)
		}
	}
	if got, want := found[tooMany].Message, "and 9950 more"; !strings.Contains(got, want) {
		t.Errorf("the last says %q, want %q", got, want)
	}
}

func TestPermissionsAreEchoedAsSentButForTheSynonym(t *testing.T) {
	b, _ := newBank(t)
	c, err := b.CreateConsent(one, ConsentRequest{Permissions: []Permission{"ReadStandingOrdersBasi", ReadAccountsBasic, ReadBalances, ReadAccountsBasic}})
	if err != nil {
		t.Fatal(err)
	}
	want := []Permission{ReadStandingOrdersBasic, ReadAccountsBasic, ReadBalances, ReadAccountsBasic}
	if diff := cmp.Diff(want, c.Permissions); diff != "" {
		t.Errorf("permissions (-want +got):\n%s", diff)
	}
}

func TestCanonical(t *testing.T) {
	tests := []struct {
		sent, code Permission
		synonym    bool
	}{
		{"ReadStandingOrdersBasi", ReadStandingOrdersBasic, true},
		{ReadStandingOrdersBasic, ReadStandingOrdersBasic, false},
		{ReadBalances, ReadBalances, false},
		{"Nonsense", "Nonsense", false},
	}
	for _, tt := range tests {
		if code, synonym := Canonical(tt.sent); code != tt.code || synonym != tt.synonym {
			t.Errorf("Canonical(%s) is %s, %v; want %s, %v", tt.sent, code, synonym, tt.code, tt.synonym)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("ReadAccountsBasic", "ReadTransactionsBasic", "2026-01-01T00:00:00Z", "2025-01-01T00:00:00Z")
	f.Add("ReadStandingOrdersBasi", "\xff\U0010ffff", "2026-01-01", "x")
	f.Fuzz(func(t *testing.T, a, b, from, to string) {
		for _, v := range Check(ConsentRequest{Permissions: []Permission{Permission(a), Permission(b)}, From: from, To: to}) {
			if n := len([]rune(v.Message)); n == 0 || n > 500 || v.Code == "" || v.Path == "" {
				t.Errorf("%+v: a violation has a code, a path and a message of 1 to 500 characters", v)
			}
		}
	})
}
