package features

import (
	"context"
	"fmt"
	"reflect"
	"regexp"
	"runtime/debug"
	"strings"

	"github.com/cucumber/godog"
)

// A step is one sentence of the language that features are written in.
type step struct {
	// pattern is a regular expression for the whole sentence, in which
	// {string}, {int} and {word} stand for a quoted text, a number and a word.
	pattern string
	// example is a line as it stands in a feature, with its keyword.
	example string
	// doc says in a sentence what the step does or asks.
	doc string
	// do is a function of (*World, context.Context, arguments...) that returns an
	// error, typically a method expression such as (*World).sendConsent. The
	// arguments are string, int, *godog.DocString and *godog.Table.
	do any
}

// StepInfo tells a writer of features about one step.
type StepInfo struct {
	Pattern string // as registered, with {string}, {int} and {word}
	Example string
	Doc     string
}

// Steps lists all steps that features can be written with, those of each
// profile.
func Steps() (infos []StepInfo) {
	for _, s := range catalogue() {
		infos = append(infos, StepInfo{s.pattern, s.example, s.doc})
	}
	return infos
}

var placeholders = strings.NewReplacer("{string}", `"([^"]*)"`, "{int}", `(-?\d+)`, "{word}", `(\S+)`)

// expr compiles the step's pattern, anchored at both ends.
func (s step) expr() *regexp.Regexp {
	return regexp.MustCompile("^(?:" + placeholders.Replace(s.pattern) + ")$")
}

// A language is steps with their patterns compiled.
type language struct {
	steps []step
	exprs []*regexp.Regexp // of each step
}

func compile(steps []step) language {
	l := language{steps: steps}
	for _, s := range steps {
		l.exprs = append(l.exprs, s.expr())
	}
	return l
}

// register gives the steps to godog. It is called once per run, at suite level:
// godog runs another scenario's closure when steps are registered at both
// levels and scenarios run in parallel.
func (l language) register(sc *godog.ScenarioContext) {
	for i, s := range l.steps {
		sc.Step(l.exprs[i], adapt(s.do))
	}
}

// adapt turns func(*World, context.Context, args...) error into the form that
// godog calls, func(context.Context, args...) error, taking the World from the
// context and turning a panic into an error that is ours.
func adapt(do any) any {
	fn := reflect.ValueOf(do)
	in := make([]reflect.Type, 0, fn.Type().NumIn()-1)
	for i := 1; i < fn.Type().NumIn(); i++ {
		in = append(in, fn.Type().In(i))
	}
	errType := reflect.TypeFor[error]()
	outer := reflect.FuncOf(in, []reflect.Type{errType}, false)
	return reflect.MakeFunc(outer, func(args []reflect.Value) []reflect.Value {
		w := worldOf(args[0].Interface().(context.Context))
		err := guard(func() error {
			out := fn.Call(append([]reflect.Value{reflect.ValueOf(w)}, args...))
			failure, _ := out[0].Interface().(error)
			return failure
		})
		result := reflect.New(errType).Elem()
		if err != nil {
			result.Set(reflect.ValueOf(err))
		}
		return []reflect.Value{result}
	}).Interface()
}

// guard runs f and turns its panic into an error that counts as ours.
func guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: panic: %v\n%s", ErrHarness, p, debug.Stack())
		}
	}()
	return f()
}
