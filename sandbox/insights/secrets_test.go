package insights

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/journal"
)

// What a person typed as a password, or a client gave as a key, is neither in the
// journal nor in the answer, wherever in the body it stands and whatever its shape.
func TestNoPasswordIsRepeated(t *testing.T) {
	const secret = "hunter2SE"
	long := secret + strings.Repeat("x", 1112)
	element := `"bias.apis.forms.elements.PasswordElement"`
	form := func(data string) string { return `{"form_identifier":"login","data":` + data + `}` }
	session := func(members string) string { return aSession[:len(aSession)-1] + "," + members + "}" }
	tests := []struct{ name, method, body, token, message string }{
		{"an object", "POST", form(`{` + element + `:"` + secret + `"}`), "", "an object of 1 member"},
		{"a text", "POST", form(`"` + secret + `"`), "", "a string of 9 characters"},
		{"a list of texts", "POST", form(`["amal","` + secret + `"]`), "", "a string of 9 characters"},
		{"pairs", "POST", form(`[[` + element + `,"` + secret + `"]]`), "", "an array of 2 elements"},
		{"another key", "POST", form(`[{"key":"password","value":"` + secret + `"}]`), "", ""},
		{"an escaped key", "POST", form(`[{"key":"bias.apis.forms.elements.\u0050asswordElement","value":"` + secret + `"}]`), "", ""},
		{"a long one", "POST", form(`[{"key":` + element + `,"value":"` + long + `"}]`), "", "a string of 1121 characters"},
		{"a number", "POST", form(`[{"key":` + element + `,"value":271828182}]`), "", "is a number"},
		{"a member of another name", "POST", `{"password":"` + secret + `"}`, "", ""},
		{"a member beside the value", "POST", form(`[{"key":"otp","value":"","text":"` + secret + `"}]`), "", ""},
		{"a name of another name", "POST", `{"answer":"` + secret + `","form_identifier":7}`, "", "is a number"},
		{"the action", "POST", `{"action":"` + secret + `"}`, "", "a string of 9 characters"},
		{"no object", "POST", `"` + secret + `"`, "", "a string of 9 characters"},
		{"no JSON", "POST", `{"data":"` + secret + `"`, "", "not JSON"},
		{"keys", "PUT", session(`"keys":"` + secret + `"`), "", "a string of 9 characters"},
		{"a key that is a list", "PUT", session(`"keys":{"hsm":["` + secret + `"]}`), "", "an array of 1 element"},
		{"a URL", "PUT", session(`"redirect_return_url":"https://u:` + secret + `@h/"`), "", ""},
		{"a URL that is none", "PUT", session(`"redirect_return_url":"https://u:` + secret + `@"`), "", "not an absolute URL"},
		{"a scheme", "PUT", aSession, secret + " x", "not one that is known"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			api := newTestAPI(t)
			target := sessions
			if tt.method == "POST" {
				target = api.atLogin(t)
			}
			var header []string
			if tt.token != "" {
				header = []string{"Authorization", "-", "Authorization", tt.token}
			}
			e := api.send(tt.method, target, tt.body, header...)
			told, err := json.Marshal(api.journal.Entries(journal.Filter{}))
			if err != nil {
				t.Fatal(err)
			}
			for _, secret := range []string{secret, "271828182"} {
				if strings.Contains(e.body, secret) || strings.Contains(string(told), secret) {
					t.Errorf("the secret is in clear:\n%s\n%s", e.body, told)
				}
			}
			mustHold(t, e, tt.message)
		})
	}
}
