package mutant

import "net/http"

// insightsSchedules is lies about automatic refreshes.
var insightsSchedules = []defect{
	{"schedule-refused", "Nothing can be scheduled.", breaks("WFL-38", "AUT-PUT-01"), guarded([]op{schedule}, always, http.StatusForbidden, "FORBIDDEN")},
	{"schedule-answers-data", "Scheduling is answered with data.", breaks("AUT-PUT-01"),
		alter(done(schedule), func(_ *call, a *answer) { a.become(http.StatusOK, object{"status": "SCHEDULED"}) })},
	{"schedule-does-nothing", "Scheduling is answered as if it were done, and does nothing.", breaks("WFL-29", "WFL-38", "AUT-GET-01", "AUT-RUN-01", "AUT-RUN-02", "AUT-RUN-07"),
		silent([]op{schedule}, func(c *call) bool { return c.consumer() != "" }, http.StatusOK, "{}")},
	{"schedule-without-consent", "What has no stored consent is scheduled.", breaks("WFL-37", "AUT-PUT-06"),
		alter(match(coded("CONSENT.NOT_STORED")).and(on(schedule)), func(_ *call, a *answer) { a.become(http.StatusOK, object{}) })},
	{"schedule-needs-no-consumer", "A schedule without an insights_consumer_id is taken.", breaks("AUT-PUT-02"),
		alter(turned([]op{schedule}, http.StatusBadRequest), func(c *call, a *answer) {
			if c.consumer() == "" {
				a.become(http.StatusOK, object{})
			}
		})},
	{"schedule-of-all", "Scheduling some accounts schedules all.", breaks("AUT-PUT-03"), ignoring([]op{schedule}, "insights_account_ids")},
	{"schedule-of-first", "Scheduling all accounts schedules one.", breaks("AUT-PUT-03"),
		listing([]op{schedules}, "status", func(_ *call, items []object) []object { return items[:min(1, len(items))] })},
	{"both-intervals-taken", "Two intervals at once, or none, are taken.", breaks("AUT-PUT-04"), daily(false)},
	{"rescheduling-ignored", "Scheduling again changes nothing.", breaks("AUT-PUT-05"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				if c.op == schedule && d.count(c, "scheduled "+c.consumer()) > 1 {
					a := &answer{header: http.Header{}}
					a.become(http.StatusOK, object{})
					return a
				}
				return good(c)
			}
		})},
	{"any-interval", "An interval of any length and name is taken.", breaks("AUT-PUT-07"), daily(true)},
	{"schedule-of-30-days", "Where no days are said a schedule refreshes 30.", breaks("AUT-PUT-08"), unlessSaid("refresh_days", 30)},
	{"schedule-retention-of-a-day", "Where no retention is said a schedule's data are kept for a day.", breaks("AUT-PUT-08"), retained(schedule, 1440)},
	{"no-status", "The list of schedules is empty.", breaks("AUT-GET-01", "WFL-38"), listing([]op{schedules}, "status", func(*call, []object) []object { return nil })},
	{"status-without-parameters", "A status does not tell the parameters of its schedule.", breaks("AUT-GET-01", "API-BODY-01"), statuses(func(s object) {
		for _, m := range []string{"refresh_interval_minutes", "refresh_interval", "data_retention_minutes", "intended_insights", "refresh_days"} {
			delete(s, m)
		}
	})},
	{"status-says-intended-reports", "A status names the intended reports as the request did.", breaks("AUT-GET-01", "AUT-PUT-08", "API-BODY-01"), statuses(func(s object) {
		s["intended_reports"] = s["intended_insights"]
		delete(s, "intended_insights")
	})},
	{"last-refresh-missing", "Before the first run there is no last_refresh_at.", breaks("AUT-GET-02", "AUT-GET-03", "API-BODY-01"), statuses(func(s object) { delete(s, "last_refresh_at") })},
	{"next-refresh-missing", "A status does not say when the next refresh is.", breaks("AUT-GET-02", "API-BODY-01"), statuses(func(s object) { delete(s, "next_refresh_at") })},
	{"first-refresh-in-1970", "Before the first run last_refresh_at is in 1970.", breaks("AUT-GET-03"), statuses(func(s object) { s["last_refresh_at"] = "1970-01-01T00:00:00.000Z" })},
	{"list-of-all-schedules", "The list of some accounts holds all.", breaks("AUT-GET-04"), ignoring([]op{schedules}, "insights_account_ids")},
	{"unknown-schedule-empty", "The list of a consumer that there is not is empty.", breaks("AUT-GET-05"),
		alter(turned([]op{schedules}, http.StatusNotFound), func(_ *call, a *answer) {
			a.become(http.StatusOK, object{"data": object{"status": []any{}}})
		})},
	{"interval-doubled", "A schedule's interval is twice as long.", breaks("AUT-RUN-01", "WFL-38", "AUT-RUN-08"),
		rewording([]op{schedule}, func(_ *call, body object) {
			if n := whole(body["refresh_interval_minutes"]); n > 0 {
				body["refresh_interval_minutes"] = 2 * n
			}
			switch body.text("refresh_interval") {
			case "DAILY":
				delete(body, "refresh_interval")
				body["refresh_interval_minutes"] = 2 * 1440
			case "WEEKLY":
				delete(body, "refresh_interval")
				body["refresh_interval_minutes"] = 14 * 1440
			}
		})},
	{"interval-halved", "A schedule runs twice in each interval.", breaks("AUT-RUN-01", "WFL-38", "WFL-29"),
		rewording([]op{schedule}, func(_ *call, body object) {
			if n := whole(body["refresh_interval_minutes"]); n > 1 {
				body["refresh_interval_minutes"] = n / 2
			}
			if body.text("refresh_interval") == "DAILY" {
				delete(body, "refresh_interval")
				body["refresh_interval_minutes"] = 720
			}
		})},
	{"daily-is-weekly", "DAILY runs once a week.", breaks("AUT-RUN-08", "WFL-29"), renamedInterval("DAILY", "WEEKLY")},
	{"weekly-is-daily", "WEEKLY runs once a day.", breaks("AUT-RUN-08"), renamedInterval("WEEKLY", "DAILY")},
	{"run-counts-as-failed", "A run that went well counts as a failure.", breaks("AUT-RUN-02"), statuses(func(s object) {
		if s.text("last_refresh_state") == "SUCCESS" {
			s["refresh_failed_counter"] = 1
		}
	})},
	{"last-success-hidden", "A run that went well is not told as the last that did.", breaks("AUT-RUN-02"), statuses(func(s object) { delete(s, "last_successful_refresh_at") })},
	{"failed-run-is-success", "A run that failed is a SUCCESS.", breaks("AUT-RUN-03"), statuses(func(s object) {
		if s.text("last_refresh_state") == "EXCEPTION" {
			s["last_refresh_state"] = "SUCCESS"
			delete(s, "last_refresh_error_category")
			delete(s, "last_refresh_error_message")
		}
	})},
	{"failed-counter-not-counted", "Failures are not counted.", breaks("AUT-RUN-03"), statuses(func(s object) { s["refresh_failed_counter"] = 0 })},
	{"failed-run-without-category", "A run that failed has no category.", breaks("AUT-RUN-03"), statuses(func(s object) { delete(s, "last_refresh_error_category") })},
	{"failed-counter-never-reset", "A new flow of the consumer leaves the failures counted.", breaks("AUT-RUN-06"),
		remembering(func(good bank, d *diary) bank {
			return func(c *call) *answer {
				if c.op == startInsights && c.consumer() != "" {
					d.write(c, "returned "+c.consumer(), "yes")
				}
				return statuses(func(s object) {
					if d.word(c, "returned "+c.consumer()) != "" {
						s["refresh_failed_counter"] = 2
					}
				})(good)(c)
			}
		})},
	{"next-run-in-the-past", "The next run is told as the last.", breaks("AUT-RUN-04", "AUT-PUT-05"), statuses(func(s object) { s["next_refresh_at"] = s["last_refresh_at"] })},
	{"authorization-never-required", "consent_authorization_required is never set.", breaks("AUT-RUN-05"), statuses(func(s object) { s["consent_authorization_required"] = false })},
	{"authorization-always-required", "consent_authorization_required is always set.", breaks("WFL-38"), statuses(func(s object) { s["consent_authorization_required"] = true })},
	{"runs-bring-nothing", "Runs are told, and bring nothing.", breaks("WFL-29"), frozen(schedule)},
	{"schedule-retention-ignored", "A schedule's data_retention_minutes is ignored.", breaks("AUT-RUN-07", "WFL-29"), ignoring([]op{schedule}, "data_retention_minutes")},
	{"as-often-as-every-hour", "AS_OFTEN_AS_POSSIBLE is every hour.", breaks("AUT-RUN-09"),
		rewording([]op{schedule}, func(_ *call, body object) {
			if body.text("refresh_interval") == "AS_OFTEN_AS_POSSIBLE" {
				delete(body, "refresh_interval")
				body["refresh_interval_minutes"] = 60
			}
		})},
	{"never-unscheduled", "Unscheduling does nothing.", breaks("AUT-DEL-01"), silent([]op{unschedule}, always, http.StatusOK, "{}")},
	{"unscheduled-for-all", "Unscheduling some accounts unschedules all.", breaks("AUT-DEL-02"), ignoring([]op{unschedule}, "insights_account_ids")},
	{"schedule-outlives-consumer", "Deleting a consumer deletes the data, and leaves the schedule.", breaks("AUT-DEL-03"), outliving(schedule, schedules, unschedule)},
}

// daily schedules for every day what is refused of two intervals or none, or what is
// refused of just one.
func daily(one bool) lie {
	return lenient([]op{schedule}, func(_ *call, body object) {
		if one == ((body["refresh_interval_minutes"] == nil) != (body["refresh_interval"] == nil)) {
			delete(body, "refresh_interval_minutes")
			body["refresh_interval"] = "DAILY"
		}
	})
}

func statuses(edit func(s object)) lie { return listing([]op{schedules}, "status", every(edit)) }

// unlessSaid says a number of a schedule where a request says none.
func unlessSaid(member string, n int) lie {
	return rewording([]op{schedule}, func(_ *call, body object) {
		if body[member] == nil {
			body[member] = n
		}
	})
}

func renamedInterval(from, to string) lie {
	return rewording([]op{schedule}, func(_ *call, body object) {
		if body.text("refresh_interval") == from {
			body["refresh_interval"] = to
		}
	})
}
