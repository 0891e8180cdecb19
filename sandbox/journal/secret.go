package journal

import (
	"bytes"
	"encoding/json"
	"strings"
)

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
