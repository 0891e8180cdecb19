package journal

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// The first eight digits of SHA-256 of "s3cret-s3cret".
const hidden = "redacted sha256:1f0ee7ba"

func TestSecretsAreMasked(t *testing.T) {
	basic := base64.StdEncoding.EncodeToString([]byte("aisp-one:s3cret-s3cret"))
	tests := []struct {
		name, target, mediaType, body string
		header                        []string
		want                          string // somewhere in the entry
	}{
		{name: "bearer", header: []string{"Authorization", "Bearer s3cret-s3cret"}, want: `Bearer ` + hidden},
		{name: "as the page spells it", header: []string{"Authorisation", "bearer s3cret-s3cret"}, want: `bearer ` + hidden},
		{name: "basic", header: []string{"Authorization", "Basic " + basic}, want: `Basic aisp-one:` + hidden},
		{name: "no scheme", header: []string{"Authorization", "s3cret-s3cret"}, want: `["` + hidden},
		{name: "cookie", header: []string{"Cookie", "s3cret-s3cret"}, want: `"Cookie":["` + hidden},
		{name: "location", header: []string{"Location", "http://a/cb?state=1&code=s3cret-s3cret#x"}, want: `http://a/cb?state=1\u0026code=` + hidden + `#x`},
		{name: "location with fragment", header: []string{"Location", "http://a/cb#id_token=s3cret-s3cret&state=1"}, want: `http://a/cb#id_token=` + hidden + `\u0026state=1`},
		{name: "query", target: "/?a=1&code=s3cret%2Ds3cret", want: `a=1\u0026code=` + hidden},
		{name: "query with odd name", target: "/?acc%65ss_token=s3cret-s3cret", want: `acc%65ss_token=` + hidden},
		{name: "form", mediaType: "application/x-www-form-urlencoded", body: "grant_type=x&client_secret=s3cret-s3cret", want: `grant_type=x\u0026client_secret=` + hidden},
		{name: "json", mediaType: "application/json", body: `{"a": 1, "access_token" : "s3cret-s3cret", "b": [2]}`, want: `{\"a\": 1, \"access_token\" : \"` + hidden + `\", \"b\": [2]}`},
		{name: "json, escaped name", mediaType: "application/json", body: `{"access\u005ftoken":"s3cret-s3cret"}`, want: hidden},
		{name: "json, nested", mediaType: "application/json", body: `[{"x":{"password":"s3cret-s3cret"}}]`, want: hidden},
		{name: "json, a digit", mediaType: "application/json", body: `{"code":7,"y":1}`, want: `\"y\":1`},
		{name: "json, not a string", mediaType: "application/json", body: `{"code":{"x":"s3cret-s3cret"},"y":1}`, want: `\"y\":1`},
		{name: "json with a URL", mediaType: "application/json", body: `{"redirect":"http://a/cb?code=s3cret-s3cret\u0026state=1"}`, want: `code=` + hidden},
		{name: "json said to be a form", mediaType: "application/x-www-form-urlencoded", body: `{"token":"s3cret-s3cret"}`, want: hidden},
		{name: "json with junk", mediaType: "application/json", body: `{"token":"s3cret-s3cret",}`, want: "not kept"},
		{name: "form said to be nothing", body: `token=s3cret-s3cret`, want: "not kept"},
		{name: "json, a header's name", mediaType: "application/json", body: `{"authorization":"Bearer s3cret-s3cret"}`, want: `"redacted`},
		{name: "json, in other quotes", mediaType: "application/json", body: `{'token' : 's3cret-s3cret'}`, want: "not kept"},
		{name: "json, without quotes", mediaType: "application/json", body: `{Password: "s3cret-s3cret"}`, want: "not kept"},
		{name: "json, a URL with blanks", mediaType: "application/json", body: `{"u":"http://a/?code+=s3cret-s3cret"}`, want: hidden},
		{name: "document", mediaType: "application/pdf", body: `%PDF s3cret-s3cret`, want: "[18 bytes of PDF, not kept]"},
		{name: "page", mediaType: "text/html; charset=utf-8", body: `<input name=x value="s3cret-s3cret">`, want: "[36 bytes of HTML, not kept]"},
		{name: "token scheme", header: []string{"Authorization", "Token s3cret-s3cret"}, want: `Token ` + hidden},
		{name: "client token", mediaType: "application/json", body: `{"data":{"flow_id":"a","client_token":"s3cret-s3cret"}}`, want: `\"client_token\":\"` + hidden},
		{name: "consent token", mediaType: "application/json", body: `{"consent_token":"s3cret-s3cret","iban":"b"}`, want: `\"consent_token\":\"` + hidden},
		{name: "white label", mediaType: "application/json", body: `{"keys":{"hsm":"s3cret-s3cret","aspsp_data":"s3cret-s3cret"}}`, want: `\"aspsp_data\":\"` + hidden},
		{name: "wizard's form", mediaType: "application/json", want: `\"value\":\"` + hidden,
			body: `{"form_identifier":"f","data":[{"key":"bias.apis.forms.elements.UsernameElement","value":"amal"},{"key":"bias.apis.forms.elements.PasswordElement","value":"s3cret-s3cret"}]}`},
		{name: "wizard's form, value first", mediaType: "application/json", want: hidden,
			body: `{"data":[{"value":"s3cret-s3cret","key":"bias.apis.forms.elements.PasswordElement"}]}`},
		{name: "wizard's form, with braces", mediaType: "application/json", want: "redacted",
			body: `{"data":[{"label":"{","key":"bias.apis.forms.elements.PasswordElement","value":"s3cret-s3cret"}]}`},
		{name: "wizard's form, a key of another name", mediaType: "application/json", body: `{"data":[{"key":"password","value":"s3cret-s3cret"}]}`, want: hidden},
		{name: "wizard's form, an escaped key", mediaType: "application/json", body: `{"data":[{"key":"bias.\u0050asswordElement","value":"s3cret-s3cret"}]}`, want: hidden},
		{name: "keys, a text", mediaType: "application/json", body: `{"keys":"s3cret-s3cret"}`, want: `\"keys\":\"` + hidden},
		{name: "keys, of other names", mediaType: "application/json", body: `{"keys":{"a":"s3cret-s3cret"}}`, want: `\"keys\":\"redacted`},
		{name: "keys, public ones", mediaType: "application/json", body: `{"keys":[{"kty":"EC"}]}`, want: `{\"kty\":\"EC\"}`},
		{name: "a URL with a password", mediaType: "application/json", body: `{"u":"https://u:s3cret-s3cret@h/"}`, want: `https://redacted`},
		{name: "a URL with a password, as text", mediaType: "text/plain", body: `https://u:s3cret-s3cret@h/`, want: "not kept"},
		{name: "a header's URL with a password", header: []string{"Location", "https://u:s3cret-s3cret@h/"}, want: `https://redacted`},
		{name: "an e-mail address", mediaType: "application/json", body: `{"u":"https://h/","e":"amal@h"}`, want: `amal@h`},
		{name: "one-time password", mediaType: "application/json", body: `{"data":[{"key":"otp","value":"s3cret-s3cret"}]}`, want: hidden},
		{name: "a code with digits", mediaType: "application/json", body: `{"code":"s3cret-s3cret"}`, want: hidden},
		{name: "elsewhere", target: "/s3cret-s3cret", header: []string{"Authorization", "Bearer s3cret-s3cret", "X-Odd", "is s3cret-s3cret"}, want: `"path":"/` + hidden},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.target == "" {
				tt.target = "/"
			}
			got := journaled(t, tt.target, tt.body, append(tt.header, "Content-Type", tt.mediaType)...)
			if !strings.Contains(got, tt.want) {
				t.Errorf("want %s in the entry; got\n%s", tt.want, got)
			}
			if strings.Contains(got, "s3cret-s3cret") {
				t.Errorf("the secret is in clear:\n%s", got)
			}
		})
	}
}

