package scenario

import (
	"fmt"
	"strings"
)

// Graph draws a consent's life under a scenario as a Mermaid stateDiagram-v2:
// what the script says, without what an AISP may do at any time. A scenario with
// an insights part has the life of a flow beside it.
func Graph(sc Scenario) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\n---\nstateDiagram-v2\n    [*] --> %s\n", sc.Name, AwaitingAuthorisation)
	reached := map[State]bool{AwaitingAuthorisation: true}
	arrow := func(from, to State, label string) {
		reached[to] = true
		fmt.Fprintf(&b, "    %s --> %s: %s\n", from, to, label)
	}
	if sc.Way() == Ask {
		arrow(AwaitingAuthorisation, Authorised, "the customer allows on the page")
		arrow(AwaitingAuthorisation, Rejected, "the customer declines on the page")
	}
	for _, from := range states {
		for _, x := range sc.Exits(from) {
			arrow(from, x.To, x.label(from))
		}
	}
	for _, s := range states {
		if reached[s] && Terminal(s) {
			fmt.Fprintf(&b, "    %s --> [*]\n", s)
		}
	}
	if sc.Insights != nil {
		sc.Insights.draw(&b)
	}
	return b.String()
}

// draw draws the life of a flow and of a refresh, each as a state of its own.
func (in *Insights) draw(b *strings.Builder) {
	after := "login"
	switch {
	case in.Login == Refused:
		after = "never, for the login is refused"
	case in.SCA != NoSCA:
		after = "login, " + string(in.SCA) + " authentication"
	}
	fmt.Fprintf(b, "    state Flow {\n        [*] --> %s\n        %s --> %s: %s\n", InputNeeded, InputNeeded, Processing, after)
	drawOutcomes(b, in.Flow)
	if len(in.Refresh) > 0 {
		fmt.Fprintf(b, "    state Refresh {\n        [*] --> %s\n", Processing)
		drawOutcomes(b, in.Refresh)
	}
}

func drawOutcomes(b *strings.Builder, ways []Outcome) {
	if len(ways) == 0 {
		ways = []Outcome{{To: Finished}}
	}
	for _, o := range ways {
		fmt.Fprintf(b, "        %s --> %s: %s\n", Processing, o.To, inMermaid.Replace(strings.TrimSuffix(o.String(), ": "+string(o.To))))
	}
	b.WriteString("    }\n")
}

// label is an arrow's text: the trigger, who, and what else comes of it.
func (e Exit) label(from State) string {
	parts := []string{fmt.Sprintf("%s, by %s", e.Trigger(), e.By)}
	if e.To == Revoked && e.By == ByBank && e.Status != Revoked {
		parts = append(parts, fmt.Sprintf("tokens die, status stays %s", from))
	}
	if len(e.Accounts) > 0 {
		parts = append(parts, "accounts "+strings.Join(e.Accounts, " "))
	}
	if e.Error != "" {
		parts = append(parts, "error "+e.Error)
	}
	if e.Notify != "" {
		parts = append(parts, "notify "+e.Notify)
	}
	if e.Reason != "" {
		parts = append(parts, e.Reason)
	}
	return inMermaid.Replace(strings.Join(parts, ", "))
}

// inMermaid takes out of a label what would end it.
var inMermaid = strings.NewReplacer(":", " ", ";", ",", "#", "no. ", "\n", " ", "\r", " ", "\t", " ")
