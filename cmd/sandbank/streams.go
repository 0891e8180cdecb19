package main

import "io"

// The exit codes, which scripts rely on.
const (
	exitOK            = 0 // conformant; or, where nothing is judged, done
	exitNotConformant = 1
	exitUsage         = 2 // wrong flags, files or names; nothing was started
	exitHarness       = 3 // the target cannot be reached, or the harness failed
)

// streams is where a verb prints.
type streams struct {
	Out, Err io.Writer
}

// An exitError ends a verb with a code. An empty msg has been said already.
type exitError struct {
	code int
	msg  string
}

func (e *exitError) Error() string { return e.msg }
