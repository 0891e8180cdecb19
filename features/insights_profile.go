package features

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
)

// insightsProfile is Account Insights, an aggregator's API on top of banks.
type insightsProfile struct{}

func (insightsProfile) folder() string { return "insights" }
func (insightsProfile) steps() []step  { return insightsSteps() }

func (insightsProfile) keys() []string {
	return []string{"name", "profile", "base_url", "token", "token_env", "second_token", "second_token_env", "control_url", "data"}
}

// insightsClients are the names by which a scripted sandbox's control plane knows
// the clients behind the target's two tokens. The API itself has no such names.
var insightsClients = [2]string{"insights-one", "insights-two"}

// complete makes the tokens into clients, which is what the suite acts as.
func (insightsProfile) complete(t Target) (Target, error) {
	if t.Token == "" && t.TokenEnv == "" {
		return t, errors.New("token is missing, or token_env, the environment variable that holds it: who is the suite to the API?")
	}
	t.Clients = nil
	for i, one := range []struct {
		key        string
		token, env *string
	}{{"token", &t.Token, &t.TokenEnv}, {"second_token", &t.SecondToken, &t.SecondTokenEnv}} {
		token, err := tokenOf(one.key, *one.token, *one.env)
		if err != nil {
			return t, err
		}
		if *one.token, *one.env = token, ""; token != "" {
			t.Clients = append(t.Clients, Client{ID: insightsClients[i], Secret: token})
		}
	}
	if len(t.Clients) > 1 && t.Clients[0].Secret == t.Clients[1].Secret {
		return t, errors.New("second_token: it is the first token once more, and has to be another client's")
	}
	return t, t.checkAddresses()
}

// tokenOf gives a token that a target holds itself or names the variable of; ""
// where it does neither.
func tokenOf(key, token, env string) (string, error) {
	if env == "" || token != "" {
		if env != "" {
			return "", fmt.Errorf("%s and %s_env are both there, and one of them is enough", key, key)
		}
		if strings.ContainsAny(token, " \t\r\n") {
			return "", fmt.Errorf("%s: a token has no space in it; leave out the word Token", key)
		}
		return token, nil
	}
	token = os.Getenv(env)
	if token == "" {
		return "", fmt.Errorf("%s_env: the environment variable %s is not set", key, env)
	}
	return token, nil
}

func (insightsProfile) addresses(t *Target) []address { return []address{{&t.BaseURL, ""}} }

func (insightsProfile) operation(t *Target, method string, u *url.URL) Operation {
	below, ok := strings.CutPrefix(u.Scheme+"://"+u.Host+u.EscapedPath(), t.BaseURL)
	if !ok || !strings.HasPrefix(below, "/") {
		return OpElsewhere
	}
	return insightsOperation(method, below)
}

func (insightsProfile) findings(_ *judge, e *Exchange) []Finding { return insightsFindings(e) }

// headers are the client's token and JSON both ways (1.2, 1.3).
func (insightsProfile) headers(_ context.Context, w *World, c Call) (http.Header, error) {
	header, as := jsonHeaders(c), c.As
	if as == nil {
		as = w.AISP
	}
	header.Set("Authorization", "Token "+orElse(c.Token, as.Secret))
	return header, nil
}

// preflight asks for the categories, which are everybody's.
func (insightsProfile) preflight(ctx context.Context, r *run) error {
	address := r.target.BaseURL + categoriesPath
	token := "Token " + r.aisps[0].Secret
	status, err := r.reach(ctx, probed{"base_url", probe{http.MethodPost, address, nil, token}})
	if err == nil && refusesToken(status) {
		// One path that refuses everybody is the API's fault, and the features tell it.
		again, err := r.reach(ctx, probed{"base_url", probe{http.MethodPost, r.target.BaseURL + "/insights/v1/storage/accounts/list", nil, token}})
		if err == nil && refusesToken(again) {
			return &UsageError{Err: fmt.Errorf("token: %s answered %d to it: is the token right? (the target's key token, or the variable that token_env names)", address, status)}
		}
	}
	if err == nil && status != 0 && status != http.StatusOK {
		r.show.note("%s answered %d: are base_url and the token right?", address, status)
	}
	return err
}

// refusesToken tells whether a status is one for a token that opens nothing.
func refusesToken(status int) bool {
	return status == http.StatusUnauthorized || status == http.StatusForbidden
}

func (insightsProfile) edges() ([]Edge, string) { return insightsEdges(), insightsLives }
