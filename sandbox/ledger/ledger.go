// Package ledger is what happened in accounts: entries and balances, statements,
// and what falls due, all worked out from a customer's fixtures, a seed and an
// instant.
//
// It is arithmetic: the same fixtures, seed and instant give the same history to
// the byte, and a later instant only adds to it. It must not know consents,
// permissions, HTTP, or what time it is: whoever asks says when.
package ledger
