package schemas

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// deviations are where the schemas leave the dictionaries on purpose. Each
// must be one: a test fails on a deviation that no longer deviates.
var deviations = []struct {
	why     string
	applies func(schema string) bool
	change  func([]Row) []Row
}{
	{
		"3.1.2 and 3.2.3 clip ReadStandingOrdersBasic. Requests take both spellings, responses have the whole one.",
		func(schema string) bool { return strings.HasPrefix(schema, "OBAccountAccessConsent") },
		func(rows []Row) []Row { return spellOut(rows, strings.HasSuffix(rows[0].Path, "Request")) },
	},
	{
		"Links and Meta are in every example of a response, and in no dictionary.",
		func(schema string) bool {
			return schema == "OBAccountAccessConsentResponse" || strings.HasPrefix(schema, "OBRead")
		},
		func(rows []Row) []Row { return append(rows, linksAndMeta(rows[0].Path)...) },
	},
	{
		"1..n balances are those of an account. A customer without accounts has none.",
		func(schema string) bool { return schema == "OBReadBalance" },
		func(rows []Row) []Row { rows[2].Occurrence = "0..n"; return rows },
	},
	{
		"The page has DateTime, the API description and its implementers AccountOpeningDate. One of them must be there.",
		func(schema string) bool { return schema == "OBReadSupplementaryAccountInfo" },
		func(rows []Row) []Row {
			rows[4].Occurrence = "0..1"
			opening := rows[4]
			opening.Path = rows[2].Path + "/AccountOpeningDate"
			return slices.Insert(rows, 4, opening)
		},
	},
}

func spellOut(rows []Row, keepClipped bool) []Row {
	for i, row := range rows {
		if at := slices.Index(row.Codes, "ReadStandingOrdersBasi"); at >= 0 && keepClipped {
			rows[i].Codes = slices.Insert(row.Codes, at+1, "ReadStandingOrdersBasic")
		} else if at >= 0 {
			row.Codes[at] = "ReadStandingOrdersBasic"
		}
	}
	return rows
}

func linksAndMeta(root string) []Row {
	return []Row{
		{Path: root + "/Links", Occurrence: "1..1", Type: root + "/Links"},
		{Path: root + "/Links/Self", Occurrence: "1..1", Type: "URI"},
		{Path: root + "/Links/First", Occurrence: "0..1", Type: "URI"},
		{Path: root + "/Links/Prev", Occurrence: "0..1", Type: "URI"},
		{Path: root + "/Links/Next", Occurrence: "0..1", Type: "URI"},
		{Path: root + "/Links/Last", Occurrence: "0..1", Type: "URI"},
		{Path: root + "/Meta", Occurrence: "1..1", Type: root + "/Meta"},
		{Path: root + "/Meta/TotalPages", Occurrence: "0..1", Type: "Integer"},
		{Path: root + "/Meta/FirstAvailableDateTime", Occurrence: "0..1", Type: "DateTime"},
		{Path: root + "/Meta/LastAvailableDateTime", Occurrence: "0..1", Type: "DateTime"},
	}
}

func TestTablesAreTheDictionaries(t *testing.T) {
	files, err := filepath.Glob("testdata/dictionary/*.txt")
	if err != nil || len(files) != 17 {
		t.Fatalf("dictionaries: %d, %v; want 17", len(files), err)
	}
	for _, name := range Names() {
		if object, _ := ofVariant(name); !slices.Contains(files, dictionaryOf(object)) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			got, err := Table(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(wanted(t, name), got); diff != "" {
				t.Errorf("dictionary (-) and schema (+) differ:\n%s", diff)
			}
		})
	}
}

func dictionaryOf(name string) string { return "testdata/dictionary/" + name + ".txt" }

// wanted are the rows that a schema must have: the dictionary's, with the
// deviations, and of a variant those that it has.
func wanted(t *testing.T, name string) []Row {
	t.Helper()
	object, level := ofVariant(name)
	want := dictionary(t, dictionaryOf(object))
	for _, d := range deviations {
		if !d.applies(object) {
			continue
		}
		before := dictionary(t, dictionaryOf(object))
		if want = d.change(want); cmp.Equal(before, want) {
			t.Errorf("deviates no more: %s", d.why)
		}
	}
	if level != "" {
		want = variants[object].at(level, object, want)
	}
	return want
}

// dictionary reads rows of «path | occurrence | type | codes».
func dictionary(t *testing.T, file string) (rows []Row) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "|")
		if len(cells) != 4 {
			t.Fatalf("%s: %q has %d cells, want 4", file, line, len(cells))
		}
		row := Row{Path: strings.TrimSpace(cells[0]), Occurrence: strings.TrimSpace(cells[1]), Type: strings.TrimSpace(cells[2])}
		if codes := strings.Fields(cells[3]); len(codes) > 0 {
			row.Codes = codes
		}
		rows = append(rows, row)
	}
	return rows
}

func TestTableOfUnknownSchema(t *testing.T) {
	_, err := Table("OBAccountAccesConsentResponse")
	var unknown *UnknownError
	if !errors.As(err, &unknown) || unknown.Near != "OBAccountAccessConsentResponse" {
		t.Errorf("got %v, want an *UnknownError near OBAccountAccessConsentResponse", err)
	}
}

// A caller that changes what it was given changes nothing here.
func TestTableAndNamesAreCopies(t *testing.T) {
	rows, err := Table("OBPatchAccountAccessConsentRequest")
	if err != nil {
		t.Fatal(err)
	}
	rows[2].Codes[0], Names()[0] = "x", "x"
	again, _ := Table("OBPatchAccountAccessConsentRequest")
	if again[2].Codes[0] != "Revoked" || Names()[0] == "x" {
		t.Errorf("got %v and %v, changed from outside", again[2], Names()[0])
	}
}

func TestNames(t *testing.T) {
	want := []string{
		"JWKSet", "OAuthError", "OAuthTokenResponse", "OBAccountAccessConsentRequest", "OBAccountAccessConsentResponse", "OBErrorResponse",
		"OBPatchAccountAccessConsentRequest", "OBReadAccount", "OBReadAccountBasic", "OBReadAccountDetail", "OBReadBalance",
		"OBReadBeneficiary", "OBReadBeneficiaryBasic", "OBReadBeneficiaryDetail", "OBReadDirectDebit", "OBReadFutureDatedPayment",
		"OBReadFutureDatedPaymentBasic", "OBReadFutureDatedPaymentDetail", "OBReadOffer", "OBReadParties", "OBReadParty",
		"OBReadSharingProductDetails", "OBReadStandingOrder", "OBReadStandingOrderBasic", "OBReadStandingOrderDetail", "OBReadStatement",
		"OBReadStatementBasic", "OBReadStatementDetail", "OBReadSupplementaryAccountInfo", "OBReadTransaction", "OBReadTransactionBasic",
		"OBReadTransactionDetail", "OpenIDConfiguration",
	}
	if diff := cmp.Diff(want, in("ais", "oauth")); diff != "" {
		t.Error(diff)
	}
	if len(in("ais", "oauth", "insights")) != len(Names()) {
		t.Error("a schema is in no folder of ours")
	}
}
