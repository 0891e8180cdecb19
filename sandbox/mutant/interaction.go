package mutant

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
)

const interactionID = "X-Fapi-Interaction-Id"

// interaction is lies about x-fapi-interaction-id.
var interaction = []defect{
	{"interaction-id-lost", "x-fapi-interaction-id is missing on success.", breaks("HTTP-ID-01"),
		alter(match(fine).and(sent), header(interactionID, ""))},
	{"interaction-id-replaced", "x-fapi-interaction-id is another UUID on success.", breaks("HTTP-ID-01"),
		alter(match(fine).and(sent), freshID())},
	{"interaction-id-lost-on-create", "x-fapi-interaction-id is missing when a consent is created.", breaks("HTTP-ID-01"),
		alter(match(fine).and(sent).and(on(create)), header(interactionID, ""))},
	{"interaction-id-lost-on-revoke", "x-fapi-interaction-id is missing when a consent is revoked.", breaks("HTTP-ID-01"),
		alter(match(fine).and(sent).and(on(patch)), header(interactionID, ""))},
	{"interaction-id-lost-on-errors", "x-fapi-interaction-id is missing on errors.", breaks("HTTP-ID-02"),
		alter(match(failed).and(sent), header(interactionID, ""))},
	{"interaction-id-replaced-on-errors", "x-fapi-interaction-id is another UUID on errors.", breaks("HTTP-ID-02"),
		alter(match(failed).and(sent), freshID())},
	{"interaction-id-lost-on-400", "x-fapi-interaction-id is missing on 400.", breaks("HTTP-ID-02"),
		alter(code(http.StatusBadRequest).and(sent), header(interactionID, ""))},
	{"interaction-id-lost-on-401", "x-fapi-interaction-id is missing on 401.", breaks("HTTP-ID-02"),
		alter(code(http.StatusUnauthorized).and(sent), header(interactionID, ""))},
	{"interaction-id-lost-on-403", "x-fapi-interaction-id is missing on 403.", breaks("HTTP-ID-02"),
		alter(code(http.StatusForbidden).and(sent), header(interactionID, ""))},
	{"interaction-id-lost-on-413", "x-fapi-interaction-id is missing on 413.", breaks("HTTP-ID-02"),
		alter(code(http.StatusRequestEntityTooLarge).and(sent), header(interactionID, ""))},
	{"interaction-id-lost-by-router", "x-fapi-interaction-id is missing on 404 and 405.", breaks("HTTP-ID-02"),
		alter(code(http.StatusNotFound, http.StatusMethodNotAllowed).and(sent), header(interactionID, ""))},
	{"interaction-id-not-made", "A request without x-fapi-interaction-id is answered without one.", breaks("HTTP-ID-03"),
		alter(match(api).and(unsent), header(interactionID, ""))},
	{"interaction-id-not-made-on-errors", "A bad request without x-fapi-interaction-id is answered without one.", breaks("HTTP-ID-03"),
		alter(match(failed).and(unsent), header(interactionID, ""))},
	{"interaction-id-no-uuid", "An x-fapi-interaction-id that the bank makes is no UUID.", breaks("HTTP-ID-03"),
		alter(match(api).and(unsent), header(interactionID, "interaction-4711"))},
	{"interaction-id-constant", "The x-fapi-interaction-id that the bank makes is always the same.", breaks("HTTP-ID-03"),
		alter(match(api).and(unsent), header(interactionID, "93bac548-d2de-4546-b106-880a5018460d"))},
	{"bad-interaction-id-accepted", "An x-fapi-interaction-id that is no UUID is taken and played back.", breaks("HTTP-ID-04"),
		badIDAccepted(func(a *answer, id string) { a.header.Set(interactionID, id) })},
	{"bad-interaction-id-ignored", "An x-fapi-interaction-id that is no UUID is replaced without a word.", breaks("HTTP-ID-04"),
		badIDAccepted(func(*answer, string) {})},
	{"interaction-id-in-small-letters", "An x-fapi-interaction-id in capitals is played back in small letters.", breaks("HTTP-ID-05"),
		alter(match(api).and(sent), func(_ *call, a *answer) {
			a.header.Set(interactionID, strings.ToLower(a.header.Get(interactionID)))
		})},
	{"interaction-id-in-capitals-refused", "An x-fapi-interaction-id in capitals is taken for none.", breaks("HTTP-ID-05"),
		alter(match(api).and(func(c *call, _ *answer) bool {
			return strings.ContainsAny(c.Header.Get(interactionID), "ABCDEF")
		}), freshID())},
}

// sent and unsent match requests with and without an interaction id.
func sent(c *call, _ *answer) bool   { return c.Header.Get(interactionID) != "" }
func unsent(c *call, _ *answer) bool { return c.Header.Get(interactionID) == "" }

// freshID replaces the interaction id by another UUID each time.
func freshID() func(*call, *answer) {
	var n atomic.Int64
	return func(_ *call, a *answer) {
		a.header.Set(interactionID, fmt.Sprintf("93bac548-d2de-4546-b106-%012x", n.Add(1)))
	}
}

// badIDAccepted hides interaction ids that the good bank refuses from it.
func badIDAccepted(edit func(a *answer, id string)) lie {
	return func(good bank) bank {
		return func(c *call) *answer {
			a := good(c)
			if !api(c, a) || a.status != http.StatusBadRequest || unsent(c, a) {
				return a
			}
			if b := good(c.set(interactionID, "")); b.ok() {
				edit(b, c.Header.Get(interactionID))
				return b
			}
			return a
		}
	}
}
