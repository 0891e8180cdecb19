package insights

import (
	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// The body of PUT sessions (2.1). White-label keys are read over.
type (
	sessionIn struct {
		SelectedBank       *bankChoiceIn `json:"selected_bank"`
		Language           string        `json:"language"`
		AllowedCountries   []string      `json:"allowed_countries"`
		PreselectedCountry string        `json:"preselected_country"`
		PSU                *psuIn        `json:"psu"`
		Access             string        `json:"aspsp_access"`
		RedirectReturnURL  string        `json:"redirect_return_url"`
		Scope              *scopeIn      `json:"consent_scope"`
		Keys               keysIn        `json:"keys"`
	}
	keysIn       struct{}
	bankChoiceIn struct {
		BankCode    string `json:"bank_code"`
		CountryCode string `json:"country_code"`
	}
	psuIn struct {
		UserAgent string `json:"user_agent"`
		IPAddress string `json:"ip_address"`
	}
	scopeIn struct {
		Accounts        *struct{}           `json:"accounts"`
		AccountDetails  *accountScopeIn     `json:"account_details"`
		Balances        *accountScopeIn     `json:"balances"`
		Transactions    *transactionScopeIn `json:"transactions"`
		Transfer        *accountScopeIn     `json:"transfer"`
		InsightsRefresh *insightsScopeIn    `json:"insights_refresh"`
		Lifetime        *int                `json:"lifetime"`
	}
	accountScopeIn struct {
		IBANs []string `json:"ibans"`
	}
	transactionScopeIn struct {
		IBANs    []string    `json:"ibans"`
		LastDays *int        `json:"last_days"`
		From     reports.Day `json:"from_date"`
		To       reports.Day `json:"to_date"`
	}
	insightsScopeIn struct {
		IntendedReports []string    `json:"intended_reports"`
		IBANs           []string    `json:"ibans"`
		AccountIDs      []string    `json:"insights_account_ids"`
		Consumer        string      `json:"insights_consumer_id"`
		RefreshDays     *int        `json:"refresh_days"`
		From            reports.Day `json:"from_date"`
		To              reports.Day `json:"to_date"`
	}
)

func (in *sessionIn) check(s *server) []storage.Violation {
	return s.cfg.Aggregator.CheckSession(in.request())
}

func (in *sessionIn) request() aggregator.SessionRequest {
	r := aggregator.SessionRequest{
		Language: in.Language, AllowedCountries: in.AllowedCountries, PreselectedCountry: in.PreselectedCountry,
		PSU: in.PSU.value(), Access: aggregator.Access(in.Access), RedirectReturnURL: in.RedirectReturnURL, Scope: in.Scope.value(),
	}
	if b := in.SelectedBank; b != nil {
		r.SelectedBank = &aggregator.BankChoice{Code: b.BankCode, Country: b.CountryCode}
	}
	return r
}

func (in *psuIn) value() *aggregator.PSU {
	if in == nil {
		return nil
	}
	return &aggregator.PSU{UserAgent: in.UserAgent, IPAddress: in.IPAddress}
}

func (in *scopeIn) value() *aggregator.Scope {
	if in == nil {
		return nil
	}
	return &aggregator.Scope{
		Accounts: in.Accounts, AccountDetails: in.AccountDetails.value(), Balances: in.Balances.value(),
		Transactions: in.Transactions.value(), Transfer: in.Transfer.value(), InsightsRefresh: in.InsightsRefresh.value(),
		Lifetime: in.Lifetime,
	}
}

func (in *accountScopeIn) value() *aggregator.AccountScope {
	if in == nil {
		return nil
	}
	return &aggregator.AccountScope{IBANs: in.IBANs}
}

func (in *transactionScopeIn) value() *aggregator.TransactionScope {
	if in == nil {
		return nil
	}
	return &aggregator.TransactionScope{IBANs: in.IBANs, LastDays: in.LastDays, From: in.From, To: in.To}
}

func (in *insightsScopeIn) value() *aggregator.InsightsScope {
	if in == nil {
		return nil
	}
	return &aggregator.InsightsScope{
		IntendedReports: in.IntendedReports, IBANs: in.IBANs, AccountIDs: in.AccountIDs, Consumer: in.Consumer,
		RefreshDays: in.RefreshDays, From: in.From, To: in.To,
	}
}

// What is told of a session (2.1, 2.2).
type (
	sessionOut struct {
		ID      string            `json:"session_id"`
		Short   string            `json:"session_id_short"`
		Self    string            `json:"self"`
		Consent string            `json:"consent"`
		Flows   map[string]string `json:"flows"` // what may be started, by the type's key
	}
	sessionStateOut struct {
		ID       string          `json:"session_id"`
		Short    string          `json:"session_id_short"`
		State    string          `json:"state"`
		Current  *flowRefOut     `json:"current_flow,omitempty"`
		Previous []flowRefOut    `json:"previous_flows,omitempty"`
		Bank     *sessionBankOut `json:"bank,omitempty"`
	}
	flowRefOut struct {
		ID   string `json:"flow_id"`
		URL  string `json:"url"`
		Type string `json:"type"`
	}
	sessionBankOut struct {
		Name              string `json:"bank_name"`
		Code              string `json:"bank_code"`
		Country           string `json:"country_code"`
		BIC               string `json:"bic,omitempty"`
		Connection        string `json:"connection"`
		KRN               string `json:"bank_krn"`
		IntegrationKRN    string `json:"integration_krn"`
		SubIntegrationKRN string `json:"sub_integration_krn"`
	}
)

// createSession is PUT sessions (2.1).
func (s *server) createSession(c *call, in *sessionIn) (answer, error) {
	asked := in.request()
	asked.Scenario, asked.ByPath = c.Header.Get(scenarioName), s.cfg.Scenario(c.Request)
	made, err := s.cfg.Aggregator.StartSession(c.client, asked)
	if err != nil {
		return answer{}, err
	}
	self := s.sessionURL(c, made.ID)
	out := sessionOut{ID: made.ID, Short: made.Short, Self: self, Consent: self + "/consent/get", Flows: map[string]string{}}
	for _, t := range made.Offers {
		out.Flows[t.Key()] = self + "/flows/" + string(t)
	}
	return created(c, self, out)
}

// getSession is GET session.self (2.2).
func (s *server) getSession(c *call) (answer, error) {
	found, err := s.cfg.Aggregator.Session(c.client, c.id("session_id"))
	if err != nil {
		return answer{}, err
	}
	out := sessionStateOut{ID: found.ID, Short: found.Short, State: string(found.State), Bank: bankOut(found.Bank)}
	if found.Current != nil {
		out.Current = new(s.flowRefOut(c, found.ID, *found.Current))
	}
	for _, f := range found.Previous {
		out.Previous = append(out.Previous, s.flowRefOut(c, found.ID, f))
	}
	return ok(out)
}

// closeSession is DELETE session.self (2.3).
func (s *server) closeSession(c *call) (answer, error) {
	if err := s.cfg.Aggregator.CloseSession(c.client, c.id("session_id")); err != nil {
		return answer{}, err
	}
	return gone()
}

func (s *server) sessionURL(c *call, id string) string {
	return s.cfg.Base(c.Request) + "/xs2a/v1/sessions/" + id
}

func (s *server) flowURL(c *call, session, flow string) string {
	return s.sessionURL(c, session) + "/flows/" + flow
}

func (s *server) flowRefOut(c *call, session string, f aggregator.FlowRef) flowRefOut {
	return flowRefOut{f.ID, s.flowURL(c, session, f.ID), f.Type.Key()}
}

func bankOut(b *aggregator.Connection) *sessionBankOut {
	if b == nil {
		return nil
	}
	return &sessionBankOut{
		Name: b.Name, Code: b.Code, Country: b.Country, BIC: b.BIC, Connection: b.Kind(),
		KRN: b.KRN, IntegrationKRN: b.Method.IntegrationKRN, SubIntegrationKRN: b.Method.SubIntegrationKRN,
	}
}
