package journal

import (
	"bytes"
	"encoding/json"
	"strings"
)

// userOf finds the first user information of a URL in src (RFC 3986, 3.2.1): what
// stands between // and the last @ before the path. There is none if end is 0.
func userOf(src []byte) (start, end int) {
	for start < len(src) {
		i := bytes.Index(src[start:], []byte("//"))
		if i < 0 {
			break
		}
		start += i + len("//")
		host := src[start:]
		if i := bytes.IndexAny(host, "/?#\"'<> \t\r\n\\"); i >= 0 {
			host = host[:i]
		}
		if i := bytes.LastIndexByte(host, '@'); i > 0 {
			return start, start + i
		}
		start += len(host)
	}
	return 0, 0
}

// holdsUser tells whether a text has a URL in it with somebody's name before its
// host.
func holdsUser(src []byte) bool {
	if bytes.IndexByte(src, '@') < 0 {
		return false
	}
	_, end := userOf(src)
	return end > 0
}

// userInfo is src with the user information of its URLs hidden: it is a name, and
// mostly a password.
func (m *masker) userInfo(src string) string {
	if strings.IndexByte(src, '@') < 0 {
		return src
	}
	var out []byte
	for rest := []byte(src); ; {
		start, end := userOf(rest)
		if end == 0 {
			return string(append(out, rest...))
		}
		user := unescaped(string(rest[start:end]))
		if _, password, ok := strings.Cut(user, ":"); ok {
			m.remember(password)
		}
		out = m.hide(append(out, rest[:start]...), user)
		rest = rest[end:]
	}
}

// areKeys tells whether the value of a member that is called keys may be read: a set
// of public keys (RFC 7517) may, and so may an object of which each member's own
// name says whether it is a secret. A text in the place of either is a secret.
func areKeys(value []byte) bool {
	var set []map[string]any
	if json.Unmarshal(value, &set) == nil {
		return true
	}
	var white map[string]string
	if json.Unmarshal(value, &white) != nil {
		return false
	}
	for name := range white {
		if !isSecret(name) {
			return false
		}
	}
	return true
}
