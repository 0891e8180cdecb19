package control

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"github.com/sandbank-dev/sandbank/schemas"
)

// maxBody bounds what the control plane reads, in bytes.
const maxBody = 1 << 20

// A handler serves a request or says why not; its error becomes the answer.
type handler func(http.ResponseWriter, *http.Request) error

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		_ = writeJSON(w, statusOf(err), map[string]string{"error": err.Error()})
	}
}

// methods is what one path answers to.
type methods map[string]handler

func (m methods) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	serve, ok := m[r.Method]
	if !ok {
		allowed := slices.Sorted(maps.Keys(m))
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		serve = func(http.ResponseWriter, *http.Request) error {
			return fmt.Errorf("%w: %s takes %s, not %s", errMethod, r.URL.Path, strings.Join(allowed, " and "), r.Method)
		}
	}
	serve.ServeHTTP(w, r)
}

func writeJSON(w http.ResponseWriter, status int, v any) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, err := w.Write(out.Bytes())
	return err
}

// done answers a request that has nothing to tell.
func done(w http.ResponseWriter, err error) error {
	if err == nil {
		w.WriteHeader(http.StatusNoContent)
	}
	return err
}

// readBody reads at most maxBody.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if _, tooLong := errors.AsType[*http.MaxBytesError](err); tooLong {
		return nil, fmt.Errorf("%w: at most %d bytes are read", errTooLong, maxBody)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: the body: %w", errBad, err)
	}
	return body, nil
}

// decode reads a JSON body into v, whose members alone may be there.
func decode(w http.ResponseWriter, r *http.Request, v any) error {
	body, err := readBody(w, r)
	if err != nil {
		return err
	}
	if err := schemas.Strict(body); err != nil {
		return fmt.Errorf("%w: a JSON body with %s is needed: %w", errBad, members(v), err)
	}
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return fmt.Errorf("%w: %s; the body may have %s", errBad, inWords(err), members(v))
	}
	return nil
}

// inWords says what encoding/json found, without the names of Go's types.
func inWords(err error) string {
	if wrong := new(json.UnmarshalTypeError); errors.As(err, &wrong) {
		return fmt.Sprintf("%s cannot be of type %s", cmp.Or(wrong.Field, "the body"), wrong.Value)
	}
	if wrong := new(time.ParseError); errors.As(err, &wrong) {
		return fmt.Sprintf("%s is no time: write 2030-01-31T09:00:00Z", wrong.Value)
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

// members lists the JSON names of the struct that v points to.
func members(v any) string {
	t := reflect.TypeOf(v).Elem()
	var names []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// segment is a variable of the path, unescaped.
func segment(r *http.Request, name string) (string, error) {
	value, err := url.PathUnescape(mux.Vars(r)[name])
	if err != nil {
		return "", fmt.Errorf("%w: %w", errBad, err)
	}
	return value, nil
}

// query returns the parameters of a request, of which only those named may be
// there: a slip in a name must not look like an answer.
func query(r *http.Request, known ...string) (url.Values, error) {
	q := r.URL.Query()
	for name := range q {
		if !slices.Contains(known, name) {
			return nil, fmt.Errorf("%w: there is no parameter %.50q; there are %s", errBad, name, strings.Join(known, ", "))
		}
	}
	return q, nil
}

func fromPage(_ http.ResponseWriter, r *http.Request) error {
	return fmt.Errorf("%w: the request comes from a web page at %.100q; the control plane is for tests, not for pages", errForeign, r.Header.Get("Origin"))
}

func (s *server) unknownPath(_ http.ResponseWriter, r *http.Request) error {
	var known []string
	for path, m := range s.routes() {
		known = append(known, path+" ("+strings.Join(slices.Sorted(maps.Keys(m)), ", ")+")")
	}
	slices.Sort(known)
	return fmt.Errorf("%w: the control plane has no %.200s; it has %s", errUnknown, r.URL.Path, strings.Join(known, ", "))
}
