package mutant

import (
	"net/url"
	"regexp"
	"strings"
)

// bodies is lies in the members of a consent.
var bodies = []defect{
	{"creation-without-zone", "CreationDateTime has no time zone.", breaks("HTTP-DATE-03"),
		data(consents, zoneless("CreationDateTime"))},
	{"status-time-without-zone", "StatusUpdateDateTime has no time zone.", breaks("HTTP-DATE-03"),
		data(consents, zoneless("StatusUpdateDateTime"))},
	{"creation-without-colon", "CreationDateTime has an offset without a colon.", breaks("HTTP-DATE-03"),
		data(consents, func(_ *call, d object) {
			d["CreationDateTime"] = zone.ReplaceAllString(d.text("CreationDateTime"), "+0000")
		})},
	{"creation-in-seconds", "CreationDateTime is a number of seconds.", breaks("HTTP-BODY-01", "HTTP-DATE-03"),
		data(consents, member("CreationDateTime", 1599756211))},
	{"self-relative", "Links.Self is a path.", breaks("HTTP-LINK-01"),
		document(done(consents...), inObject("Links", func(c *call, links object) {
			if u, err := url.Parse(links.text("Self")); err == nil {
				links["Self"] = u.Path
			}
		}))},
	{"self-without-scheme", "Links.Self has no scheme, as in the page's example.", breaks("HTTP-LINK-01"),
		document(done(consents...), inObject("Links", func(_ *call, links object) {
			_, links["Self"], _ = strings.Cut(links.text("Self"), "://")
		}))},
	{"self-missing", "Links has no Self.", breaks("HTTP-LINK-01"),
		document(done(consents...), inObject("Links", member("Self", nil)))},
	{"links-missing", "An answer has no Links.", breaks("HTTP-LINK-01"),
		document(done(consents...), member("Links", nil))},
	{"links-missing-on-revoke", "The answer to a revoke has no Links.", breaks("HTTP-LINK-01"),
		document(done(patch), member("Links", nil))},
	{"self-of-the-collection", "Links.Self leads to where consents are made, not to the consent.", breaks("HTTP-LINK-02"),
		document(done(consents...), inObject("Links", func(_ *call, links object) {
			if i := strings.LastIndexByte(links.text("Self"), '/'); i > 0 {
				links["Self"] = links.text("Self")[:i]
			}
		}))},
	{"self-of-another-consent", "Links.Self leads to a consent that there is not.", breaks("HTTP-LINK-02"),
		document(done(consents...), inObject("Links", func(_ *call, links object) { links["Self"] = links.text("Self") + "0" }))},
	{"meta-missing", "An answer has no Meta.", breaks("HTTP-META-01"),
		document(done(consents...), member("Meta", nil))},
	{"pages-as-text", "Meta.TotalPages is a string.", breaks("HTTP-META-01"),
		document(done(consents...), inObject("Meta", member("TotalPages", "1")))},
	{"consent-id-missing", "A consent has no ConsentId when it is read.", breaks("HTTP-BODY-01"),
		data([]op{read}, member("ConsentId", nil))},
	{"creation-missing", "A consent has no CreationDateTime.", breaks("HTTP-BODY-01"),
		data(consents, member("CreationDateTime", nil))},
	{"status-missing", "A consent has no Status when it is created.", breaks("HTTP-BODY-01"),
		data([]op{create}, member("Status", nil))},
	{"status-time-missing", "A consent has no StatusUpdateDateTime.", breaks("HTTP-BODY-01"),
		data(consents, member("StatusUpdateDateTime", nil))},
	{"permissions-missing", "A consent has no Permissions when it is read.", breaks("HTTP-BODY-01"),
		data([]op{read}, member("Permissions", nil))},
	{"revoke-answers-status-only", "The answer to a revoke holds the status alone.", breaks("HTTP-BODY-01"),
		data([]op{patch}, func(_ *call, d object) {
			for name := range d {
				if name != "ConsentId" && name != "Status" {
					delete(d, name)
				}
			}
		})},
	{"expiry-added", "A consent has an ExpirationDateTime, which this version does not name.", breaks("HTTP-BODY-02"),
		data(consents, func(_ *call, d object) { d["ExpirationDateTime"] = d["CreationDateTime"] })},
	{"risk-added", "An answer has Risk, which this version does not name.", breaks("HTTP-BODY-02"),
		document(done(consents...), member("Risk", object{}))},
	{"null-window", "An end of the window that was not sent is null.", breaks("HTTP-BODY-02"),
		data(consents, func(_ *call, d object) {
			for _, end := range []string{from, to} {
				if d[end] == nil {
					d[end] = nil
				}
			}
		})},
	{"empty-window", "An end of the window that was not sent is an empty string.", breaks("HTTP-DATE-03"),
		data(consents, func(_ *call, d object) {
			for _, end := range []string{from, to} {
				if d[end] == nil {
					d[end] = ""
				}
			}
		})},
	{"data-misspelt", "A consent has a member of a misspelt name beside the right one.", breaks("HTTP-BODY-02"),
		data([]op{read}, func(_ *call, d object) { d["Statas"] = d["Status"] })},
	{"status-upper-case", "Status is in capital letters.", breaks("HTTP-BODY-03"),
		data(consents, func(_ *call, d object) { d["Status"] = strings.ToUpper(d.text("Status")) })},
	{"status-american", "Status is spelt with a z.", breaks("HTTP-BODY-03"),
		data(consents, func(_ *call, d object) { d["Status"] = strings.ReplaceAll(d.text("Status"), "oris", "oriz") })},
	{"permission-foreign", "A consent shows ReadProducts, which the standard does not have.", breaks("HTTP-BODY-03"),
		data(consents, func(_ *call, d object) {
			d["Permissions"] = append(d.texts("Permissions"), "ReadProducts")
		})},
}

// zone is the end of a date-time that tells its zone.
var zone = regexp.MustCompile(`(Z|[+-]\d\d:\d\d)$`)

// zoneless takes the zone off a date-time.
func zoneless(name string) func(*call, object) {
	return func(_ *call, d object) { d[name] = zone.ReplaceAllString(d.text(name), "") }
}

// inObject lies in an object of a document, where there is one.
func inObject(name string, edit func(*call, object)) func(*call, object) {
	return func(c *call, doc object) {
		if inner := doc.object(name); inner != nil {
			edit(c, inner)
		}
	}
}
