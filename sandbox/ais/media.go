package ais

import (
	"errors"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
)

const (
	jsonType = "application/json"
	pdfType  = "application/pdf"
	csvType  = "text/csv"
	maxBody  = 1 << 20 // bytes
)

// checkAccept chooses, of the types that an answer can have, the one that the
// client would rather take, or the first; none given is JSON. There is no choice
// of charsets.
func checkAccept(h http.Header, types ...string) (chosen string, err error) {
	if len(types) == 0 {
		types = jsonOnly
	}
	ranges := h["Accept"]
	if chosen = choose(ranges, types); chosen == "" {
		return "", unacceptable(http.StatusNotAcceptable, "Accept",
			"Accept is %s: this path answers with %s in UTF-8", wire.Quote(strings.Join(ranges, ", ")), strings.Join(types, " or "))
	}
	if sets := h["Accept-Charset"]; len(sets) > 0 && !acceptsUTF8(sets) {
		return "", unacceptable(http.StatusNotAcceptable, "Accept-Charset",
			"Accept-Charset is %s: this API answers in UTF-8", wire.Quote(strings.Join(sets, ", ")))
	}
	return chosen, nil
}

// choose picks the type of the greatest weight; "" if none has any.
func choose(ranges, types []string) (chosen string) {
	if len(ranges) == 0 || len(ranges) == 1 && (ranges[0] == types[0] || ranges[0] == "*/*") {
		return types[0]
	}
	most := 0.0
	for _, name := range types {
		if q := accepted(ranges, name); q > most {
			chosen, most = name, q
		}
	}
	return chosen
}

// accepted is the weight of a type, which the most specific range that covers it
// tells (RFC 9110, 12.5.1). An empty list asks for nothing in particular.
func accepted(values []string, mediaType string) float64 {
	kind, _, _ := strings.Cut(mediaType, "/")
	ranks := map[string]int{"*/*": 1, kind + "/*": 2, mediaType: 3}
	best, quality, empty := 0, 0.0, true
	for element := range elements(values) {
		empty = false
		name, params, err := mime.ParseMediaType(element)
		rank := ranks[name]
		if err != nil || rank == 0 || !isUTF8(params["charset"]) {
			continue
		}
		if q := weight(params["q"]); rank > best || rank == best && q > quality {
			best, quality = rank, q
		}
	}
	if empty {
		return 1
	}
	return quality
}

// acceptsUTF8 does the same for Accept-Charset (RFC 9110, 12.5.2).
func acceptsUTF8(values []string) bool {
	best, quality, empty := 0, 0.0, true
	for element := range elements(values) {
		empty = false
		name, param, _ := strings.Cut(element, ";")
		name = strings.TrimSpace(name)
		rank := 0
		if strings.EqualFold(name, "utf-8") {
			rank = 2
		} else if name == "*" {
			rank = 1
		}
		_, q, _ := strings.Cut(param, "q=")
		if rank > best {
			best, quality = rank, weight(strings.TrimSpace(q))
		}
	}
	return empty || quality > 0
}

// elements ranges over the elements of a header that is a list.
func elements(values []string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, value := range values {
			for element := range strings.SplitSeq(value, ",") {
				if element = strings.TrimSpace(element); element != "" && !yield(element) {
					return
				}
			}
		}
	}
}

// weight reads a q; what is not one counts for nothing.
func weight(q string) float64 {
	if q == "" {
		return 1
	}
	f, err := strconv.ParseFloat(q, 64)
	if err != nil || !(f >= 0 && f <= 1) {
		return 0
	}
	return f
}

func isUTF8(charset string) bool {
	return charset == "" || strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8")
}

// readBody returns the whole body, once its type and its size have been found
// good.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	body, err := wire.ReadBody(w, r, maxBody, checkContentType)
	if unread, ok := errors.AsType[*wire.Unread](err); ok {
		return nil, &problem{status: unread.Status, violations: []bank.Violation{violation("Resource.InvalidFormat", "", "%s", unread.Message)}}
	}
	return body, err
}

// checkContentType is nil for JSON in UTF-8, and for no type at all: the page's
// own PATCH has none (4.3.1).
func checkContentType(r *http.Request) error {
	if coding := r.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return unacceptable(http.StatusUnsupportedMediaType, "Content-Encoding", "Content-Encoding is %s: bodies are read as they are", wire.Quote(coding))
	}
	value := r.Header.Get("Content-Type")
	if value == jsonType {
		return nil
	}
	if value == "" {
		journal.Note(r, "no Content-Type: the body is read as JSON")
		return nil
	}
	name, params, err := mime.ParseMediaType(value)
	merge := r.Method == http.MethodPatch && name == "application/merge-patch+json"
	if err == nil && (name == jsonType || merge) && isUTF8(params["charset"]) {
		return nil
	}
	return unacceptable(http.StatusUnsupportedMediaType, "Content-Type", "Content-Type is %s: expected application/json in UTF-8", wire.Quote(value))
}
