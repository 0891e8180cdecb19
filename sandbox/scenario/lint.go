package scenario

import (
	"fmt"
	"slices"

	"github.com/sandbank-dev/sandbank/fixtures/document"
	"github.com/sandbank-dev/sandbank/schemas"
)

// lint looks at the scenarios as they are after extends: what each file says may
// be right, and the whole may not.
func (s *Set) lint(problems *Problems) {
	for i := range s.list {
		if !s.faulty(i) {
			*problems = append(*problems, s.neverFires(i)...)
		}
		if m := s.decls[i].Match; m != nil {
			*problems = append(*problems, s.unknownBanks(i, m)...)
		}
		if d := s.decls[i]; d.Bank != "" && !d.faulty {
			*problems = append(*problems, s.unknownBank(d.Bank, origin{d.File, d.own["bank"]})...)
		}
	}
}

// faulty tells whether a scenario or one that it extends has problems already;
// more about it would only be their echo.
func (s *Set) faulty(i int) bool {
	for range s.decls {
		d := &s.decls[i]
		parent, known := s.index[d.Extends]
		if d.faulty || d.Extends != "" && !known {
			return true
		}
		if d.Extends == "" {
			return false
		}
		i = parent
	}
	return true // a cycle
}

// neverFires notes the exits that another one always comes before, and those of
// states that the script never reaches.
func (s *Set) neverFires(i int) (out Problems) {
	sc := s.list[i]
	for _, from := range []State{AwaitingAuthorisation, Authorised} {
		exits := sc.Exits(from)
		for j, x := range exits {
			if why := shadow(exits, j); why != "" {
				out = append(out, s.about(i, x, why))
			} else if from == AwaitingAuthorisation && (x.Upon == UponToken || x.Upon == UponData) {
				out = append(out, s.about(i, x, "this exit can never fire: a consent has no tokens before it is Authorised"))
			}
		}
		if len(exits) > 0 && from == Authorised && !sc.reaches(Authorised) {
			out = append(out, s.about(i, exits[0], "this exit can never fire: the script never makes the consent Authorised"))
		}
	}
	return out
}

// shadow says which exit always fires before number j, "" if none does.
func shadow(exits []Exit, j int) string {
	x := exits[j]
	for k, o := range exits {
		if k == j || !o.beats(x, k < j) {
			continue
		}
		where := fmt.Sprintf("%s:%d", o.File, o.Line)
		if o.File == x.File {
			where = fmt.Sprintf("line %d", o.Line)
		}
		return fmt.Sprintf("this exit can never fire: the one %s (%s) always comes first", o.Trigger(), where)
	}
	return ""
}

// beats tells whether e, standing before or after x, always fires first. Ties
// go to the one that stands first.
func (e Exit) beats(x Exit, before bool) bool {
	switch {
	case e.After > 0 && x.After > 0:
		return e.After < x.After || e.After == x.After && before
	case e.reads() > 0 && x.reads() > 0:
		return e.reads() < x.reads() || e.reads() == x.reads() && before
	}
	return e.Upon != "" && e.Upon == x.Upon && before
}

// reads is how many reads of the consent fire the exit, 0 if none do: upon poll
// is after 1 poll.
func (e Exit) reads() int {
	if e.Upon == UponPoll {
		return 1
	}
	return e.Polls
}

// reaches tells whether the script, from the start, can come to a state.
func (sc Scenario) reaches(to State) bool {
	if to == Authorised && sc.Way() == Ask {
		return true
	}
	return slices.ContainsFunc(sc.Exits(AwaitingAuthorisation), func(x Exit) bool { return x.To == to })
}

// about notes a problem with an exit of scenario i: where the exit stands, or,
// when the scenario has its lifecycle from a parent, where it extends that.
func (s *Set) about(i int, x Exit, message string) document.Problem {
	d := s.decls[i]
	if _, own := d.own["lifecycle"]; own {
		return document.Problem{File: x.File, Line: x.Line, Column: x.Column, Key: "lifecycle", Message: message}
	}
	at := d.own["extends"]
	message = fmt.Sprintf("%s, for the exit %s (%s:%d)", message, x.Trigger(), x.File, x.Line)
	return document.Problem{File: d.File, Line: at.Line, Column: at.Column, Key: "extends", Message: message}
}

// unknownBanks notes the banks that a match asks about and no file has.
func (s *Set) unknownBanks(i int, m *Match) (out Problems) {
	for _, p := range m.Bank {
		if p.re == nil && p.Word != "" {
			out = append(out, s.unknownBank(p.Word, origin{s.decls[i].File, p.at})...)
		}
	}
	return out
}

// unknownBank notes a bank that no file has, where it is named.
func (s *Set) unknownBank(name string, at origin) Problems {
	var names []string
	for _, b := range s.banks {
		names = append(names, b.Name)
	}
	if name == "" || slices.Contains(names, name) {
		return nil
	}
	return Problems{{
		File: at.file, Line: at.Line, Column: at.Column, Key: "bank", Near: schemas.Meant(name, names),
		Message: quote(name) + " is not a bank of the banks section",
	}}
}
