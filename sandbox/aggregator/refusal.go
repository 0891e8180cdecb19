package aggregator

import (
	"fmt"

	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// A Violation is one breach of one rule.
type Violation = storage.Violation

// missing is the refusal of an id that is unknown or another client's: the two
// must not be told apart.
func missing(op, what, id string) error {
	return &storage.Error{Op: op, Kind: storage.NotFound, Message: fmt.Sprintf("there is no %s %s", what, quote(id))}
}

// conflict is the refusal of what cannot be done as things stand.
func conflict(op, format string, args ...any) error {
	return &storage.Error{Op: op, Kind: storage.Conflict, Message: fmt.Sprintf(format, args...)}
}

// quote writes a text of the caller's into a message as storage does.
func quote(s string) string { return storage.Quote(s) }
