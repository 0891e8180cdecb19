package features

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tidwall/gjson"
)

// insightsScheduleSteps are the steps about automatic refreshes.
func insightsScheduleSteps() []step {
	return []step{
		{`{int} automatic refreshes? (?:has|have) run`, `Then 365 automatic refreshes have run`,
			"Holds what the latest move of a scripted bank's clock brought against a number.", (*World).runsCounted},
		{`they ran {int} minutes apart, in due order`, `And they ran 480 minutes apart, in due order`,
			"Holds the times of the runs that the latest move of the clock brought against the interval.", (*World).runsSpaced},
		{`every run was a (SUCCESS|failure)`, `And every run was a SUCCESS`, "Looks at the runs that the latest move of the clock brought.", (*World).runsAre},
		{`the schedule's {string} is (.+)`, `And the schedule's "refresh_failed_counter" is 0`,
			"Lists the automatic refreshes of the consumer and holds a member of each status against a value.", (*World).scheduleIs},
		{`the schedule's {string} lies {int} minutes (ahead|ago)`, `And the schedule's "next_refresh_at" lies 480 minutes ahead`,
			"Holds a time of each status against the bank's clock.", (*World).scheduleAway},
		{`the schedule's {string} has moved`, `Then the schedule's "last_refresh_at" has moved`,
			"Holds a member of the first status against the List Automatic Refreshes before.", (*World).scheduleMoved},
		{`nothing is scheduled any more`, `Then nothing is scheduled any more`,
			"Lists the automatic refreshes and asks for none, where there were some before.", (*World).nothingScheduled},
		{`the scheduled accounts are (.+)`, `Then the scheduled accounts are the account and the other account`,
			"Lists the automatic refreshes and holds the accounts that have a status against these.", (*World).scheduledAre},
	}
}

func (w *World) runsCounted(_ context.Context, want int) error {
	if got := w.insights.ran.Total; got != want {
		return Finding{Where: "refreshes", Expected: fmt.Sprintf("%d runs", want), Got: fmt.Sprint(got)}
	}
	return nil
}

func (w *World) runsSpaced(_ context.Context, minutes int) error {
	runs := w.insights.ran.Refreshes
	if len(runs) < 2 {
		return Finding{Where: "refreshes", Expected: "at least two runs", Got: fmt.Sprint(len(runs))}
	}
	last := map[string]time.Time{}
	for i, run := range runs {
		if i > 0 && run.At.Before(runs[i-1].At) {
			return Finding{Where: "refreshes", Expected: "runs in due order", Got: fmt.Sprintf("one of %s behind one of %s", run.At, runs[i-1].At)}
		}
		if was, again := last[run.Account]; again && run.At.Sub(was) != time.Duration(minutes)*time.Minute {
			return Finding{Where: "refreshes", Expected: fmt.Sprintf("a run %d minutes after that of %s", minutes, was), Got: run.At.String()}
		}
		last[run.Account] = run.At
	}
	return nil
}

func (w *World) runsAre(_ context.Context, want string) error {
	if want == "failure" {
		want = "EXCEPTION"
	}
	if len(w.insights.ran.Refreshes) == 0 {
		return Finding{Where: "refreshes", Expected: "some runs", Got: "none"}
	}
	for _, run := range w.insights.ran.Refreshes {
		if run.State != want {
			return Finding{Where: "refreshes", Expected: want + " at " + run.At.String(), Got: strings.TrimSpace(run.State + " " + run.category())}
		}
	}
	return nil
}

// schedules lists the statuses of the consumer's accounts.
func (w *World) schedules(ctx context.Context) ([]gjson.Result, error) {
	e, err := w.lookUp(ctx, "calls List Automatic Refreshes")
	if err == nil {
		err = w.wentWell(e)
	}
	if err != nil {
		return nil, err
	}
	all := listedIn(e, "schedules")
	if len(all) == 0 {
		return nil, Finding{Where: "/data/status", Expected: "a status", Got: "none"}
	}
	return all, nil
}

