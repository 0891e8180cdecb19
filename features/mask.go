package features

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A masker replaces secrets by a mark that tells equal ones apart from others
// and nothing else. It finds secrets where they are known to stand, in headers,
// forms, queries and JSON members, and then masks them wherever else they are.
type masker struct {
	replacer func() *strings.Replacer
}

// secretParams are the parameters of OAuth that hold a secret.
var secretParams = []string{
	"access_token", "refresh_token", "id_token", "code", "client_secret", "client_assertion",
	"assertion", "token", "code_verifier", "password", "client_token", "consent_token",
}

// secretMember finds them in JSON, whatever the endpoint.
var secretMember = regexp.MustCompile(`"(?:` + strings.Join(secretParams, "|") + `)"\s*:\s*"((?:[^"\\]|\\.)+)"`)

// wordy is what the code of an error is like, and no code that opens anything.
var wordy = regexp.MustCompile(`^[A-Za-z]+([_.][A-Za-z]+)*$`)

// secretNames are how the names of secretParams end in JSON, to look for in a hurry.
var secretNames = [][]byte{[]byte(`token"`), []byte(`code"`), []byte(`secret"`), []byte(`assertion"`), []byte(`verifier"`), []byte(`password"`)}

// shortest is how long a text must be to be taken for a secret outside of the
// place where it was found, in bytes.
const shortest = 4

// newMasker makes one for the secrets of the AISPs and those that were noted.
func newMasker(aisps []*AISP, noted map[string]bool) *masker {
	return &masker{replacer: sync.OnceValue(func() *strings.Replacer {
		found := maps.Clone(noted)
		if found == nil {
			found = map[string]bool{}
		}
		for _, a := range aisps {
			noteSecret(found, a.Secret)
		}
		var pairs []string
		for _, secret := range variants(found) {
			pairs = append(pairs, secret, redacted(secret))
		}
		return strings.NewReplacer(pairs...)
	})}
}

// redacted is the mark that stands for a secret.
func redacted(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return "redacted sha256:" + hex.EncodeToString(sum[:4])
}

// text masks every secret in a text.
func (m *masker) text(s string) string {
	if s == "" {
		return s
	}
	return m.replacer().Replace(s)
}

// longestFirst orders secrets so that one inside another does not spoil it.
func longestFirst(all []string) []string {
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return slices.Compact(all)
}

// variants adds the forms that a secret takes in addresses and forms.
func variants(found map[string]bool) (all []string) {
	for secret := range found {
		all = append(all, secret)
		for _, escaped := range []string{url.QueryEscape(secret), url.PathEscape(secret)} {
			if !found[escaped] {
				all = append(all, escaped)
			}
		}
	}
	return longestFirst(all)
}

func noteSecret(found map[string]bool, secret string) {
	if len(secret) >= shortest {
		found[secret] = true
	}
}

// noteExchange notes the secrets of one exchange.
func noteExchange(found map[string]bool, e *Exchange) {
	for _, name := range []string{"Authorization", "Authorisation"} {
		for _, value := range e.Request.Header.Values(name) {
			noteCredentials(found, value)
		}
	}
	for _, value := range e.Request.Header.Values("Cookie") {
		for _, crumb := range strings.Split(value, "; ") {
			_, secret, _ := strings.Cut(crumb, "=")
			noteSecret(found, secret)
		}
	}
	for _, c := range (&http.Response{Header: e.Response.Header}).Cookies() {
		noteSecret(found, c.Value)
	}
	noteAddress(found, e.Request.URL)
	noteAddress(found, e.Response.Header.Get("Location"))
	if strings.HasPrefix(e.Request.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		noteQuery(found, string(e.Request.Body))
	}
	for _, body := range [][]byte{e.Request.Body, e.Response.Body} {
		noteMembers(found, body)
	}
}

// noteMembers notes the secrets in JSON. Most bodies are long and hold none, and
// to see that of one takes less than to search it by a pattern.
func noteMembers(found map[string]bool, body []byte) {
	if !slices.ContainsFunc(secretNames, func(name []byte) bool { return bytes.Contains(body, name) }) {
		return
	}
	for _, match := range secretMember.FindAllSubmatch(body, -1) {
		if secret := string(match[1]); !bytes.HasPrefix(match[0], []byte(`"code"`)) || !wordy.MatchString(secret) {
			noteSecret(found, secret)
		}
	}
}

// noteCredentials takes the secret out of an Authorization header: the last
// word, and for Basic what it hides.
func noteCredentials(found map[string]bool, value string) {
	words := strings.Fields(value)
	if len(words) == 0 {
		return
	}
	last := words[len(words)-1]
	noteSecret(found, last)
	raw, err := base64.StdEncoding.DecodeString(last)
	if err != nil || !strings.EqualFold(words[0], "Basic") {
		return
	}
	_, secret, _ := strings.Cut(string(raw), ":")
	noteSecret(found, secret)
	if plain, err := url.QueryUnescape(secret); err == nil {
		noteSecret(found, plain)
	}
}

func noteAddress(found map[string]bool, address string) {
	if !strings.ContainsAny(address, "?#") {
		return
	}
	u, err := url.Parse(address)
	if err != nil {
		return
	}
	noteQuery(found, u.RawQuery)
	noteQuery(found, u.EscapedFragment())
}

func noteQuery(found map[string]bool, query string) {
	values, _ := url.ParseQuery(query) // what parses of it
	for _, name := range secretParams {
		for _, secret := range values[name] {
			noteSecret(found, secret)
		}
	}
}

// result masks what a result tells. The words of its feature were there before
// any secret was made; its exchanges are masked when they are shown.
func (m *masker) result(r Result) Result {
	r.Reason = m.text(r.Reason)
	steps := make([]StepResult, len(r.Steps))
	for i, s := range r.Steps {
		s.Error = m.text(s.Error)
		steps[i] = s
	}
	findings := make([]Finding, len(r.Findings))
	for i, f := range r.Findings {
		f.Where, f.Expected, f.Got = m.text(f.Where), m.text(f.Expected), m.text(f.Got)
		findings[i] = f
	}
	r.Steps, r.Findings = steps, findings
	return r
}