func TestInnocentWordsAreKept(t *testing.T) {
	body := `{"Code":"400 BadRequest","Errors":[{"ErrorCode":"BH.OBF.Field.Missing","Message":"say \"no\" to a token"}]}`
	got := journaled(t, "/?state=abc&scope=accounts", body, "Content-Type", "application/json", "X-Fapi-Interaction-Id", "93bac548")
	quoted, _ := json.Marshal(body)
	for _, want := range []string{string(quoted), "93bac548", `state=abc\u0026scope=accounts`} {
		if !strings.Contains(got, want) {
			t.Errorf("want %s in the entry; got\n%s", want, got)
		}
	}
}

// The codes of errors and of banks are words, and a username is none of our secrets.
func TestCodesAreKept(t *testing.T) {
	for _, body := range []string{
		`{"error":{"code":"CONSENT.NOT_STORED","message":"m","errors":[{"code":"INVALID_VALUE","location":"accounts.ibans[0]"}]}}`,
		`{"data":{"transactions":[{"bank_transaction_code":{"code":"ReceivedCreditTransfers"}}]}}`,
		`{"data":[{"key":"bias.apis.forms.elements.UsernameElement","value":"acin-demo-data"}]}`,
		`{"bank_code":"88888888"}`,
	} {
		quoted, _ := json.Marshal(body)
		if got := journaled(t, "/", body, "Content-Type", "application/json"); !strings.Contains(got, string(quoted)) {
			t.Errorf("want %s in the entry; got\n%s", quoted, got)
		}
	}
}

