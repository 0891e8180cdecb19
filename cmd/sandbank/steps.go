package main

import (
	"fmt"

	"github.com/sandbank-dev/sandbank/features"
)

// stepsCmd lists the language that features are written in.
type stepsCmd struct{}

// Run prints each step with what it does and an example.
func (stepsCmd) Run(io *streams) error {
	for _, s := range features.Steps() {
		if _, err := fmt.Fprintf(io.Out, "%s\n    %s\n    e.g. %s\n", s.Pattern, s.Doc, s.Example); err != nil {
			return err
		}
	}
	return nil
}
