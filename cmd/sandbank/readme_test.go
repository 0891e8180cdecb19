package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/features"
	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/ais"
	"github.com/sandbank-dev/sandbank/sandbox/insights"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

func mustReadme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// block is the first fenced block of that kind that begins so.
func block(t *testing.T, kind, begins string) string {
	t.Helper()
	for _, found := range regexp.MustCompile("(?s)```"+kind+"\n(.*?)```").FindAllStringSubmatch(mustReadme(t), -1) {
		if strings.HasPrefix(found[1], begins) {
			return found[1]
		}
	}
	t.Fatalf("the README has no %s block that begins with %q", kind, begins)
	return ""
}

func TestReadmeScenariosAreSound(t *testing.T) {
	if _, err := scenario.Builtin().With("README.md", []byte(block(t, "yaml", "version: 1\nscenarios:"))); err != nil {
		t.Error(err)
	}
}

func TestReadmeCustomersAreSound(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "shop.yaml"), []byte(block(t, "yaml", "version: 1\ncustomers:")), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := fixtures.Load(dir); err != nil {
		t.Error(err)
	}
}

func TestReadmeTargetIsRead(t *testing.T) {
	t.Setenv("AISP_ONE_SECRET", "one")
	t.Setenv("AISP_TWO_SECRET", "two")
	file := filepath.Join(t.TempDir(), "bank.yaml")
	if err := os.WriteFile(file, []byte(block(t, "yaml", "# bank.yaml")), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := features.LoadTarget(file); err != nil {
		t.Error(err)
	}
}

// The Go snippet is the example that go test runs.
func TestReadmeExampleRuns(t *testing.T) {
	example, err := os.ReadFile("../../sandbox/example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	if snippet := block(t, "go", "func TestBankRevokes"); !strings.Contains(string(example), snippet) {
		t.Errorf("sandbox/example_test.go does not have the README's\n%s", snippet)
	}
}

func TestReadmeNamesEveryRoute(t *testing.T) {
	readme := mustReadme(t)
	for _, route := range ais.Routes() {
		if !strings.Contains(readme, "`"+route.Path+"`") {
			t.Errorf("the README does not name `%s` (%s)", route.Path, route.Method)
		}
	}
}

// A path of Account Insights stands in the README as it is, in a list as
// a/{b,c}, or by its end, behind an ellipsis.
func TestReadmeNamesEveryRouteOfInsights(t *testing.T) {
	named := func(path string) bool {
		return slices.ContainsFunc(regexp.MustCompile("`[^`\n]+`").FindAllString(mustReadme(t), -1), func(span string) bool {
			return slices.ContainsFunc(spellings(strings.Trim(span, "`")), func(one string) bool {
				end, short := strings.CutPrefix(one, "…")
				return one == path || short && strings.HasSuffix(path, end) && strings.Contains(end, "/")
			})
		})
	}
	for _, route := range insights.Routes() {
		if strings.HasSuffix(route.Path, "/transfer") || strings.HasSuffix(route.Path, "/autorefresh/delete") || strings.Contains(route.Path, "groupy") {
			continue // refused, an alias, a misprint that is served too
		}
		if !named(route.Path) {
			t.Errorf("the README does not name %s (%s)", route.Path, route.Method)
		}
	}
	if named("/insights/v1/reports/nothing/create") || named("/xs2a/v1/nothing") {
		t.Error("the README names what there is not")
	}
}

// spellings writes a path out for each of the words of its list in braces.
func spellings(path string) (all []string) {
	list := regexp.MustCompile(`\{([^{}]*,[^{}]*)\}`).FindStringSubmatchIndex(path)
	if list == nil {
		return []string{path}
	}
	for _, word := range strings.Split(path[list[2]:list[3]], ",") {
		all = append(all, spellings(path[:list[0]]+word+path[list[1]:])...)
	}
	return all
}
