package mutant

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// creating is lies about what a new consent is.
var creating = []defect{
	{"create-answers-200", "A consent that was made is answered 200.", breaks("AAC-POST-01"),
		alter(done(create), answering(http.StatusOK))},
	{"create-answers-202", "A consent that was made is answered 202, as if it were to come.", breaks("AAC-POST-01"),
		alter(done(create), answering(http.StatusAccepted))},
	{"create-refused", "No consent is ever made: each request for one is answered 403.", breaks("AAC-POST-01"),
		alter(done(create), refusing(http.StatusForbidden, "Resource.ConsentMismatch", ""))},
	{"new-consent-authorised", "A new consent says Authorised, as the page's own example does.", breaks("AAC-POST-02"),
		data([]op{create}, member("Status", "Authorised"))},
	{"new-consent-rejected", "A new consent says Rejected.", breaks("AAC-POST-02"),
		data([]op{create}, member("Status", "Rejected"))},
	{"consent-id-repeats", "The second consent of a tenant has the ConsentId of the first.", breaks("AAC-POST-03", "AAC-POST-23"),
		firstID},
	{"consent-id-overlong", "ConsentIds are longer than 128 characters.", breaks("AAC-POST-03"),
		longIDs},
	{"consent-id-empty", "The ConsentId of a new consent is empty.", breaks("AAC-POST-03"),
		data([]op{create}, member("ConsentId", ""))},
	{"update-after-creation", "A new consent was last updated a minute after it was created, as in the page's example.", breaks("AAC-POST-04"),
		data([]op{create}, func(_ *call, d object) {
			d["StatusUpdateDateTime"] = later(d.text("CreationDateTime"), time.Minute)
		})},
	{"update-before-creation", "A new consent was last updated a second before it was created.", breaks("AAC-POST-04"),
		data([]op{create}, func(_ *call, d object) {
			d["StatusUpdateDateTime"] = later(d.text("CreationDateTime"), -time.Second)
		})},
	{"permission-dropped", "The last of several permissions is left out of the answer.", breaks("AAC-POST-05"),
		permissions(func(list []string) []string { return list[:max(1, len(list)-1)] })},
	{"permission-added", "ReadBalances is in the answer, asked for or not.", breaks("AAC-POST-05"),
		permissions(func(list []string) []string {
			if slices.Contains(list, "ReadBalances") {
				return list
			}
			return append(list, "ReadBalances")
		})},
	{"detail-adds-basic", "A Detail permission brings its Basic one into the answer.", breaks("AAC-POST-05"),
		permissions(func(list []string) []string {
			for _, p := range slices.Clone(list) {
				if basic, ok := strings.CutSuffix(p, "Detail"); ok && !slices.Contains(list, basic+"Basic") {
					list = append(list, basic+"Basic")
				}
			}
			return list
		})},
	{"detail-swallows-basic", "A Basic permission is left out of the answer where its Detail one is there.", breaks("AAC-POST-15"),
		permissions(func(list []string) []string {
			return slices.DeleteFunc(slices.Clone(list), func(p string) bool {
				basic, ok := strings.CutSuffix(p, "Basic")
				return ok && slices.Contains(list, basic+"Detail")
			})
		})},
	{"long-list-refused", "A request for more than 20 permissions is refused, though some are named twice.", breaks("AAC-POST-16"),
		reject(func(d object) bool { return len(d.texts("Permissions")) > 20 }, "Field.Invalid", "Data.Permissions")},
	{"create-is-idempotent", "The same request sent again is answered with the consent of the first time.", breaks("AAC-POST-23"),
		replaying(func(c *call) string { return string(c.body) })},
	{"idempotency-key-honoured", "A request with an idempotency key that was used before is answered with the consent of then.", breaks("AAC-POST-23"),
		replaying(func(c *call) string { return c.Header.Get("X-Idempotency-Key") })},
}

// permissions changes the list of permissions that a new consent shows.
func permissions(edit func([]string) []string) lie {
	return data([]op{create}, func(_ *call, d object) {
		if list := d.texts("Permissions"); len(list) > 0 {
			d["Permissions"] = edit(list)
		}
	})
}

// firstID gives all consents of a tenant the first one's id.
var firstID = recall(func(good bank, seen *notebook) bank {
	return func(c *call) *answer {
		a := good(c)
		if c.op != create || !a.ok() {
			return a
		}
		doc := a.doc()
		if first := seen.recallFor(c, "first"); first != nil {
			doc.object("Data")["ConsentId"] = first["id"]
			a.tell(doc)
			return a
		}
		seen.keep(c, "first", object{"id": a.consentID()})
		return a
	}
})

// tail is what longIDs adds to a ConsentId.
var tail = strings.Repeat("-0123456789", 12)

// longIDs adds a tail to every ConsentId on its way out and takes it off on its
// way in.
func longIDs(good bank) bank {
	return func(c *call) *answer {
		if id, ok := strings.CutSuffix(c.consent, tail); ok {
			c = c.again()
			c.URL.Path = c.tenant + aisp + "account-access-consents/" + id
			c.URL.RawPath = ""
		}
		if c.op == authorize {
			c = c.again()
			c.URL.RawQuery = strings.ReplaceAll(c.URL.RawQuery, tail, "")
		}
		a := good(c)
		if done(consents...)(c, a) {
			doc := a.doc()
			doc.object("Data")["ConsentId"] = a.consentID() + tail
			a.tell(doc)
		}
		return a
	}
}

// replaying answers a request for a consent as it answered the client's earlier
// one of the same mark; a mark of "" is none.
func replaying(mark func(*call) string) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			m := mark(c)
			if c.op != create || m == "" {
				return good(c)
			}
			m = c.Header.Get("Authorization") + m
			if before := seen.recallFor(c, m); before != nil {
				a := good(c.reading(before.text("id")))
				a.status = http.StatusCreated
				return a
			}
			a := good(c)
			if a.ok() {
				seen.keep(c, m, object{"id": a.consentID()})
			}
			return a
		}
	})
}
