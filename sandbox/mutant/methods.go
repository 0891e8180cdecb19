package mutant

import "net/http"

// methods is lies about methods and paths that there are not.
var methods = []defect{
	{"method-500", "A method that a path does not have is answered 500.", breaks("HTTP-METHOD-01"),
		alter(code(http.StatusMethodNotAllowed), refusing(http.StatusInternalServerError, "UnexpectedError", ""))},
	{"method-404", "A method that a path does not have is answered 404.", breaks("HTTP-METHOD-01"),
		alter(code(http.StatusMethodNotAllowed), refusing(http.StatusNotFound, "Resource.NotFound", ""))},
	{"method-501", "A method that a path does not have is answered 501.", breaks("HTTP-METHOD-01"),
		alter(code(http.StatusMethodNotAllowed), refusing(http.StatusNotImplemented, "UnexpectedError", ""))},
	{"delete-revokes", "DELETE on a consent is answered 204.", breaks("HTTP-METHOD-01"),
		alter(code(http.StatusMethodNotAllowed), func(c *call, a *answer) {
			if c.Method == http.MethodDelete {
				a.status, a.body = http.StatusNoContent, nil
			}
		})},
	{"allow-missing", "405 does not name the methods there are.", breaks("HTTP-METHOD-02"),
		alter(code(http.StatusMethodNotAllowed), header("Allow", ""))},
	{"allow-without-patch", "Allow leaves out PATCH and POST.", breaks("HTTP-METHOD-02"),
		alter(code(http.StatusMethodNotAllowed), header("Allow", "GET"))},
	{"allow-too-much", "Allow names the method that was refused.", breaks("HTTP-METHOD-02"),
		alter(code(http.StatusMethodNotAllowed), func(c *call, a *answer) {
			a.header.Set("Allow", a.header.Get("Allow")+", "+c.Method)
		})},
	{"unknown-path-500", "A path that the API does not have is answered 500.", breaks("HTTP-PATH-01"),
		alter(code(http.StatusNotFound), refusing(http.StatusInternalServerError, "UnexpectedError", ""))},
	{"unknown-path-400", "A path that the API does not have is answered 400.", breaks("HTTP-PATH-01"),
		alter(code(http.StatusNotFound), refusing(http.StatusBadRequest, "Resource.NotFound", ""))},
	{"unknown-path-200", "A path that the API does not have is answered 200 and nothing.", breaks("HTTP-PATH-01"),
		alter(code(http.StatusNotFound), func(_ *call, a *answer) { a.status = http.StatusOK; a.tell(object{}) })},
}
