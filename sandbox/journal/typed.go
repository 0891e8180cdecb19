package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
)

// Typed says that the body of r is what a person typed into a form, as
//
//	{"form_identifier": "…", "data": [{"key": "…", "value": "…"}]}
//
// Of such a body is kept what is known to be no secret, and nothing else: a form
// that has not this shape may have a password anywhere. Like Note it is for the time
// that r is being served.
func Typed(r *http.Request) {
	if e, ok := r.Context().Value(key{}).(*exchange); ok {
		e.typed = true
	}
}

// plainMembers are the members of an answer that are told as they are if they are
// texts, plainActions what may stand for an action, and plainKeys the elements of a
// form whose values are told.
var (
	plainMembers = []string{"form_identifier", "redirect_id", "return_url"}
	plainActions = []string{`"back"`, `"abort"`}
	plainKeys    = []string{"bank", "interface", "account_id", "consent", "bias.apis.forms.elements.UsernameElement"}
)

// typed appends what was kept of an answer of size bytes.
func (m *masker) typed(dst, src []byte, size int64) []byte {
	if len(src) == 0 {
		return dst
	}
	if int64(len(src)) != size || !json.Valid(src) {
		return fmt.Appendf(dst, "[%d bytes, not kept: they may hold a secret and are not JSON]", size)
	}
	i := skipSpace(src, 0)
	if src[i] != '{' {
		return m.blot(dst, bytes.TrimSpace(src))
	}
	for i < len(src) {
		if src[i] != '"' {
			dst = append(dst, src[i])
			i++
			continue
		}
		end := valueEnd(src, i)
		value, _ := afterColon(src, end)
		dst = append(dst, src[i:value]...)
		name := unquoted(src[i:end])
		i = valueEnd(src, value)
		dst = m.member(dst, name, src[value:i])
	}
	return dst
}

// member appends the value of a member of an answer.
func (m *masker) member(dst []byte, name string, value []byte) []byte {
	switch {
	case name == "data":
		if fields, ok := fieldsOf(value); ok {
			return m.fields(dst, fields)
		}
	case name == "action" && slices.Contains(plainActions, string(value)):
		return append(dst, value...)
	case slices.Contains(plainMembers, name) && value[0] == '"':
		return m.text(dst, value)
	}
	return m.blot(dst, value)
}

// blot appends a JSON value with nothing of it to be read.
func (m *masker) blot(dst, value []byte) []byte {
	return append(m.hide(append(dst, '"'), unquoted(value)), '"')
}

// A field is an answer to an element of a form.
type field struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// fieldsOf reads a list of fields, and tells whether it is one, with nothing beside
// the two members and neither of them twice.
func fieldsOf(src []byte) (fields []field, ok bool) {
	d := json.NewDecoder(bytes.NewReader(src))
	if open, _ := d.Token(); open != json.Delim('[') {
		return nil, false
	}
	for d.More() {
		var tokens [6]json.Token
		for i := range tokens {
			tokens[i], _ = d.Token() // of valid JSON it cannot fail
		}
		if tokens[0] != json.Delim('{') || tokens[5] != json.Delim('}') {
			return nil, false
		}
		if tokens[1] == "value" {
			tokens[1], tokens[2], tokens[3], tokens[4] = tokens[3], tokens[4], tokens[1], tokens[2]
		}
		name, isText := tokens[2].(string)
		value, areTexts := tokens[4].(string)
		if tokens[1] != "key" || tokens[3] != "value" || !isText || !areTexts {
			return nil, false
		}
		fields = append(fields, field{name, value})
	}
	return fields, true
}

func (m *masker) fields(dst []byte, fields []field) []byte {
	shown := make([]field, len(fields))
	for i, f := range fields {
		if shown[i] = f; f.Value != "" && !slices.Contains(plainKeys, f.Key) {
			shown[i].Value = string(m.hide(nil, f.Value))
		}
	}
	text, _ := json.Marshal(shown) // of texts it cannot fail
	return append(dst, text...)
}
