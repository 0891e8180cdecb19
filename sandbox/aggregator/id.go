package aggregator

import (
	"crypto/sha1"
	"encoding/base32"
	"strings"
)

// base32hex in lower case, as session_id, flow_id and consent_id are written
// (1.7).
var base32hex = base32.NewEncoding("0123456789abcdefghijklmnopqrstuv").WithPadding(base32.NoPadding)

// newID makes an id of 32 characters, of 20 bytes: the digest of a unique one, in
// which nothing of that is to be seen.
func (a *Aggregator) newID() string {
	sum := sha1.Sum([]byte(a.cfg.NewID()))
	var text [32]byte
	base32hex.Encode(text[:], sum[:])
	return string(text[:])
}

// shortID is session_id_short: the first eight characters of the session's id that
// cannot be taken for others, in capitals. The derivation is inferred from the
// samples, of which none has a 1 or an O (1.7).
func shortID(id string) string {
	short := make([]byte, 0, 8)
	for _, c := range strings.ToUpper(id) {
		if len(short) < cap(short) && !strings.ContainsRune("01IO", c) {
			short = append(short, byte(c))
		}
	}
	for len(short) < cap(short) {
		short = append(short, 'X')
	}
	return string(short)
}
