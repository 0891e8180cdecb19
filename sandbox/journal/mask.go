package journal

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"strings"
)

const mark = "redacted sha256:"

// secretNames are the parameters and members whose values are secrets, in lower
// case.
var secretNames = map[string]bool{
	"access_token": true, "refresh_token": true, "id_token": true, "id_token_hint": true, "token": true,
	"code": true, "code_verifier": true, "client_secret": true, "client_assertion": true, "assertion": true,
	"password": true, "authorization": true, "authorisation": true,
	"client_token": true, "consent_token": true, "hsm": true, "aspsp_data": true, "otp": true,
}

// roots are bytes of which each secret name has one: text without any of them
// names no secret.
var roots = [][]byte{[]byte("token"), []byte("code"), []byte("secret"), []byte("assertion"), []byte("password"), []byte("authori"), []byte("hsm"), []byte("aspsp"), []byte("otp"), []byte(`"keys"`)}

// isSecret takes names in any case, but for Code: OBErrorResponse has a member
// of that name that is none.
func isSecret(name string) bool {
	if name == "Code" {
		return false
	}
	return secretNames[strings.ToLower(name)]
}

// A masker hides secrets, and remembers those it has hidden so that they can be
// found where nobody expected them.
type masker struct {
	seen  []string
	lower []byte // scratch
}

// worth is how long a secret must be to be looked for everywhere, in bytes. A
// shorter one would be found in innocent words.
const worth = 8

// hide appends what stands for secret.
func (m *masker) hide(dst []byte, secret string) []byte {
	m.remember(secret)
	sum := sha256.Sum256([]byte(secret))
	return hex.AppendEncode(append(dst, mark...), sum[:4])
}

func (m *masker) remember(secret string) {
	if len(secret) >= worth {
		m.seen = append(m.seen, secret)
	}
}

// credentials appends the value of an Authorization header: its scheme, if it
// is one we know, and for Basic the client's id.
func (m *masker) credentials(dst []byte, value string) []byte {
	scheme, rest, _ := strings.Cut(value, " ")
	rest = strings.TrimLeft(rest, " ")
	switch {
	case (strings.EqualFold(scheme, "Bearer") || strings.EqualFold(scheme, "Token")) && rest != "":
		return m.hide(append(append(dst, scheme...), ' '), rest)
	case strings.EqualFold(scheme, "Basic") && rest != "":
		return m.basic(append(append(dst, scheme...), ' '), rest)
	}
	return m.hide(dst, value)
}

func (m *masker) basic(dst []byte, blob string) []byte {
	plain, err := base64.StdEncoding.DecodeString(blob)
	id, secret, ok := strings.Cut(string(plain), ":")
	if err != nil || !ok || secret == "" {
		return m.hide(dst, blob)
	}
	m.remember(blob)
	return m.hide(append(append(dst, id...), ':'), secret)
}

// form appends parameters as in a query, a fragment, a form body or a whole URL.
// It asks no well-formedness of them.
func (m *masker) form(dst []byte, src string) []byte {
	src = m.userInfo(src)
	for src != "" {
		part, rest, sep := src, "", ""
		if i := strings.IndexAny(src, "&;?#"); i >= 0 {
			part, sep, rest = src[:i], src[i:i+1], src[i+1:]
		}
		dst = append(m.parameter(dst, part), sep...)
		src = rest
	}
	return dst
}

func (m *masker) parameter(dst []byte, part string) []byte {
	name, value, ok := strings.Cut(part, "=")
	if !ok || value == "" || !isSecret(strings.TrimSpace(unescaped(name))) {
		return append(dst, part...)
	}
	return m.hide(append(append(dst, name...), '='), unescaped(value))
}

func unescaped(s string) string {
	if plain, err := url.QueryUnescape(s); err == nil {
		return plain
	}
	return s
}

// mentions tells whether src might name a secret. A backslash might spell one.
func (m *masker) mentions(src []byte) bool {
	if bytes.IndexByte(src, '\\') >= 0 {
		return true
	}
	m.lower = m.lower[:0]
	for _, c := range src {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		m.lower = append(m.lower, c)
	}
	for _, root := range roots {
		if bytes.Contains(m.lower, root) {
			return true
		}
	}
	return false
}

// names tells whether JSON might give a secret its name: whether one stands
// before a colon, or before an equals sign as in a URL. It is mentions for a text
// that says it is JSON and looks it, and it does not take BankTransactionCode for
// a code, as that does; it is also many times faster, and pages are long. What is
// escaped might spell anything.
func names(src []byte) bool {
	if bytes.IndexByte(src, '\\') >= 0 || bytes.IndexByte(src, '%') >= 0 || asksSecret(src) || holdsUser(src) || bytes.Contains(src, []byte(`"keys"`)) {
		return true
	}
	for _, sign := range []byte{':', '='} {
		for from := 0; ; {
			i := bytes.IndexByte(src[from:], sign)
			if i < 0 {
				break
			}
			if endsInSecret(src[:from+i]) && !isWordy(src[:from+i], src[from+i+1:]) {
				return true
			}
			from += i + 1
		}
	}
	return false
}

// endsInSecret tells whether the last word of a text is a secret's name, whatever
// quotes and blanks there are behind it.
func endsInSecret(src []byte) bool {
	end := len(src)
	for end > 0 && !isWord(src[end-1]) {
		if bytes.IndexByte([]byte(" \t\r\n\"'+"), src[end-1]) < 0 {
			return false
		}
		end--
	}
	start := end
	for start > 0 && end-start < len(namesOf) && isWord(src[start-1]) {
		start--
	}
	return end-start < len(namesOf) && isOne(src[start:end], namesOf[end-start])
}

