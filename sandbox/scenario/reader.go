package scenario

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/fixtures/document"
)

// format is what a scenario file is to the room that reads documents.
var format = document.Format{
	Called:   "a scenario file",
	MaxBytes: 128 << 10,
	MaxLines: 2000,
	Aliases:  "anchors, aliases and tags are not part of the language; extends shares what scenarios have in common",
	Meant:    map[string]string{"on": "upon"},
}

// A reader reads one scenario file and notes all that is wrong with it.
type reader struct {
	document.Reader
	people *fixtures.Set
}

// parts are the keys that a mapping may have, and what reads each.
type parts map[string]func(document.Node)

// absent says why keys that a reader of the language may expect are not there.
var absent = map[string]string{
	"faults":   "this version has no faults",
	"personas": "this version has no personas section; the demo customers are amal, basma, dana and yusuf, and --fixtures brings others",
	"clients":  "this version has no clients section",
	"illegal":  "only mutants make illegal moves",
}

// object reads a mapping with known keys. It tells whether n is a mapping.
func (r *reader) object(n document.Node, known parts) bool {
	if !r.Is(n, document.Mapping) {
		return false
	}
	for _, e := range n.Entries {
		read, ok := known[e.Name.Key]
		if ok {
			read(e.Value)
			continue
		}
		if why, ok := absent[e.Name.Key]; ok {
			r.Note(e.Name, "", "%s", why)
			continue
		}
		names := known.keys()
		r.Unknown(e.Name, names, "is not a key here; the keys are %s", strings.Join(names, ", "))
	}
	return true
}

// objectWith reads a mapping with known keys, one of which it must have.
func (r *reader) objectWith(n document.Node, what, must string, known parts) {
	r.object(n, known)
	r.Require(n, what, known.keys(), must)
}

func (p parts) keys() []string { return slices.Sorted(maps.Keys(p)) }

// text reads text that is not empty.
func (r *reader) text(n document.Node) string {
	if !r.Is(n, document.Text) {
		return ""
	}
	if strings.TrimSpace(n.Text) == "" {
		r.Wrong(n, "", "is empty")
	}
	return n.Text
}

var kebab = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// name reads a kebab-case name.
func (r *reader) name(n document.Node) string {
	if !r.Is(n, document.Text) {
		return ""
	}
	if !kebab.MatchString(n.Text) {
		r.Wrong(n, kebabOf(n.Text), "%q is not kebab-case: small letters and digits, with single hyphens between words", n.Text)
	}
	return n.Text
}

// kebabOf is the kebab-case name nearest to s, "" if there is none.
func kebabOf(s string) string {
	words := strings.FieldsFunc(s, func(c rune) bool { return c > 'z' || !strings.ContainsRune(letters, c) })
	if out := strings.ToLower(strings.Join(words, "-")); kebab.MatchString(out) {
		return out
	}
	return ""
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

// integer reads a whole number of at least least.
func (r *reader) integer(n document.Node, least int64) int64 {
	if !n.LooksNumeric() {
		r.Is(n, document.Number)
		return 0
	}
	if _, err := strconv.ParseInt(n.Text, 0, 64); err == nil && !r.Is(n, document.Number) {
		return 0 // in quotes
	}
	v, err := strconv.ParseInt(n.Text, 0, 64)
	if err != nil || v < least {
		r.Wrong(n, "", "%s is not a whole number from %d on", n.Text, least)
		return 0
	}
	return v
}

func (r *reader) duration(n document.Node) time.Duration {
	if n.Kind == document.Number {
		r.Wrong(n, nearDuration(n.Text+"m"), "%s is a bare number: a duration has units, d, h, m, s or ms", n.Text)
		return 0
	}
	if !r.Is(n, document.Text) {
		return 0
	}
	d, err := ParseDuration(n.Text)
	if err != nil {
		r.Wrong(n, nearDuration(n.Text), "%v", err)
	}
	return d
}

var clockTime = regexp.MustCompile(`^(\d{1,3}):(\d{2})$`)

// nearDuration guesses what was meant by a clock time ("15:00" is 15m), by
// spelt-out units and by blanks between them ("2 hours" is 2h).
func nearDuration(s string) string {
	if m := clockTime.FindStringSubmatch(s); m != nil {
		s = strings.TrimLeft(m[1], "0") + "m" + strings.TrimLeft(m[2], "0") + "s"
		s = strings.TrimPrefix(strings.TrimSuffix(s, "ms"), "m")
		if strings.HasSuffix(s, "s") {
			return s
		}
		return s + "m"
	}
	for _, u := range [...][2]string{{"day", "d"}, {"hour", "h"}, {"minute", "m"}, {"min", "m"}, {"second", "s"}, {"sec", "s"}} {
		s = strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(s), u[0]+"s", u[1]), u[0], u[1])
	}
	s = strings.ReplaceAll(s, " ", "")
	if _, err := ParseDuration(s); err != nil {
		return ""
	}
	return s
}

// each reads one value or a list of them.
func (r *reader) each(n document.Node, read func(document.Node)) {
	if n.Kind != document.List {
		read(n)
		return
	}
	if len(n.Items) == 0 {
		r.Wrong(n, "", "is an empty list")
	}
	for _, item := range n.Items {
		read(item)
	}
}
