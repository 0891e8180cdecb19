package main

import (
	"context"
	"net"
	"net/http"

	"github.com/sandbank-dev/sandbank/features"
	"github.com/sandbank-dev/sandbank/sandbox"
	"github.com/sandbank-dev/sandbank/sandbox/oauth"
)

// localTenants is how many tenants a bank in this process holds: the suite
// makes one for each scenario that runs, and removes it afterwards.
const localTenants = 100_000

// A localBank is a fresh bank in this process, on loopback ports, for as long
// as it takes to verify it.
type localBank struct {
	targets map[string]features.Target // by profile
	stop    func()                     // returns when nothing of it runs any more
}

// startLocal starts a bank. Wrap, unless nil, comes between the bank and its
// listener.
func startLocal(ctx context.Context, name string, wrap func(http.Handler) http.Handler) (*localBank, error) {
	bank, err := sandbox.New(sandbox.Config{MaxTenants: localTenants})
	if err != nil {
		return nil, err
	}
	var front http.Handler = bank
	if wrap != nil {
		front = wrap(bank)
	}
	listeners, err := openLoopback(2)
	if err != nil {
		return nil, err
	}
	base := "http://" + listeners[0].Addr().String()
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() {
		done <- serveAll(ctx, served{listeners[0], front, answerTime}, served{listeners[1], bank.Control(base), unlimited})
	}()
	control := "http://" + listeners[1].Addr().String() + "/_bank"
	return &localBank{
		targets: map[string]features.Target{
			features.ProfileAIS:      localTarget(name, base, control),
			features.ProfileInsights: localInsights(name, base, control),
		},
		stop: func() { cancel(); <-done },
	}, nil
}

func openLoopback(n int) (all []net.Listener, err error) {
	for range n {
		l, err := openListener("loopback", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, nil
}

// localTarget says of a bank in this process what a target file says of any.
func localTarget(name, base, control string) features.Target {
	t := features.Target{
		Name:         name,
		Profile:      features.ProfileAIS,
		BaseURL:      base + "/open-banking/v1.0/aisp",
		TokenURL:     base + "/oauth2/token",
		AuthorizeURL: base + "/oauth2/authorize",
		Issuer:       base,
		ControlURL:   control,
		Features:     features.Optional,
		Consent:      features.ConsentHeadless,
		Data:         features.DataKnown,
	}
	for _, c := range oauth.DemoClients() {
		t.Clients = append(t.Clients, features.Client{ID: c.ID, Secret: c.Secret, RedirectURI: "http://127.0.0.1:9999/callback"})
	}
	return t
}

// localInsights says the same for the profile of Account Insights.
func localInsights(name, base, control string) features.Target {
	return features.Target{
		Name: name, Profile: features.ProfileInsights, BaseURL: base, ControlURL: control, Data: features.DataKnown,
		Token: "insights-demo-token", SecondToken: "insights-demo-token-two",
	}
}