// A page of account data is full of codes that are no secrets, and longer than
// what is kept of it.
func TestALongPageIsKeptAsFarAsItGoes(t *testing.T) {
	body := `{"Data":{"Transaction":[` + strings.Repeat(`{"BankTransactionCode":{"Code":"A","SubCode":"B"},"URL":"http://a/?fromBookingDateTime=2020-01-01T10:00:00"},`, 100) + `{}]}}`
	got := journaled(t, "/", body, "Content-Type", "application/json")
	if want := `\"BankTransactionCode\":{\"Code\":\"A\"`; !strings.Contains(got, want) || !strings.Contains(got, "… [the first ") {
		t.Errorf("want %s and a mark of the cut in %s", want, got)
	}
}

// names is a shortcut: what it lets pass, the slow way must not have to change.
func TestShortcutHidesNothingLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.OneOf(
			rapid.SampledFrom([]string{"code", "Code", "CODE", "access_token", "password", "SubCode", "x", `"`, ":", "=", "&", "?", " ", "+", ",", "{", "}", "[", "]", "1", "_", "é"}),
			rapid.String(),
		)
		name, _ := json.Marshal(strings.Join(rapid.SliceOfN(piece, 0, 4).Draw(t, "name"), ""))
		value, _ := json.Marshal(strings.Join(rapid.SliceOfN(piece, 0, 9).Draw(t, "value"), ""))
		body := []byte("{" + string(name) + " :" + string(value) + "}")
		if got := new(masker).json(nil, body); !names(body) && string(got) != string(body) {
			t.Fatalf("%s passes, though it should read %s", body, got)
		}
	})
}

// Whatever a secret is and wherever it is planted, it is in no entry, not in
// the head and not in the bodies, not even when the body is cut or broken.
func TestNoPlantedSecretSurvives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.StringMatching(`[A-Za-z0-9+/._~ -]{8,40}x`).Draw(t, "secret")
		name := rapid.SampledFrom([]string{"access_token", "refresh_token", "id_token", "code", "client_secret", "client_assertion", "password", "token", "code_verifier"}).Draw(t, "name")
		filler := strings.Repeat("f", rapid.IntRange(0, 300).Draw(t, "filler"))
		r := planted{secret: secret, name: name, filler: filler, broken: rapid.Bool().Draw(t, "broken")}
		target, body, header := r.at(rapid.IntRange(0, places-1).Draw(t, "place"))
		got := journaled(t, target, body, header...)
		for _, form := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret), base64.StdEncoding.EncodeToString([]byte("aisp:" + secret))} {
			if strings.Contains(got, form) {
				t.Fatalf("%q survives in\n%s", form, got)
			}
		}
	})
}

