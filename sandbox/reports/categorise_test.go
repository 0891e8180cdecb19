package reports

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What banks write, what it is for, and whose shop it is.
func TestCategorise(t *testing.T) {
	rows := []struct {
		name     string
		t        Transaction
		category string
		brand    string
	}{
		{"the reference's example", Transaction{Reference: "xa0h0d0svlsyw0bap0boahuqxb HM online de, ref. 13676134"}, "Clothing", "H&M"},
		{"a salary comes", Transaction{Reference: "SALARY", Credit: true}, "Salary", ""},
		{"a salary is paid", Transaction{Reference: "Salary 11/2026"}, "Wages", ""},
		{"rent is paid", Transaction{Reference: "RENT FLAT 7"}, "Rent", ""},
		{"rent comes", Transaction{Reference: "RENT FLAT 22", Credit: true}, "Rental Income", ""},
		{"accents and capitals", Transaction{Other: CounterParty{Holder: "BÄCKEREI GRÜN"}}, "Bakery", ""},
		{"the ending of a long word", Transaction{Reference: "Glasbruchversicherung 12"}, "Insurances", ""},
		{"an insurer pays", Transaction{Reference: "Glasbruchversicherung 12", Credit: true}, "Insurance Payout", ""},
		{"two words outweigh one", Transaction{Reference: "Car insurance"}, "Car Insurance", ""},
		{"a hyphen divides", Transaction{Reference: "KFZ-STEUER"}, "Vehicle Tax", ""},
		{"the counterparty is read", Transaction{Other: CounterParty{Holder: "Town Pharmacy"}}, "Pharmacy", "Town Pharmacy"},
		{"the bank's words are read", Transaction{Bank: BankReferences{Unstructured: "Monthly fee gym"}}, "Gym", ""},
		{"the purpose before the party", Transaction{Reference: "Invoice", Other: CounterParty{Holder: "Language lessons school"}, Credit: true}, "Sales Revenue", ""},
		{"words do not run from one text to the next", Transaction{Reference: "car", Other: CounterParty{Holder: "insurance"}}, "Insurances", ""},
		{"a weak word", Transaction{Reference: "something online"}, "Online Shopping", ""},
		{"a weak word gives way", Transaction{Reference: "online pharmacy"}, "Pharmacy", ""},
		{"a code outweighs words", Transaction{Reference: "Salary advance", Code: BankCode{SubCode: "CWDL"}}, "Cash Withdrawal", ""},
		{"a long code", Transaction{Code: BankCode{Code: "CustomerCardTransactions", SubCode: "CashWithdrawal"}}, "Cash Withdrawal", ""},
		{"a charge is not the shop's", Transaction{Reference: "Charge: App Store", Code: BankCode{SubCode: "Fees"}}, "Bank charges", ""},
		{"interest comes", Transaction{Code: BankCode{SubCode: "INTR"}, Credit: true}, "Interest Income", ""},
		{"interest is paid", Transaction{Code: BankCode{SubCode: "INTR"}}, "Interest Paid", ""},
		{"a refund stays where the purchase was", Transaction{Reference: "Refund: Corner Grocery", Credit: true}, "Groceries", "Corner Grocery"},
		{"what is under another says more", Transaction{Reference: "Allianz Hausrat"}, "Home Insurance", "Allianz"},
		{"whichever comes first", Transaction{Reference: "Wasser, Stadtwerke"}, "Water", ""},
		{"and last", Transaction{Reference: "Stadtwerke, Wasser"}, "Water", ""},
		{"a small amount", Transaction{Reference: "apple", Amount: euros(999)}, "Apps and Software", ""},
		{"the same, large", Transaction{Reference: "apple", Amount: euros(119900)}, "Electronics", ""},
		{"at the limit", Transaction{Reference: "apple", Amount: euros(4000)}, "Apps and Software", ""},
		{"just above it", Transaction{Reference: "apple", Amount: euros(4001)}, "Electronics", ""},
		{"in thousandths", Transaction{Reference: "apple", Amount: Amount{39_999, "BHD"}}, "Apps and Software", ""},
		{"in whole yen", Transaction{Reference: "apple", Amount: Amount{41, "JPY"}}, "Electronics", ""},
		{"a brand that says it better", Transaction{Reference: "Amazon Prime Video"}, "Video Streaming", "Amazon Prime Video"},
		{"nothing known goes", Transaction{Reference: "zzz 123"}, "Uncategorised", ""},
		{"nothing known comes", Transaction{Reference: "zzz 123", Credit: true}, "Other Income", ""},
		{"nothing said", Transaction{}, "Uncategorised", ""},
		{"another script", Transaction{Reference: "بقالة الزاوية"}, "Uncategorised", ""},
		{"a text that never ends", Transaction{Reference: strings.Repeat("x ", 4000)}, "Uncategorised", ""},
		{"a word that never ends", Transaction{Reference: strings.Repeat("x", 4000)}, "Uncategorised", ""},
		{"broken text", Transaction{Reference: "\xff\xfe rent \xc3"}, "Rent", ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			categories, brand := Categorise(row.t)
			if len(categories) != 1 || categories[0].Name != row.category {
				t.Errorf("got %v, want %s", categories, row.category)
			}
			if got := brandName(brand); got != row.brand {
				t.Errorf("got the brand %q, want %q", got, row.brand)
			}
		})
	}
}

