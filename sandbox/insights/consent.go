package insights

import (
	"errors"
	"net/http"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/reports"
	"github.com/sandbank-dev/sandbank/sandbox/storage"
)

// Bodies of the calls on consents (5.1 to 5.3).
type (
	keysOnlyIn struct {
		Keys keysIn `json:"keys"`
	}
	useConsentIn struct {
		Token     string      `json:"consent_token"`
		PSU       *psuIn      `json:"psu"`
		AccountID string      `json:"account_id"`
		IBAN      string      `json:"iban"`
		LastDays  *int        `json:"last_days"`
		From      reports.Day `json:"from_date"`
		To        reports.Day `json:"to_date"`
		PageSize  *int        `json:"preferred_pagination_size"`
		Offset    int         `json:"offset"`
		Keys      keysIn      `json:"keys"`
	}
	consentTokenIn struct {
		Token string `json:"consent_token"`
		Keys  keysIn `json:"keys"`
	}
)

// What is told of a consent (5.1, 5.2).
type (
	consentOut struct {
		ID       string            `json:"consent_id"`
		Token    string            `json:"consent_token"`
		Consents map[string]string `json:"consents"` // where it opens something, by the type's key
	}
	usedConsentOut struct {
		Result any    `json:"result"`
		Token  string `json:"consent_token"`
	}
)

// getConsent is POST session.consent (5.1).
func (s *server) getConsent(c *call, _ *keysOnlyIn) (answer, error) {
	g, err := s.cfg.Aggregator.ConsentToken(c.client, c.id("session_id"))
	if err != nil {
		return answer{}, err
	}
	journal.Tag(c.Request, "", "", g.ConsentID)
	out := consentOut{g.ConsentID, s.sealer.consentToken(g.ConsentID, g.Token), map[string]string{}}
	for _, t := range g.Types {
		out.Consents[t.Key()] = s.consentURL(c, g.ConsentID, t)
	}
	return ok(out)
}

// consentURL is where a consent opens something; the place of insights_refresh is
// inferred (5.1).
func (s *server) consentURL(c *call, id string, t aggregator.FlowType) string {
	if t == aggregator.InsightsRefresh {
		return s.cfg.Base(c.Request) + refreshPath
	}
	return s.cfg.Base(c.Request) + "/xs2a/v1/consents/" + id + "/" + string(t) + "/get"
}

// useConsent is the route of POST consents/{consent_id}/<type>/get (5.2).
func useConsent(t aggregator.FlowType) Route {
	op := "useConsent" + titled(t)
	return Route{http.MethodPost, consentPath + "/" + string(t) + "/get", op, func(s *server, w http.ResponseWriter, r *http.Request) error {
		c, err := s.admit(w, r, op)
		if err != nil {
			return err
		}
		id, in := c.id("consent_id"), new(useConsentIn)
		journal.Tag(r, "", "", id)
		rules := func() []storage.Violation { return aggregator.CheckUse(t, in.use(in.Token)) }
		if err := c.read("ConsentUseRequest", in, rules); err != nil {
			return err
		}
		return s.answer(w, r, func() (answer, error) { return s.used(c, id, t, in) })
	}}
}

func (in *useConsentIn) use(serial string) aggregator.ConsentUse {
	return aggregator.ConsentUse{
		Token: serial, PSU: in.PSU.value(), AccountID: in.AccountID, IBAN: in.IBAN,
		From: in.From, To: in.To, LastDays: in.LastDays, PageSize: in.PageSize, Offset: in.Offset,
	}
}

func (s *server) used(c *call, id string, t aggregator.FlowType, in *useConsentIn) (answer, error) {
	used, err := s.cfg.Aggregator.UseConsent(c.client, id, t, in.use(s.sealer.serial(id, in.Token)))
	if err != nil {
		return answer{}, s.resealed(id, err)
	}
	url := s.consentURL(c, id, t)
	return ok(usedConsentOut{resultOut(&used.Result, url), s.sealer.consentToken(id, used.Token)})
}

// resealed is a refusal with the consent token that goes with it in the form in
// which the client holds it (1.5).
func (s *server) resealed(consent string, err error) error {
	e, ok := errors.AsType[*storage.Error](err)
	if !ok || e.Token == "" {
		return err
	}
	sealed := *e
	sealed.Token = s.sealer.consentToken(consent, e.Token)
	return &sealed
}

// deleteConsent is DELETE consents/{consent_id}; inferred (5.3).
func (s *server) deleteConsent(c *call, in *consentTokenIn) (answer, error) {
	id := c.id("consent_id")
	journal.Tag(c.Request, "", "", id)
	if err := s.cfg.Aggregator.DeleteConsent(c.client, id, s.sealer.serial(id, in.Token)); err != nil {
		return answer{}, s.resealed(id, err)
	}
	return gone()
}
