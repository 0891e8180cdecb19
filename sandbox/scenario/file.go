package scenario

import (
	"strings"

	"github.com/sandbank-dev/sandbank/fixtures/document"
)

// A decl is a scenario as its file says it, before extends.
type decl struct {
	Scenario
	own     map[string]document.Place // the keys that the file gives it
	faulty  bool                      // problems were found in it
	shipped bool                      // its match rule does not count
}

// read reads a whole scenario file.
func (r *reader) read(src []byte) (scenarios []decl, banks []Bank) {
	root := r.Read(src)
	if root.Kind == document.Empty {
		root.Kind = document.Mapping
	}
	r.object(root, parts{
		"version":   r.version,
		"scenarios": func(n document.Node) { scenarios = r.scenarios(n) },
		"banks":     func(n document.Node) { banks = r.banks(n) },
	})
	if root.Kind == document.Mapping && !root.Has("version") {
		r.Note(root.Lacking("version"), "1", "%s says which version of the language it is in: version: 1", format.Called)
	}
	return scenarios, banks
}

func (r *reader) version(n document.Node) {
	if n.Kind != document.Number || n.Text != "1" {
		r.Wrong(n, "1", "%s is not a version of the language that is known here: 1", n.Text)
	}
}

func (r *reader) scenarios(n document.Node) (out []decl) {
	for _, item := range r.Items(n) {
		before := len(r.Problems)
		d := r.scenario(item)
		d.faulty = len(r.Problems) > before
		if d.Name != "" {
			out = append(out, d)
		}
	}
	return out
}

func (r *reader) scenario(n document.Node) decl {
	d := decl{own: map[string]document.Place{}}
	d.File, d.Line = r.File, n.Line
	r.objectWith(n, "a scenario", "name", parts{
		"name":      func(n document.Node) { d.Name = r.name(n) },
		"about":     func(n document.Node) { d.About = strings.TrimSpace(r.text(n)) },
		"extends":   func(n document.Node) { d.Extends = r.text(n) },
		"match":     func(n document.Node) { d.Match = r.match(n) },
		"customer":  func(n document.Node) { d.Customer = r.customer(n) },
		"lifecycle": func(n document.Node) { d.Lifecycle = r.lifecycle(n) },
		"tokens":    func(n document.Node) { d.Tokens = r.tokens(n) },
		"data":      func(n document.Node) { d.Data = r.data(n) },
		"bank":      func(n document.Node) { d.Bank = r.name(n) },
		"insights":  func(n document.Node) { d.Insights = r.insights(n) },
	})
	for _, e := range n.Entries {
		d.own[e.Name.Key] = e.Value.Place
	}
	return d
}

var customerWords = []string{string(Approves), string(Declines), string(WalksAway), string(FailsSCA), string(Ask)}

// customer reads the short form, a word, or the long one, {does, as, accounts}.
func (r *reader) customer(n document.Node) (c Customer) {
	does := func(n document.Node) { c.Does = Does(r.Word(n, "what a customer does", customerWords)) }
	if n.Kind != document.Mapping {
		does(n)
		return c
	}
	r.objectWith(n, "a customer", "does", parts{
		"does":     does,
		"as":       func(n document.Node) { c.As = r.persona(n) },
		"accounts": func(n document.Node) { c.Accounts = r.accounts(n) },
	})
	return c
}

func (r *reader) persona(n document.Node) string {
	if _, known := r.people.Customer(n.Text); known && n.Kind == document.Text {
		return n.Text
	}
	var ids []string
	for _, c := range r.people.Customers() {
		ids = append(ids, c.ID)
	}
	return r.Word(n, "a customer of the bank", ids)
}

var accountWords = []string{"all", "first", "none"}

// accounts reads all, first or none, or a list of account ids.
func (r *reader) accounts(n document.Node) (out Accounts) {
	if n.Kind != document.List {
		return Accounts{r.Word(n, "a choice of accounts (a list of ids is one, too)", accountWords)}
	}
	var ids []string
	for _, c := range r.people.Customers() {
		for _, a := range c.Accounts {
			ids = append(ids, a.ID)
		}
	}
	r.each(n, func(n document.Node) { out = append(out, r.Word(n, "an account of a customer of the bank", ids)) })
	return out
}

func (r *reader) tokens(n document.Node) (t Tokens) {
	r.object(n, parts{
		"access":  func(n document.Node) { t.Access = r.duration(n) },
		"refresh": func(n document.Node) { t.Refresh = r.duration(n) },
		"rotate":  func(n document.Node) { b := r.Boolean(n); t.Rotate = &b },
	})
	return t
}

func (r *reader) data(n document.Node) (d Data) {
	r.object(n, parts{
		"persona": func(n document.Node) { d.Persona = r.persona(n) },
		"seed":    func(n document.Node) { d.Seed = r.integer(n, 0) },
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
