package mutant

import (
	"net/http"
	"strings"
)

// media is lies about media types and about what requests say of themselves.
var media = []defect{
	{"bodies-as-text", "Bodies are declared text/plain.", breaks("HTTP-CT-01"),
		alter(match(api).and(hasBody), header("Content-Type", "text/plain; charset=utf-8"))},
	{"errors-as-text", "Error bodies are declared text/plain.", breaks("HTTP-CT-01"),
		alter(match(failed).and(hasBody), header("Content-Type", "text/plain; charset=utf-8"))},
	{"errors-as-problem-json", "Error bodies are declared application/problem+json.", breaks("HTTP-CT-01"),
		alter(match(failed).and(hasBody), header("Content-Type", "application/problem+json"))},
	{"bodies-without-type", "Bodies are not declared at all.", breaks("HTTP-CT-01"),
		alter(match(api).and(hasBody), undeclared)},
	{"router-errors-as-text", "The bodies of 404 and 405 are declared text/plain.", breaks("HTTP-CT-01"),
		alter(code(http.StatusNotFound, http.StatusMethodNotAllowed).and(hasBody), header("Content-Type", "text/plain; charset=utf-8"))},
	{"any-media-type-accepted", "A request body of any media type is read as JSON.", breaks("HTTP-CT-02"),
		instead(code(http.StatusUnsupportedMediaType), asJSON)},
	{"any-media-type-accepted-on-create", "The body of a new consent is read as JSON whatever its media type.", breaks("HTTP-CT-02"),
		instead(on(create).and(code(http.StatusUnsupportedMediaType)), asJSON)},
	{"any-media-type-accepted-on-patch", "The body of a patch is read as JSON whatever its media type.", breaks("HTTP-CT-02"),
		instead(on(patch).and(code(http.StatusUnsupportedMediaType)), asJSON)},
	{"wrong-media-type-400", "A request body of another media type is answered 400.", breaks("HTTP-CT-02"),
		alter(code(http.StatusUnsupportedMediaType), refusing(http.StatusBadRequest, "Header.Invalid", "Content-Type"))},
	{"accept-ignored", "A request that accepts no JSON is answered with JSON.", breaks("HTTP-CT-03"),
		instead(code(http.StatusNotAcceptable), func(c *call, _ *answer) *call { return c.set("Accept", "") })},
	{"accept-ignored-on-read", "A read that accepts no JSON is answered with JSON.", breaks("HTTP-CT-03"),
		instead(on(read).and(code(http.StatusNotAcceptable)), func(c *call, _ *answer) *call { return c.set("Accept", "") })},
	{"unacceptable-400", "A request that accepts no JSON is answered 400.", breaks("HTTP-CT-03"),
		alter(code(http.StatusNotAcceptable), refusing(http.StatusBadRequest, "Header.Invalid", "Accept"))},
	{"accept-charset-ignored", "A request that accepts no UTF-8 is answered in UTF-8.", breaks("HTTP-CT-05"),
		withoutHeader(http.StatusNotAcceptable, "Accept-Charset")},
	{"accept-charset-refused", "Any Accept-Charset is answered 406.", breaks("HTTP-CT-04"),
		alter(match(fine).and(has("Accept-Charset")), refusing(http.StatusNotAcceptable, "Header.Invalid", "Accept-Charset"))},
	{"accept-charset-400", "A request that accepts no UTF-8 is answered 400.", breaks("HTTP-CT-05"),
		alter(code(http.StatusNotAcceptable).and(has("Accept-Charset")), refusing(http.StatusBadRequest, "Header.Invalid", "Accept-Charset"))},
	{"wildcard-unacceptable", "An Accept with a wildcard is not met.", breaks("HTTP-CT-04"),
		alter(match(fine).and(func(c *call, _ *answer) bool { return strings.Contains(c.Header.Get("Accept"), "*") }),
			refusing(http.StatusNotAcceptable, "Header.Invalid", "Accept"))},
	{"accept-required", "A request without Accept is refused.", breaks("HTTP-CT-04"),
		alter(match(fine).and(func(c *call, _ *answer) bool { return c.Header.Get("Accept") == "" }),
			refusing(http.StatusNotAcceptable, "Header.Missing", "Accept"))},
	{"charset-refused", "A media type with a charset is refused.", breaks("HTTP-CT-04"),
		alter(match(fine).and(func(c *call, _ *answer) bool { return strings.Contains(c.Header.Get("Content-Type"), ";") }),
			refusing(http.StatusUnsupportedMediaType, "Header.Invalid", "Content-Type"))},
	{"printed-auth-date-refused", "An x-fapi-auth-date as the page prints it, with GMT+03:00, is refused.", breaks("HTTP-DATE-01"),
		alter(match(fine).and(func(c *call, _ *answer) bool { return strings.Contains(c.Header.Get("X-Fapi-Auth-Date"), "GMT+") }),
			refusing(http.StatusBadRequest, "Header.Invalid", "x-fapi-auth-date"))},
	{"auth-date-refused", "An x-fapi-auth-date as RFC 7231 has it is refused.", breaks("HTTP-DATE-01"),
		alter(match(fine).and(func(c *call, _ *answer) bool { return strings.HasSuffix(c.Header.Get("X-Fapi-Auth-Date"), "GMT") }),
			refusing(http.StatusBadRequest, "Header.Invalid", "x-fapi-auth-date"))},
	{"bad-auth-date-accepted", "An x-fapi-auth-date that is no date is not looked at.", breaks("HTTP-DATE-02"),
		withoutHeader(http.StatusBadRequest, "X-Fapi-Auth-Date")},
	{"customer-address-refused", "An x-fapi-customer-ip-address is refused, whatever it is.", breaks("HTTP-IP-02"),
		alter(match(fine).and(has("X-Fapi-Customer-Ip-Address")), refusing(http.StatusBadRequest, "Header.Invalid", "x-fapi-customer-ip-address"))},
	{"customer-address-of-ipv6-refused", "An x-fapi-customer-ip-address of IPv6 is refused.", breaks("HTTP-IP-02"),
		alter(match(fine).and(func(c *call, _ *answer) bool {
			return strings.Contains(c.Header.Get("X-Fapi-Customer-Ip-Address"), ":")
		}),
			refusing(http.StatusBadRequest, "Header.Invalid", "x-fapi-customer-ip-address"))},
	{"bad-customer-address-accepted", "An x-fapi-customer-ip-address that is no address is not looked at.", breaks("HTTP-IP-01"),
		withoutHeader(http.StatusBadRequest, "X-Fapi-Customer-Ip-Address")},
}

// has matches requests with a header.
func has(name string) match {
	return func(c *call, _ *answer) bool { return c.Header.Get(name) != "" }
}

// withoutHeader hides a header from the good bank where that refuses the request.
func withoutHeader(status int, name string) lie {
	return instead(code(status).and(has(name)), func(c *call, _ *answer) *call { return c.set(name, "") })
}

func hasBody(_ *call, a *answer) bool { return len(a.body) > 0 }

// undeclared keeps a body without its type; the nil stops the server from
// guessing one.
func undeclared(_ *call, a *answer) { a.header["Content-Type"] = nil }

func asJSON(c *call, _ *answer) *call { return c.set("Content-Type", "application/json") }
