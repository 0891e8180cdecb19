package features

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	messages "github.com/cucumber/messages/go/v21"
)

// Every scenario bears one tag of each of the first two lists, any of the
// third, and the requirements that it tests.
var (
	areas = []string{
		"@creating", "@reading", "@revoking", "@life", "@tokens", "@http", "@oauth", "@permission-matrix",
		"@accounts", "@balances", "@transactions", "@paging", "@beneficiaries", "@direct-debits", "@standing-orders",
		"@future-dated-payments", "@offers", "@parties", "@statements", "@supplementary-info", "@product-details", "@resources",
		// of Account Insights
		"@workflows", "@api", "@sessions", "@flows", "@life-cycles", "@banks", "@consents", "@refreshes", "@autorefresh", "@storage",
		"@reports", "@categories",
	}
	priorities = []string{"@mandatory", "@conditional", "@optional"}
	needs      = []string{"@consent", "@scripted", "@clock", "@second-client", "@discovery", "@reads-only", "@products", "@consumer"}
)

func ownFeatures(t *testing.T) []*item {
	t.Helper()
	items, err := readFeatures(files)
	if err != nil {
		t.Fatal(err)
	}
	if len(items) < 90 {
		t.Fatalf("features hold %d scenarios, want 90 or more", len(items))
	}
	return items
}

func bearing(tags, list []string) (n int) {
	for _, tag := range tags {
		if slices.Contains(list, tag) {
			n++
		}
	}
	return n
}

func TestScenariosAreTagged(t *testing.T) {
	register, err := LoadRegister()
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range ownFeatures(t) {
		if n := bearing(it.tags, areas); n != 1 {
			t.Errorf("%s has %d areas, want one of %v", it.id, n, areas)
		}
		if n := bearing(it.tags, priorities); n != 1 {
			t.Errorf("%s has %d priorities, want one of %v", it.id, n, priorities)
		}
		weights := map[Keyword]bool{}
		for _, tag := range it.tags {
			req, known := register.Find(tag[1:])
			feature, optional := strings.CutPrefix(tag, "@feature-")
			listed := bearing([]string{tag}, slices.Concat(areas, priorities, needs)) == 1 || optional && slices.Contains(declarable(), feature)
			if !known && !listed {
				t.Errorf("%s has the tag %s, which is neither on a list nor in the register", it.id, tag)
			}
			weights[req.Keyword] = true
		}
		if !weights[Must] && !weights[Should] {
			t.Errorf("%s names no requirement", it.id)
		}
		if got := slices.Contains(it.tags, "@mandatory"); got != weights[Must] {
			t.Errorf("%s: @mandatory is %v, and a MUST among its requirements is %v", it.id, got, weights[Must])
		}
	}
}

func TestEveryRequirementHasAScenario(t *testing.T) {
	register, err := LoadRegister()
	if err != nil {
		t.Fatal(err)
	}
	tested := map[string]bool{}
	for _, it := range ownFeatures(t) {
		for _, tag := range it.tags {
			tested[tag[1:]] = true
		}
	}
	id := regexp.MustCompile(`^(AAC|HTTP|OAUTH|PERM|RES|ACC|BAL|TRX|PAG|BEN|DDB|STO|FDP|OFR|PTY|STM|SUP|PRD|API|SES|FLW|WIZ|CNS|RFS|AUT|STG|RPT|CAT|WFL)(-[A-Z]+)?-\d\d$`)
	for _, req := range register.List {
		if !tested[req.ID] {
			t.Errorf("no scenario tests %s: %s", req.ID, req.Text)
		}
		if !id.MatchString(req.ID) {
			t.Errorf("requirement %q: want an area and two digits, such as AAC-POST-01", req.ID)
		}
		if req.Clause == "" || req.Profile == "" || !strings.HasSuffix(req.Text, ".") {
			t.Errorf("requirement %s lacks a clause, a profile or a whole sentence: %+v", req.ID, req)
		}
	}
}

