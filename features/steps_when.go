package features

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// whens are the steps in which the AISP does what a scenario is about.
func whens() []step {
	return []step{
		{`(the|another) AISP (asks for|reads|revokes|patches) the consent`, `When the AISP reads the consent`,
			"Sends the request for the consent, reads the consent, revokes it, or sends the prepared patch.", (*World).aispDoes},
		{`the AISP sends the same request {int} times`, `When the AISP sends the same request 2 times`,
			"Sends the request for a consent several times.", (*World).aispRepeats},
		{`the AISP (?:reads|has read) the consent {int} times`, `When the AISP reads the consent 5 times`,
			"Reads the consent several times and remembers each status.", (*World).aispLooks},
		{`the AISP asks for (.+) with each of the 20 permissions in turn`, `When the AISP asks for ReadPAN with each of the 20 permissions in turn`,
			"Sends 20 requests, each with one more of the standard's permissions.", (*World).aispPairs},
		{`the AISP sends ([A-Z]+) to (the consents?|"[^"]+")`, `When the AISP sends DELETE to the consent`,
			"Sends any method to the consent, to the collection or to a path below base_url.", (*World).aispSends},
		{`the AISP makes the mistake of (.+)`, `When the AISP makes the mistake of an unknown path`,
			"Sends a request with one thing wrong with it, out of a list of usual mistakes.", (*World).aispErrs},
		{`the AISP follows the consent's Links.Self`, `When the AISP follows the consent's Links.Self`,
			"Reads what is at the address that the answer gave for the consent.", (*World).aispFollows},
	}
}

// send sends the request that the scenario is about, with the headers, the
// token and the flaw that were prepared for it, and keeps the answer.
func (w *World) send(ctx context.Context, c Call) error {
	header := http.Header{}
	for _, given := range []http.Header{c.Header, w.header, w.bearer} {
		maps.Copy(header, given)
	}
	c.Header = header
	if w.flaw != nil && c.Body != nil {
		c.Body = []byte(w.flaw(string(c.Body)))
	}
	e, err := w.Send(ctx, c)
	w.answer = e
	return err
}

func (w *World) aispDoes(ctx context.Context, who, what string) error {
	c := Call{Path: w.consentPath()}
	if who == "another" {
		c.As = w.Other
	}
	switch what {
	case "asks for":
		c.Method, c.Path, c.Body = http.MethodPost, consents, w.asking().bytes()
	case "reads":
		c.Method = http.MethodGet
	default:
		w.preparePatch(what)
		c.Method, c.Body = http.MethodPatch, w.patch.bytes()
	}
	return w.send(ctx, c)
}

// preparePatch sees to it that there is a patch, and notes which edge of the
// life cycle it tries.
func (w *World) preparePatch(what string) {
	if what == "revokes" || w.patch == nil {
		w.patch = patchDraft("Revoked")
	}
	data, _ := w.patch["Data"].(map[string]any)
	to, _ := data["Status"].(string)
	action, ok := map[string]Action{
		"Revoked": Revoke, "Rejected": PatchToRejected, "Authorised": PatchToAuthorised, "AwaitingAuthorisation": PatchToAwaiting,
	}[to]
	if action == Revoke && w.consent.closed {
		action = RevokeWithdrawn
	}
	if ok && w.consent.state != "" {
		w.Edge(w.consent.state, action)
	}
}

func (w *World) aispRepeats(ctx context.Context, times int) error {
	for range times {
		if err := w.aispDoes(ctx, "the", "asks for"); err != nil {
			return err
		}
		w.made = append(w.made, w.answer)
	}
	return nil
}

func (w *World) aispLooks(ctx context.Context, times int) error {
	for range times {
		e, err := w.look(ctx)
		if err != nil {
			return err
		}
		w.looks = append(w.looks, State(e.Get("Data.Status").String()))
	}
	return nil
}

func (w *World) aispPairs(ctx context.Context, list string) error {
	given := between.Split(list, -1)
	for _, code := range codes {
		permissions := given
		if !slices.Contains(given, code) {
			permissions = append(slices.Clone(given), code)
		}
		e, err := w.Send(ctx, Call{Method: http.MethodPost, Path: consents, Body: consentDraft(permissions).bytes()})
		if err != nil {
			return err
		}
		w.pairs = append(w.pairs, trial{permissions, e.Status})
	}
	return nil
}

func (w *World) aispSends(ctx context.Context, method, place string) error {
	path := strings.Trim(place, `"`)
	switch place {
	case "the consent":
		path = w.consentPath()
	case "the consents":
		path = consents
	}
	c := Call{Method: method, Path: path}
	if method != http.MethodGet && method != http.MethodDelete {
		c.Body = patchDraft("Revoked").bytes()
	}
	return w.send(ctx, c)
}

func (w *World) aispErrs(ctx context.Context, name string) error {
	mistake, ok := mistakes[name]
	if !ok {
		return fmt.Errorf("%w: no mistake is called %q", ErrHarness, name)
	}
	if mistake.token != "" {
		if err := w.givenBearer(ctx, mistake.token); err != nil {
			return err
		}
	}
	c := mistake.call
	w.like = mistake.like
	c.Path = strings.Replace(c.Path, theConsent, url.PathEscape(w.consent.id), 1)
	return w.send(ctx, c)
}

func (w *World) aispFollows(ctx context.Context) error {
	self := w.consent.before.Get("Links.Self").String()
	if !sameOrigin(self, w.Target.BaseURL) {
		return Finding{Where: "/Links/Self", Expected: "an address at the host of " + w.Target.BaseURL, Got: self}
	}
	return w.send(ctx, Call{Method: http.MethodGet, Path: self})
}

// sameOrigin tells whether two addresses share scheme and host. A token goes
// nowhere else, whatever an answer says.
func sameOrigin(a, b string) bool {
	one, errOne := url.Parse(a)
	other, errOther := url.Parse(b)
	return errOne == nil && errOther == nil && one.Scheme == other.Scheme && one.Host == other.Host
}