func (w *World) scheduleIs(ctx context.Context, path, want string) error {
	all, err := w.schedules(ctx)
	if err != nil {
		return err
	}
	var wrong []error
	for i, one := range all {
		wanted, err := w.meets(ctx, one.Get(path), want)
		if err != nil {
			return err
		}
		if wanted != "" {
			wrong = append(wrong, Finding{Where: fmt.Sprintf("/data/status/%d/%s", i, path), Expected: wanted, Got: briefly(one.Get(path))})
		}
	}
	return errors.Join(wrong...)
}

func (w *World) scheduleAway(ctx context.Context, path string, minutes int, way string) error {
	now, err := w.today(ctx)
	if err != nil {
		return err
	}
	all, err := w.schedules(ctx)
	if err != nil {
		return err
	}
	want := now.Add(time.Duration(minutes) * time.Minute)
	if way == "ago" {
		want = now.Add(-time.Duration(minutes) * time.Minute)
	}
	for i, one := range all {
		at, err := time.Parse(time.RFC3339Nano, one.Get(path).String())
		if off := at.Sub(want); err != nil || off < -slack || off > slack {
			return Finding{Where: fmt.Sprintf("/data/status/%d/%s", i, path), Expected: "about " + want.UTC().Format(time.RFC3339), Got: briefly(one.Get(path))}
		}
	}
	return nil
}

func (w *World) scheduleMoved(ctx context.Context, path string) error {
	before := w.insights.answers["calls List Automatic Refreshes"]
	if before == nil || len(listedIn(before, "schedules")) == 0 {
		return fmt.Errorf("%w: the scenario has listed no automatic refreshes before", ErrPrerequisite)
	}
	all, err := w.schedules(ctx)
	if err != nil {
		return err
	}
	if was, is := listedIn(before, "schedules")[0].Get(path), all[0].Get(path); is.String() <= was.String() {
		return Finding{Where: "/data/status/0/" + path, Expected: "a value above " + briefly(was), Got: briefly(is)}
	}
	return nil
}

func (w *World) nothingScheduled(ctx context.Context) error {
	before := w.insights.answers["calls List Automatic Refreshes"]
	if before == nil || len(listedIn(before, "schedules")) == 0 {
		return fmt.Errorf("%w: the scenario has listed no automatic refreshes before, so that none is no news", ErrPrerequisite)
	}
	e, err := w.lookUp(ctx, "calls List Automatic Refreshes")
	if err != nil || e.Status == 404 {
		return err
	}
	if err := w.wentWell(e); err != nil {
		return err
	}
	if n := len(listedIn(e, "schedules")); n > 0 {
		return Finding{Where: "/data/status", Expected: "none", Got: fmt.Sprint(n)}
	}
	return nil
}

func (w *World) scheduledAre(ctx context.Context, list string) error {
	all, err := w.schedules(ctx)
	if err != nil {
		return err
	}
	var got, want []string
	for _, one := range all {
		got = append(got, one.Get("insights_account_id").String())
	}
	for _, words := range between.Split(list, -1) {
		id, err := w.insights.account(words)
		if err != nil {
			return err
		}
		want = append(want, id)
	}
	return sameIDs(got, want, false)
}

// givenScheduleThatIs leaves the last List Automatic Refreshes behind, so that it
// is news if there is no schedule any more.
func (w *World) givenScheduleThatIs(ctx context.Context, state string) error {
	username := usual
	if state == "EXCEPTION" {
		username = "refresh-failed"
	}
	if err := w.givenConsentAs(ctx, username); err != nil {
		return err
	}
	call, err := insightsCallOf("calls Schedule Automatic Refresh")
	if err != nil {
		return err
	}
	body := call.draft(w)
	body["refresh_interval"], body["data_retention_minutes"] = "DAILY", json.Number(kept90Days)
	if err := w.invoke(ctx, "the", call, body, nil); err != nil {
		return err
	}
	if err := w.wentWell(w.answer); err != nil {
		return err
	}
	if state == "SUCCESS" || state == "EXCEPTION" {
		if err := w.lapse(ctx, "25h"); err != nil {
			return err
		}
	}
	err = w.clientCalls(ctx, "the", "has called List Automatic Refreshes", "")
	if err == nil && state == "unscheduled" {
		err = w.clientCalls(ctx, "the", "has called Unschedule Automatic Refresh", "")
	}
	w.insights.leave("schedule", state)
	return err
}
