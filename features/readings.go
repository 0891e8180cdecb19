package features

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// readings are the statuses that the family of standards behind this one also
// allows, by requirement and by the status that was decided here. A scripted
// sandbox is held to the decision; of any other bank each is taken, and noted.
var readings = map[string]map[int][]int{
	"AAC-GET-03":     {400: {403, 404}},
	"AAC-GET-04":     {403: {400, 404}},
	"AAC-PATCH-06":   {400: {403, 409}},
	"AAC-PATCH-08":   {400: {403, 404}},
	"AAC-PATCH-09":   {403: {400, 404}},
	"AAC-TOK-04":     {403: {401}},
	"AAC-TOK-05":     {403: {401}},
	"AAC-TOK-06":     {403: {401}},
	"AAC-TOK-07":     {401: {403}},
	"AAC-PATCH-10":   {200: {400, 415}},
	"HTTP-CT-05":     {406: {200}}, // RFC 9110, 12.5.2, lets a server pass over Accept-Charset
	"HTTP-METHOD-01": {405: {404}},
	"HTTP-METHOD-02": {405: {404}},
	"HTTP-PATH-01":   {404: {400, 403}},
	"HTTP-SIZE-01":   {413: {400}},
	"OAUTH-02":       {401: {400}},
	"RES-05":         {403: {400, 404}}, // OBIE says both: an id that does not exist, and one without a consent
	"RES-06":         {403: {401}},
	"RES-07":         {401: {403}},
	"RES-08":         {405: {404}},
	"ACC-04":         {403: {400, 404}},
	"STM-02":         {400: {403, 404}},
	"STM-07":         {200: {406}},
	"PRD-02":         {403: {401}},
}

// tolerated tells whether the bank may answer so in place of what was decided,
// and notes that it does.
func (w *World) tolerated(want, got int) bool {
	if w.Control != nil || w.item == nil {
		return false
	}
	for id, allowed := range readings {
		if (w.item.has(id) || w.like == id) && slices.Contains(allowed[want], got) {
			w.Note(fmt.Sprintf("%s: the bank answers %d where the suite's own reading is %d", id, got, want))
			return true
		}
	}
	return false
}

// silent tells whether a bank that is not scripted has left out the body of an
// answer that may do without, and notes that.
func (w *World) silent() bool {
	optional := []int{http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed}
	if w.Control != nil || len(w.answer.Response.Body) > 0 || !slices.Contains(optional, w.answer.Status) {
		return false
	}
	w.Note(fmt.Sprintf("the bank answers %d without a body", w.answer.Status))
	return true
}

// sameInstant tells whether a bank that is not scripted has written a date-time
// in another way that means the same, and notes that.
func (w *World) sameInstant(member, want, got string) bool {
	a, err := time.Parse(time.RFC3339Nano, want)
	if err != nil || w.Control != nil {
		return false
	}
	b, err := time.Parse(time.RFC3339Nano, got)
	if err != nil || !a.Equal(b) {
		return false
	}
	w.Note(fmt.Sprintf("%s: the bank writes %s as %s", member, want, got))
	return true
}

// sameUUID tells whether a bank that is not scripted has written a UUID in
// another case, and notes that.
func (w *World) sameUUID(header, want, got string) bool {
	if w.Control != nil || !isUUID(got) || !strings.EqualFold(want, got) {
		return false
	}
	w.Note(fmt.Sprintf("%s: the bank writes %s as %s", header, want, got))
	return true
}

// Note remarks on the bank without blaming it: which of the readings that the
// standard allows it follows.
func (w *World) Note(text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.notes = append(w.notes, text)
}

// Consents counts the consents that the tenant keeps.
func (c *Control) Consents(ctx context.Context) (int, error) {
	var answer struct {
		Consents []any `json:"consents"`
	}
	err := c.call(ctx, http.MethodGet, "/consents", nil, &answer)
	return len(answer.Consents), err
}
