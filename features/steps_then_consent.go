package features

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// consentThens are the steps that hold a consent against what the standard asks
// of it.
func consentThens() []step {
	return []step{
		{`the answer is a consent`, `And the answer is a consent`, "Asks for a consent in the answer, the one that was asked about.", (*World).answerIsConsent},
		{`the answer's Status is ` + states, `And the answer's Status is Revoked`, "Holds the status in the answer against one.", (*World).answerStatus},
		{`the answer's ConsentId is not {string}`, `Then the answer's ConsentId is not "mine"`, "Asks for another ConsentId than this, if any.", (*World).answerNotID},
		{`the answer's StatusUpdateDateTime is its CreationDateTime`, `And the answer's StatusUpdateDateTime is its CreationDateTime`,
			"Asks that both are the same moment.", (*World).sameMoment},
		{`the answer's Permissions are those of the request`, `And the answer's Permissions are those of the request`,
			"Holds the set of permissions of the answer against the request's.", (*World).samePermissions},
		{`the answer's window is that of the request`, `And the answer's window is that of the request`,
			"Holds both ends of the window against the request's, letter by letter.", (*World).sameWindow},
		{`{int} different consents are made`, `Then 2 different consents are made`, "Asks that each request was answered 201 with a ConsentId of its own.", (*World).differentConsents},
		{`each ConsentId is {int} to {int} characters long`, `And each ConsentId is 1 to 128 characters long`, "Asks for the length of each ConsentId.", (*World).lengthOfIDs},
		{`no consent is made`, `And no consent is made`, "Asks that the answer gives no ConsentId, and a scripted ASPSP that it keeps none.", (*World).noConsent},
		{`the consent is ` + states, `Then the consent is Rejected`, "Reads the consent and asks for this status.", (*World).consentIs},
		{`the status of the consent is one of the standard's four`, `Then the status of the consent is one of the standard's four`,
			"Reads the consent and asks for a status that the standard has.", (*World).consentStandard},
		{`the consent was seen as (.+)`, `Then the consent was seen as AwaitingAuthorisation and Authorised`,
			"Holds the statuses that were read one after the other against these.", (*World).wasSeen},
		{`nothing of the consent has changed( but its Status and the time of that)?`, `And nothing of the consent has changed but its Status and the time of that`,
			"Holds the consent as it is now against what it was when the Given was done.", (*World).unchanged},
		{`the ASPSP grants exactly the combinations that the standard allows`, `Then the ASPSP grants exactly the combinations that the standard allows`,
			"Holds each answer to a combination of permissions against the standard's rules.", (*World).grantsExactly},
	}
}

func (w *World) answerIsConsent(context.Context) error {
	got := w.answer.Get("Data.ConsentId").String()
	if got == "" {
		return w.missed("/Data/ConsentId", "a consent", "none")
	}
	if w.consent.id != "" && w.answer.Op != OpCreateConsent && got != w.consent.id {
		return w.missed("/Data/ConsentId", w.consent.id, got)
	}
	return nil
}

func (w *World) answerStatus(_ context.Context, want string) error {
	if got := w.answer.Get("Data.Status").String(); got != want {
		return w.missed("/Data/Status", want, fmt.Sprintf("%q", got))
	}
	return nil
}

func (w *World) answerNotID(_ context.Context, id string) error {
	if got := w.answer.Get("Data.ConsentId").String(); got == id {
		return w.missed("/Data/ConsentId", "an id of the ASPSP's own", id)
	}
	return nil
}

func (w *World) sameMoment(context.Context) error {
	created, err := dateTime(w.answer, "CreationDateTime")
	if err != nil {
		return err
	}
	updated, err := dateTime(w.answer, "StatusUpdateDateTime")
	if err == nil && !updated.Equal(created) {
		return w.missed("/Data/StatusUpdateDateTime", "the CreationDateTime, "+created.String(), updated.String())
	}
	return err
}

func (w *World) samePermissions(context.Context) error {
	got, want := permissionsOf(w.answer), set(w.ask.permissions())
	if !slices.Equal(set(got), want) {
		return w.missed("/Data/Permissions", strings.Join(want, ", "), strings.Join(got, ", "))
	}
	return nil
}

func (w *World) sameWindow(context.Context) error {
	for _, member := range []string{"TransactionFromDateTime", "TransactionToDateTime"} {
		want, got := w.ask.date(member), w.answer.Get("Data."+member).String()
		if got != want && !w.sameInstant(member, want, got) {
			return w.missed("/Data/"+member, fmt.Sprintf("%q", want), fmt.Sprintf("%q", got))
		}
	}
	return nil
}

func (w *World) differentConsents(_ context.Context, want int) error {
	var ids []string
	for _, e := range w.made {
		if e.Status != http.StatusCreated {
			return w.missed("status", "201 to every request", fmt.Sprint(e.Status))
		}
		ids = append(ids, e.Get("Data.ConsentId").String())
	}
	if got := len(set(ids)); got != want {
		return w.missed("/Data/ConsentId", fmt.Sprintf("%d different ones", want), strings.Join(ids, ", "))
	}
	return nil
}

