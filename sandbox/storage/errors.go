package storage

import (
	"fmt"
	"slices"
	"strings"
)

// A Kind says what the caller can do about an Error. The zero kind is Internal,
// so that a forgotten one is never blamed on the client.
type Kind int

// The kinds of error, with the status that each stands for (account-insights.md,
// 1.4 and 1.5).
const (
	Internal     Kind = iota // 500
	Invalid                  // 400: the request breaks a rule; Violations or Code say which
	Unauthorised             // 401: the token is missing, unknown or too old
	Forbidden                // 403: the token is good, for something else
	NotFound                 // 404: there is no such thing, or it is another client's
	Conflict                 // 409: not as things stand
	TooLarge                 // 413: more than is taken in one call
	TooMany                  // 429: more often than is allowed
)

// An Error is a rule's refusal, in all rooms of Account Insights.
type Error struct {
	Op         string // what was being done, e.g. "create account"
	Kind       Kind
	Code       string // "": the kind's own; else an error category, e.g. "CONSENT.NOT_STORED"
	Message    string // "": what the violations say
	Violations []Violation
	Token      string // the consent token that takes the place of the one sent, if it was spent all the same (5.2)
}

// A Violation is one breach of one rule.
type Violation struct {
	Code    string // one of the codes below
	Path    string // dotted, e.g. "transactions[3].amount.currency"
	Message string
}

// The codes of violations (1.5).
const (
	Required          = "REQUIRED"
	InvalidFormat     = "INVALID_FORMAT"
	InvalidValue      = "INVALID_VALUE"
	MutuallyExclusive = "MUTUALLY_EXCLUSIVE"
	TooLong           = "TOO_LONG"
)

func (e *Error) Error() string {
	parts := []string{e.Op}
	if e.Code != "" {
		parts = append(parts, e.Code)
	}
	if e.Message != "" {
		parts = append(parts, e.Message)
	}
	for _, v := range e.Violations {
		parts = append(parts, fmt.Sprintf("%s: %s", v.Path, v.Message))
	}
	return strings.Join(parts, ": ")
}

// Refuse is nil if there are no violations, and else the refusal that tells them
// all, of each place the first.
func Refuse(op string, found []Violation) error {
	if len(found) == 0 {
		return nil
	}
	return &Error{Op: op, Kind: Invalid, Violations: firsts(found)}
}

func firsts(found []Violation) []Violation {
	told := make(map[string]bool, len(found))
	return slices.DeleteFunc(slices.Clone(found), func(v Violation) bool {
		was := told[v.Path]
		told[v.Path] = true
		return was
	})
}
