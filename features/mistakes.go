package features

import (
	"net/http"
	"strings"
)

// A mistake is a request with one thing wrong with it.
type mistake struct {
	call  Call
	token string // as givenBearer words it; "" is the AISP's own
	like  string // the requirement whose other readings apply to the answer
}

// mistakes are what clients get wrong, by the name that steps give it.
var mistakes = map[string]mistake{
	"a missing permission list":              {call: asking(`{"Data":{}}`)},
	"an unknown permission":                  {call: asking(`{"Data":{"Permissions":["ReadAccountsBasic","ReadEverything"]}}`)},
	"permissions without accounts":           {call: asking(`{"Data":{"Permissions":["ReadBalances"]}}`)},
	"transactions without credits or debits": {call: asking(`{"Data":{"Permissions":["ReadAccountsBasic","ReadTransactionsBasic"]}}`)},
	"a window that is no date":               {call: asking(`{"Data":{"Permissions":["ReadAccountsBasic"],"TransactionFromDateTime":"yesterday"}}`)},
	"a body that is not JSON":                {call: asking(`{"Data":{"Permissions":["ReadAccountsBasic"],},}`)},
	"an unknown ConsentId":                   {call: reading("0000000"), like: "AAC-GET-03"},
	"an unknown ConsentId in a patch":        {call: patching("0000000", `{"Data":{"Status":"Revoked"}}`), like: "AAC-PATCH-08"},
	"an unknown status":                      {call: patching(theConsent, `{"Data":{"Status":"Cancelled"}}`)},
	"an interaction id that is no UUID":      {call: with(reading(theConsent), "x-fapi-interaction-id", "not-a-uuid")},
	"a missing token":                        {call: asking(minimal), token: "no access token"},
	"a token without scope":                  {call: asking(minimal), token: "an access token for other scopes", like: "AAC-TOK-04"},
	"an unknown path":                        {call: Call{Method: http.MethodGet, Path: "/no-such-resource"}, like: "HTTP-PATH-01"},
	"an unknown method":                      {call: Call{Method: http.MethodDelete, Path: consents}, like: "HTTP-METHOD-01"},
	"accepting no JSON":                      {call: with(asking(minimal), "Accept", "text/html")},
	"sending XML":                            {call: with(asking("<Data/>"), "Content-Type", "application/xml")},
	"a body nested 10000 deep":               {call: asking(strings.Repeat(`{"Data":`, 10000) + "1" + strings.Repeat("}", 10000))},
	"a number of 400 digits":                 {call: asking(`{"Data":{"Permissions":[` + strings.Repeat("9", 400) + `]}}`)},
	"a list of 5000 permissions":             {call: asking(`{"Data":{"Permissions":["ReadNothing"` + strings.Repeat(`,"ReadNothing"`, 4999) + `]}}`)},
	"a NUL in a permission":                  {call: asking(`{"Data":{"Permissions":["ReadAccounts\u0000Basic"]}}`)},
	"a ConsentId of 2000 characters":         {call: reading(strings.Repeat("0", 2000)), like: "AAC-GET-03"},
	"a ConsentId of odd characters":          {call: reading("%00%0D%0A%E2%82%AC%2E%2E")},
	"a token of 4000 characters":             {call: with(reading(theConsent), "Authorization", "Bearer "+strings.Repeat("a", 4000))},
}

// theConsent stands in a mistake's path for the id of the scenario's consent.
const theConsent = "{ConsentId}"

// minimal is the smallest request that the standard allows.
const minimal = `{"Data":{"Permissions":["ReadAccountsBasic"]}}`

func asking(body string) Call {
	return Call{Method: http.MethodPost, Path: consents, Body: []byte(body)}
}

func reading(id string) Call {
	return Call{Method: http.MethodGet, Path: consents + "/" + id}
}

func patching(id, body string) Call {
	return Call{Method: http.MethodPatch, Path: consents + "/" + id, Body: []byte(body)}
}

func with(c Call, header, value string) Call {
	c.Header = http.Header{http.CanonicalHeaderKey(header): {value}}
	return c
}
