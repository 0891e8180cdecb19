package features

import (
	"encoding/json"
	"fmt"
	"strings"
)

// A draft is a JSON body that steps prepare, member by member.
type draft map[string]any

// consentDraft gives the body of a request for a consent.
func consentDraft(permissions []string) draft {
	list := make([]any, len(permissions))
	for i, p := range permissions {
		list[i] = p
	}
	return draft{"Data": map[string]any{"Permissions": list}}
}

// patchDraft gives the body of a patch to a status.
func patchDraft(status string) draft {
	return draft{"Data": map[string]any{"Status": status}}
}

// leftOut is the word for a member or a header that is not sent.
const leftOut = "left out"

// set gives the member at a dotted path a value, written as JSON, or takes it
// away when the value is "left out".
func (d draft) set(path, value string) error {
	parent, name := map[string]any(d), path
	for {
		head, rest, deeper := strings.Cut(name, ".")
		if !deeper {
			break
		}
		inner, ok := parent[head].(map[string]any)
		if !ok {
			return fmt.Errorf("%w: the body has no object %q to set %q in", ErrHarness, head, path)
		}
		parent, name = inner, rest
	}
	if value == leftOut {
		delete(parent, name)
		return nil
	}
	var decoded any
	if err := json.Unmarshal([]byte(value), &decoded); err != nil {
		return fmt.Errorf("%w: the value of %s is not JSON: %s", ErrHarness, path, value)
	}
	parent[name] = decoded
	return nil
}

// bytes gives the body as it is sent.
func (d draft) bytes() []byte {
	raw, err := json.Marshal(d)
	if err != nil {
		panic(err) // it was put together from decoded JSON
	}
	return raw
}

// permissions gives what the draft asks for, as far as it is a list of texts.
func (d draft) permissions() (all []string) {
	data, _ := d["Data"].(map[string]any)
	list, _ := data["Permissions"].([]any)
	for _, p := range list {
		if text, ok := p.(string); ok {
			all = append(all, text)
		}
	}
	return all
}

// date gives an end of the draft's window, "" when it is open.
func (d draft) date(member string) string {
	data, _ := d["Data"].(map[string]any)
	text, _ := data[member].(string)
	return text
}

// flaws are the ways to spoil a good body, by the name that steps give them.
var flaws = map[string]func(body string) string{
	"a trailing comma":         func(b string) string { return strings.TrimSuffix(b, "}") + ",}" },
	"a curly quote":            func(b string) string { return strings.Replace(b, `"Data"`, `“Data"`, 1) },
	"text after it":            func(b string) string { return b + " junk" },
	"a second body after it":   func(b string) string { return b + b },
	"a missing brace":          func(b string) string { return strings.TrimSuffix(b, "}") },
	"bytes that are not UTF-8": func(b string) string { return strings.Replace(b, "{", "{\"Note\":\"\xff\xfe\",", 1) },
	"nothing in it":            func(string) string { return "" },
	"a member twice":           func(b string) string { return strings.TrimSuffix(b, "}") + "," + strings.TrimPrefix(b, "{") },
	"more than 1 MiB in it":    func(b string) string { return b + strings.Repeat(" ", 1<<20) },
	"a list":                   func(b string) string { return "[" + b + "]" },
	"a text":                   func(string) string { return `"ReadAccountsBasic"` },
	"a number":                 func(string) string { return "42" },
	"null":                     func(string) string { return "null" },
}
