// Package cmd holds the binary, and the test that keeps the house in order.
package cmd

import (
	"go/build"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/sandbank-dev/sandbank/"

// floors says, for each room, which rooms it may import. A room that is not
// here may not exist; a tool for one room only stands behind it.
var floors = map[string]struct {
	rooms []string
	tools []string
}{
	"cmd/sandbank":         {rooms: []string{"*"}},
	"cmd/bench":            {rooms: []string{"sandbox"}},
	"sandbox":              {rooms: []string{"sandbox/ais", "sandbox/oauth", "sandbox/insights", "sandbox/insights/app", "sandbox/control", "sandbox/mutant", "sandbox/bank", "sandbox/aggregator", "sandbox/storage", "sandbox/ledger", "sandbox/script", "sandbox/scenario", "sandbox/journal", "sandbox/store", "sandbox/clock", "schemas", "fixtures"}, tools: []string{"mux"}},
	"sandbox/ais":          {rooms: []string{"sandbox/wire", "sandbox/bank", "sandbox/ledger", "sandbox/scenario", "sandbox/journal", "sandbox/clock", "schemas", "fixtures"}, tools: []string{"mux", "fpdf"}},
	"sandbox/oauth":        {rooms: []string{"sandbox/bank", "sandbox/scenario", "sandbox/journal", "sandbox/store", "sandbox/clock", "schemas", "fixtures"}, tools: []string{"mux", "go-oidc"}},
	"sandbox/insights":     {rooms: []string{"sandbox/wire", "sandbox/insights/app", "sandbox/aggregator", "sandbox/storage", "sandbox/reports", "sandbox/scenario", "sandbox/journal", "sandbox/clock", "schemas", "fixtures"}, tools: []string{"mux"}},
	"sandbox/insights/app": {},
	"sandbox/control":      {rooms: []string{"sandbox/bank", "sandbox/aggregator", "sandbox/storage", "sandbox/script", "sandbox/scenario", "sandbox/journal", "sandbox/store", "sandbox/clock", "schemas", "fixtures"}, tools: []string{"mux"}},
	"sandbox/mutant":       {rooms: []string{"schemas", "fixtures"}},
	"sandbox/aggregator":   {rooms: []string{"sandbox/storage", "sandbox/reports", "sandbox/ledger", "sandbox/script", "sandbox/scenario", "sandbox/store", "sandbox/clock", "schemas", "fixtures"}},
	"sandbox/storage":      {rooms: []string{"sandbox/reports", "sandbox/ledger", "sandbox/store", "sandbox/clock", "schemas", "fixtures"}},
	"sandbox/reports":      {rooms: []string{"schemas"}},
	"sandbox/script":       {rooms: []string{"sandbox/scenario", "sandbox/store"}},
	"sandbox/bank":         {rooms: []string{"sandbox/ledger", "sandbox/script", "sandbox/scenario", "sandbox/store", "sandbox/clock", "schemas", "fixtures"}},
	"sandbox/scenario":     {rooms: []string{"schemas", "fixtures", "fixtures/document"}, tools: []string{"gjson"}},
	"sandbox/ledger":       {rooms: []string{"fixtures"}},
	"sandbox/journal":      {rooms: []string{"schemas", "fixtures"}},
	"sandbox/wire":         {rooms: []string{"schemas"}, tools: []string{"mux"}},
	"sandbox/store":        {},
	"sandbox/clock":        {},
	"features":             {rooms: []string{"schemas", "fixtures"}, tools: []string{"godog", "gjson", "go-yaml"}},
	"fixtures/document":    {rooms: []string{"schemas"}, tools: []string{"go-yaml"}},
	"schemas":              {tools: []string{"gojsonschema"}},
	"fixtures":             {rooms: []string{"fixtures/document"}, tools: []string{"currency", "decimal", "banking"}},
}

// guarded are the libraries that only the rooms that name them may import.
var guarded = []string{"mux", "go-oidc", "gjson", "godog", "gojsonschema", "fpdf", "currency", "decimal", "banking", "go-yaml"}

func TestImportsGoDownOnly(t *testing.T) {
	for _, room := range rooms(t) {
		may, known := floors[room]
		if !known {
			t.Errorf("room %s is not on any floor: give it a place in floors_test.go and in the README", room)
			continue
		}
		pkg, err := build.ImportDir(filepath.Join("..", room), 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range pkg.Imports {
			if inner, ok := strings.CutPrefix(path, module); ok {
				if !slices.Contains(may.rooms, inner) && !slices.Contains(may.rooms, "*") {
					t.Errorf("%s imports %s, which is not below it", room, inner)
				}
			}
			if tool := toolOf(path); tool != "" && !slices.Contains(may.tools, tool) {
				t.Errorf("%s imports %s, which is not its tool", room, path)
			}
		}
	}
}

// rooms lists the folders that hold Go code apart from tests.
func rooms(t *testing.T) (found []string) {
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && path != ".." || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !d.IsDir() && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			room, _ := filepath.Rel("..", filepath.Dir(path))
			if !slices.Contains(found, room) {
				found = append(found, room)
			}
		}
		return nil
	})
	if err != nil || len(found) == 0 {
		t.Fatalf("rooms: found %v, error %v", found, err)
	}
	return found
}

func toolOf(path string) string {
	for _, tool := range guarded {
		if strings.Contains(path, "/"+tool) {
			return tool
		}
	}
	return ""
}
