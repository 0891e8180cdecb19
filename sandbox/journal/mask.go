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