func TestScenariosReadWell(t *testing.T) {
	names := map[string]string{}
	for _, it := range ownFeatures(t) {
		name := it.feature + "/" + it.pickle.Name
		if other, twice := names[name]; twice {
			t.Errorf("%s has the name of %s: %s", it.id, other, it.pickle.Name)
		}
		names[name] = it.id
		if n := len(it.pickle.Steps); n < 2 || n > 7 {
			t.Errorf("%s has %d steps, want 2 to 7", it.id, n)
		}
		var whens int
		for _, s := range it.pickle.Steps {
			if s.Type == messages.PickleStepType_ACTION {
				whens++
			}
			if len(s.Text) > 200 {
				t.Errorf("%s: step of %d characters: %s", it.id, len(s.Text), s.Text)
			}
		}
		if whens != 1 {
			t.Errorf("%s has %d steps of When, want 1", it.id, whens)
		}
	}
}

func TestStepsAreDefinedOnceAndUsed(t *testing.T) {
	for _, name := range Profiles() {
		t.Run(name, func(t *testing.T) {
			words, used := languages[name](), map[string]bool{}
			for _, it := range ownFeatures(t) {
				for _, s := range it.pickle.Steps {
					if it.profile != name {
						continue
					}
					if problem := words.problem(s.Text); problem != "" {
						t.Errorf("%s: %s", it.id, problem)
					}
					words.use(s.Text, used)
				}
			}
			for _, s := range words.steps {
				if !used[s.pattern] {
					t.Errorf("no scenario uses the step %q", s.pattern)
				}
			}
		})
	}
}

// use notes the patterns that a text matches.
func (l language) use(text string, used map[string]bool) {
	for i, expr := range l.exprs {
		if expr.MatchString(text) {
			used[l.steps[i].pattern] = true
		}
	}
}

func TestStepsHaveExamples(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range catalogue() {
		if seen[s.pattern] {
			t.Errorf("step %q is there twice", s.pattern)
		}
		seen[s.pattern] = true
		keyword, text, _ := strings.Cut(s.example, " ")
		if !slices.Contains([]string{"Given", "When", "Then", "And"}, keyword) || !s.expr().MatchString(text) {
			t.Errorf("step %q: its example does not match it: %q", s.pattern, s.example)
		}
		if !strings.HasSuffix(s.doc, ".") {
			t.Errorf("step %q: want a sentence that explains it, got %q", s.pattern, s.doc)
		}
	}
}

func TestNamedWordsAreUsed(t *testing.T) {
	var all strings.Builder
	tables := ""
	for _, it := range ownFeatures(t) {
		for _, s := range it.pickle.Steps {
			all.WriteString(s.Text + "\n")
			if s.Argument != nil && s.Argument.DataTable != nil {
				for _, row := range s.Argument.DataTable.Rows {
					tables += row.Cells[len(row.Cells)-1].Value + "\n"
				}
			}
		}
	}
	for name := range flaws {
		if !strings.Contains(all.String(), "a body with "+name+"\n") && !strings.Contains(all.String(), "a body that is "+name+"\n") {
			t.Errorf("no scenario uses the flaw %q", name)
		}
	}
	for name := range mistakes {
		if !strings.Contains(all.String(), "the mistake of "+name+"\n") {
			t.Errorf("no scenario makes the mistake of %q", name)
		}
	}
	for name := range insightsFlaws {
		if !strings.Contains(all.String(), " with a body with "+name+"\n") && !strings.Contains(all.String(), "a body that is "+name+"\n") {
			t.Errorf("no scenario uses the flaw %q", name)
		}
	}
	for name := range manners {
		if !strings.Contains(all.String(), " as "+name+"\n") {
			t.Errorf("no scenario calls the API as %q", name)
		}
	}
	for _, c := range insightsCalls {
		called := strings.Contains(all.String(), "client "+c.phrase)
		if !called {
			t.Errorf("no scenario has a client that %s", c.phrase)
		}
	}
	for name := range respects {
		if !strings.Contains(all.String(), "answers keep to "+name+"\n") {
			t.Errorf("no scenario holds its answers against %q", name)
		}
	}
	for name := range forms {
		if !strings.Contains(all.String(), " is "+name+"\n") && !strings.Contains(tables, name) {
			t.Errorf("no scenario asks for %q", name)
		}
	}
	for name := range bearers {
		if !strings.Contains(all.String(), "the AISP uses "+name+"\n") {
			t.Errorf("no scenario uses the token %q", name)
		}
	}
}