func (w *World) lengthOfIDs(_ context.Context, low, high int) error {
	for _, e := range w.made {
		id := e.Get("Data.ConsentId").String()
		if n := len([]rune(id)); n < low || n > high {
			return w.missed("/Data/ConsentId", fmt.Sprintf("%d to %d characters", low, high), fmt.Sprintf("%q", id))
		}
	}
	return nil
}

func (w *World) noConsent(ctx context.Context) error {
	if id := w.answer.Get("Data.ConsentId").String(); id != "" {
		return w.missed("/Data/ConsentId", "no consent", id)
	}
	if w.Control == nil {
		return nil
	}
	kept, err := w.Control.Consents(ctx)
	if err == nil && kept > 0 {
		return w.missed("consents", "none", fmt.Sprintf("%d that the ASPSP keeps", kept))
	}
	return err
}

func (w *World) consentIs(ctx context.Context, want string) error {
	e, err := w.look(ctx)
	if err != nil {
		return err
	}
	if got := e.Get("Data.Status").String(); got != want {
		return w.missed("/Data/Status", want, fmt.Sprintf("%q when the consent was read afterwards", got))
	}
	return nil
}

func (w *World) consentStandard(ctx context.Context) error {
	e, err := w.look(ctx)
	if err != nil {
		return err
	}
	four := []State{AwaitingAuthorisation, Authorised, Rejected, Revoked}
	if got := State(e.Get("Data.Status").String()); !slices.Contains(four, got) {
		return w.missed("/Data/Status", fmt.Sprint(four), fmt.Sprintf("%q", got))
	}
	return nil
}

func (w *World) wasSeen(_ context.Context, list string) error {
	var want []State
	for _, s := range between.Split(list, -1) {
		want = append(want, State(s))
	}
	if !slices.Equal(w.looks, want) {
		return w.missed("/Data/Status", fmt.Sprint(want), fmt.Sprint(w.looks))
	}
	return nil
}

// shown gives the consent as the When answered with it or, if that answered
// with something else, as it reads now.
func (w *World) shown(ctx context.Context) (*Exchange, error) {
	if w.answer != nil && w.answer.Get("Data.ConsentId").String() == w.consent.id {
		return w.answer, nil
	}
	return w.look(ctx)
}

func (w *World) unchanged(ctx context.Context, but string) error {
	e, err := w.shown(ctx)
	if err != nil {
		return err
	}
	if but == "" {
		return w.differs(e, standing...)
	}
	return w.differs(e, lasting...)
}

// The members of a consent: those that it keeps for life, and with them those
// that it keeps as long as nothing happens to it.
var (
	lasting  = []string{"ConsentId", "CreationDateTime", "Permissions", "TransactionFromDateTime", "TransactionToDateTime"}
	standing = append(slices.Clone(lasting), "Status", "StatusUpdateDateTime")
)

// differs holds members of the consent against what they were when the Given
// was done.
func (w *World) differs(now *Exchange, members ...string) error {
	var changed []error
	for _, member := range members {
		was, is := w.consent.before.Get("Data."+member), now.Get("Data."+member)
		if !alike(was, is) {
			changed = append(changed, w.missed("/Data/"+member, was.Raw, is.Raw))
		}
	}
	return errors.Join(changed...)
}

// alike compares two members; a list is compared as a set.
func alike(a, b gjson.Result) bool {
	if a.IsArray() && b.IsArray() {
		return slices.Equal(set(texts(a)), set(texts(b)))
	}
	return a.Exists() == b.Exists() && a.String() == b.String()
}

func (w *World) grantsExactly(context.Context) error {
	var wrong []error
	for _, t := range w.pairs {
		broken := breaks(t.permissions)
		what := strings.Join(t.permissions, ", ")
		switch {
		case len(broken) == 0 && t.status != http.StatusCreated:
			wrong = append(wrong, Finding{Requirement: legal(t.permissions), Where: "status", Expected: "201 to " + what, Got: fmt.Sprint(t.status)})
		case t.status == http.StatusBadRequest:
		default:
			for _, id := range broken {
				wrong = append(wrong, Finding{Requirement: id, Where: "status", Expected: "400 to " + what, Got: fmt.Sprint(t.status)})
			}
		}
	}
	return errors.Join(wrong...)
}

// legal gives the requirement by which a legal combination has to be granted.
func legal(permissions []string) string {
	for _, p := range permissions {
		if cluster, ok := strings.CutSuffix(p, "Basic"); ok && slices.Contains(permissions, cluster+"Detail") {
			return "AAC-POST-15"
		}
	}
	return "AAC-POST-07"
}

func permissionsOf(e *Exchange) []string { return texts(e.Get("Data.Permissions")) }

func texts(list gjson.Result) (all []string) {
	for _, item := range list.Array() {
		all = append(all, item.String())
	}
	return all
}

// set gives the texts in order, each once.
func set(all []string) []string {
	sorted := slices.Sorted(slices.Values(all))
	return slices.Compact(sorted)
}

// absolute tells whether a text is an absolute URI of the web.
func absolute(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}
