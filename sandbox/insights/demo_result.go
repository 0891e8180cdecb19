package insights

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/wire"
)

// A demoResult is what the page shows in the end. The reports are as the API
// answered them.
type demoResult struct {
	State    string            `json:"state"`
	Error    *demoFailure      `json:"error,omitempty"`
	Consumer string            `json:"insights_consumer_id,omitempty"`
	Stored   bool              `json:"consent_stored"`
	Accounts []json.RawMessage `json:"accounts,omitempty"`
	Balances []json.RawMessage `json:"balances,omitempty"`
	Spending []json.RawMessage `json:"spending,omitempty"`
	Latest   []json.RawMessage `json:"latest,omitempty"`
	Calls    []demoCall        `json:"calls"`
}

type demoFailure struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// finishDemo does what a client's backend does after the app's end event, which
// says nothing itself: it asks for the Flow-Information and, if the flow is
// finished, has reports made of the data that it brought.
func finishDemo(s *server, w http.ResponseWriter, r *http.Request) error {
	var asked struct{ Flow string }
	if err := readDemo(w, r, &asked); err != nil {
		return err
	}
	b := s.demoBackend(r)
	if !strings.HasPrefix(asked.Flow, b.base+"/xs2a/v1/sessions/") {
		return malformed("flow is %s: expected the link of a flow", wire.Quote(asked.Flow))
	}
	out, err := b.result(asked.Flow)
	if err != nil {
		return err
	}
	out.Calls = b.calls
	send(w, r, http.StatusOK, out)
	return nil
}

func (b *demoBackend) result(flow string) (out demoResult, err error) {
	var info struct {
		State  string
		Error  *demoFailure
		Result struct {
			Consumer string `json:"insights_consumer_id"`
			Stored   bool   `json:"consent_stored"`
		}
	}
	if err := b.call(http.MethodGet, flow, nil, &info); err != nil {
		return out, err
	}
	out = demoResult{State: info.State, Error: info.Error, Consumer: info.Result.Consumer, Stored: info.Result.Stored}
	if info.State != "FINISHED" {
		return out, nil
	}
	for _, report := range []struct {
		into *[]json.RawMessage
		name string
		more map[string]any
	}{
		{&out.Accounts, "account-info", nil},
		{&out.Balances, "balances", map[string]any{"required_data_availability": "NONE"}},
		{&out.Spending, "group-by-category", map[string]any{"only_main_category": true, "transaction_type": "DEBIT"}},
		{&out.Latest, "categorization", map[string]any{"size": 8, "order": []any{map[string]string{"field": "DATE", "order": "DESC"}}}},
	} {
		if *report.into, err = b.report(report.name, info.Result.Consumer, report.more); err != nil {
			return out, err
		}
	}
	return out, nil
}

// report has one report made, of all that the consumer has: one for each account.
func (b *demoBackend) report(name, consumer string, options map[string]any) ([]json.RawMessage, error) {
	in := map[string]any{"insights_consumer_id": consumer}
	for key, value := range options {
		in[key] = value
	}
	var out struct{ Reports []json.RawMessage }
	err := b.call(http.MethodPost, "/insights/v1/reports/"+name+"/create", in, &out)
	return out.Reports, err
}