type planted struct {
	secret, name, filler string
	broken               bool
}

const places = 9

// at plants the secret in one place of a request, whose body comes back.
func (p planted) at(place int) (target, body string, header []string) {
	parameter := "a=" + p.filler + "&" + p.name + "=" + url.QueryEscape(p.secret) + "&b=" + p.filler
	quoted, _ := json.Marshal(p.secret)
	object := `{"a":"` + p.filler + `","` + p.name + `":` + string(quoted) + `,"b":"` + p.filler + `"}`
	if p.broken {
		object, parameter = object[:len(object)-1], parameter+"%zz&&=;"
	}
	switch place {
	case 0:
		return "/", "", []string{"Authorization", "Bearer " + p.secret}
	case 1:
		return "/", "", []string{"Authorisation", "Bearer " + p.secret}
	case 2:
		return "/", "", []string{"Authorization", "Basic " + base64.StdEncoding.EncodeToString([]byte("aisp:"+p.secret))}
	case 3:
		return "/?" + parameter, "", nil
	case 4:
		return "/", parameter, []string{"Content-Type", "application/x-www-form-urlencoded"}
	case 5:
		return "/", object, []string{"Content-Type", "application/json"}
	case 6:
		return "/", "", []string{"Location", "https://app.example/cb?" + parameter}
	case 7:
		return "/", "", []string{"Location", "https://app.example/cb#" + parameter}
	default:
		return "/", object, []string{"Content-Type", "text/plain"}
	}
}

// journaled sends a request through a small journal to a handler that plays all
// of it back, headers too, and returns the entry as JSON.
func journaled(t interface{ Fatal(...any) }, target, body string, header ...string) string {
	j := fixed(0, 4<<10)
	send(j.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, values := range r.Header {
			w.Header()[name] = values
		}
		echo(w, r)
	})), "POST", target, body, header...)
	got, err := json.Marshal(j.Entries(Filter{}))
	if err != nil {
		t.Fatal(err)
	}
	return string(got)
}

// Any body can be masked, and JSON stays JSON.
func FuzzBody(f *testing.F) {
	f.Add([]byte(`{"access_token":"x\"y","n":{"code":[1,{"password":null}]}}`), "application/json")
	f.Add([]byte(`{"code`), "application/json")
	f.Add([]byte("code=%zz&&=;token"), "application/x-www-form-urlencoded")
	f.Add([]byte("\xff\xfe"), "text/html")
	f.Fuzz(func(t *testing.T, body []byte, mediaType string) {
		m := new(masker)
		if got := m.body(nil, body, int64(len(body)), mediaType); !utf8.Valid(got) {
			t.Errorf("%q is kept as %q, which is not UTF-8", body, got)
		}
		if !json.Valid(body) {
			return
		}
		if got := m.json(nil, body); !json.Valid(got) {
			t.Errorf("%s is masked as %s, which is no JSON", body, got)
		}
	})
}

func TestHeaderValuesAreBounded(t *testing.T) {
	got := journaled(t, "/", "", "X-Long", strings.Repeat("é", 2000), "X-Lines", "a\nb: c")
	for _, want := range []string{`"X-Lines":["a b: c"]`, `é…"]`} {
		if !strings.Contains(got, want) {
			t.Errorf("want %s in %s", want, got)
		}
	}
	if len(got) > 6<<10 {
		t.Errorf("the entry takes %d bytes", len(got))
	}
}

func TestNotesAndTagsHoldNoSecret(t *testing.T) {
	j := fixed(0, 0)
	send(j.Wrap(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		Note(r, "the token s3cret-s3cret is unknown")
		Tag(r, "", "s3cret-s3cret", "s3cret-s3cret")
	})), "GET", "/", "", "Authorization", "Bearer s3cret-s3cret")
	got := j.Entries(Filter{})[0]
	if want := "the token " + hidden + " is unknown"; got.Notes[0] != want || got.Client != hidden || got.Consent != hidden {
		t.Errorf("got %+v", got)
	}
}
