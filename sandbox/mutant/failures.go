package mutant

import (
	"net/http"
	"strings"
)

// failures is lies in errors.
var failures = []defect{
	{"free-form-errors", "400 carries a JSON body of the bank's own form.", breaks("HTTP-ERR-01"),
		alter(code(http.StatusBadRequest), func(_ *call, a *answer) {
			a.tell(object{"error": "bad_request", "error_description": "see the logs"})
		})},
	{"plain-errors", "400 carries a line of text that is declared JSON.", breaks("HTTP-ERR-01"),
		alter(code(http.StatusBadRequest), func(_ *call, a *answer) { a.body = []byte("Bad Request\n") })},
	{"errors-without-body", "400 carries no body.", breaks("HTTP-ERR-01"),
		alter(code(http.StatusBadRequest), func(_ *call, a *answer) { a.body = nil; a.header.Del("Content-Type") })},
	{"errors-empty", "400 carries an empty list of Errors.", breaks("HTTP-ERR-01"),
		document(code(http.StatusBadRequest), member("Errors", []any{}))},
	{"errors-without-code", "Error bodies have no Code.", breaks("HTTP-ERR-01"),
		document(code(http.StatusBadRequest), member("Code", nil))},
	{"errors-without-message", "Error bodies have no Message.", breaks("HTTP-ERR-01"),
		document(code(http.StatusBadRequest), member("Message", nil))},
	{"errors-without-error-code", "An error in a body has no ErrorCode.", breaks("HTTP-ERR-01"),
		document(code(http.StatusBadRequest), eachError(func(e object) { delete(e, "ErrorCode") }))},
	{"errors-extended", "Error bodies have a member that the standard does not name.", breaks("HTTP-ERR-01"),
		document(code(http.StatusBadRequest), member("timestamp", "2026-01-01T00:00:00Z"))},
	{"errors-free-form-on-patch", "A refused patch carries a JSON body of the bank's own form.", breaks("HTTP-ERR-01"),
		alter(on(patch).and(code(http.StatusBadRequest)), func(_ *call, a *answer) {
			a.tell(object{"message": "cannot be revoked"})
		})},
	{"namespace-mixed", "Some error codes are of another standard's namespace.", breaks("HTTP-ERR-02"),
		document(code(http.StatusBadRequest), eachError(func(e object) {
			if strings.HasSuffix(e.text("ErrorCode"), "Field.Missing") || strings.HasSuffix(e.text("ErrorCode"), "NotFound") {
				e["ErrorCode"] = "UK.OBIE" + e.text("ErrorCode")[len("BH.OBF"):]
			}
		}))},
	{"namespace-missing", "Error codes have no namespace.", breaks("HTTP-ERR-02"),
		document(code(http.StatusBadRequest), eachError(func(e object) {
			e["ErrorCode"] = strings.TrimPrefix(e.text("ErrorCode"), "BH.OBF.")
		}))},
	{"errors-without-path", "An error about a member does not say which.", breaks("HTTP-ERR-03"),
		document(code(http.StatusBadRequest), eachError(func(e object) { delete(e, "Path") }))},
	{"errors-with-wrong-path", "An error about a member names another one.", breaks("HTTP-ERR-03"),
		document(code(http.StatusBadRequest), eachError(func(e object) {
			if e.text("Path") != "" {
				e["Path"] = "Data.Risk"
			}
		}))},
	{"first-error-only", "Only the first of several errors is told.", breaks("HTTP-ERR-04"),
		document(code(http.StatusBadRequest), func(_ *call, doc object) {
			if list, _ := doc["Errors"].([]any); len(list) > 1 {
				doc["Errors"] = list[:1]
			}
		})},
	{"401-with-body", "401 carries an error body.", breaks("HTTP-ERR-05"),
		alter(code(http.StatusUnauthorized), refusing(http.StatusUnauthorized, "Header.Invalid", "Authorization"))},
	{"401-without-challenge", "401 has no WWW-Authenticate.", breaks("HTTP-ERR-07"),
		alter(code(http.StatusUnauthorized), header("Www-Authenticate", ""))},
	{"401-without-challenge-on-accounts", "401 to a request for account data has no WWW-Authenticate.", breaks("HTTP-ERR-07"),
		alter(on(accounts).and(code(http.StatusUnauthorized)), header("Www-Authenticate", ""))},
	{"errors-coded-alike", "Every error code is Field.Invalid.", breaks("HTTP-ERR-08"),
		document(code(http.StatusBadRequest), eachError(func(e object) { e["ErrorCode"] = "BH.OBF.Field.Invalid" }))},
	{"unknown-consent-coded-mismatch", "The error code for an unknown ConsentId is Resource.ConsentMismatch.", breaks("HTTP-ERR-08"),
		recoded("Resource.NotFound", "Resource.ConsentMismatch")},
	{"ended-consent-coded-invalid", "The error code for a consent that has ended is Field.Invalid.", breaks("HTTP-ERR-08"),
		recoded("Resource.InvalidConsentStatus", "Field.Invalid")},
	{"combination-coded-invalid", "The error code for permissions that do not go together is Field.Invalid.", breaks("HTTP-ERR-08"),
		recoded("Field.Expected", "Field.Invalid")},
	{"unknown-word-coded-unexpected", "The error code for a word that the standard does not have is Field.Unexpected.", breaks("HTTP-ERR-08"),
		recoded("Field.Invalid", "Field.Unexpected")},
	{"bad-date-coded-invalid", "The error code for a window that is no date is Field.Invalid.", breaks("HTTP-ERR-08"),
		recoded("Field.InvalidDate", "Field.Invalid")},
	{"missing-member-coded-expected", "The error code for a missing member is Field.Expected.", breaks("HTTP-ERR-08"),
		recoded("Field.Missing", "Field.Expected")},
	{"malformed-body-coded-invalid", "The error code for a body that is not JSON is Field.Invalid.", breaks("HTTP-ERR-08"),
		recoded("Resource.InvalidFormat", "Field.Invalid")},
	{"bad-header-coded-invalid", "The error code for a header is Field.Invalid.", breaks("HTTP-ERR-08"),
		recoded("Header.Invalid", "Field.Invalid")},
	{"mistakes-500", "Every 400 is a 500.", breaks("HTTP-ERR-06"),
		alter(code(http.StatusBadRequest), refusing(http.StatusInternalServerError, "UnexpectedError", ""))},
	{"unparsable-500", "A body that is not JSON is answered 500.", breaks("HTTP-ERR-06", "HTTP-JSON-01"),
		alter(on(create, patch).and(code(http.StatusBadRequest)), func(c *call, a *answer) {
			if raw(c.body) == nil {
				a.refuse(http.StatusInternalServerError, "UnexpectedError", "")
			}
		})},
	{"wrong-type-500", "A member of the wrong JSON type is answered 500.", breaks("HTTP-ERR-06", "AAC-POST-17"),
		alter(on(create).and(code(http.StatusBadRequest)), func(c *call, a *answer) {
			data := c.doc().object("Data")
			if list, isList := data["Permissions"].([]any); data["Permissions"] != nil && (!isList || len(data.texts("Permissions")) < len(list)) {
				a.refuse(http.StatusInternalServerError, "UnexpectedError", "")
			}
		})},
	{"media-type-500", "A request body of another media type is answered 500.", breaks("HTTP-ERR-06", "HTTP-CT-02"),
		alter(code(http.StatusUnsupportedMediaType), refusing(http.StatusInternalServerError, "UnexpectedError", ""))},
	{"unknown-permission-500", "A permission that the standard does not have is answered 500.", breaks("HTTP-ERR-06", "AAC-POST-09"),
		alter(on(create).and(code(http.StatusBadRequest)), func(c *call, a *answer) {
			if known(c.doc().object("Data"), nil) != nil {
				a.refuse(http.StatusInternalServerError, "UnexpectedError", "")
			}
		})},
}

// recoded has another error code where the good bank has a certain one.
func recoded(from, to string) lie {
	return document(code(http.StatusBadRequest), eachError(func(e object) {
		if e.text("ErrorCode") == "BH.OBF."+from {
			e["ErrorCode"] = "BH.OBF." + to
		}
	}))
}

// eachError edits the errors in an error body.
func eachError(edit func(object)) func(*call, object) {
	return func(_ *call, doc object) {
		list, _ := doc["Errors"].([]any)
		for _, e := range list {
			if reason, ok := e.(map[string]any); ok {
				edit(reason)
			}
		}
	}
}
