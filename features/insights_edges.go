package features

// insightsLives is whose life the edges of Account Insights are.
const insightsLives = "the lives of sessions, flows, consents, refreshes and schedules"

// insightsStates are the states of each thing that lives, and insightsActions what
// a client or a consumer can try on it (7). Each is tried in each state: the
// scenario says what may come of it.
var (
	insightsStates = map[string][]State{
		"session":  {"RUNNING", "CLOSED", "TIMED_OUT"},
		"flow":     {"CONSUMER_INPUT_NEEDED", "PROCESSING", "FINISHED", "ABORTED", "EXCEPTION"},
		"consent":  {"STORED", "EXPIRED", "REVOKED", "deleted"},
		"refresh":  {"PROCESSING", "FINISHED", "EXCEPTION"},
		"schedule": {"SCHEDULED", "SUCCESS", "EXCEPTION", "unscheduled"},
	}
	insightsActions = map[string][]string{
		"session":  {"reads the session", "starts an Insights-Refresh flow", "fetches the consent", "closes the session"},
		"flow":     {"calls Flow-Information", "aborts the flow", "starts an accounts flow", "closes the session"},
		"consent":  {"calls Consent-Refresh", "calls Schedule Automatic Refresh", "calls Delete Stored Consent", "renews the stored consent"},
		"refresh":  {"calls Refresh-Status", "calls Consent-Refresh"},
		"schedule": {"calls List Automatic Refreshes", "calls Schedule Automatic Refresh", "calls Unschedule Automatic Refresh"},
	}
)

// insightsEdges lists what a full run has to try, in which state (7).
func insightsEdges() (all []Edge) {
	for _, of := range []string{"session", "flow", "consent", "refresh", "schedule"} {
		for _, state := range insightsStates[of] {
			for _, action := range insightsActions[of] {
				all = append(all, Edge{State(of) + " " + state, Action(action)})
			}
		}
	}
	return all
}
