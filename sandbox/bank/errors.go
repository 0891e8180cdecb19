package bank

import (
	"fmt"
	"strings"
)

// A Kind says what the caller can do about an Error. The zero kind is Internal,
// so that a forgotten one is never blamed on the client.
type Kind int

// The kinds of error.
const (
	Internal     Kind = iota
	Invalid           // the request breaks a rule; Violations say which
	NotFound          // no such resource
	WrongStatus       // the consent's status does not allow it
	Unauthorised      // the token is dead
	Forbidden         // the token is good, for something else
	Unsupported       // this bank does not offer the endpoint
)

// An Error is a rule's refusal.
type Error struct {
	Op         string // what was being done, e.g. "create consent"
	Kind       Kind
	Violations []Violation // at least one for Invalid, NotFound and WrongStatus
	Err        error
}

// A Violation is one breach of one rule.
type Violation struct {
	Code    string // the error code without its namespace, e.g. "Field.Missing"
	Path    string // dotted, e.g. "Data.Permissions[2]"; a header's name for Header.*
	Message string
}

func (e *Error) Error() string {
	parts := []string{e.Op}
	for _, v := range e.Violations {
		parts = append(parts, fmt.Sprintf("%s: %s", v.Path, v.Message))
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	return strings.Join(parts, ": ")
}

func (e *Error) Unwrap() error { return e.Err }

// invalid is a refusal of one word; near is the nearest right one, if any.
func invalid(op, path, message, near string) error {
	if near != "" {
		message += "; did you mean " + near + "?"
	}
	return &Error{Op: op, Kind: Invalid, Violations: []Violation{{"Field.Invalid", path, message}}}
}
