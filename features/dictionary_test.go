package features

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/schemas"
)

const (
	fakeAccounts = `{"Data":{"Account":[{"AccountId":"a-1","Currency":"BHD","AccountType":"Personal","AccountSubType":"Savings"},` +
		`{"AccountId":"a-2","Currency":"BHD","AccountType":"Personal","AccountSubType":"Savings"}]},"Links":{"Self":"http://bank.example/accounts"},"Meta":{}}`
	fakeDetail = `"Account":[{"SchemeName":"BH.OBF.IBAN","Identification":"BH67BMAG00001299123456"}]`
)

// detailed adds to each account what only Detail shows.
func detailed(body, detail string) string {
	return strings.ReplaceAll(body, `"Savings"`, `"Savings",`+detail)
}

// TestJudgeKnowsWhatWasGranted asks that a member of Detail is a matter of
// permissions where the consent is known, and of the data dictionary elsewhere.
func TestJudgeKnowsWhatWasGranted(t *testing.T) {
	basic, detail := []string{"ReadAccountsBasic"}, []string{"ReadAccountsDetail"}
	for _, row := range []struct {
		name    string
		granted []string
		body    string
		want    string // the only finding, as requirement and place; "" for none
	}{
		{"nobody knows, Basic", nil, fakeAccounts, ""},
		{"nobody knows, Detail", nil, detailed(fakeAccounts, fakeDetail), ""},
		{"Basic", basic, fakeAccounts, ""},
		{"Basic shows Detail", basic, detailed(fakeAccounts, fakeDetail), "PERM-03 /Data/Account/0/Account"},
		{"Basic shows a servicer", basic, detailed(fakeAccounts, `"Servicer":{"SchemeName":"BH.OBF.BICFI","Identification":"BMAGBHBM"}`), "PERM-03 /Data/Account/0/Servicer"},
		{"Basic shows what nobody names", basic, detailed(fakeAccounts, `"Secret":1`), "HTTP-BODY-02 /Data/Account/0/Secret"},
		{"Detail", detail, detailed(fakeAccounts, fakeDetail), ""},
		{"Detail lacks what it adds", detail, fakeAccounts, "PERM-04 /Data/Account/0/Account"},
		{"Detail is shown an empty list", detail, detailed(fakeAccounts, `"Account":[]`), "PERM-04 /Data/Account/0/Account"},
		{"Detail lacks what Basic has, too", detail, detailed(strings.ReplaceAll(fakeAccounts, `"Currency":"BHD",`, ""), fakeDetail), "HTTP-BODY-01 /Data/Account/0/Currency"},
		{"both are Detail", append(basic, detail...), detailed(fakeAccounts, fakeDetail), ""},
		{"neither is not known", []string{"ReadBalances"}, fakeAccounts, ""},
		{"Next is relative", nil, strings.Replace(fakeAccounts, `"Links":{`, `"Links":{"Next":"/accounts?page=2",`, 1), "PAG-04 /Links/Next"},
		{"Last is not even a text", nil, strings.Replace(fakeAccounts, `"Links":{`, `"Links":{"Last":7,`, 1), "PAG-04 /Links/Last"},
		{"Last is null", nil, strings.Replace(fakeAccounts, `"Links":{`, `"Links":{"Last":null,`, 1), "HTTP-BODY-02 /Links/Last"},
	} {
		t.Run(row.name, func(t *testing.T) {
			e := exchangeOf(OpGetAccounts, 200, row.body)
			e.granted = row.granted
			var got []string
			for _, f := range (&judge{}).findings(e) {
				got = append(got, f.Requirement+" "+f.Where)
			}
			if slices.Sort(got); strings.Join(slices.Compact(got), ", ") != row.want {
				t.Errorf("findings are %q, want %q", got, row.want)
			}
		})
	}
}

// TestAlikeFindingsAreOne asks that what is wrong with every item of a list is
// told once, and how often.
func TestAlikeFindingsAreOne(t *testing.T) {
	found := (&judge{}).findings(exchangeOf(OpGetAccounts, 200, strings.ReplaceAll(fakeAccounts, "Savings", "Piggy")))
	if len(found) != 1 || found[0].Where != "/Data/Account/0/AccountSubType" || !strings.HasSuffix(found[0].Got, ", and 1 more like it") {
		t.Errorf("findings are %+v, want one, of the first account and 1 more", found)
	}
}

func TestFilesAreNoJSON(t *testing.T) {
	file := func(status int, body, media string) []Finding {
		e := exchangeOf(OpGetFile, status, body)
		e.Response.Header.Set("Content-Type", media)
		return (&judge{}).findings(e)
	}
	if found := file(200, "%PDF-1.7", "application/pdf"); len(found) != 0 {
		t.Errorf("a file is blamed for %v", found)
	}
	if found := file(403, "%PDF-1.7", "application/pdf"); len(found) == 0 {
		t.Error("a refusal may be a file")
	}
}

func TestEveryEndpointHasADictionary(t *testing.T) {
	for _, e := range endpoints {
		d, levels := dictionaryOf(e.op), []string{""}
		if d.levels != "" {
			levels = append(levels, "Basic", "Detail")
		}
		for _, level := range levels {
			if known := slices.Contains(schemas.Names(), d.schema+level); known == (e.op == OpGetFile) {
				t.Errorf("%s is held against the schema %q, which is there: %v", e.op, d.schema+level, known)
			}
		}
	}
}

// TestTokensTellWhatWasAskedFor follows a consent to the permissions of its tokens.
func TestTokensTellWhatWasAskedFor(t *testing.T) {
	var k knowledge
	bearer := func(token string) http.Header { return http.Header{"Authorization": {"Bearer " + token}} }
	token := func(form, answer string) *Exchange {
		e := exchangeOf(OpToken, 200, answer)
		e.Request.Body = []byte(form)
		return e
	}
	made := exchangeOf(OpCreateConsent, 201, fakeConsent)
	made.Request.Body = []byte(`{"Data":{"Permissions":["ReadAccountsDetail","ReadStandingOrdersBasi"]}}`)
	k.learn(made)
	k.note("c-1", "the-code")
	k.learn(token("grant_type=authorization_code&code=the-code", `{"access_token":"first","refresh_token":"again"}`))
	k.learn(token("grant_type=refresh_token&refresh_token=again", `{"access_token":"second"}`))
	k.learn(token("grant_type=client_credentials", `{"access_token":"own"}`))
	want := []string{"ReadAccountsDetail", "ReadStandingOrdersBasic"}
	for _, access := range []string{"first", "second"} {
		if got := k.granted(bearer(access)); !slices.Equal(got, want) {
			t.Errorf("the token %q opens %q, want %q", access, got, want)
		}
	}
	for _, access := range []string{"own", "", "again-not"} {
		if got := k.granted(bearer(access)); got != nil {
			t.Errorf("the token %q opens %q, want nothing that is known", access, got)
		}
	}
}
