package features

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/fatih/color"
)

// A progress tells a terminal or a log how the run goes: a dot for a scenario
// that went well, a line for each that did not, a summary at the end.
type progress struct {
	mu    sync.Mutex
	out   io.Writer
	paint bool
	dots  int
	notes []string
}

// oneAtATime lets scenarios that run at once write to one place.
type oneAtATime struct {
	mu  sync.Mutex
	out io.Writer
}

// Write writes all of the text before that of anybody else.
func (o *oneAtATime) Write(text []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.out.Write(text)
}

// terminal tells whether what is written is read in colours.
func (o *oneAtATime) terminal() bool { return o.out == io.Writer(os.Stdout) && !color.NoColor }

// dotsPerLine keeps lines of dots short.
const dotsPerLine = 60

func newProgress(out io.Writer) *progress {
	shared, ok := out.(*oneAtATime)
	return &progress{out: out, paint: ok && shared.terminal()}
}

// colours of the outcomes; the others are plain.
var colours = map[Outcome]color.Attribute{
	Passed: color.FgGreen, Warning: color.FgYellow, Failed: color.FgRed, Broken: color.FgRed, Untested: color.FgMagenta,
	NotApplicable: color.FgHiBlack,
}

func (p *progress) colour(o Outcome, text string) string {
	attribute, known := colours[o]
	if !p.paint || !known {
		return text
	}
	c := color.New(attribute)
	c.EnableColor()
	return c.Sprint(text)
}

func (p *progress) printf(format string, args ...any) {
	fmt.Fprintf(p.out, format, args...)
}

// note keeps a remark for the summary.
func (p *progress) note(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.notes = append(p.notes, fmt.Sprintf(format, args...))
}

// start says what is about to run.
func (p *progress) start(r *run) {
	p.mu.Lock()
	defer p.mu.Unlock()
	name := r.target.Name
	if name == "" {
		name = r.target.BaseURL
	}
	p.printf("Verifying %s (%s): %s, seed %d, %d at once\n",
		name, r.target.Profile, scenarios(len(r.plan.items)), r.plan.seed, r.options.Concurrency)
}

// scenario shows how one scenario ended.
func (p *progress) scenario(r *Result) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch r.Outcome {
	case Passed:
		p.dot(Passed, ".")
	case NotApplicable:
		p.dot(NotApplicable, "-")
	default:
		p.endDots()
		p.printf("%s  %s  %s\n", p.colour(r.Outcome, fmt.Sprintf("%-8s", r.Outcome)), r.ID, r.Name)
	}
}

func (p *progress) dot(o Outcome, mark string) {
	p.printf("%s", p.colour(o, mark))
	if p.dots++; p.dots == dotsPerLine {
		p.endDots()
	}
}

func (p *progress) endDots() {
	if p.dots > 0 {
		p.printf("\n")
	}
	p.dots = 0
}

// shown is how many causes the summary tells in full.
const shown = 20

// summary tells the verdict, what speaks against it, and how to run it again.
func (p *progress) summary(r *Report) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.endDots()
	causes := r.causes()
	for i, c := range causes {
		if i == shown {
			p.printf("\n… and %d more causes; --report writes them all\n", len(causes)-shown)
			break
		}
		p.trouble(r, c)
	}
	for _, reading := range r.Readings {
		p.printf("\nReading: %s", reading)
	}
	for _, note := range p.notes {
		p.printf("\nNote: %s", r.mask.text(note))
	}
	for _, line := range r.notApplicable() {
		p.printf("\n%s", line)
	}
	p.printf("\n%s\n", r.countLine())
	p.printf("%d answers seen, %d validated; %s%.1f s\n", r.Responses.Seen, r.Responses.Validated, ended(r.edgeLine(), "; "), r.Milliseconds/1000)
	p.matrix(r.Matrix)
	outcome := Passed
	if !r.Conformant {
		outcome = Failed
	}
	p.printf("%s\n", p.colour(outcome, strings.ToUpper(r.Verdict())+reasonsLine(r.Reasons)))
	p.printf("Run it again in the same order with seed %d\n", r.Seed)
}

// trouble tells what went wrong in one scenario, with the request to repeat, and
// in how many others the same did.
func (p *progress) trouble(r *Report, c cause) {
	result := c.first
	p.printf("\n%s  %s\n          %s\n", p.colour(result.Outcome, fmt.Sprintf("%-8s", result.Outcome)), result.Name, result.ID)
	if len(result.Findings) == 0 {
		p.printf("          %s\n", firstLine(result.Reason))
	}
	for i, f := range distinct(result.Findings) {
		if i == 5 {
			p.printf("          …\n")
			break
		}
		p.printf("          %s %s\n", f.Keyword, f.Error())
	}
	if line := r.repeat(result); line != "" {
		p.printf("          %s\n", line)
	}
	if c.more > 0 {
		p.printf("          and %s like it\n", moreOf(c.more))
	}
}

// distinct drops findings that say the same as one before, step for step.
func distinct(findings []Finding) (out []Finding) {
	seen := map[string]bool{}
	for _, f := range findings {
		if key := f.Error(); !seen[key] {
			seen[key] = true
			out = append(out, f)
		}
	}
	return out
}

// ended puts an end to a text unless it is empty.
func ended(text, end string) string {
	if text == "" {
		return ""
	}
	return text + end
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

func reasonsLine(reasons []string) string {
	if len(reasons) == 0 {
		return ""
	}
	return ": " + strings.Join(reasons, "; ")
}

// countLine counts the scenarios by outcome, those that there are.
func (r *Report) countLine() string {
	parts := []string{fmt.Sprintf("%s selected, %d planned, %d executed", scenarios(r.Counts.Selected), r.Counts.Planned, r.Counts.Executed)}
	for _, o := range Outcomes {
		if n := r.Counts.Of(o); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, o))
		}
	}
	return strings.Join(parts, ", ")
}

// repeat gives the curl line of the exchange that speaks against the bank: the
// first with a finding, else the last.
func (r *Report) repeat(result Result) string {
	if len(result.Exchanges) == 0 {
		return ""
	}
	worst := result.Exchanges[len(result.Exchanges)-1]
	for _, e := range result.Exchanges {
		if len(e.Findings) > 0 {
			worst = e
			break
		}
	}
	return r.mask.evidence([]*Exchange{worst})[0].Curl
}
