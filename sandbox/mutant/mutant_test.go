package mutant

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// register reads the requirements of some profiles: id to keyword.
func register(t *testing.T, profiles ...string) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../features/requirements/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("register: found %v, error %v", files, err)
	}
	keywords := map[string]string{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var doc struct {
			Profile      string
			Requirements []struct{ ID, Keyword string }
		}
		if err := yaml.Unmarshal(src, &doc); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if !slices.Contains(profiles, doc.Profile) {
			continue
		}
		for _, r := range doc.Requirements {
			keywords[r.ID] = r.Keyword
		}
	}
	return keywords
}

func TestMutantsAreNamedAndSaid(t *testing.T) {
	kebabCase := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
	known, ids, abouts := register(t, accountInformation, accountInsights), map[string]bool{}, map[string]string{}
	for _, m := range All() {
		if !kebabCase.MatchString(m.ID) {
			t.Errorf("id %q is not kebab-case", m.ID)
		}
		if ids[m.ID] {
			t.Errorf("id %q is there twice", m.ID)
		}
		ids[m.ID] = true
		if !strings.HasSuffix(m.About, ".") || strings.Count(m.About, ".") < 1 {
			t.Errorf("%s: About %q is not a sentence", m.ID, m.About)
		}
		if other := abouts[m.About]; other != "" {
			t.Errorf("%s and %s are said to lie in the same way", m.ID, other)
		}
		abouts[m.About] = m.ID
		if len(m.Breaks) == 0 {
			t.Errorf("%s breaks nothing", m.ID)
		}
		for _, id := range m.Breaks {
			if known[id] == "" {
				t.Errorf("%s breaks %s, which is not in the register", m.ID, id)
			}
		}
	}
}

func TestEveryMustIsBroken(t *testing.T) {
	for id, keyword := range register(t, accountInformation, accountInsights) {
		broken := slices.ContainsFunc(All(), func(m Mutant) bool { return slices.Contains(m.Breaks, id) })
		if !broken && keyword == "MUST" {
			t.Errorf("no mutant breaks %s", id)
		}
	}
}

func TestOrderIsFixed(t *testing.T) {
	first, second := All(), All()
	for i := range first {
		if first[i].ID != second[i].ID {
			t.Fatalf("mutant %d: got %s, then %s", i, first[i].ID, second[i].ID)
		}
	}
}

func TestNamed(t *testing.T) {
	m, err := Named("revoke-does-nothing")
	if err != nil || m.ID != "revoke-does-nothing" {
		t.Errorf("got %q, %v", m.ID, err)
	}
	_, err = Named("revoke-does-noting")
	if err == nil || !strings.Contains(err.Error(), `"revoke-does-nothing"`) {
		t.Errorf("got error %v, want one that names the nearest mutant", err)
	}
}
