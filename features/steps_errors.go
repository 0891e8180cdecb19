package features

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/tidwall/gjson"
)

// errorThens are the steps that look into error bodies and at what every
// resource carries beside its data.
func errorThens() []step {
	return []step{
		{`the answer is an error body`, `And the answer is an error body`, "Asks for Code, Message and Errors, each of these with ErrorCode and Message.", (*World).answerIsError},
		{`every error code is one of the standard's, in the ASPSP's namespace`, `And every error code is one of the standard's, in the ASPSP's namespace`,
			"Asks that each ErrorCode is a namespace, the same in all, and a code that the standard has.", (*World).oneNamespace},
		{`an error names {string}`, `And an error names "Data.Permissions"`, "Asks that the Path of an error is this member, an entry of it, or this header.", (*World).errorNames},
		{`the code of an error is (\S+)`, `Then the code of an error is Field.Missing`,
			"Asks that an ErrorCode, without its namespace, is this.", (*World).errorCoded},
		{`every date-time in the answer has a time zone`, `And every date-time in the answer has a time zone`,
			"Looks at every member whose name ends in DateTime.", (*World).zoned},
		{`the answer has a Meta, with TotalPages a whole number if at all`, `And the answer has a Meta, with TotalPages a whole number if at all`,
			"Looks at Meta.", (*World).hasMeta},
	}
}

func (w *World) answerIsError(context.Context) error {
	if w.silent() {
		return nil
	}
	var lacks []error
	need := func(at gjson.Result, path string) {
		if at.Get(path).String() == "" {
			lacks = append(lacks, w.missed(path, "an OBErrorResponse that has it", "none"))
		}
	}
	body := w.answer.Get("@this")
	need(body, "Code")
	need(body, "Message")
	list := body.Get("Errors").Array()
	if len(list) == 0 {
		lacks = append(lacks, w.missed("Errors", "at least one", "none"))
	}
	for _, one := range list {
		need(one, "ErrorCode")
		need(one, "Message")
	}
	return errors.Join(lacks...)
}

// errorCode is a namespace of at least two words and one of the standard's codes.
var errorCode = regexp.MustCompile(`^([A-Z]+(?:\.[A-Z]+)+)\.((?:Field|Header|Resource|Rules|Signature|Unsupported)\.[A-Z][A-Za-z]+|Reauthenticate|UnexpectedError)$`)

func (w *World) oneNamespace(context.Context) error {
	if w.silent() {
		return nil
	}
	spaces := map[string]bool{}
	for _, e := range w.Exchanges() {
		for _, code := range e.Get("Errors.#.ErrorCode").Array() {
			parts := errorCode.FindStringSubmatch(code.String())
			if parts == nil {
				return w.missed("Errors/ErrorCode", "a code of the standard in the ASPSP's namespace", fmt.Sprintf("%q", code))
			}
			spaces[parts[1]] = true
		}
	}
	if w.Control != nil && !spaces["BH.OBF"] || len(spaces) != 1 {
		return w.missed("Errors/ErrorCode", "codes in one namespace", fmt.Sprint(spaces))
	}
	return nil
}

func (w *World) errorCoded(_ context.Context, want string) error {
	if w.silent() {
		return nil
	}
	var got []string
	for _, code := range w.answer.Get("Errors.#.ErrorCode").Array() {
		if parts := errorCode.FindStringSubmatch(code.String()); parts != nil && parts[2] == want {
			return nil
		}
		got = append(got, code.String())
	}
	return w.missed("Errors/ErrorCode", want+" in the ASPSP's namespace", strings.Join(got, ", "))
}

// dotted writes a path of JSON in one way, whichever of the usual was meant.
var dotted = strings.NewReplacer("$.", "", "/", ".")

func (w *World) errorNames(_ context.Context, want string) error {
	var got []string
	for _, path := range w.answer.Get("Errors.#.Path").Array() {
		at := strings.TrimPrefix(dotted.Replace(path.String()), ".")
		if strings.EqualFold(at, want) || strings.HasPrefix(at, want+"[") {
			return nil
		}
		got = append(got, path.String())
	}
	return w.missed("Errors/Path", want, strings.Join(got, ", "))
}

var zone = regexp.MustCompile(`(Z|[+-]\d\d:?\d\d)$`)

func (w *World) zoned(context.Context) error {
	var wrong []error
	leaves("", w.answer.Get("@this"), func(path string, value gjson.Result) {
		if strings.HasSuffix(path, "DateTime") && !zone.MatchString(value.String()) {
			wrong = append(wrong, w.missed(path, "a date-time with a time zone", value.Raw))
		}
	})
	return errors.Join(wrong...)
}

// leaves calls f for every member at any depth that holds neither object nor list.
func leaves(path string, at gjson.Result, f func(string, gjson.Result)) {
	if !at.IsObject() && !at.IsArray() {
		f(path, at)
		return
	}
	at.ForEach(func(name, value gjson.Result) bool {
		leaves(path+"/"+name.String(), value, f)
		return true
	})
}

func (w *World) hasMeta(context.Context) error {
	meta := w.answer.Get("Meta")
	if !meta.IsObject() {
		return w.missed("/Meta", "an object", meta.Raw)
	}
	pages := meta.Get("TotalPages")
	if pages.Exists() && (pages.Type != gjson.Number || strings.ContainsAny(pages.Raw, ".eE")) {
		return w.missed("/Meta/TotalPages", "a whole number", pages.Raw)
	}
	return nil
}
