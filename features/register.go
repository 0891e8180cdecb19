package features

import (
	"fmt"
	"io/fs"
	"sync"

	"github.com/goccy/go-yaml"
)

// A Requirement is one thing that the standard asks of a bank.
type Requirement struct {
	ID      string  `yaml:"id" json:"id"`           // as scenarios are tagged, without @
	Clause  string  `yaml:"clause" json:"clause"`   // where the standard says so
	Keyword Keyword `yaml:"keyword" json:"keyword"` // MUST or SHOULD
	Text    string  `yaml:"text" json:"text"`       // in our own words
	Profile string  `yaml:"-" json:"profile"`       // of the file it stands in

	// Inferred marks what the standard's pages leave open and was worked out by
	// analogy with what they say.
	Inferred bool `yaml:"inferred" json:"inferred,omitempty"`
}

// A Register is all requirements, in the order of the files.
type Register struct {
	List []Requirement
	byID map[string]Requirement
}

// Find gives the requirement with the id.
func (r Register) Find(id string) (Requirement, bool) {
	req, ok := r.byID[id]
	return req, ok
}

// of gives the requirements of one profile.
func (r Register) of(profile string) Register {
	own := Register{byID: map[string]Requirement{}}
	for _, req := range r.List {
		if req.Profile == profile {
			own.List, own.byID[req.ID] = append(own.List, req), req
		}
	}
	return own
}

// LoadRegister gives the register that is built into the suite. The error is a
// *HarnessError: it would be a fault of ours.
func LoadRegister() (Register, error) {
	return loadRegister()
}

var loadRegister = sync.OnceValues(func() (Register, error) {
	r, err := readRegister(files)
	if err != nil {
		return r, &HarnessError{Err: err}
	}
	return r, nil
})

// readRegister reads requirements/*.yaml.
func readRegister(source fs.FS) (Register, error) {
	r := Register{byID: map[string]Requirement{}}
	names, err := fs.Glob(source, "requirements/*.yaml")
	if err != nil {
		return r, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(source, name)
		if err != nil {
			return r, err
		}
		if err := r.add(name, text); err != nil {
			return r, err
		}
	}
	return r, nil
}

func (r *Register) add(name string, text []byte) error {
	var file struct {
		Profile      string        `yaml:"profile"`
		Requirements []Requirement `yaml:"requirements"`
	}
	if err := yaml.UnmarshalWithOptions(text, &file, yaml.Strict()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, req := range file.Requirements {
		if _, twice := r.byID[req.ID]; twice {
			return fmt.Errorf("%s: requirement %s is there twice", name, req.ID)
		}
		if req.Keyword != Must && req.Keyword != Should {
			return fmt.Errorf("%s: requirement %s: keyword %q is neither MUST nor SHOULD", name, req.ID, req.Keyword)
		}
		if req.Inferred && req.Keyword == Must {
			return fmt.Errorf("%s: requirement %s is inferred and cannot be a MUST", name, req.ID)
		}
		if _, err := profileNamed(file.Profile); err != nil || file.Profile == "" {
			return fmt.Errorf("%s: unknown profile %q", name, file.Profile)
		}
		req.Profile = file.Profile
		r.byID[req.ID] = req
		r.List = append(r.List, req)
	}
	return nil
}
