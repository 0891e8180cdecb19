package ais

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sandbank-dev/sandbank/schemas"
)

// decoded is v as encoding/json would have it.
func (v value) decoded() any {
	switch v[0] {
	case '{':
		members := map[string]any{}
		for name, member := range v.members() {
			members[name] = member.decoded()
		}
		return members
	case '[':
		elements := []any{}
		for element := range v.elements() {
			elements = append(elements, element.decoded())
		}
		return elements
	case '"':
		text, _ := v.text()
		return text
	}
	var scalar any
	_ = json.Unmarshal(v, &scalar)
	return scalar
}

// document draws any JSON value.
func document(depth int) *rapid.Generator[any] {
	scalars := []*rapid.Generator[any]{
		rapid.Just[any](nil), rapid.Bool().AsAny(), rapid.Float64Range(-1e9, 1e9).AsAny(), rapid.String().AsAny(),
	}
	if depth == 0 {
		return rapid.OneOf(scalars...)
	}
	return rapid.OneOf(append(scalars,
		rapid.SliceOfN(document(depth-1), 0, 4).AsAny(),
		rapid.MapOfN(rapid.String(), document(depth-1), 0, 4).AsAny())...)
}

func TestValuesAreReadAsTheStandardLibraryReadsThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, err := json.Marshal(document(4).Draw(t, "document"))
		if err != nil {
			t.Fatal(err)
		}
		if rapid.Bool().Draw(t, "indented") {
			var v any
			_ = json.Unmarshal(text, &v)
			text, _ = json.MarshalIndent(v, "", " \t")
		}
		if err := schemas.Strict(text); err != nil {
			t.Fatal(err)
		}
		var want any
		if err := json.Unmarshal(text, &want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, value(text).decoded()); diff != "" {
			t.Fatalf("%s (-want +got):\n%s", text, diff)
		}
	})
}
