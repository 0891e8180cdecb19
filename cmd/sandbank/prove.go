package main

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/sandbank-dev/sandbank/features"
	"github.com/sandbank-dev/sandbank/sandbox/mutant"
)

// proveCmd runs the suite against broken banks and shows that it catches each.
type proveCmd struct {
	Mutant   []string `help:"Only this mutant; may be repeated (default: all)." placeholder:"ID" sep:"none"`
	Profile  string   `help:"Only mutants and requirements of this profile, obf-ais-1.0 or account-insights-1 (default: all)." placeholder:"NAME"`
	Full     bool     `help:"Run the whole suite against each mutant, not only until all that it breaks was named."`
	Report   string   `help:"Write prove.json, prove.md and prove.html into this folder." placeholder:"DIR"`
	List     bool     `help:"List the mutants and what they break, and run nothing."`
	Seed     int64    `default:"1" help:"The order of the scenarios."`
	Parallel int      `default:"2" help:"How many mutants are tried at once."`
}

// Run tries the mutants; its error carries exit code 1 when the good bank fails,
// when a mutant survives, or when a MUST is not shown to be checked.
func (c *proveCmd) Run(ctx context.Context, io *streams) error {
	mutants, err := chosen(c.Profile, c.Mutant)
	if err != nil {
		return &exitError{exitUsage, err.Error()}
	}
	if c.List {
		return listMutants(io.Out, mutants)
	}
	if c.Parallel < 1 {
		return &exitError{exitUsage, fmt.Sprintf("--parallel: %d mutants at once try none; say 1 or more", c.Parallel)}
	}
	register, err := features.LoadRegister()
	if err != nil {
		return &exitError{exitHarness, err.Error()}
	}
	p := prover{full: c.Full, seed: c.Seed, parallel: c.Parallel, whole: len(c.Mutant) == 0, register: ofProfile(c.Profile, register.List)}
	width := widest(mutants)
	p.decided = func(t trial) { fmt.Fprint(io.Out, t.line(width)) } // what cannot be written then cannot at the end, which tells
	proof, err := p.prove(ctx, mutants)
	if err != nil {
		return &exitError{exitHarness, err.Error()}
	}
	return c.tell(io.Out, proof)
}

// widest is the length of the longest id.
func widest(mutants []mutant.Mutant) (width int) {
	for _, m := range mutants {
		width = max(width, len(m.ID))
	}
	return width
}

// tell prints the proof, writes the reports and gives the verdict.
func (c *proveCmd) tell(out io.Writer, proof *proof) error {
	if _, err := io.WriteString(out, proof.text()); err != nil {
		return &exitError{exitHarness, err.Error()}
	}
	if c.Report != "" {
		if err := proof.write(c.Report); err != nil {
			return &exitError{exitHarness, err.Error()}
		}
	}
	if !proof.Holds {
		return &exitError{exitNotConformant, ""} // the text has said why
	}
	return nil
}

// chosen gives the mutants with those ids, each once, or all of a profile, or of
// every one, if none are named.
func chosen(profile string, ids []string) ([]mutant.Mutant, error) {
	if err := features.CheckProfile(profile); err != nil {
		return nil, fmt.Errorf("--%w", err)
	}
	if len(ids) == 0 {
		return slices.DeleteFunc(mutant.All(), func(m mutant.Mutant) bool { return profile != "" && m.Profile != profile }), nil
	}
	var list []mutant.Mutant
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		m, err := mutant.Named(id)
		if err != nil {
			return nil, err
		}
		if profile != "" && m.Profile != profile {
			return nil, fmt.Errorf("--mutant: %s lies in the profile %s, and --profile is %s", id, m.Profile, profile)
		}
		list = append(list, m)
	}
	return list, nil
}

// ofProfile keeps the requirements of a profile; "" is every one.
func ofProfile(profile string, all []features.Requirement) (own []features.Requirement) {
	for _, req := range all {
		if profile == "" || req.Profile == profile {
			own = append(own, req)
		}
	}
	return own
}

// listMutants prints what there is to prove.
func listMutants(out io.Writer, mutants []mutant.Mutant) error {
	for _, m := range mutants {
		if _, err := fmt.Fprintf(out, "%s\n    %s\n    breaks %s\n", m.ID, m.About, listed(m.Breaks)); err != nil {
			return err
		}
	}
	return nil
}
