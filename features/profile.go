package features

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/sandbank-dev/sandbank/schemas"
)

// The profiles of the suite: the APIs that a target may offer.
const (
	ProfileAIS      = "obf-ais-1.0"
	ProfileInsights = "account-insights-1"
)

// Profiles lists the profiles of the suite; a target that names none has the
// first.
func Profiles() []string { return []string{ProfileAIS, ProfileInsights} }

// A profile is what the suite has to know of an API beside its features, its
// register and its schemas. All else, how scenarios are planned, run, judged and
// told, is the same for every API.
type profile interface {
	// folder is where its features stand.
	folder() string
	// keys are those of a target file.
	keys() []string
	// complete fills in what a target leaves open, and refuses one that cannot be
	// verified.
	complete(t Target) (Target, error)
	// addresses are those of a target that lead into a tenant.
	addresses(t *Target) []address
	// operation tells what a request asks for, from method and address alone.
	operation(t *Target, method string, u *url.URL) Operation
	// findings lists what an answer got wrong by itself.
	findings(j *judge, e *Exchange) []Finding
	// headers are those that a well-behaved client sends unless a call says otherwise.
	headers(ctx context.Context, w *World, c Call) (http.Header, error)
	// preflight asks whether the target is there.
	preflight(ctx context.Context, r *run) error
	// steps are the sentences that its features are written in.
	steps() []step
	// edges are those of its life cycle that a full run has to visit, and whose
	// life that is.
	edges() (all []Edge, whose string)
}

// An address is one of a target's, and the path that the bank itself has there.
type address struct {
	at   *string
	tail string
}

var profiles = map[string]profile{ProfileAIS: aisProfile{}, ProfileInsights: insightsProfile{}}

// profileNamed gives the profile of that name, the first where the name is "".
func profileNamed(name string) (profile, error) {
	if p, ok := profiles[orElse(name, ProfileAIS)]; ok {
		return p, nil
	}
	return nil, fmt.Errorf("profile: unknown profile %q; the nearest is %q", name, schemas.Nearest(name, Profiles()))
}

// CheckProfile says what is wrong with the name of a profile; "" is the default's.
func CheckProfile(name string) error {
	_, err := profileNamed(name)
	return err
}

// api gives the profile of the target, which is known to have one.
func (t *Target) api() profile { return profiles[orElse(t.Profile, ProfileAIS)] }

// profileOf gives the name of the profile in whose folder a feature stands, or "".
func profileOf(feature string) string {
	folder, _, _ := strings.Cut(path.Clean(feature), "/")
	for name, p := range profiles {
		if p.folder() == folder {
			return name
		}
	}
	return ""
}

// languages are those of the profiles, each compiled once for all runs.
var languages = map[string]func() language{
	ProfileAIS:      sync.OnceValue(func() language { return compile(aisSteps()) }),
	ProfileInsights: sync.OnceValue(func() language { return compile(insightsSteps()) }),
}

// catalogue lists every step of every language, one that two have in common once.
func catalogue() (all []step) {
	for _, name := range Profiles() {
		for _, s := range profiles[name].steps() {
			if !slices.ContainsFunc(all, func(other step) bool { return other.pattern == s.pattern }) {
				all = append(all, s)
			}
		}
	}
	return all
}
