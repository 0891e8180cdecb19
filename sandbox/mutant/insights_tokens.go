package mutant

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// insightsTokens is lies about who may call.
var insightsTokens = []defect{
	{"token-opens-no-report", "A good token is answered 401 where reports are made.", breaks("API-AUTH-01"),
		guarded(reportOps, always, http.StatusUnauthorized, "UNAUTHORIZED")},
	{"token-opens-no-session", "A good token is answered 401 where a session is created.", breaks("API-AUTH-01"),
		guarded([]op{putSession}, always, http.StatusUnauthorized, "UNAUTHORIZED")},
	{"insights-no-token-accepted", "Account Insights opens without a token.", breaks("API-AUTH-02"),
		lendToken(func(said string) bool { return said == "" })},
	{"insights-no-token-403", "A request without a token is answered 403.", breaks("API-AUTH-02"),
		alter(match(insightful).and(bearing("")), func(_ *call, a *answer) { a.deny(http.StatusForbidden, "FORBIDDEN") })},
	{"insights-made-up-token-accepted", "Account Insights opens for any token.", breaks("API-AUTH-03"),
		lendToken(func(said string) bool { return strings.HasPrefix(said, "Token ") })},
	{"bearer-accepted", "A token behind the word Bearer is taken.", breaks("API-AUTH-04"),
		func(good bank) bank {
			return func(c *call) *answer {
				if token, ok := strings.CutPrefix(c.Header.Get("Authorization"), "Bearer "); ok && insightful(c, nil) {
					c = c.set("Authorization", "Token "+token)
				}
				return good(c)
			}
		}},
	{"token-of-30-days", "A token is good for 30 days.", breaks("API-AUTH-05"), mortal(30 * 24 * time.Hour)},
	{"token-of-179-days", "A token is good for 179 days.", breaks("API-AUTH-05"), mortal(179 * 24 * time.Hour)},
	{"old-insights-token-accepted", "A token that is too old is answered as it was when it was young.", breaks("API-AUTH-06"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				a, name := good(c), string(c.op)+" "+c.Header.Get("Authorization")
				switch {
				case a.ok() && insightful(c, a):
					d.write(c, name, a.copy())
				case a.status == http.StatusUnauthorized:
					if before := d.copied(c, name); before != nil {
						return before
					}
				}
				return a
			}
		})},
	{"foreign-consumer-opens", "Any client is shown any client's consumers.", breaks("API-ISO-01", "API-ISO-02"), asTheirs(lookOps)},
	{"foreign-consumer-deleted", "Any client deletes any client's consumers.", breaks("API-ISO-01"), asTheirs(deletes)},
	{"foreign-session-opens", "Any client reads any client's sessions and flows.", breaks("API-ISO-01"), asTheirs([]op{getSession, getFlow, closeSession, abortFlow})},
	{"foreign-schedule-shown", "Any client is shown any client's schedules, and may refresh.", breaks("API-ISO-01"), asTheirs([]op{schedules, schedule, putRefresh, unschedule})},
	{"foreign-consumer-403", "Another client's consumer is answered 403, and gives itself away.", breaks("API-ISO-02"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				a := good(c)
				if owner := d.owner(c, a); owner != "" && owner != c.Header.Get("Authorization") && a.status == http.StatusNotFound {
					a.deny(http.StatusForbidden, "FORBIDDEN")
				}
				return a
			}
		})},
}

// bearing matches calls with just that Authorization.
func bearing(said string) match {
	return func(c *call, _ *answer) bool { return c.Header.Get("Authorization") == said }
}

// lendToken answers calls that the good bank answers 401 with the token that was
// last taken in the tenant.
func lendToken(when func(said string) bool) lie {
	return remembering(func(good bank, d *diary) bank {
		return func(c *call) *answer {
			a := good(c)
			said := c.Header.Get("Authorization")
			switch {
			case !insightful(c, a):
			case a.ok():
				d.write(c, "token", said)
			case a.status == http.StatusUnauthorized && when(said):
				token := d.word(c, "token")
				if token == "" {
					token = "Token insights-demo-token" // which everybody knows
				}
				return good(c.set("Authorization", token))
			}
			return a
		}
	})
}

// mortal refuses a token so long after it was first used.
func mortal(life time.Duration) lie {
	return remembering(func(good bank, d *diary) bank {
		return func(c *call) *answer {
			a, said := good(c), c.Header.Get("Authorization")
			if !insightful(c, a) || !a.ok() {
				return a
			}
			if first, _ := d.once(c, "first "+said, a.date()).(time.Time); a.date().Sub(first) >= life {
				a.deny(http.StatusUnauthorized, "UNAUTHORIZED")
			}
			return a
		}
	})
}

// owner keeps whose a consumer or a session is, and gives that of the call's.
func (d *diary) owner(c *call, a *answer) string {
	said := c.Header.Get("Authorization")
	names := []string{c.consumer()}
	if strings.HasPrefix(c.path, "/xs2a/v1/sessions/") {
		names = []string{c.session()}
	}
	if a.ok() {
		data := a.doc().object("data")
		names = append(names, data.text("insights_consumer_id"), data.object("result").text("insights_consumer_id"), data.text("session_id"))
	}
	for _, name := range names {
		if name != "" && a.ok() {
			d.once(c, "owner "+name, said)
		}
	}
	if names[0] == "" {
		return ""
	}
	return d.word(c, "owner "+names[0])
}

// asTheirs answers calls about what is another client's as that client's.
func asTheirs(ops []op) lie {
	return remembering(func(good bank, d *diary) bank {
		return func(c *call) *answer {
			a := good(c)
			owner := d.owner(c, a)
			if !slices.Contains(ops, c.op) || a.ok() || owner == "" || owner == c.Header.Get("Authorization") {
				return a
			}
			return good(c.set("Authorization", owner))
		}
	})
}
