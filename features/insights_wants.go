package features

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tidwall/gjson"
)

// A want says what a value is to be, as steps and tables word it:
//
//	FINISHED                a text, a number, JSON, or words for something known
//	there · left out        whether the member is there at all
//	not X                   anything but X
//	one of X, Y or Z        any of them
//	at least N · at most N  a number
//	between X and Y         a number or a date, ends included
//	a UUID, a date …        a form, of forms

// forms are the forms that values can be asked to have, by their words.
var forms = map[string]func(gjson.Result) bool{
	"a UUID":              func(v gjson.Result) bool { return isUUID(v.String()) },
	"an id of the API":    func(v gjson.Result) bool { return apiID.MatchString(v.String()) },
	"a short id":          func(v gjson.Result) bool { return shortID.MatchString(v.String()) },
	"an absolute address": func(v gjson.Result) bool { return absolute(v.String()) },
	"a date":              func(v gjson.Result) bool { return parses(time.DateOnly, v) },
	"a time":              func(v gjson.Result) bool { return parses("2006-01-02T15:04:05.999999999Z", v) },
	"an amount":           isAmount,
	"a list":              func(v gjson.Result) bool { return v.IsArray() },
	"an error category":   func(v gjson.Result) bool { return category.MatchString(v.String()) },
	"a JWT with auth_url": func(v gjson.Result) bool { return authURL(v.String()) != "" },
	"a text":              func(v gjson.Result) bool { return v.Type == gjson.String && v.Str != "" },
}

var (
	apiID    = regexp.MustCompile(`^[0-9a-v]{32}$`)
	shortID  = regexp.MustCompile(`^[0-9A-Z]{8}$`)
	betweens = regexp.MustCompile(`^between (.+) and (.+)$`)
	orList   = regexp.MustCompile(`, | or `)
)

func parses(layout string, v gjson.Result) bool {
	_, err := time.Parse(layout, v.String())
	return v.Type == gjson.String && err == nil
}

func isAmount(v gjson.Result) bool {
	number := v.Get("amount")
	return number.Type == gjson.Number && !strings.ContainsAny(number.Raw, ".eE") && len(v.Get("currency").String()) == 3
}

// authURL digs the address of the consumer's side out of a client_token; "" where
// it is not in it. Whether the token is signed is none of a client's business.
func authURL(token string) string {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return ""
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if address := gjson.GetBytes(payload, "auth_url").String(); err == nil && absolute(address) {
		return address
	}
	return ""
}

// meets holds a value against a want, and says what was wanted if it does not.
func (w *World) meets(ctx context.Context, got gjson.Result, want string) (wanted string, err error) {
	ok, wanted := false, want
	switch form := forms[want]; {
	case form != nil:
		ok = form(got)
	case want == "there":
		ok = got.Exists() && got.Type != gjson.Null
	case want == leftOut:
		ok = !got.Exists() || got.Type == gjson.Null
	default:
		ok, wanted, err = w.meetsValue(ctx, got, want)
	}
	if ok {
		wanted = ""
	}
	return wanted, err
}

func (w *World) meetsValue(ctx context.Context, got gjson.Result, want string) (ok bool, wanted string, err error) {
	if other, negated := strings.CutPrefix(want, "not "); negated {
		still, err := w.meets(ctx, got, other)
		return got.Exists() && still != "", "a value, and not " + other, err
	}
	if list, some := strings.CutPrefix(want, "one of "); some {
		for _, one := range orList.Split(list, -1) {
			if still, err := w.meets(ctx, got, one); err != nil || still == "" {
				return err == nil, want, err
			}
		}
		return false, want, nil
	}
	if ends := w.rangeOf(want); ends != nil {
		return w.lies(ctx, got, ends[0], ends[1], want)
	}
	value, err := w.value(ctx, want)
	if err != nil {
		return false, want, err
	}
	return sameValue(got, value), fmt.Sprintf("%v", value), nil
}

// rangeOf gives the ends of a range that a want speaks of; an end that is "" is open.
func (w *World) rangeOf(want string) []string {
	if n, ok := strings.CutPrefix(want, "at least "); ok {
		return []string{n, ""}
	}
	if n, ok := strings.CutPrefix(want, "at most "); ok {
		return []string{"", n}
	}
	if form := betweens.FindStringSubmatch(want); form != nil {
		return form[1:]
	}
	return nil
}

// lies tells whether a number, or a text such as a date, is within a range.
func (w *World) lies(ctx context.Context, got gjson.Result, from, to, want string) (bool, string, error) {
	ok := got.Exists()
	for i, end := range []string{from, to} {
		if end == "" {
			continue
		}
		value, err := w.value(ctx, end)
		if err != nil {
			return false, want, err
		}
		order := compareValues(got, fmt.Sprint(value))
		ok = ok && (i == 0 && order >= 0 || i == 1 && order <= 0)
		want = strings.Replace(want, end, fmt.Sprint(value), 1)
	}
	return ok, want, nil
}

// compareValues orders numbers as numbers and texts as texts.
func compareValues(got gjson.Result, other string) int {
	a, number := new(big.Rat).SetString(got.Raw)
	b, too := new(big.Rat).SetString(other)
	if number && too {
		return a.Cmp(b)
	}
	return strings.Compare(got.String(), other)
}

// sameValue holds what came against a value. The order of lists of ids and other
// plain values does not matter; steps about order say so.
func sameValue(got gjson.Result, want any) bool {
	if !got.Exists() {
		return false
	}
	raw, err := json.Marshal(want)
	if err != nil {
		return false
	}
	return canonical(got) == canonical(gjson.ParseBytes(raw))
}

// canonical writes JSON in one way: members by name, plain lists sorted.
func canonical(v gjson.Result) string {
	switch {
	case v.IsArray():
		var all []string
		for _, one := range v.Array() {
			all = append(all, canonical(one))
		}
		slices.Sort(all)
		return "[" + strings.Join(all, ",") + "]"
	case v.IsObject():
		var all []string
		v.ForEach(func(name, value gjson.Result) bool {
			all = append(all, name.Raw+":"+canonical(value))
			return true
		})
		slices.Sort(all)
		return "{" + strings.Join(all, ",") + "}"
	case v.Type == gjson.String:
		return fmt.Sprintf("%q", v.Str)
	case v.Type == gjson.Number:
		if n, ok := new(big.Rat).SetString(v.Raw); ok {
			return n.RatString()
		}
	}
	return v.Raw
}

// briefly prints a value for a finding, cut short where it is long.
func briefly(v gjson.Result) string {
	if !v.Exists() {
		return "no such member"
	}
	if len(v.Raw) > 200 {
		return v.Raw[:200] + "…"
	}
	return v.Raw
}
