// Command sandbank is a scripted mock bank, and a suite that tells whether any
// bank, fake or real, keeps to the open-banking standard.
//
// Each verb has a file. Here they are put together; nothing is decided.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// cli is the verbs, in the order in which help shows them.
type cli struct {
	Serve       serveCmd       `cmd:"" help:"Serve the fake bank."`
	Verify      verifyCmd      `cmd:"" help:"Tell whether a bank keeps to the standard."`
	Prove       proveCmd       `cmd:"" help:"Show that the suite catches every broken bank."`
	Scenario    scenarioCmd    `cmd:"" help:"Lint, list, explain and draw scenarios."`
	Fixtures    fixturesCmd    `cmd:"" help:"Check and list the bank's customers, and print the format of their files."`
	Schema      schemaCmd      `cmd:"" help:"List, show and check schemas."`
	Permissions permissionsCmd `cmd:"" help:"Print what each permission opens and shows."`
	Steps       stepsCmd       `cmd:"" help:"List the steps that features are written in."`
	Version     versionCmd     `cmd:"" help:"Say which version this is."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is main with its surroundings handed in; it returns the exit code.
func run(ctx context.Context, args []string, out, errs io.Writer) (code int) {
	var c cli
	defer onExit(&code)
	parser, err := kong.New(&c,
		kong.Name("sandbank"),
		kong.Description("A scripted mock bank, and a suite that tells whether any bank keeps to the open-banking standard.\n\n"+
			"Exit codes: 0 conformant, 1 not conformant, 2 usage or configuration error, 3 target unreachable or harness failure."),
		kong.Writers(out, errs),
		kong.Exit(func(code int) { panic(exited(code)) }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(&streams{Out: out, Err: errs}),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		return fail(errs, err, exitHarness)
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return fail(errs, err, exitUsage)
	}
	if err := parsed.Run(); err != nil {
		return fail(errs, err, exitUsage)
	}
	return exitOK
}

// exited carries the code with which kong wants to leave, after --help.
type exited int

// onExit turns kong's wish to leave into a return.
func onExit(code *int) {
	switch left := recover().(type) {
	case nil:
	case exited:
		*code = int(left)
	default:
		panic(left)
	}
}

// fail prints err and returns its exit code, or otherwise when it has none.
func fail(errs io.Writer, err error, otherwise int) int {
	if e, ok := errors.AsType[*exitError](err); ok {
		if e.msg != "" {
			fmt.Fprintln(errs, "sandbank:", e.msg)
		}
		return e.code
	}
	fmt.Fprintln(errs, "sandbank:", err)
	return otherwise
}
