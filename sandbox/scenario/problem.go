package scenario

import (
	"fmt"
	"strconv"
	"strings"
)

// A Problem is one thing wrong in a scenario file, and where.
type Problem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`   // from 1; 0 when the file as a whole is meant
	Column  int    `json:"column"` // from 1
	Key     string `json:"key,omitempty"`
	Message string `json:"message"`
	Near    string `json:"near,omitempty"` // the nearest valid word, if there is one
}

// String is the problem on one line: file:line: key: message (did you mean "x"?).
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	if p.Key != "" {
		b.WriteString(": " + p.Key)
	}
	b.WriteString(": " + p.Message)
	if p.Near != "" {
		fmt.Fprintf(&b, " (did you mean %q?)", p.Near)
	}
	return b.String()
}

// Problems is what is wrong with the files of one load, in file and line order:
// all of it, up to a hundred. As an error it prints one problem a line.
type Problems []Problem

// maxProblems is how many are told; who has more has sent something else than
// scenarios.
const maxProblems = 100

// cut drops what is beyond maxProblems and says so.
func (ps Problems) cut() Problems {
	if len(ps) <= maxProblems {
		return ps
	}
	return append(ps[:maxProblems:maxProblems], Problem{File: ps[maxProblems].File, Message: "and so on: there are more than " + strconv.Itoa(maxProblems) + " problems"})
}

// Error prints each problem on a line of its own.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}
