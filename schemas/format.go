package schemas

import (
	"net/url"
	"strings"

	"github.com/xeipuuv/gojsonschema"
)

// A format is a check of our own on a string, and what it asks for in words.
type format struct {
	asks string
	is   func(string) bool
}

// formats are the formats that our schemas may use. The validator's own are
// too lax (it takes "15:04:05" for a date-time) or too strict (it refuses a
// UUID in capitals), and a format that nobody registered passes everything.
var formats = map[string]format{
	"date-time":         {"a date-time with zone (RFC 3339)", isDateTime},
	"date":              {"a date (RFC 3339 full-date)", isDate},
	"date-or-date-time": {"a date, or a date-time with zone (RFC 3339)", func(s string) bool { return isDate(s) || isDateTime(s) }},
	"iso-date-time":     {"a date-time with zone (ISO 8601)", isISODateTime},
	"uri":               {"an absolute URI (RFC 3986)", isURI},
	"uuid":              {"a UUID (RFC 4122)", isUUID},
}

// registerFormats puts ours in place of the validator's. Its registry is
// global to the process, so this must come before anything is compiled.
func registerFormats() {
	for name, f := range formats {
		gojsonschema.FormatCheckers.Add(name, f)
	}
}

// IsFormat takes anything but a string as good: format speaks of strings only
// (JSON Schema validation, 7.1), type speaks of the rest.
func (f format) IsFormat(value any) bool {
	text, ok := value.(string)
	return !ok || f.is(text)
}

// isURI reports whether s is an absolute URI: a scheme and, as all of ours
// have one, an authority; only characters that a URI may have.
func isURI(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f || strings.IndexByte("<>\"{}|\\^`", s[i]) >= 0 {
			return false
		}
	}
	u, err := url.Parse(s)
	return err == nil && u.Scheme != "" && (u.Host != "" || u.Opaque != "")
}

// isUUID reports whether s is a UUID in its text form, in capitals or not: RFC
// 4122 section 3 has both read alike.
func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		switch i {
		case 8, 13, 18, 23:
			if s[i] != '-' {
				return false
			}
		default:
			if !isHex(s[i]) {
				return false
			}
		}
	}
	return true
}

func isHex(b byte) bool {
	return isDigit(b) || 'a' <= b && b <= 'f' || 'A' <= b && b <= 'F'
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
