package control

import (
	"errors"
	"net/http"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// The kinds of refusal that are the control plane's own.
var (
	// ErrBadName is a name that a tenant cannot have.
	ErrBadName = errors.New("bad name")
	// ErrFull is one tenant too many.
	ErrFull = errors.New("no room")

	errForeign  = errors.New("forbidden")
	errMethod   = errors.New("method not allowed")
	errBad      = errors.New("bad request")
	errTooLong  = errors.New("the body is too long")
	errUnknown  = errors.New("not found")
	errExists   = errors.New("conflict")
	errScenario = errors.New("scenario file refused")
)

// statuses maps the control plane's refusals to HTTP.
var statuses = map[error]int{
	ErrBadName:  http.StatusBadRequest,
	ErrFull:     http.StatusServiceUnavailable,
	errForeign:  http.StatusForbidden,
	errMethod:   http.StatusMethodNotAllowed,
	errBad:      http.StatusBadRequest,
	errTooLong:  http.StatusRequestEntityTooLarge,
	errUnknown:  http.StatusNotFound,
	errExists:   http.StatusConflict,
	errScenario: http.StatusUnprocessableEntity,
}

// kinds maps the bank's refusals to HTTP.
var kinds = map[bank.Kind]int{
	bank.Invalid:     http.StatusBadRequest,
	bank.NotFound:    http.StatusNotFound,
	bank.WrongStatus: http.StatusConflict,
}

// refusals maps those of Account Insights to HTTP.
var refusals = map[storage.Kind]int{
	storage.Invalid:  http.StatusBadRequest,
	storage.NotFound: http.StatusNotFound,
	storage.Conflict: http.StatusConflict,
}

func statusOf(err error) int {
	if refusal, ok := errors.AsType[*storage.Error](err); ok {
		if status, ok := refusals[refusal.Kind]; ok {
			return status
		}
	}
	if refusal, ok := errors.AsType[*bank.Error](err); ok {
		if status, ok := kinds[refusal.Kind]; ok {
			return status
		}
	}
	for kind, status := range statuses {
		if errors.Is(err, kind) {
			return status
		}
	}
	return http.StatusInternalServerError
}
