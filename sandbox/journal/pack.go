package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

// How much of a request's head is kept, in bytes and lines.
const (
	pathLimit   = 2 << 10
	queryLimit  = 4 << 10
	headerLimit = 1 << 10 // of each value
	headerLines = 64
)

// record packs what has been seen of the exchange, masked.
func (e *exchange) record(r *http.Request, now time.Time) record {
	rec := record{
		at: e.at, real: e.real, took: now.Sub(e.real),
		op: e.op, client: e.client, consent: e.consent, notes: e.notes,
		read: e.read, wrote: e.wrote, status: e.status,
	}
	m, text := &e.scratch.seen, e.scratch.text
	for i := range parts {
		text = e.append(text, i, r, m)
		rec.ends[i] = int32(len(text))
	}
	e.scratch.text = text
	rec.text = string(text)
	rec.scrub(m.seen)
	return rec
}

// append adds one part of the record's text.
func (e *exchange) append(text []byte, part int, r *http.Request, m *masker) []byte {
	from := len(text)
	switch part {
	case method:
		return clip(append(text, r.Method...), from, headerLimit)
	case path:
		return clip(m.form(text, r.URL.EscapedPath()), from, pathLimit)
	case query:
		return clip(m.form(text, r.URL.RawQuery), from, queryLimit)
	case requestHeader:
		return m.header(text, r.Header)
	case requestBody:
		if e.typed {
			return m.typed(text, e.scratch.in, e.read)
		}
		return m.body(text, e.scratch.in, e.read, r.Header.Get("Content-Type"))
	case responseHeader:
		return m.header(text, e.Header())
	default:
		return m.body(text, e.scratch.out, e.wrote, e.Header().Get("Content-Type"))
	}
}

// header appends a line for each value.
func (m *masker) header(dst []byte, h http.Header) []byte {
	lines := 0
	for name, values := range h {
		for _, value := range values {
			if lines++; lines > headerLines {
				return dst
			}
			dst = append(append(dst, name...), ": "...)
			from := len(dst)
			dst = clip(m.value(dst, name, value), from, headerLimit)
			breaks(dst[from:])
			dst = append(dst, '\n')
		}
	}
	return dst
}

// value appends a header's value without its secrets.
func (m *masker) value(dst []byte, name, value string) []byte {
	switch http.CanonicalHeaderKey(name) {
	case "Authorization", "Authorisation", "Proxy-Authorization":
		return m.credentials(dst, value)
	case "Cookie", "Set-Cookie", "Dpop":
		return m.hide(dst, value)
	}
	if strings.ContainsAny(value, "=@") {
		return m.form(dst, value) // Location, Referer and the like
	}
	return append(dst, value...)
}

// breaks turns line breaks into spaces, since a line is a header's end.
func breaks(line []byte) {
	for i, c := range line {
		if c == '\n' || c == '\r' {
			line[i] = ' '
		}
	}
}

// body appends what was kept of a body of size bytes. What cannot be masked
// safely is not kept.
func (m *masker) body(dst, src []byte, size int64, mediaType string) []byte {
	if len(src) == 0 {
		return dst
	}
	whole := int64(len(src)) == size
	from := len(dst)
	switch {
	case isType(mediaType, "application/x-www-form-urlencoded") && !looksLikeJSON(src):
		dst = m.form(dst, string(src))
	case isType(mediaType, "text/html"):
		return fmt.Appendf(dst, "[%d bytes of HTML, not kept]", size)
	case isType(mediaType, "application/pdf"):
		return fmt.Appendf(dst, "[%d bytes of PDF, not kept]", size)
	case isType(mediaType, "application/json") && looksLikeJSON(src) && !names(src), !m.mentions(src) && !holdsUser(src):
		dst = append(dst, src...)
	case whole && json.Valid(src):
		dst = m.json(dst, src)
	default:
		return fmt.Appendf(dst, "[%d bytes, not kept: they may hold a secret and are not JSON]", size)
	}
	if !utf8.Valid(dst[from:]) {
		dst = append(dst[:from], bytes.ToValidUTF8(dst[from:], []byte("\uFFFD"))...)
	}
	if !whole {
		dst = fmt.Appendf(dst, "… [the first %d of %d bytes]", len(src), size)
	}
	return dst
}

// looksLikeJSON tells it of a body whatever its declared type: a client that
// gets the type wrong must not get its secrets told.
func looksLikeJSON(src []byte) bool {
	i := skipSpace(src, 0)
	return i < len(src) && bytes.IndexByte([]byte(`{["`), src[i]) >= 0
}

func isType(value, want string) bool {
	return len(value) >= len(want) && strings.EqualFold(value[:len(want)], want)
}

// clip cuts what stands in text from from on down to limit bytes, with a mark.
func clip(text []byte, from, limit int) []byte {
	if len(text)-from <= limit {
		return text
	}
	cut := from + limit
	for cut > from && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return append(text[:cut], "…"...)
}

// scrub hides secrets that stand where no rule looked for them: one that was
// found in one place of an exchange must not be read in another.
func (r *record) scrub(secrets []string) {
	for _, secret := range secrets {
		r.replace(secret, secret)
		if escaped := url.QueryEscape(secret); escaped != secret {
			r.replace(escaped, secret)
		}
	}
}

// replace puts the mask of secret wherever found stands.
func (r *record) replace(found, secret string) {
	for i, note := range r.notes {
		if strings.Contains(note, found) {
			r.notes[i] = strings.ReplaceAll(note, found, masked(secret))
		}
	}
	for _, field := range []*string{&r.op, &r.client, &r.consent} {
		if strings.Contains(*field, found) {
			*field = strings.ReplaceAll(*field, found, masked(secret))
		}
	}
	if strings.Contains(r.text, found) {
		r.rewrite(found, masked(secret))
	}
}

func masked(secret string) string { return string(new(masker).hide(nil, secret)) }

func (r *record) rewrite(found, mask string) {
	var text strings.Builder
	ends := r.ends
	for i := range parts {
		text.WriteString(strings.ReplaceAll(r.part(i), found, mask))
		ends[i] = int32(text.Len())
	}
	r.text, r.ends = text.String(), ends
}
