package insights

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/schemas"
)

// Whatever a body is, the answer is one of this API's, in its form, and not our
// fault; and it is the same each time where nothing came of it.
func FuzzBodies(f *testing.F) {
	all := Routes()
	files, err := filepath.Glob("../../schemas/testdata/insights/*Request.json")
	if err != nil || len(files) == 0 {
		f.Fatal("no good bodies")
	}
	for i := range all {
		for _, file := range files {
			body, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			if i%len(files) == len(body)%len(files) {
				f.Add(uint(i), body)
			}
		}
		f.Add(uint(i), []byte(`{"insights_consumer_id":"anna","insights_account_id":"giro","transactions":[{"labels":{"":null},"amount":{"amount":1e5}}]}`))
	}
	api := provided(f)
	f.Fuzz(func(t *testing.T, n uint, body []byte) {
		route := all[n%uint(len(all))]
		r := httptest.NewRequest(route.Method, strings.NewReplacer("{session_id}", "s", "{flow_id}", "f", "{consent_id}", "c", "{refresh_id}", "r").Replace(route.Path), strings.NewReader(string(body)))
		r.Header.Set("Authorization", "Token insights-demo-token")
		e := api.do(r)
		if e.status >= 500 || e.status < 200 {
			t.Fatalf("%s %s: got %d for %q", route.Method, route.Path, e.status, body)
		}
		if e.status >= 400 {
			mustKeep(t, "InsightsErrorResponse", e.body)
		}
		if e.body != "" && !json.Valid([]byte(e.body)) {
			t.Fatalf("%s %s: answered %q", route.Method, route.Path, e.body)
		}
	})
}

// Of what is Strict the decoder reads the same as encoding/json, where no name
// differs by case alone and no integer is written as another number.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{aSession, anAccount, someTransactions, `{"transactions":[{"labels":{"a":"b","a\u0000":"\ud83d\ude00"}},null,3]}`, ` {"insights_consumer_id" : "x" , "unknown":[{"a":{}}],"_x":1}`, `[]`, `"a"`, `{"transactions":[[]]}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if schemas.Strict(body) != nil {
			return
		}
		var got, want batchIn
		d := decode(body, &got)
		told := len(d.near) > 0 || len(d.strange) == maxStrange || len(d.bad) > 0 // the two differ on purpose
		if told || json.Unmarshal(body, &want) != nil || strings.Contains(string(body), "null") {
			return
		}
		if g, w := mustMarshal(t, got), mustMarshal(t, want); g != w {
			t.Fatalf("%q:\ngot  %s\nwant %s", body, g, w)
		}
	})
}

func mustMarshal(tb testing.TB, v any) string {
	tb.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// A header is a token or a refusal, and neither is told again.
func FuzzAuthorization(f *testing.F) {
	for _, seed := range []string{"Token insights-demo-token", "token\tx", "Bearer x", "Token", "", "Token  a b", "\x00", "Basic aW5zaWdodHM6"} {
		f.Add(seed)
	}
	api := newTestAPI(f)
	f.Fuzz(func(t *testing.T, value string) {
		r := httptest.NewRequest("POST", "/insights/v1/categories/get", nil)
		r.Header["Authorization"] = []string{value}
		e := api.do(r)
		fields := strings.Fields(value)
		good := len(fields) == 2 && strings.EqualFold(fields[0], "token") && fields[1] == "insights-demo-token"
		if e.status == 200 && !good || e.status != 200 && e.status != 401 {
			t.Fatalf("%q: got %d", value, e.status)
		}
	})
}

func TestDecodeReadsExactNames(t *testing.T) {
	var got reportIn
	d := decode([]byte(`{"Insights_Consumer_Id":"a","insights_consumer_id":"b","report_days":12,"size":3.0,"order":[{"FIELD":"x","field":"DATE"}],"_size":1}`), &got)
	days := int64(12)
	want := reportIn{Consumer: "b", Days: &days, Order: []order{{Field: "DATE"}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if d.near["insights_consumer_id"] != "Insights_Consumer_Id" || d.near["order[0].field"] != "FIELD" || len(d.bad) != 1 || d.bad[0].Path != "size" {
		t.Errorf("got %v, %v", d.near, d.bad)
	}
	if strings.Join(d.strange, " ") != "Insights_Consumer_Id order[0].FIELD" {
		t.Errorf("strange are %v", d.strange)
	}
}
