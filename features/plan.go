package features

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	gherkin "github.com/cucumber/gherkin/go/v26"
	messages "github.com/cucumber/messages/go/v21"
)

// A plan is the scenarios of a run in the order in which they start.
type plan struct {
	items    []*item
	seed     int64
	register Register
	cells    []Cell // of the permission matrix, those that the tags leave out too
}

// An item is one scenario of the plan: a scenario of a feature, or one row of
// an outline's examples.
type item struct {
	id      string // file:line, of the row where there is one
	feature string
	profile string // in whose folder its feature stands; "" if in none's
	pickle  *messages.Pickle
	tags    []string // with their @
	words   []string // the keyword of each step, as written
	ordinal int      // its place in the plan
}

// newPlan reads the features of the target's profile, picks the scenarios that
// the tags ask for and shuffles them.
func newPlan(o Options) (*plan, error) {
	own, callers, err := o.sources()
	if err != nil {
		return nil, err
	}
	wanted, err := parseTags(o.Tags)
	if err != nil {
		return nil, &UsageError{Err: err}
	}
	p := &plan{seed: o.Seed, register: own.register, cells: cellsOf(slices.Concat(own.items, callers))}
	p.pick(own.items, wanted, o.Only)
	ours := len(p.items)
	p.pick(callers, wanted, o.Only)
	if len(p.items) == 0 {
		return nil, &UsageError{Err: noneSelected{o.Tags, len(own.items) + len(callers)}}
	}
	if o.own == files {
		err = lint(p.items[ours:], o.language()) // those before are linted by a test
	} else {
		err = lint(p.items, o.language())
	}
	if err != nil {
		return nil, &UsageError{Err: err}
	}
	p.shuffle()
	return p, nil
}

// noneSelected says that the tags want no scenario.
type noneSelected struct {
	tags string
	all  int
}

func (n noneSelected) Error() string {
	return fmt.Sprintf("tags %q select none of the %d scenarios", n.tags, n.all)
}

// sources gives the register and the scenarios of the target's profile, the
// suite's own and those that the caller brought.
func (o Options) sources() (own source, callers []*item, err error) {
	all, err := o.readOwn()
	if err != nil {
		return own, nil, err
	}
	brought, err := readFeatures(o.FS)
	if err == nil {
		err = knownTags(brought, all.register)
	}
	if err != nil {
		return own, nil, &UsageError{Err: err}
	}
	own.register = all.register.of(o.Target.Profile)
	for _, it := range all.items {
		if it.profile == o.Target.Profile {
			own.items = append(own.items, it)
		}
	}
	for _, it := range brought {
		if it.profile == o.Target.Profile || it.profile == "" && !o.noStrays {
			callers = append(callers, it)
		}
	}
	return own, callers, nil
}

// pick copies the wanted scenarios into the plan, of which only may want fewer.
func (p *plan) pick(items []*item, wanted selector, only func(id string) bool) {
	for _, it := range items {
		if wanted(it.tags) && (only == nil || only(it.id)) {
			mine := *it
			p.items = append(p.items, &mine)
		}
	}
}

// A source is a register and the scenarios that go with it.
type source struct {
	register Register
	items    []*item
}

// builtIn is the suite's own source, read once: whoever verifies many banks
// pays for it once.
var builtIn = sync.OnceValues(func() (source, error) { return readSource(files) })

func (o Options) readOwn() (source, error) {
	if o.own == files {
		return builtIn()
	}
	return readSource(o.own)
}

func readSource(from fs.FS) (s source, err error) {
	if s.register, err = readRegister(from); err != nil {
		return s, &HarnessError{Err: err}
	}
	if s.items, err = readFeatures(from); err != nil {
		return s, &UsageError{Err: err}
	}
	return s, nil
}

// shuffle puts the scenarios into the order that the seed gives, drawing a seed
// if there is none yet. Files have no say: scenarios of all features mix.
func (p *plan) shuffle() {
	for p.seed == 0 {
		p.seed = int64(rand.Uint32())
	}
	order := rand.New(rand.NewPCG(uint64(p.seed), 0))
	order.Shuffle(len(p.items), func(i, j int) { p.items[i], p.items[j] = p.items[j], p.items[i] })
	for i, it := range p.items {
		it.ordinal = i + 1
	}
}

// readFeatures reads every feature of the sources; a nil one has none.
func readFeatures(sources ...fs.FS) (items []*item, err error) {
	for _, source := range sources {
		if source == nil {
			continue
		}
		err := fs.WalkDir(source, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) != ".feature" {
				return err
			}
			text, err := fs.ReadFile(source, name)
			if err != nil {
				return err
			}
			found, err := readFeature(name, text)
			items = append(items, found...)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return items, nil
}

// readFeature gives the scenarios of one file.
func readFeature(name string, text []byte) (items []*item, err error) {
	newID := (&messages.Incrementing{}).NewId
	doc, err := gherkin.ParseGherkinDocument(bytes.NewReader(text), newID)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	lines, words := linesOf(doc), wordsOf(doc)
	for _, pickle := range gherkin.Pickles(*doc, name, newID) {
		line := lines[pickle.AstNodeIds[len(pickle.AstNodeIds)-1]]
		it := &item{id: name + ":" + strconv.Itoa(line), feature: doc.Feature.Name, profile: profileOf(name), pickle: pickle}
		for _, s := range pickle.Steps {
			it.words = append(it.words, words[s.AstNodeIds[0]])
		}
		for _, tag := range pickle.Tags {
			it.tags = append(it.tags, tag.Name)
		}
		if len(pickle.Steps) == 0 {
			return nil, fmt.Errorf("%s: scenario %q has no steps", it.id, pickle.Name)
		}
		items = append(items, it)
	}
	return items, nil
}

// name gives the scenario's name, or its id if it has none.
func (it *item) name() string {
	if it.pickle.Name == "" {
		return it.id
	}
	return it.pickle.Name
}

// has tells whether the scenario bears the tag, written without @.
func (it *item) has(tag string) bool {
	for _, t := range it.tags {
		if strings.TrimPrefix(t, "@") == tag {
			return true
		}
	}
	return false
}

func (it *item) keywordAt(step int) string {
	if step < 0 || step >= len(it.words) {
		return ""
	}
	return it.words[step]
}

func (it *item) keyword(s *messages.PickleStep) string {
	return it.keywordAt(slices.Index(it.pickle.Steps, s))
}
