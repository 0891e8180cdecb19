package ais

import "net/http"

// A Route is a method of a path, counted from Root.
type Route struct {
	Method, Path string
	serve        handler
}

var routes = []Route{
	{http.MethodPost, "/account-access-consents", (*server).createConsent},
	{http.MethodGet, "/account-access-consents/{ConsentId}", (*server).getConsent},
	{http.MethodPatch, "/account-access-consents/{ConsentId}", (*server).patchConsent},
	{http.MethodGet, "/accounts", (*server).getAccounts},
}
