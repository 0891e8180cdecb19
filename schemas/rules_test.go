package schemas

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// legal says whether a consent may ask for these codes: the rules of the page
// on permissions, one by one, as plain code beside the schema's contains.
func legal(codes []string) bool {
	has := func(code string) bool { return slices.Contains(codes, code) }
	basic, detail := has("ReadTransactionsBasic"), has("ReadTransactionsDetail")
	credits, debits := has("ReadTransactionsCredits"), has("ReadTransactionsDebits")
	switch {
	case len(codes) == 0,
		!has("ReadAccountsBasic") && !has("ReadAccountsDetail"),
		basic && !credits && !debits,
		detail && !credits && !debits,
		credits && !basic && !detail,
		debits && !basic && !detail:
		return false
	}
	return true
}

func TestPermissionRulesAreInTheSchema(t *testing.T) {
	rows, err := Table("OBAccountAccessConsentRequest")
	if err != nil {
		t.Fatal(err)
	}
	codes := rows[2].Codes
	telling := []string{"ReadAccountsBasic", "ReadAccountsDetail", "ReadTransactionsBasic", "ReadTransactionsDetail", "ReadTransactionsCredits", "ReadTransactionsDebits"}
	seen := map[bool]int{}
	rapid.Check(t, func(t *rapid.T) {
		asked := append(rapid.SliceOfN(rapid.SampledFrom(codes), 0, 6).Draw(t, "any"), rapid.SliceOfN(rapid.SampledFrom(telling), 0, 6).Draw(t, "telling")...)
		body, err := json.Marshal(map[string]any{"Data": map[string]any{"Permissions": asked}})
		if err != nil {
			t.Fatal(err)
		}
		found, err := Validate("OBAccountAccessConsentRequest", body)
		if err != nil || (len(found) == 0) != legal(asked) {
			t.Fatalf("%v: legal %v, but found %v, %v", asked, legal(asked), found, err)
		}
		seen[legal(asked)]++
	})
	if seen[true] == 0 || seen[false] == 0 {
		t.Errorf("drawn: %d legal, %d not; want some of each", seen[true], seen[false])
	}
}

// The six codes that the rules speak of, in all 64 combinations.
func TestPermissionRulesExhaustively(t *testing.T) {
	six := []string{"ReadAccountsBasic", "ReadAccountsDetail", "ReadTransactionsBasic", "ReadTransactionsDetail", "ReadTransactionsCredits", "ReadTransactionsDebits"}
	taken := 0
	for set := range 1 << len(six) {
		asked := []string{"ReadPAN"}
		for i, code := range six {
			if set&(1<<i) != 0 {
				asked = append(asked, code)
			}
		}
		body, err := json.Marshal(map[string]any{"Data": map[string]any{"Permissions": asked}})
		if err != nil {
			t.Fatal(err)
		}
		found := mustValidate(t, "OBAccountAccessConsentRequest", string(body))
		if (len(found) == 0) != legal(asked) {
			t.Errorf("%v: legal %v, but found %v", asked, legal(asked), found)
		}
		if len(found) == 0 {
			taken++
		}
	}
	if taken != 3*(1+3*3) {
		t.Errorf("%d of 64 are taken, want 30", taken)
	}
}
