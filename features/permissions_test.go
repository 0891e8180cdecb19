package features

import (
	"slices"
	"testing"
)

func TestBreaks(t *testing.T) {
	tests := []struct {
		name        string
		permissions []string
		want        []string
	}{
		{"the smallest", []string{"ReadAccountsBasic"}, nil},
		{"detail alone", []string{"ReadAccountsDetail"}, nil},
		{"all", codes, nil},
		{"none", nil, []string{"AAC-POST-14"}},
		{"no accounts", []string{"ReadBalances"}, []string{"AAC-POST-14"}},
		{"basic without direction", []string{"ReadAccountsBasic", "ReadTransactionsBasic"}, []string{"AAC-POST-10"}},
		{"detail without direction", []string{"ReadAccountsBasic", "ReadTransactionsDetail"}, []string{"AAC-POST-11"}},
		{"credits without level", []string{"ReadAccountsBasic", "ReadTransactionsCredits"}, []string{"AAC-POST-12"}},
		{"debits without level", []string{"ReadAccountsBasic", "ReadTransactionsDebits"}, []string{"AAC-POST-13"}},
		{"two at once", []string{"ReadAccountsBasic", "ReadTransactionsCredits", "ReadTransactionsDebits"}, []string{"AAC-POST-12", "AAC-POST-13"}},
		{"a good pair", []string{"ReadAccountsBasic", "ReadTransactionsDetail", "ReadTransactionsDebits"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := breaks(test.permissions); !slices.Equal(got, test.want) {
				t.Errorf("breaks(%v) = %v, want %v", test.permissions, got, test.want)
			}
		})
	}
}

func TestAccompaniedIsLegalForEachCode(t *testing.T) {
	if got := len(set(codes)); got != 20 {
		t.Fatalf("there are %d codes, want 20", got)
	}
	for _, code := range codes {
		got := accompanied([]string{code})
		if len(breaks(got)) > 0 || !slices.Contains(got, code) {
			t.Errorf("accompanied(%s) = %v, which breaks %v", code, got, breaks(got))
		}
	}
}