// What the client says comes before the rules (category_ids, section 6.2).
func TestClientsCategories(t *testing.T) {
	rows := []struct {
		name string
		ids  []string
		want []string
	}{
		{"one", []string{idOf("Pets")}, []string{"Pets"}},
		{"two, in her order", []string{idOf("Rent"), idOf("Pets")}, []string{"Rent", "Pets"}},
		{"one twice", []string{idOf("Pets"), idOf("Pets")}, []string{"Pets"}},
		{"an unknown one is passed over", []string{"unknown", idOf("Pets")}, []string{"Pets"}},
		{"only unknown ones", []string{"unknown"}, []string{"Video Streaming"}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			categories, brand := Categorise(Transaction{Reference: "Netflix", CategoryIDs: row.ids})
			if diff := cmp.Diff(row.want, names(categories)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if brandName(brand) != "Netflix" {
				t.Errorf("got the brand %v, want Netflix whatever the category", brand)
			}
		})
	}
}

func names(categories []Category) (list []string) {
	for _, c := range categories {
		list = append(list, c.Name)
	}
	return list
}

// In a report the account's holder is known: what he pays himself, and says nothing
// more of, stays his.
func TestOwnAccounts(t *testing.T) {
	rows := []struct{ name, party, reference, want string }{
		{"to himself", "Max Mustermann", "HOLIDAY", "Own Accounts"},
		{"to himself, for what is known", "Max Mustermann", "Savings", "Savings"},
		{"to another", "Hans Mustermann", "HOLIDAY", "Travel Agency"},
	}
	for _, row := range rows {
		x := entryOf("t", "2026-11-20", -100, row.reference)
		x.Other.Holder = row.party
		h := Holding{Account: Account{ID: "one", Holder: "Max Mustermann"}, Transactions: []Transaction{x}}
		got := mustMake(t, Request{Kind: Categorization}, h)[0].Categorized.Transactions[0].Categories
		if names(got)[0] != row.want {
			t.Errorf("%s: got %v, want %s", row.name, names(got), row.want)
		}
	}
}

// No two lines of the table of words say different things of the same words.
func TestWordsAreSaidOnce(t *testing.T) {
	for first, senses := range rules().words {
		seen := map[string]sense{}
		for _, s := range senses {
			words := first + " " + strings.Join(s.rest, " ")
			if other, twice := seen[words]; twice && s.least == other.least && s.most == other.most &&
				(s.out != other.out || s.in != other.in) && s.strength == other.strength {
				t.Errorf("%q is %s and %s", words, nameAt(s.out), nameAt(other.out))
			}
			seen[words] = s
		}
	}
}

func nameAt(place int32) string {
	if place == nothing {
		return "nothing"
	}
	return tree().nodes[place].Name
}

// The tables are written as the texts are read, else they would never be met.
func TestWordsAreFolded(t *testing.T) {
	for first, senses := range rules().words {
		for _, s := range senses {
			var p phrase
			whole := strings.Join(append([]string{first}, s.rest...), " ")
			p.add(whole)
			if p.count != 2+len(s.rest) || string(p.word(0)) != first || !p.follows(0, s.rest) {
				t.Errorf("%q of the tables is not how texts are read", whole)
			}
		}
	}
	for _, s := range rules().suffixes {
		var p phrase
		p.add(s.text)
		if string(p.word(0)) != s.text {
			t.Errorf("the ending %q is not how texts are read", s.text)
		}
	}
}

// A rule says the same of a text that it hears again.
func TestMemory(t *testing.T) {
	m := memory{}
	for _, amount := range []int64{100, 900_000, 100} {
		for _, reference := range references {
			for _, credit := range []bool{false, true} {
				x := Transaction{Reference: reference, Credit: credit, Amount: euros(amount)}
				i := m.itemOf(&x, "")
				want, brand := Categorise(x)
				if diff := cmp.Diff(want, i.categories(false)); diff != "" || i.brand != brand {
					t.Errorf("%q, credit %v, %d: -alone +remembered\n%s", reference, credit, amount, diff)
				}
			}
		}
	}
}

func FuzzCategorise(f *testing.F) {
	for _, reference := range references {
		f.Add(reference, "Corner Grocery", "CashWithdrawal", int64(100), true)
	}
	f.Add("ßßßß ÆÆÆ \xff", strings.Repeat("é", 400), "", int64(-1), false)
	f.Fuzz(func(t *testing.T, reference, holder, code string, amount int64, credit bool) {
		x := Transaction{Reference: reference, Other: CounterParty{Holder: holder}, Code: BankCode{Code: code, SubCode: holder},
			Amount: euros(amount), Credit: credit, CategoryIDs: []string{code}}
		categories, brand := Categorise(x)
		if len(categories) == 0 {
			t.Fatal("no category")
		}
		if _, known := CategoryByID(categories[0].ID); !known {
			t.Fatalf("a category that is not in the list: %v", categories[0])
		}
		again, other := Categorise(x)
		if diff := cmp.Diff(categories, again); diff != "" || brand != other {
			t.Fatalf("not the same twice:\n%s", diff)
		}
	})
}
