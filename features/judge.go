package features

import (
	"fmt"
	"mime"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/google/uuid"
	"github.com/tidwall/gjson"

	"github.com/sandbank-dev/sandbank/schemas"
)

// A judge holds every answer against what it owes by itself, whatever was
// asked: its body against the schema of operation and status, its headers
// against the header contract. It remembers what must agree between answers.
type judge struct {
	mu        sync.Mutex
	namespace string          // of the first error code seen
	fresh     map[string]bool // interaction ids that the bank made up
}

// findings lists all that is wrong with an answer, all at once.
func (j *judge) findings(e *Exchange) (found []Finding) {
	if e.Op.resource() {
		found = append(found, j.headers(e)...)
		return append(found, j.resourceBody(e)...)
	}
	return oauthBody(e)
}

// resourceBody judges the body of an answer of the account information API.
func (j *judge) resourceBody(e *Exchange) []Finding {
	empty := len(e.Response.Body) == 0
	switch {
	case e.Status >= 500:
		return []Finding{{Requirement: "HTTP-ERR-06", Where: "status", Expected: "no 5xx", Got: strconv.Itoa(e.Status), Source: "status"}}
	case e.Status == http.StatusUnauthorized:
		if empty {
			return nil
		}
		return []Finding{{Requirement: "HTTP-ERR-05", Where: "body", Expected: "no body with 401", Got: size(e), Source: "body"}}
	case e.Status >= 400:
		if empty && e.Status != http.StatusBadRequest {
			return nil // optional there
		}
		return append(validate("OBErrorResponse", e, always("HTTP-ERR-01")), j.namespaces(e)...)
	case e.Status >= 300:
		return nil
	}
	return resourceSuccess(e)
}

// oauthBody judges the body of an answer of the authorisation server.
func oauthBody(e *Exchange) []Finding {
	switch {
	case e.Op == OpElsewhere || e.Status >= 300 && e.Status < 400:
		return nil
	case e.Status >= 500:
		return []Finding{{Requirement: "HTTP-ERR-06", Where: "status", Expected: "no 5xx", Got: strconv.Itoa(e.Status), Source: "status"}}
	case e.Op == OpDiscovery && e.Status == http.StatusOK:
		return jsonBody("OpenIDConfiguration", e, "OAUTH-10")
	case e.Op == OpKeys && e.Status == http.StatusOK:
		return jsonBody("JWKSet", e, "OAUTH-10")
	case e.Op == OpToken && e.Status == http.StatusOK:
		return jsonBody("OAuthTokenResponse", e, "OAUTH-01")
	case e.Op == OpToken && e.Status >= 400:
		return jsonBody("OAuthError", e, "OAUTH-02")
	}
	return nil
}

func jsonBody(schema string, e *Exchange, requirement string) []Finding {
	found := validate(schema, e, always(requirement))
	if !isJSON(e.Header("Content-Type")) {
		found = append(found, Finding{Requirement: requirement, Where: "Content-Type", Expected: "application/json", Got: quoted(e.Header("Content-Type")), Source: "header"})
	}
	return found
}

// validate holds the body against a schema and names the requirement that
// each violation misses.
func validate(schema string, e *Exchange, requirement func(schemas.Violation) string) (found []Finding) {
	violations, err := schemas.Validate(schema, e.Response.Body)
	if err != nil {
		return []Finding{{Requirement: requirement(schemas.Violation{}), Where: "schema", Expected: schema, Got: err.Error(), Source: "body"}}
	}
	like := map[string]int{} // the place in found of what is wrong in an item, whichever it is
	for _, v := range violations {
		f := Finding{
			Requirement: requirement(v), Where: v.Pointer, Expected: v.Expected, Got: v.Got,
			Row: rowText(v.Row), Source: "body",
		}
		key := f.Requirement + " " + indices.ReplaceAllString(v.Pointer, "/*") + " " + v.Keyword + " " + v.Expected
		if at, known := like[key]; known {
			found[at].more++
			continue
		}
		like[key] = len(found)
		found = append(found, f)
	}
	for i, f := range found {
		if f.more > 0 {
			found[i].Got += fmt.Sprintf(", and %d more like it", f.more)
		}
	}
	return found
}

// indices are the parts of a JSON Pointer that number the elements of a list.
var indices = regexp.MustCompile(`/\d+\b`)

func always(id string) func(schemas.Violation) string {
	return func(schemas.Violation) string { return id }
}

// requirementOf maps a violation of a resource's schema to what it misses.
func requirementOf(v schemas.Violation) string {
	under := func(name string) bool { return v.Pointer == "/"+name || strings.HasPrefix(v.Pointer, "/"+name+"/") }
	switch {
	case v.Keyword == "additionalProperties", v.Got == "null":
		return "HTTP-BODY-02"
	case under("Links/First"), under("Links/Prev"), under("Links/Next"), under("Links/Last"):
		return "PAG-04"
	case under("Links"):
		return "HTTP-LINK-01"
	case under("Meta"):
		return "HTTP-META-01"
	case v.Keyword == "enum", v.Keyword == "const":
		return "HTTP-BODY-03"
	case v.Keyword == "format":
		return "HTTP-DATE-03"
	case v.Pointer == "/Data/ConsentId" && v.Keyword != "required":
		return "AAC-POST-03"
	}
	return "HTTP-BODY-01"
}

// namespaces asks that all error codes of a run are in one namespace, whichever
// that is: the standard prints none.
func (j *judge) namespaces(e *Exchange) (found []Finding) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for i, code := range gjson.GetBytes(e.Response.Body, "Errors.#.ErrorCode").Array() {
		parts := strings.Split(code.Str, ".")
		where := "/Errors/" + strconv.Itoa(i) + "/ErrorCode"
		if len(parts) < 3 {
			found = append(found, Finding{Requirement: "HTTP-ERR-02", Where: where, Expected: "a code in a namespace, as in BH.OBF.Field.Missing", Got: quoted(code.Str), Source: "body"})
			continue
		}
		space := parts[0] + "." + parts[1]
		if j.namespace == "" {
			j.namespace = space
		}
		if space != j.namespace {
			found = append(found, Finding{Requirement: "HTTP-ERR-02", Where: where, Expected: "a code in " + j.namespace + ", as elsewhere in this run", Got: quoted(code.Str), Source: "body"})
		}
	}
	return found
}

// isUUID tells whether the text is a UUID in its usual form.
func isUUID(text string) bool {
	return len(text) == 36 && uuid.Validate(text) == nil
}

func isJSON(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && media == "application/json"
}

func quoted(text string) string {
	if text == "" {
		return "nothing"
	}
	return strconv.Quote(text)
}

func size(e *Exchange) string {
	return strconv.Itoa(len(e.Response.Body)) + " bytes"
}

// rowText prints a row of the data dictionary on one line.
func rowText(r schemas.Row) string {
	if r.Path == "" {
		return ""
	}
	text := r.Path + " " + r.Occurrence + " " + r.Type
	if len(r.Codes) > 0 {
		text += " (" + strings.Join(r.Codes, ", ") + ")"
	}
	return text
}
