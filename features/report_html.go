package features

import (
	"bufio"
	_ "embed" // for the page
	"errors"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed report.html.tmpl
var pageText string

// page is parsed when the first report is written: a run without one never
// pays for it.
var page = sync.OnceValues(func() (*template.Template, error) {
	return template.New("report").Funcs(template.FuncMap{
		"duration": func(ms float64) string {
			if ms >= 1000 {
				return fmt.Sprintf("%.1f s", ms/1000)
			}
			return fmt.Sprintf("%.1f ms", ms)
		},
		"join":     strings.Join,
		"distinct": distinct,
		"states":   func() []Outcome { return Outcomes },
		"at":       func(n int) string { return strconv.Itoa(n + 1) },
		"state":    func(c Coverage) string { return orElse(string(c.State), "not selected") },
		"group":    byFeature,
		"fold":     func(o Outcome) bool { return o == Passed || o == NotApplicable },
		"verbatim": verbatim,
		"of":       func(evidence []Evidence, step int) []Evidence { return ofStep(evidence, step) },
	}).Parse(pageText)
})

// A chapter of the page is the scenarios of one feature.
type chapter struct {
	Name  string
	Cases []told
}

func byFeature(all []told) (chapters []chapter) {
	for _, t := range all {
		i := slices.IndexFunc(chapters, func(c chapter) bool { return c.Name == t.Feature })
		if i < 0 {
			i = len(chapters)
			chapters = append(chapters, chapter{Name: t.Feature})
		}
		chapters[i].Cases = append(chapters[i].Cases, t)
	}
	return chapters
}

func ofStep(all []Evidence, step int) (some []Evidence) {
	for _, e := range all {
		if e.Step == step {
			some = append(some, e)
		}
	}
	return some
}

// html writes the run as one page that needs neither network nor script.
func (r *Report) html(w io.Writer) error {
	t, err := page()
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(w, 64<<10)
	err = t.Execute(b, struct {
		*Report
		Scenarios []told
		Line      string
		Life      string
		Shown     int
	}{r, r.scenarios(), r.countLine(), r.edgeLine(), r.kept()})
	return errors.Join(err, b.Flush())
}

// verbatim escapes a text for inside an element, where a quotation mark may
// stand as it is: bodies and headers are full of them.
func verbatim(text string) template.HTML {
	return template.HTML(angles.Replace(text))
}

var angles = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\x00", "\uFFFD")
