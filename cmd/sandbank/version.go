package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// versionCmd says what this binary was built from.
type versionCmd struct{}

// Run prints the module version, the commit where the build knew it, and Go's.
func (versionCmd) Run(io *streams) error {
	version, commit := "(unknown)", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = " " + s.Value
			}
		}
	}
	_, err := fmt.Fprintf(io.Out, "sandbank %s%s (%s %s/%s)\n", version, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
