package features

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/sandbank-dev/sandbank/schemas"
)

// insightsFindings lists all that is wrong with an answer of Account Insights,
// whatever was asked: what every answer owes (1.3 to 1.6), and what operation and
// status ask of its body.
func insightsFindings(e *Exchange) (found []Finding) {
	switch {
	case e.Op == OpElsewhere:
		return nil
	case e.Status >= 500:
		return []Finding{{Requirement: "API-ERR-02", Where: "status", Expected: "no 5xx", Got: strconv.Itoa(e.Status), Source: "status"}}
	case e.Status >= 400:
		found = insightsError(e)
	case e.Status < 300:
		found = insightsSuccess(e)
	}
	if len(e.Response.Body) > 0 && !isJSON(e.Header("Content-Type")) {
		found = append(found, Finding{Requirement: "API-CT-01", Where: "Content-Type",
			Expected: "application/json", Got: quoted(e.Header("Content-Type")), Source: "header"})
	}
	return found
}

// insightsError judges a refusal: the error envelope, and what a 405 owes.
func insightsError(e *Exchange) []Finding {
	found := validate("InsightsErrorResponse", e, func(v schemas.Violation) string {
		if strings.HasPrefix(v.Pointer, "/error/errors/") {
			return "API-ERR-03"
		}
		return "API-ERR-01"
	})
	nowhere := !gjson.ParseBytes(e.Request.Body).IsObject() // what is wrong with all of it has no place in it
	for i, one := range e.Get("error.errors").Array() {
		if code := one.Get("code").String(); !slices.Contains(violationCodes, code) || one.Get("location").String() == "" && !nowhere {
			found = append(found, Finding{Requirement: "API-ERR-03", Where: fmt.Sprintf("/error/errors/%d", i), Source: "body",
				Expected: "a location, and a code of " + strings.Join(violationCodes, ", "), Got: one.Raw})
		}
	}
	if e.Status == http.StatusMethodNotAllowed {
		for _, f := range allow(e) {
			f.Requirement = "API-METHOD-01"
			found = append(found, f)
		}
	}
	return found
}

// violationCodes are the codes of what is wrong with a request (1.5, inferred).
var violationCodes = []string{"REQUIRED", "INVALID_FORMAT", "INVALID_VALUE", "MUTUALLY_EXCLUSIVE", "TOO_LONG"}

// insightsSuccess judges a good answer: its status, its body, and the error
// categories in it.
func insightsSuccess(e *Exchange) (found []Finding) {
	o := insightsOpNamed(e.Op)
	if o == nil {
		return nil
	}
	if e.Status != o.status {
		found = append(found, Finding{Requirement: o.unless(openStatus, "API-STATUS-01", "API-STATUS-02"), Where: "status",
			Expected: strconv.Itoa(o.status), Got: strconv.Itoa(e.Status), Source: "status"})
	}
	if o.schema == "" {
		if len(e.Response.Body) > 0 {
			found = append(found, Finding{Requirement: o.unless(openBody, "API-BODY-04", "API-BODY-05"), Where: "body",
				Expected: "no body", Got: size(e), Source: "body"})
		}
		return found
	}
	found = append(found, validate(o.schema, e, o.requirement)...)
	return append(found, categoryFindings(e)...)
}

func insightsOpNamed(op Operation) *insightsOp {
	for i := range insightsOps {
		if insightsOps[i].op == op {
			return &insightsOps[i]
		}
	}
	return nil
}

// unless gives the second requirement where the reference leaves that open.
func (o *insightsOp) unless(open what, documented, inferred string) string {
	if o.open&open != 0 {
		return inferred
	}
	return documented
}

// requirement maps a violation of a body's schema to what it misses.
func (o *insightsOp) requirement(v schemas.Violation) string {
	switch {
	case o.open&openBody != 0:
		return "API-BODY-03"
	case o.schema == emptyObject:
		return "API-ENV-02"
	case v.Pointer == "", v.Pointer == "/data":
		return "API-ENV-01"
	case strings.HasSuffix(v.Pointer, "/amount/amount"), strings.HasSuffix(v.Pointer, "/amount/currency"):
		return "API-AMT-01"
	case v.Keyword == "enum", v.Keyword == "const", v.Keyword == "format", v.Keyword == "pattern":
		return "API-BODY-02"
	}
	return "API-BODY-01"
}

// category is the form of an error category, and narrow that of one which is cut
// for the consumer (1.6).
var (
	category = regexp.MustCompile(`^(USER|BANK|TECHNICAL|NOT_SUPPORTED|MAINTENANCE|CONSENT)(\.[A-Z0-9_]+)*$`)
	narrow   = regexp.MustCompile(`^(TECHNICAL|NOT_SUPPORTED|MAINTENANCE)\.`)
)

// categoryFindings judges the error categories that a good answer tells.
func categoryFindings(e *Exchange) (found []Finding) {
	add := func(id, where, expected, got string) {
		found = append(found, Finding{Requirement: id, Where: where, Expected: expected, Got: quoted(got), Source: "body"})
	}
	for _, c := range categoriesIn(e) {
		if !category.MatchString(c.word) {
			add(c.owed, c.where, "an error category, as in USER.ACCESS_DENIED", c.word)
		}
		if consumers := e.Op == OpReadWizard || e.Op == OpAnswerWizard; consumers && narrow.MatchString(c.word) {
			add("API-CAT-02", c.where, "a category that is cut to its top level for the consumer", c.word)
		}
	}
	return found
}

// A told category, where it stands, and the requirement that it be one.
type toldCategory struct{ where, word, owed string }

// categoriesIn finds the error categories of an answer. In a flow, a refresh and
// the wizard there is one, in the list of automatic refreshes one for each account.
func categoriesIn(e *Exchange) (all []toldCategory) {
	note := func(where string, got gjson.Result, owed string) {
		if got.Exists() && got.Type != gjson.Null {
			all = append(all, toldCategory{where, got.String(), owed})
		}
	}
	note("/data/error/code", e.Get("data.error.code"), "API-CAT-01")
	note("/data/result/error/category", e.Get("data.result.error.category"), "API-CAT-01")
	for i, status := range e.Get("data.status").Array() {
		note(fmt.Sprintf("/data/status/%d/last_refresh_error_category", i), status.Get("last_refresh_error_category"), "API-CAT-03")
	}
	return all
}
