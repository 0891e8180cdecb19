package scenario

import (
	"strings"
)

// A decl is a scenario as its file says it, before extends.
type decl struct {
	Scenario
	own     map[string]place // the keys that the file gives it
	faulty  bool             // problems were found in it
	shipped bool             // its match rule does not count
}

// read reads a whole scenario file.
func (r *reader) read(src []byte) (scenarios []decl, banks []Bank) {
	root := r.document(src)
	if root.kind == empty {
		root.kind = mapping
	}
	r.object(root, parts{
		"version":   r.version,
		"scenarios": func(n node) { scenarios = r.scenarios(n) },
		"banks":     func(n node) { banks = r.banks(n) },
	})
	if root.kind == mapping && !root.has("version") {
		r.note(root.at, "version", "1", "a scenario file says which version of the language it is in: version: 1")
	}
	return scenarios, banks
}

func (r *reader) version(n node) {
	if n.kind != integer || n.text != "1" {
		r.wrong(n, "1", "%s is not a version of the language that is known here: 1", n.text)
	}
}

func (r *reader) scenarios(n node) (out []decl) {
	if !r.is(n, list) {
		return nil
	}
	for _, item := range n.items {
		before := len(r.problems)
		d := r.scenario(item)
		d.faulty = len(r.problems) > before
		if d.Name != "" {
			out = append(out, d)
		}
	}
	return out
}

func (r *reader) scenario(n node) decl {
	d := decl{own: map[string]place{}}
	d.File, d.Line = r.file, n.at.line
	r.object(n, parts{
		"name":      func(n node) { d.Name = r.name(n) },
		"about":     func(n node) { d.About = strings.TrimSpace(r.text(n)) },
		"extends":   func(n node) { d.Extends = r.text(n) },
		"match":     func(n node) { d.Match = r.match(n) },
		"customer":  func(n node) { d.Customer = r.customer(n) },
		"lifecycle": func(n node) { d.Lifecycle = r.lifecycle(n) },
		"tokens":    func(n node) { d.Tokens = r.tokens(n) },
		"data":      func(n node) { d.Data = r.data(n) },
		"bank":      func(n node) { d.Bank = r.name(n) },
	})
	r.require(n, "a scenario", "name")
	for _, e := range n.entries {
		d.own[e.name] = e.value.at
	}
	return d
}

var customerWords = []string{string(Approves), string(Declines), string(WalksAway), string(FailsSCA), string(Ask)}

// customer reads the short form, a word, or the long one, {does, as, accounts}.
func (r *reader) customer(n node) (c Customer) {
	does := func(n node) { c.Does = Does(r.word(n, "what a customer does", customerWords...)) }
	if n.kind != mapping {
		does(n)
		return c
	}
	r.object(n, parts{
		"does":     does,
		"as":       func(n node) { c.As = r.persona(n) },
		"accounts": func(n node) { c.Accounts = r.accounts(n) },
	})
	r.require(n, "a customer", "does")
	return c
}

func (r *reader) persona(n node) string {
	var ids []string
	for _, c := range r.people.Customers() {
		ids = append(ids, c.ID)
	}
	return r.word(n, "a customer of the bank", ids...)
}

var accountWords = []string{"all", "first", "none"}

// accounts reads all, first or none, or a list of account ids.
func (r *reader) accounts(n node) (out Accounts) {
	if n.kind != list {
		return Accounts{r.word(n, "a choice of accounts (a list of ids is one, too)", accountWords...)}
	}
	var ids []string
	for _, c := range r.people.Customers() {
		for _, a := range c.Accounts {
			ids = append(ids, a.ID)
		}
	}
	r.each(n, func(n node) { out = append(out, r.word(n, "an account of a customer of the bank", ids...)) })
	return out
}

func (r *reader) tokens(n node) (t Tokens) {
	r.object(n, parts{
		"access":  func(n node) { t.Access = r.duration(n) },
		"refresh": func(n node) { t.Refresh = r.duration(n) },
		"rotate":  func(n node) { b := r.boolean(n); t.Rotate = &b },
	})
	return t
}

func (r *reader) data(n node) (d Data) {
	r.object(n, parts{
		"persona": func(n node) { d.Persona = r.persona(n) },
		"seed":    func(n node) { d.Seed = r.integer(n, 0) },
	})
	return d
}

// states are the words for a consent's states, in the order of its life.
var states = []State{AwaitingAuthorisation, Authorised, Rejected, Revoked}

func stateWords() (out []string) {
	for _, s := range states {
		out = append(out, string(s))
	}
	return out
}
