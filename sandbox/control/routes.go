package control

import "maps"

// routes is the whole control plane.
func (s *server) routes() map[string]methods {
	all := map[string]methods{
		"/healthz":                {"GET": s.health},
		"/readyz":                 {"GET": s.health},
		"/_bank/tenants":          {"GET": s.listTenants, "POST": s.makeTenant},
		"/_bank/scenarios":        {"GET": s.listScenarios},
		"/_bank/scenarios/{file}": {"PUT": s.loadScenarios},
	}
	maps.Copy(all, s.tenantRoutes("/_bank/tenants/{tenant}"))
	return all
}

// tenantRoutes is what there is under one tenant.
func (s *server) tenantRoutes(base string) map[string]methods {
	return map[string]methods{
		base:                                {"GET": s.at(s.showTenant), "DELETE": s.removeTenant},
		base + "/reset":                     {"POST": s.resetTenant},
		base + "/clock":                     {"GET": s.in(showClock), "POST": s.in(moveClock)},
		base + "/scenario":                  {"PUT": s.in(setDefault)},
		base + "/queue":                     {"POST": s.in(enqueue)},
		base + "/explain":                   {"GET": s.in(explain)},
		base + "/journal":                   {"GET": s.at(readJournal)},
		base + "/consents":                  {"GET": s.at(listConsents)},
		base + "/consents/{id}":             {"GET": s.at(showConsent)},
		base + "/consents/{id}/timeline":    {"GET": s.at(timeline)},
		base + "/consents/{id}/transitions": {"POST": s.at(ofConsent(push))},
		base + "/consents/{id}/signals":     {"POST": s.at(ofConsent(signal))},
		base + "/consents/{id}/scenario":    {"PUT": s.at(ofConsent(pin))},

		base + "/tokens":                          {"POST": s.in(issueToken)},
		base + "/flows":                           {"GET": s.at(listFlows)},
		base + "/flows/{id}":                      {"GET": s.at(showFlow)},
		base + "/flows/{id}/complete":             {"POST": s.at(completeFlow)},
		base + "/consumers/{client}/{id}/consent": {"GET": s.at(showStored), "POST": s.at(moveStored)},
	}
}
