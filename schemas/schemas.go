// Package schemas holds the JSON Schema of every request and response, and
// says of a body all that is wrong with it.
//
// Each schema is one file that stands alone, draft-07, named after the object
// it describes and written property by property after the standard's data
// dictionary: title is the XPath, description the meaning in our words,
// $comment the clause and what was decided where the page leaves it open.
// Responses are closed (a member that the dictionary does not name is a
// violation), requests are open (it is ignored), as a tolerant reader must be.
// What a consent opens at Basic or at Detail has three: OBReadTransactionBasic
// refuses the members that only Detail shows, OBReadAccountDetail misses those
// that it must, OBReadTransaction takes both. Lengths that only the parent
// standard has are noted and not asked for.
//
// Account Insights has no dictionary, and adds members as it likes: its schemas
// are open both ways, and its responses may leave a member null.
//
//	found, err := schemas.Validate("OBAccountAccessConsentResponse", body)
//
// The package must not know HTTP, nor which operation has which schema. It is
// the only one that knows the validator beneath, whose holes it closes: see
// Strict, formats in format.go, and the sealed loader in compile.go.
package schemas

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed ais/*.json oauth/*.json insights/*.json
var files embed.FS

// An UnknownError says that there is no schema of that name.
type UnknownError struct {
	Name string
	Near string // the schema whose name is nearest
}

func (e *UnknownError) Error() string {
	return fmt.Sprintf("schema %q is unknown; the nearest is %q", e.Name, e.Near)
}

// Names returns the names of all schemas, in alphabetical order.
func Names() []string { return slices.Clone(names()) }

// Source returns the text of the schema named, or an *UnknownError.
func Source(name string) ([]byte, error) {
	s, err := find(name)
	if err != nil {
		return nil, err
	}
	return files.ReadFile(s.file)
}

// A schema is one file, read and compiled when it is first asked for, so that
// a program that validates nothing pays nothing.
type schema struct {
	file    string
	model   func() *node
	quick   func() *quick
	checker func() *checker
}

// all is the set, by name.
var all = sync.OnceValue(func() map[string]*schema {
	set := map[string]*schema{}
	for _, room := range []string{"ais", "oauth", "insights"} {
		entries, _ := files.ReadDir(room) // embedded: it cannot fail
		for _, entry := range entries {
			file := path.Join(room, entry.Name())
			set[strings.TrimSuffix(entry.Name(), ".json")] = newSchema(file)
		}
	}
	return set
})

// names is the set's names, sorted.
var names = sync.OnceValue(func() []string {
	var found []string
	for name := range all() {
		found = append(found, name)
	}
	slices.Sort(found)
	return found
})

func newSchema(file string) *schema {
	s := &schema{file: file}
	s.model = sync.OnceValue(func() *node { return must(parse(s.source())) })
	s.quick = sync.OnceValue(func() *quick { return quicken(s.source()) })
	s.checker = sync.OnceValue(func() *checker { return must(compile(s.source())) })
	return s
}

func (s *schema) source() []byte { return must(files.ReadFile(s.file)) }

// must is for what is embedded and tested: a failure is a broken build.
func must[T any](v T, err error) T {
	if err != nil {
		panic(fmt.Sprintf("schemas: embedded schema: %v", err))
	}
	return v
}

func find(name string) (*schema, error) {
	if s, ok := all()[name]; ok {
		return s, nil
	}
	return nil, &UnknownError{Name: name, Near: Nearest(name, names())}
}
