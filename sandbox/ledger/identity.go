package ledger

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// idLength is how many characters a made id has: 100 bits of its digest, so that
// no two things of a bank are ever called the same.
const idLength = 20

var lowerCase = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// opaque is the id of what has a name made of an account's, a rule's and a
// month's: always the same for the same name, and telling nothing of it, as the
// name may say what the consent does not open.
func opaque(name string) string {
	sum := sha256.Sum256([]byte(name))
	var text [56]byte
	lowerCase.Encode(text[:], sum[:])
	return string(text[:idLength])
}

// opaqueID is the id of what the parts name. No id of a file has a colon.
func opaqueID(parts ...string) string { return opaque(strings.Join(parts, ":")) }
