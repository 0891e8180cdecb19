package scenario

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/schemas"
)

// A reader reads one scenario file and notes all that is wrong with it.
type reader struct {
	file     string
	people   *fixtures.Set
	problems Problems
}

func (r *reader) note(at place, key, near, format string, args ...any) {
	r.problems = append(r.problems, Problem{
		File: r.file, Line: at.line, Column: at.column, Key: key, Near: near, Message: fmt.Sprintf(format, args...),
	})
}

// wrong notes a problem with a value.
func (r *reader) wrong(n node, near, format string, args ...any) {
	if n.kind != broken {
		r.note(n.at, n.key, near, format, args...)
	}
}

// is tells whether n has the kind that is wanted, and notes it if not.
func (r *reader) is(n node, want kind) bool {
	if n.kind == want {
		return true
	}
	if n.kind == trapped {
		r.trap(n, want)
		return false
	}
	hint := ""
	if want == text && n.text != "" && len(n.items)+len(n.entries) == 0 && n.kind != empty {
		hint = "; put it in quotes if it is meant"
	}
	r.wrong(n, "", "wants %s and has %s%s", want, n.kind, hint)
	return false
}

// trap notes a word that YAML readers do not agree on.
func (r *reader) trap(n node, want kind) {
	if means := traps[strings.ToLower(n.text)]; want == boolean {
		r.wrong(n, means, "%s is a boolean to some YAML readers and text to others: write %s", n.text, means)
		return
	}
	r.wrong(n, "", "%s is text to some YAML readers and a boolean to others: put it in quotes if it is meant", n.text)
}

// parts are the keys that a mapping may have, and what reads each.
type parts map[string]func(node)

// absent says why keys that a reader of the language may expect are not there.
var absent = map[string]string{
	"faults":   "this version has no faults",
	"personas": "this version has no personas section; the demo customers are amal, basma, dana and yusuf, and --fixtures brings others",
	"clients":  "this version has no clients section",
	"illegal":  "only mutants make illegal moves",
}

// object reads a mapping with known keys. It tells whether n is a mapping.
func (r *reader) object(n node, known parts) bool {
	if !r.is(n, mapping) {
		return false
	}
	for _, e := range n.entries {
		read, ok := known[e.name]
		if ok {
			read(e.value)
			continue
		}
		if why, ok := absent[e.name]; ok {
			r.note(e.at, e.name, "", "%s", why)
			continue
		}
		names := slices.Sorted(maps.Keys(known))
		r.note(e.at, e.name, schemas.Meant(e.name, names), "is not a key here; the keys are %s", strings.Join(names, ", "))
	}
	return true
}

// require notes each key that a mapping lacks.
func (r *reader) require(n node, what string, keys ...string) {
	for _, key := range keys {
		if n.kind == mapping && !n.lossy && !n.has(key) {
			r.note(n.at, key, "", "%s needs %s", what, key)
		}
	}
}

func (n node) has(key string) bool {
	return slices.ContainsFunc(n.entries, func(e entry) bool { return e.name == key })
}

// text reads text that is not empty.
func (r *reader) text(n node) string {
	if !r.is(n, text) {
		return ""
	}
	if strings.TrimSpace(n.text) == "" {
		r.wrong(n, "", "is empty")
	}
	return n.text
}

// word reads one of some words.
func (r *reader) word(n node, what string, words ...string) string {
	if !r.is(n, text) {
		return ""
	}
	if !slices.Contains(words, n.text) {
		r.wrong(n, schemas.Meant(n.text, words), "%q is not %s: %s", n.text, what, strings.Join(words, ", "))
		return ""
	}
	return n.text
}

var kebab = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// name reads a kebab-case name.
func (r *reader) name(n node) string {
	if !r.is(n, text) {
		return ""
	}
	if !kebab.MatchString(n.text) {
		r.wrong(n, kebabOf(n.text), "%q is not kebab-case: small letters and digits, with single hyphens between words", n.text)
	}
	return n.text
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

func (r *reader) boolean(n node) bool {
	return r.is(n, boolean) && strings.EqualFold(n.text, "true")
}

// integer reads a whole number of at least least.
func (r *reader) integer(n node, least int64) int64 {
	if !r.is(n, integer) {
		return 0
	}
	v, err := strconv.ParseInt(n.text, 0, 64)
	if err != nil || v < least {
		r.wrong(n, "", "%s is not a whole number from %d on", n.text, least)
		return 0
	}
	return v
}

func (r *reader) duration(n node) time.Duration {
	if n.kind == integer {
		r.wrong(n, n.text+"m", "%s is a bare number: a duration has units, d, h, m, s or ms", n.text)
		return 0
	}
	if !r.is(n, text) {
		return 0
	}
	d, err := ParseDuration(n.text)
	if err != nil {
		r.wrong(n, nearDuration(n.text), "%v", err)
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
func (r *reader) each(n node, read func(node)) {
	if n.kind != list {
		read(n)
		return
	}
	if len(n.items) == 0 {
		r.wrong(n, "", "is an empty list")
	}
	for _, item := range n.items {
		read(item)
	}
}
