package features

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Evidence is one exchange as a report shows it: as text, masked, and with a
// curl line that sends the request again once the secrets are put back.
type Evidence struct {
	Operation    Operation `json:"operation"`
	Step         int       `json:"step"`
	Started      time.Time `json:"started"`
	Milliseconds float64   `json:"milliseconds"`
	Request      Half      `json:"request"`
	Response     Half      `json:"response"`
	Curl         string    `json:"curl"`
	Findings     []Finding `json:"findings"`
}

// A Half is a request or a response.
type Half struct {
	Method  string   `json:"method,omitempty"`
	URL     string   `json:"url,omitempty"`
	Status  int      `json:"status,omitempty"`
	Headers []string `json:"headers"` // "Name: value", in order of name
	Body    string   `json:"body"`
}

// evidence gives the exchanges of a result as a report shows them.
func (m *masker) evidence(exchanges []*Exchange) []Evidence {
	all := make([]Evidence, 0, len(exchanges))
	for _, e := range exchanges {
		ev := Evidence{
			Operation: e.Op, Step: e.Step, Started: e.Started, Milliseconds: milliseconds(e.Took),
			Request:  Half{Method: e.Request.Method, URL: m.text(e.Request.URL), Headers: m.headers(e.Request.Header), Body: m.body(e.Request)},
			Response: Half{Status: e.Status, Headers: m.headers(e.Response.Header), Body: m.body(e.Response)},
			Findings: []Finding{},
		}
		for _, f := range e.Findings {
			f.Step, f.Expected, f.Got = e.Step, m.text(f.Expected), m.text(f.Got)
			ev.Findings = append(ev.Findings, f)
		}
		ev.Curl = curl(ev.Request)
		all = append(all, ev)
	}
	return all
}

func (m *masker) headers(h http.Header) []string {
	lines := []string{}
	for _, name := range slices.Sorted(maps.Keys(h)) {
		for _, value := range h[name] {
			lines = append(lines, name+": "+m.text(value))
		}
	}
	return lines
}

// body gives a body as text, masked. What a token endpoint said is whole still,
// and cut only now, so that no half of a secret is left at the end.
func (m *masker) body(msg Message) string {
	size := max(msg.size, len(msg.Body))
	if !utf8.Valid(msg.Body) {
		return fmt.Sprintf("(%d bytes that are not UTF-8)", size)
	}
	text := m.text(string(msg.Body))
	whole := msg.size == 0
	if len(text) > keptOther {
		text, whole = strings.ToValidUTF8(text[:keptOther], ""), false
	}
	if whole {
		return text
	}
	return text + fmt.Sprintf("… (%d bytes in all)", size)
}

// curl writes a request as a command for a POSIX shell.
func curl(r Half) string {
	var b strings.Builder
	b.WriteString("curl -i")
	if r.Method != http.MethodGet {
		b.WriteString(" -X " + r.Method)
	}
	b.WriteString(" " + shell(r.URL))
	for _, line := range r.Headers {
		if !strings.HasPrefix(line, "User-Agent:") {
			b.WriteString(" -H " + shell(line))
		}
	}
	if r.Body != "" {
		b.WriteString(" --data-raw " + shell(r.Body))
	}
	return b.String()
}

func shell(text string) string {
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
