package schemas

import (
	"fmt"
	"sync"

	"github.com/xeipuuv/gojsonschema"
)

// A checker is a compiled schema. It may be used from many goroutines.
type checker struct{ compiled *gojsonschema.Schema }

// setUp changes what the validator holds for the whole process; nothing may be
// compiled before.
var setUp = sync.OnceFunc(func() {
	registerFormats()
	gojsonschema.Locale = terse{}
})

// A terse locale keeps the validator from wording what we word ourselves: it
// runs a text template for each finding, also those of an if or a contains
// that come to nothing.
type terse struct{ gojsonschema.DefaultLocale }

// Enum is what is said of a value outside its code list.
func (terse) Enum() string { return "enum" }

// Const is what is said of another value than the one there may be.
func (terse) Const() string { return "const" }

// Required is what is said of a missing member.
func (terse) Required() string { return "required" }

// ArrayContains is what is said of an array that lacks something.
func (terse) ArrayContains() string { return "contains" }

// NumberAllOf is what is said where part of an allOf is not met.
func (terse) NumberAllOf() string { return "allOf" }

// ConditionThen is what is said where a then is not met.
func (terse) ConditionThen() string { return "then" }

// DoesNotMatchPattern is what is said of a text that has not the pattern.
func (terse) DoesNotMatchPattern() string { return "pattern" }

// compile makes a checker of a schema's text.
func compile(source []byte) (*checker, error) {
	setUp()
	compiled, err := gojsonschema.NewSchemaLoader().Compile(sealed{gojsonschema.NewBytesLoader(source)})
	if err != nil {
		return nil, err
	}
	return &checker{compiled}, nil
}

// A sealed loader gives the validator one schema and nothing else. The
// validator's own loaders fetch what a $ref names over HTTP or from the disk.
type sealed struct{ gojsonschema.JSONLoader }

// LoaderFactory makes the loaders for what the schema refers to.
func (sealed) LoaderFactory() gojsonschema.JSONLoaderFactory { return nowhere{} }

// nowhere makes loaders that load nothing.
type nowhere struct{}

// New returns a loader that says that source is outside the set.
func (nowhere) New(source string) gojsonschema.JSONLoader {
	return outside{gojsonschema.NewReferenceLoader(source)}
}

// outside is a document that is not in the set.
type outside struct{ gojsonschema.JSONLoader }

// LoadJSON refuses.
func (o outside) LoadJSON() (any, error) {
	return nil, fmt.Errorf("$ref %q leaves the set of schemas", o.JsonSource())
}
