package insights

import (
	"cmp"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// The body of PUT consents/insights-refresh (5.4).
type refreshIn struct {
	ConsentID        string             `json:"consent_id"`
	ConsentToken     string             `json:"consent_token"`
	Consumer         string             `json:"insights_consumer_id"`
	IntendedReports  []string           `json:"intended_reports"`
	RefreshDays      *int               `json:"refresh_days"`
	From             reports.Day        `json:"from_date"`
	To               reports.Day        `json:"to_date"`
	Accounts         *consentAccountsIn `json:"accounts"`
	RetentionMinutes *int               `json:"data_retention_minutes"`
	PSU              *psuIn             `json:"psu"`
	Allowed          *allowedAccountsIn `json:"allowed_accounts"`
	Keys             keysIn             `json:"keys"`
}

type consentAccountsIn struct {
	All                *bool    `json:"all"`
	IBANs              []string `json:"ibans"`
	AccountIDs         []string `json:"account_ids"`
	InsightsAccountIDs []string `json:"insights_account_ids"`
}

// What is told of a refresh (5.4, 5.5). That the start tells the next consent token,
// as every answer to one does (5.2), is inferred.
type (
	refreshStartedOut struct {
		ID       string `json:"refresh_id"`
		Consumer string `json:"insights_consumer_id"`
		State    string `json:"state"`
		Self     string `json:"self"`
		Token    string `json:"consent_token,omitempty"`
	}
	refreshOut struct {
		State    string            `json:"state"`
		Consumer string            `json:"insights_consumer_id"`
		Result   *refreshResultOut `json:"result,omitempty"`
		Token    string            `json:"consent_token,omitempty"`
		Error    *flowErrorOut     `json:"error,omitempty"`
	}
	refreshResultOut struct {
		Type       string   `json:"type"`
		Consumer   string   `json:"insights_consumer_id"`
		AccountIDs []string `json:"insights_account_ids"`
	}
)

func (in *refreshIn) check(*server) []storage.Violation {
	return aggregator.CheckRefresh(in.request(in.ConsentToken))
}

func (in *refreshIn) request(serial string) aggregator.RefreshRequest {
	r := aggregator.RefreshRequest{
		ConsentID: in.ConsentID, ConsentToken: serial, Consumer: in.Consumer, IntendedReports: in.IntendedReports,
		RefreshDays: in.RefreshDays, From: in.From, To: in.To, RetentionMinutes: in.RetentionMinutes,
		PSU: in.PSU.value(), Allowed: in.Allowed.value(),
	}
	if a := in.Accounts; a != nil {
		r.Accounts = &aggregator.RefreshSelector{All: a.All, IBANs: a.IBANs, BankIDs: a.AccountIDs, AccountIDs: a.InsightsAccountIDs}
	}
	return r
}

// startRefresh is PUT consents/insights-refresh (5.4).
func (s *server) startRefresh(c *call, in *refreshIn) (answer, error) {
	c.about(cmp.Or(in.Consumer, in.ConsentID))
	serial := ""
	if in.ConsentToken != "" {
		serial = s.sealer.serial(in.ConsentID, in.ConsentToken)
	}
	r, err := s.cfg.Aggregator.StartRefresh(c.client, in.request(serial))
	if err != nil {
		return answer{}, s.resealed(in.ConsentID, err)
	}
	c.about(r.Consumer)
	self := s.cfg.Base(c.Request) + refreshPath + "/" + r.ID
	return created(c, self, refreshStartedOut{r.ID, r.Consumer, string(r.State), self, s.tokenOf(r)})
}

// getRefresh is Refresh-Status, GET of a refresh's self (5.5).
func (s *server) getRefresh(c *call) (answer, error) {
	r, err := s.cfg.Aggregator.Refresh(c.client, c.id("refresh_id"))
	if err != nil {
		return answer{}, err
	}
	c.about(r.Consumer)
	out := refreshOut{State: string(r.State), Consumer: r.Consumer, Token: s.tokenOf(r), Error: failure(r.Error)}
	if r.State == aggregator.RefreshFinished {
		out.Result = &refreshResultOut{aggregator.InsightsRefresh.Key(), r.Consumer, listed(r.AccountIDs)}
	}
	return ok(out)
}

// tokenOf is the next consent token of a refresh by a consent that the client has.
func (s *server) tokenOf(r aggregator.Refresh) string {
	if r.Token == "" {
		return ""
	}
	return s.sealer.consentToken(r.ConsentID, r.Token)
}

// deleteStored is POST consents/delete; inferred (5.3).
func (s *server) deleteStored(c *call, in *accountsIn) (answer, error) {
	c.about(in.Consumer)
	return command(s.cfg.Aggregator.DeleteStored(c.client, in.Consumer, in.Accounts))
}

// The body of POST autorefresh/schedule (5.6).
type scheduleIn struct {
	Consumer         string   `json:"insights_consumer_id"`
	Accounts         []string `json:"insights_account_ids"`
	IntendedReports  []string `json:"intended_reports"`
	RefreshDays      *int     `json:"refresh_days"`
	RetentionMinutes *int     `json:"data_retention_minutes"`
	IntervalMinutes  *int     `json:"refresh_interval_minutes"`
	Interval         string   `json:"refresh_interval"`
}

// What is told of automatic refreshes (5.6). What a request calls intended_reports
// is intended_insights here.
type (
	schedulesOut struct {
		Status []scheduleOut `json:"status"`
	}
	scheduleOut struct {
		Account          string    `json:"insights_account_id"`
		LastAt           dateTime  `json:"last_refresh_at"`
		LastState        string    `json:"last_refresh_state"`
		ErrorCategory    string    `json:"last_refresh_error_category,omitempty"`
		ErrorMessage     string    `json:"last_refresh_error_message,omitempty"`
		LastSuccess      *dateTime `json:"last_successful_refresh_at,omitempty"`
		Next             dateTime  `json:"next_refresh_at"`
		IntervalMinutes  *int      `json:"refresh_interval_minutes,omitempty"`
		Interval         string    `json:"refresh_interval,omitempty"`
		RetentionMinutes int       `json:"data_retention_minutes"`
		IntendedInsights []string  `json:"intended_insights"`
		RefreshDays      *int      `json:"refresh_days,omitempty"`
		Failed           int       `json:"refresh_failed_counter"`
		Required         bool      `json:"consent_authorization_required"`
	}
)

func (in *scheduleIn) check(*server) []storage.Violation {
	return aggregator.CheckSchedule(in.request())
}

func (in *scheduleIn) request() aggregator.ScheduleRequest {
	return aggregator.ScheduleRequest{
		Consumer: in.Consumer, AccountIDs: in.Accounts, IntendedReports: in.IntendedReports, RefreshDays: in.RefreshDays,
		RetentionMinutes: in.RetentionMinutes, IntervalMinutes: in.IntervalMinutes, Interval: aggregator.Interval(in.Interval),
	}
}

// schedule is POST autorefresh/schedule (5.6).
func (s *server) schedule(c *call, in *scheduleIn) (answer, error) {
	c.about(in.Consumer)
	return command(s.cfg.Aggregator.Schedule(c.client, in.request()))
}

// listSchedules is POST autorefresh/list (5.6).
func (s *server) listSchedules(c *call, in *accountsIn) (answer, error) {
	c.about(in.Consumer)
	found, err := s.cfg.Aggregator.Schedules(c.client, in.Consumer, in.Accounts)
	if err != nil {
		return answer{}, err
	}
	out := schedulesOut{make([]scheduleOut, len(found))}
	for i := range found {
		out.Status[i] = statusOut(&found[i])
	}
	return ok(out)
}

func statusOut(r *aggregator.Status) scheduleOut {
	out := scheduleOut{
		Account: r.AccountID, LastAt: dateTime(r.LastAt), LastState: string(r.LastState), LastSuccess: timeIf(r.LastSuccess),
		Next: dateTime(r.Next), IntervalMinutes: r.IntervalMinutes, Interval: string(r.Interval), RetentionMinutes: r.RetentionMinutes,
		IntendedInsights: listed(r.IntendedReports), RefreshDays: r.RefreshDays, Failed: r.Failed, Required: r.Required,
	}
	if r.LastError != nil {
		out.ErrorCategory, out.ErrorMessage = r.LastError.Category, r.LastError.Message
	}
	return out
}

func timeIf(t time.Time) *dateTime {
	if t.IsZero() {
		return nil
	}
	return new(dateTime(t))
}

// unschedule is POST autorefresh/unschedule, of which autorefresh/delete is another
// name; inferred (5.6).
func (s *server) unschedule(c *call, in *accountsIn) (answer, error) {
	c.about(in.Consumer)
	return command(s.cfg.Aggregator.Unschedule(c.client, in.Consumer, in.Accounts))
}