// namesOf are the names of secrets by how long they are.
var namesOf = func() (of [len("client_assertion") + 1][]string) {
	for name := range secretNames {
		of[len(name)] = append(of[len(name)], name)
	}
	return of
}()

// isOne is isSecret for a word that has the length of these names.
func isOne(word []byte, names []string) bool {
	for _, name := range names {
		if strings.EqualFold(string(word), name) {
			return string(word) != "Code"
		}
	}
	return false
}

func isWord(c byte) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// json appends src, which must be valid JSON, with the values of secret members
// hidden, whatever their type.
func (m *masker) json(dst, src []byte) []byte {
	for i := 0; i < len(src); {
		if src[i] != '"' {
			dst = append(dst, src[i])
			i++
			continue
		}
		end := valueEnd(src, i)
		value, isName := afterColon(src, end)
		if !isName || !m.hides(src, i, end, value) {
			dst = m.text(dst, src[i:end])
			i = end
			continue
		}
		dst = append(append(dst, src[i:value]...), '"')
		i = valueEnd(src, value)
		dst = append(m.hide(dst, unquoted(src[value:i])), '"')
	}
	return dst
}

// hides tells whether the value of a member is a secret; its name is src[i:end].
func (m *masker) hides(src []byte, i, end, value int) bool {
	name := unquoted(src[i:end])
	switch name {
	case "value":
		return isAnswer(src, i)
	case "keys":
		return !areKeys(src[value:valueEnd(src, value)])
	}
	return isSecret(name) && !isWordy(src[:end], src[value:])
}

// asksSecret tells whether a form in JSON might ask for a secret: its elements are
// objects with a key and a value, and the key says what the value is.
func asksSecret(src []byte) bool {
	return bytes.Contains(src, []byte("Password")) || bytes.Contains(src, []byte(`"password"`)) || bytes.Contains(src, []byte(`"otp"`))
}

// isAnswer tells whether the object that has the member at i is an element of a form
// whose value is a secret. An object that cannot be told from what is around it is
// taken for one.
func isAnswer(src []byte, i int) bool {
	start := bytes.LastIndexByte(src[:i], '{')
	if start < 0 {
		return false
	}
	object := src[start:valueEnd(src, start)]
	return asksSecret(object) || bytes.IndexByte(object, '\\') >= 0 && asksSecret(plainly(object))
}

// plainly is JSON without the escapes that letters may be written in.
func plainly(src []byte) []byte {
	var value any
	if json.Unmarshal(src, &value) != nil {
		return src
	}
	again, _ := json.Marshal(value) // of what was read it cannot fail
	return again
}

// isWordy tells whether a member that is called code has a word for a value: that
// is an error's, or a bank's for a kind of transaction. One that stands for a grant
// has digits in it, and is longer.
func isWordy(name, value []byte) bool {
	const longest = 40
	if !bytes.HasSuffix(bytes.TrimRight(name, "\" \t\r\n"), []byte("code")) {
		return false
	}
	value = bytes.TrimLeft(value, " \t\r\n")
	if len(value) == 0 || value[0] != '"' {
		return false
	}
	n := 1
	for n < len(value) && (isWord(value[n]) || value[n] == '.') {
		n++
	}
	return n < len(value) && value[n] == '"' && n <= longest
}

// text appends a JSON string that is no secret as a whole, but may be a URL with
// one in it.
func (m *masker) text(dst, quoted []byte) []byte {
	if bytes.IndexByte(quoted, '=') < 0 && bytes.IndexByte(quoted, '@') < 0 {
		return append(dst, quoted...)
	}
	plain := unquoted(quoted)
	masked := string(m.form(nil, plain))
	if masked == plain {
		return append(dst, quoted...)
	}
	again, _ := json.Marshal(masked) // of a string it cannot fail
	return append(dst, again...)
}

// afterColon tells where the value of a member begins whose name ends at i, if
// it is a name that ends there.
func afterColon(src []byte, i int) (value int, ok bool) {
	i = skipSpace(src, i)
	if i == len(src) || src[i] != ':' {
		return 0, false
	}
	return skipSpace(src, i+1), true
}

func skipSpace(src []byte, i int) int {
	for i < len(src) && (src[i] == ' ' || src[i] == '\t' || src[i] == '\n' || src[i] == '\r') {
		i++
	}
	return i
}

// valueEnd tells where the JSON value that begins at i ends.
func valueEnd(src []byte, i int) int {
	if src[i] == '"' {
		for j := i + 1; j < len(src); j++ {
			switch src[j] {
			case '\\':
				j++
			case '"':
				return j + 1
			}
		}
		return len(src)
	}
	d := json.NewDecoder(bytes.NewReader(src[i:]))
	var raw json.RawMessage
	if d.Decode(&raw) != nil {
		return len(src)
	}
	return i + int(d.InputOffset())
}

// unquoted is what a JSON string says, or the text of any other value.
func unquoted(value []byte) string {
	if value[0] == '"' && bytes.IndexByte(value, '\\') < 0 {
		return string(bytes.Trim(value, `"`))
	}
	var s string
	if json.Unmarshal(value, &s) == nil {
		return s
	}
	return string(value)
}
