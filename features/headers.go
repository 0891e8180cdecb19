package features

import (
	"net/http"
	"slices"
	"strings"
)

const interactionID = "X-Fapi-Interaction-Id"

// headers judges the headers of an answer of the account information API, on
// success and on errors alike.
func (j *judge) headers(e *Exchange) []Finding {
	found := j.interaction(e)
	file := e.Op == OpGetFile && e.Status < 300 // which is what was asked for
	if len(e.Response.Body) > 0 && e.Status != http.StatusUnauthorized && !file && !isJSON(e.Header("Content-Type")) {
		found = append(found, Finding{Requirement: "HTTP-CT-01", Where: "Content-Type",
			Expected: "application/json", Got: quoted(e.Header("Content-Type")), Source: "header"})
	}
	if e.Status == http.StatusMethodNotAllowed {
		found = append(found, allow(e)...)
	}
	return found
}

// allow asks of a 405 that it names methods, and not the one that it refuses.
func allow(e *Exchange) []Finding {
	finding := Finding{Requirement: "HTTP-METHOD-02", Where: "Allow", Got: quoted(e.Header("Allow")), Source: "header"}
	named := strings.FieldsFunc(strings.Join(http.Header(e.Response.Header).Values("Allow"), ","), func(r rune) bool { return r == ',' || r == ' ' })
	switch {
	case len(named) == 0:
		finding.Expected = "the methods that there are"
	case slices.Contains(named, e.Request.Method):
		finding.Expected = "methods that are allowed, and " + e.Request.Method + " is not"
	default:
		return nil
	}
	return []Finding{finding}
}

// interaction asks that x-fapi-interaction-id comes back as it was sent, and
// that a fresh UUID comes where none was sent that could.
func (j *judge) interaction(e *Exchange) []Finding {
	sent, got := headerOf(e.Request.Header, interactionID), e.Header(interactionID)
	finding := Finding{Where: "x-fapi-interaction-id", Got: quoted(got), Source: "header"}
	if isUUID(sent) {
		if strings.EqualFold(sent, got) {
			return nil
		}
		finding.Requirement, finding.Expected = "HTTP-ID-01", quoted(sent)+", as sent"
		if e.Status >= 400 {
			finding.Requirement = "HTTP-ID-02"
		}
		return []Finding{finding}
	}
	finding.Requirement = "HTTP-ID-03"
	switch {
	case !isUUID(got):
		finding.Expected = "a fresh UUID"
	case !j.firstSeen(got):
		finding.Expected = "a fresh UUID, not one given out before"
	default:
		return nil
	}
	return []Finding{finding}
}

// firstSeen tells whether the bank has not given this id out before.
func (j *judge) firstSeen(id string) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.fresh == nil {
		j.fresh = map[string]bool{}
	}
	defer func() { j.fresh[id] = true }()
	return !j.fresh[id]
}
