package scenario

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/fixtures/document"
)

// A source is one file to load.
type source struct {
	name    string
	src     []byte
	shipped bool // the match rules in it do not count
}

// builtinPrefix names files that ship with sandbank: builtin:examples.yaml, or
// builtin: for all.
const builtinPrefix = "builtin:"

// Load returns base and the scenarios of more files: a file, all *.yaml and
// *.yml files of a directory (not of those in it), in order of their names, or
// a shipped file as builtin:examples.yaml, so that its match rules count. The
// files may extend each other's scenarios. A name may stand once in them all,
// but may replace one of base; a bank may not. The error is Problems if a file
// has any; then nothing is loaded. A nil base is an empty one.
func Load(base *Set, paths ...string) (*Set, error) {
	var files []source
	for _, p := range paths {
		more, err := open(p)
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
	}
	if base == nil {
		base = &Set{}
	}
	return base.add(files)
}

func open(p string) ([]source, error) {
	if name, ok := strings.CutPrefix(p, builtinPrefix); ok {
		return shipped(name)
	}
	info, err := os.Stat(p)
	if err != nil {
		return nil, fmt.Errorf("scenarios: %w", err)
	}
	if !info.IsDir() {
		src, err := os.ReadFile(p)
		if err != nil {
			return nil, fmt.Errorf("scenarios: %w", err)
		}
		return []source{{name: p, src: src}}, nil
	}
	files, err := readDir(os.DirFS(p), ".", func(name string) string { return filepath.Join(p, name) })
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("scenarios: no *.yaml or *.yml file in directory %s", p)
	}
	return files, err
}

// shipped returns the embedded file of that name, or all for "".
func shipped(name string) ([]source, error) {
	files, err := readDir(fixtures.Scenarios, "scenarios", func(name string) string { return builtinPrefix + name })
	if err != nil || name == "" {
		return files, err
	}
	var names []string
	for _, f := range files {
		if f.name == builtinPrefix+name {
			return []source{f}, nil
		}
		names = append(names, f.name)
	}
	return nil, fmt.Errorf("scenarios: %s%s is no shipped file; there are %s", builtinPrefix, name, strings.Join(names, ", "))
}

// readDir reads the scenario files of a directory, by name.
func readDir(fsys fs.FS, dir string, named func(string) string) (files []source, err error) {
	list, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, fmt.Errorf("scenarios: %w", err)
	}
	for _, e := range list {
		if ext := path.Ext(e.Name()); e.IsDir() || ext != ".yaml" && ext != ".yml" {
			continue
		}
		src, err := fs.ReadFile(fsys, path.Join(dir, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("scenarios: %w", err)
		}
		files = append(files, source{name: named(e.Name()), src: src})
	}
	return files, nil
}

// add is the one way to a Set: read the files, put them over what was there,
// resolve extends, look at the whole.
func (s *Set) add(files []source) (*Set, error) {
	b := build{people: s.people}
	if b.people == nil {
		b.people = fixtures.Shipped()
	}
	for _, f := range files {
		b.read(f)
	}
	b.clashes(s, files)
	next := b.over(s, files)
	next.resolve(&b.problems)
	next.lint(&b.problems)
	if len(b.problems) > 0 {
		return nil, b.told(files)
	}
	return next, nil
}

// Problems is what is wrong with the files of one load, in file and line order:
// all of it, up to a hundred. As an error it prints one problem a line.
type Problems = document.Problems

// A build collects what the files of one load say.
type build struct {
	people   *fixtures.Set
	decls    []decl
	banks    []Bank
	problems Problems
}

func (b *build) read(f source) {
	r := &reader{Reader: document.Reader{File: f.name, Format: &format}, people: b.people}
	decls, banks := r.read(f.src)
	for _, d := range decls {
		d.shipped = f.shipped
		if first := slices.IndexFunc(b.decls, func(o decl) bool { return o.Name == d.Name }); first >= 0 {
			r.Note(document.Node{Key: "name", Place: d.own["name"]}, "", "%q is the name of another scenario already: %s:%d", d.Name, b.decls[first].File, b.decls[first].Line)
			continue
		}
		b.decls = append(b.decls, d)
	}
	for _, bank := range banks {
		if first := slices.IndexFunc(b.banks, func(o Bank) bool { return o.Name == bank.Name }); first >= 0 {
			r.Problems = append(r.Problems, bank.taken(b.banks[first]))
			continue
		}
		b.banks = append(b.banks, bank)
	}
	b.problems = append(b.problems, r.Problems...)
}

// clashes notes the banks of these files that another file has already: a
// scenario there counts on what its bank has, and must not meet another one
// unawares.
func (b *build) clashes(s *Set, files []source) {
	for _, bank := range b.banks {
		for _, old := range s.banks {
			if old.Name == bank.Name && !among(files, old.file) {
				b.problems = append(b.problems, bank.taken(old))
			}
		}
	}
}

// among tells whether a file is one of those that are being loaded.
func among(files []source, name string) bool {
	return slices.ContainsFunc(files, func(f source) bool { return f.name == name })
}

// over puts what was read over a Set: in place of the same name, else at the
// end; what else the same files brought before goes.
func (b *build) over(s *Set, files []source) *Set {
	next := &Set{people: s.people}
	for _, old := range s.decls {
		i := slices.IndexFunc(b.decls, func(d decl) bool { return d.Name == old.Name })
		switch {
		case i >= 0:
			next.decls = append(next.decls, b.decls[i])
			b.decls = slices.Delete(b.decls, i, i+1)
		case !among(files, old.File):
			next.decls = append(next.decls, old)
		}
	}
	next.decls = append(next.decls, b.decls...)
	for _, old := range s.banks {
		if !among(files, old.file) {
			next.banks = append(next.banks, old)
		}
	}
	next.banks = append(next.banks, b.banks...)
	return next
}

// told are the problems in the order of the files; after the first hundred not
// all are looked for.
func (b *build) told(files []source) Problems {
	var names []string
	for _, f := range files {
		names = append(names, f.name)
	}
	b.problems.Sort(names)
	return b.problems.Cut(fmt.Sprintf("more than %d problems", document.MaxProblems))
}
