package mutant

import (
	"net/http"
	"time"
)

// reading is lies about consents that are read.
var reading = []defect{
	{"read-refused", "A consent is not shown to the client that made it.", breaks("AAC-GET-01"),
		alter(done(read), refusing(http.StatusForbidden, "Resource.ConsentMismatch", ""))},
	{"read-answers-201", "A consent that is read is answered 201.", breaks("AAC-GET-01"),
		alter(done(read), answering(http.StatusCreated))},
	{"read-loses-window", "A consent that is read has no window.", breaks("AAC-GET-02"),
		both(data([]op{read}, member(from, nil)), data([]op{read}, member(to, nil)))},
	{"read-loses-permission", "The last of several permissions is gone when the consent is read.", breaks("AAC-GET-02"),
		data([]op{read}, func(_ *call, d object) {
			list := d.texts("Permissions")
			d["Permissions"] = list[:max(1, len(list)-1)]
		})},
	{"read-renames-consent", "A consent that is read has another ConsentId than the one asked for.", breaks("AAC-GET-02"),
		data([]op{read}, func(_ *call, d object) { d["ConsentId"] = d.text("ConsentId") + "x" })},
	{"read-moves-creation", "CreationDateTime is a second later when the consent is read.", breaks("AAC-GET-02"),
		data([]op{read}, func(_ *call, d object) {
			d["CreationDateTime"] = later(d.text("CreationDateTime"), time.Second)
		})},
	{"unknown-consent-404", "A ConsentId that was never given out is answered 404.", breaks("AAC-GET-03"),
		alter(unknown(read), refusing(http.StatusNotFound, "Resource.NotFound", "ConsentId"))},
	{"unknown-consent-403", "A ConsentId that was never given out is answered 403.", breaks("AAC-GET-03"),
		alter(unknown(read), refusing(http.StatusForbidden, "Resource.NotFound", "ConsentId"))},
	{"unknown-consent-shown", "A ConsentId that was never given out reads as a consent.", breaks("AAC-GET-03"),
		alter(unknown(read), func(c *call, a *answer) { a.invent(c, "AwaitingAuthorisation") })},
	{"unknown-consent-500", "A ConsentId that was never given out is answered 500.", breaks("AAC-GET-03"),
		alter(unknown(read), refusing(http.StatusInternalServerError, "UnexpectedError", ""))},
	{"foreign-consent-readable", "Any client reads any client's consents.", breaks("AAC-GET-04"),
		asOwner(read)},
	{"foreign-consent-404", "Another client's consent is answered 404.", breaks("AAC-GET-04"),
		alter(on(read).and(code(http.StatusForbidden)), refusing(http.StatusNotFound, "Resource.NotFound", "ConsentId"))},
	{"foreign-consent-401", "Another client's consent is answered 401.", breaks("AAC-GET-04"),
		alter(on(read).and(code(http.StatusForbidden)), func(_ *call, a *answer) { a.unauthorised() })},
}

// unknown matches the refusals of an operation on a ConsentId that is not known.
func unknown(what op) match {
	return on(what).and(code(http.StatusBadRequest)).and(func(_ *call, a *answer) bool {
		return a.hasError("Resource.NotFound")
	})
}

// hasError tells whether an error body has a code, whatever its namespace.
func (a *answer) hasError(code string) bool {
	list, _ := a.doc()["Errors"].([]any)
	for _, e := range list {
		reason, _ := e.(map[string]any)
		if name := object(reason).text("ErrorCode"); len(name) >= len(code) && name[len(name)-len(code):] == code {
			return true
		}
	}
	return false
}

// asOwner does for any client what the client may do that made the consent.
func asOwner(what op) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a := good(c)
			if owner := seen.owner(c); c.op == what && a.status == http.StatusForbidden && owner != "" {
				return good(c.set("Authorization", owner))
			}
			return a
		}
	})
}

// unauthorised makes the answer a 401 as it should be.
func (a *answer) unauthorised() {
	a.status, a.body = http.StatusUnauthorized, nil
	a.header.Del("Content-Type")
	a.header.Set("Www-Authenticate", `Bearer error="invalid_token"`)
}

// invent makes the answer a consent that the bank never made.
func (a *answer) invent(c *call, status string) {
	stamp := a.date().UTC().Format("2006-01-02T15:04:05.000Z07:00")
	a.status = http.StatusOK
	a.header.Set("Content-Type", "application/json")
	a.tell(object{
		"Data": object{
			"ConsentId": c.consent, "CreationDateTime": stamp, "Status": status, "StatusUpdateDateTime": stamp,
			"Permissions": []any{"ReadAccountsBasic"},
		},
		"Links": object{"Self": "http://" + c.Host + c.URL.Path},
		"Meta":  object{"TotalPages": 1},
	})
}
