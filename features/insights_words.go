package features

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/tidwall/gjson"
)

// absent is the value of a member that is not sent.
type absent struct{}

// neverGivenOut is an id of the right form that nobody has.
const neverGivenOut = "00000000-0000-4000-8000-000000000000"

// bankZone is the zone of a scripted bank's days: the sandbox's own, which its
// reports count days in.
var bankZone = time.FixedZone("+03:00", 3*60*60)

var (
	daysAgo  = regexp.MustCompile(`^(\d+) days ago$`)
	inDays   = regexp.MustCompile(`^in (\d+) days$`)
	longText = regexp.MustCompile(`^a text of (\d+) characters$`)
)

// value reads what a table or a step says of a member: words that stand for
// something the scenario knows, JSON, or else a text as it stands.
func (w *World) value(ctx context.Context, text string) (any, error) {
	if known, ok, err := w.known(ctx, text); ok || err != nil {
		return known, err
	}
	if form := longText.FindStringSubmatch(text); form != nil {
		n, _ := strconv.Atoi(form[1])
		suffix := w.insights.suffix(0)
		return strings.Repeat("x", max(0, n-len(suffix))) + suffix[:min(n, len(suffix))], nil
	}
	if stem, ok := strings.CutSuffix(text, " and a suffix"); ok {
		return stem + w.insights.suffix(0), nil
	}
	if value, err := decodeJSON(text); err == nil {
		return value, nil
	}
	if inner, ok := strings.CutPrefix(text, "["); ok && strings.HasSuffix(text, "]") {
		list := []any{}
		for _, one := range strings.Split(strings.TrimSuffix(inner, "]"), ", ") {
			value, err := w.value(ctx, one)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		return list, nil
	}
	return text, nil
}

// decodeJSON reads one JSON value and leaves numbers as they are written.
func decodeJSON(text string) (value any, err error) {
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	if err := d.Decode(&value); err != nil {
		return nil, err
	}
	if d.More() {
		return nil, fmt.Errorf("more than one value in %q", text)
	}
	return value, nil
}

// known gives what words stand for, and whether they stand for anything.
func (w *World) known(ctx context.Context, text string) (any, bool, error) {
	m := &w.insights
	switch text {
	case leftOut:
		return absent{}, true, nil
	case "the consumer":
		return m.consumer, true, need("consumer", m.consumer)
	case "the account", "the other account", "the third account":
		id, err := m.account(text)
		return id, true, err
	case "an id that was never given out":
		return neverGivenOut, true, nil
	case "an id of the client's own":
		return m.ownID(0), true, nil
	case "another id of the client's own":
		return m.ownID(1), true, nil
	case "the bank's id of an account":
		id := m.ended.Get("result.accounts.1.id").String()
		return id, true, need("account of the bank", id)
	case "the brand":
		return m.brand, true, need("brand", m.brand)
	case "the consent":
		id := m.consent.Get("consent_id").String()
		return id, true, need("consent", id)
	case "the consent_token", "the spent consent_token":
		return w.consentToken(text)
	case "the flow":
		return m.flow.Get("flow_id").String(), true, need("flow", m.flow.Raw)
	case "the session":
		return m.session.Get("session_id").String(), true, need("session", m.session.Raw)
	}
	return w.day(ctx, text)
}

// ownID gives an id that a client chose.
func (m *insightsMemory) ownID(n int) string { return "customer no. " + m.suffix(n) }

// suffix makes an id the scenario's own: it is the same in all of a scenario, and
// another in every other scenario and run, of which a real target keeps the data.
func (m *insightsMemory) suffix(n int) string {
	if m.own[n] == "" {
		m.own[n] = uuid.NewString()[:8]
	}
	return m.own[n]
}

// need says that a scenario has not come across what a step speaks of.
func need(what, have string) error {
	if have == "" {
		return fmt.Errorf("%w: the scenario knows no %s yet", ErrPrerequisite, what)
	}
	return nil
}

// account gives the id of one of the consumer's accounts, by the words for it.
func (m *insightsMemory) account(words string) (string, error) {
	n := map[string]int{"the account": 1, "the other account": 2, "the third account": 3}[words]
	if n < 1 || n > len(m.accounts) {
		return "", fmt.Errorf("%w: the scenario knows %d accounts, and not %s", ErrPrerequisite, len(m.accounts), words)
	}
	return m.accounts[n-1], nil
}

func (w *World) consentToken(words string) (any, bool, error) {
	if words == "the spent consent_token" {
		return w.insights.spent, true, need("spent consent_token", w.insights.spent)
	}
	tokens := w.insights.tokens
	if len(tokens) == 0 {
		return nil, true, need("consent_token", "")
	}
	return tokens[len(tokens)-1], true, nil
}

// day reads a day by its distance from the bank's today.
func (w *World) day(ctx context.Context, text string) (any, bool, error) {
	var away int
	switch form, later := daysAgo.FindStringSubmatch(text), inDays.FindStringSubmatch(text); {
	case text == "today":
	case form != nil:
		away, _ = strconv.Atoi("-" + form[1])
	case later != nil:
		away, _ = strconv.Atoi(later[1])
	default:
		return nil, false, nil
	}
	now, err := w.today(ctx)
	if err != nil {
		return nil, true, err
	}
	return now.AddDate(0, 0, away).Format(time.DateOnly), true, nil
}

// today gives the bank's time, in the zone of its days.
func (w *World) today(ctx context.Context) (time.Time, error) {
	if w.Control == nil {
		return time.Now().UTC(), nil
	}
	now, err := w.Control.Now(ctx)
	return now.In(bankZone), err
}

// setMember sets the member of a body at a dotted path, in which a number is a
// place in a list, to a value as a table has it. Objects that are missing on the
// way are made.
func (w *World) setMember(ctx context.Context, body draft, path, text string) error {
	value, err := w.value(ctx, text)
	if err != nil {
		return err
	}
	if _, err := within(map[string]any(body), strings.Split(path, "."), value); err != nil {
		return fmt.Errorf("%w: member %s: %w", ErrHarness, path, err)
	}
	return nil
}

// within gives the holder with the value at the path in it.
func within(holder any, path []string, value any) (any, error) {
	if len(path) == 0 {
		return value, nil
	}
	if n, err := strconv.Atoi(path[0]); err == nil {
		list, _ := holder.([]any)
		if n > len(list) {
			return nil, fmt.Errorf("place %d of a list of %d", n, len(list))
		}
		if n == len(list) {
			list = append(list, nil)
		}
		inner, err := within(list[n], path[1:], value)
		list[n] = inner
		return list, err
	}
	object, ok := holder.(map[string]any)
	if !ok {
		object = map[string]any{}
	}
	inner, err := within(object[path[0]], path[1:], value)
	if _, gone := inner.(absent); gone {
		delete(object, path[0])
	} else {
		object[path[0]] = inner
	}
	return object, err
}

// gjsonGet digs in a text of JSON.
func gjsonGet(text, path string) string { return gjson.Get(text, path).String() }
