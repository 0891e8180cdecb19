package features

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/sandbank-dev/sandbank/schemas"
)

// A Target is a bank to verify: where it is, who we are there, and what it
// says it can do. LoadTarget reads one from a file.
type Target struct {
	Name         string   `yaml:"name"`          // shown in reports
	Profile      string   `yaml:"profile"`       // obf-ais-1.0 when empty; it says which of the other keys there are
	BaseURL      string   `yaml:"base_url"`      // of the resources, up to and with /aisp
	Issuer       string   `yaml:"issuer"`        // the two below are discovered there if they are missing
	TokenURL     string   `yaml:"token_url"`     // of the authorisation server
	AuthorizeURL string   `yaml:"authorize_url"` // where the customer's browser goes
	Clients      []Client `yaml:"clients"`       // the second is used as another AISP
	ControlURL   string   `yaml:"control_url"`   // only a scripted sandbox has one
	Features     []string `yaml:"features"`      // optional endpoints that the bank declares
	Consent      string   `yaml:"consent"`       // headless, manual or none; headless when empty
	Data         string   `yaml:"data"`          // known or unknown; unknown when empty

	// Who the suite is in the profile account-insights-1: a token, or the
	// environment variable that holds one. The second is another client's.
	Token          string `yaml:"token"`
	TokenEnv       string `yaml:"token_env"`
	SecondToken    string `yaml:"second_token"`
	SecondTokenEnv string `yaml:"second_token_env"`

	keysURL, revokeURL, introspectURL string // from discovery, if there was one
}

// A Client is a registration at the bank under test.
type Client struct {
	ID          string `yaml:"id"`
	SecretEnv   string `yaml:"secret_env"` // the environment variable that holds the secret
	Secret      string `yaml:"-"`          // the secret itself; a target file cannot hold one
	RedirectURI string `yaml:"redirect_uri"`
}

// LoadTarget reads a target file and the secrets that it names in the
// environment. Errors are *UsageError and name file, line and key.
func LoadTarget(path string) (Target, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Target{}, &UsageError{Err: err}
	}
	t, err := parseTarget(path, text)
	if err != nil {
		return Target{}, &UsageError{Err: err}
	}
	if err := t.readSecrets(path); err != nil {
		return Target{}, &UsageError{Err: err}
	}
	return t, nil
}

// readSecrets takes what the file names out of the environment.
func (t *Target) readSecrets(path string) error {
	for i := range t.Clients {
		if c := &t.Clients[i]; c.Secret == "" {
			if err := c.readSecret(path); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *Client) readSecret(path string) error {
	if c.SecretEnv == "" {
		return fmt.Errorf("%s: client %q names no secret_env", path, c.ID)
	}
	secret, set := os.LookupEnv(c.SecretEnv)
	if !set || secret == "" {
		return fmt.Errorf("%s: client %q: the environment variable %s is not set", path, c.ID, c.SecretEnv)
	}
	c.Secret = secret
	return nil
}

// parseTarget reads the text of a target file and checks it.
func parseTarget(path string, text []byte) (t Target, err error) {
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return t, fmt.Errorf("%s:%w", path, oneLine(err))
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		return t, fmt.Errorf("%s: expected one YAML document that describes a target", path)
	}
	if err := unknownKeys(path, file.Docs[0].Body); err != nil {
		return t, err
	}
	if err := yaml.NodeToValue(file.Docs[0].Body, &t); err != nil {
		return t, fmt.Errorf("%s:%w", path, oneLine(err))
	}
	if t, err = t.complete(); err != nil {
		return t, fmt.Errorf("%s: %w", path, err)
	}
	return t, nil
}

// oneLine makes "[3:5] message" and a picture of the source into "3: message".
func oneLine(err error) error {
	text, _, _ := strings.Cut(err.Error(), "\n")
	at, message, found := strings.Cut(strings.TrimPrefix(text, "["), "] ")
	line, _, _ := strings.Cut(at, ":")
	if !found {
		return errors.New(" " + text)
	}
	return fmt.Errorf("%s: %s", line, message)
}

var clientKeys = []string{"id", "secret_env", "redirect_uri"}

// unknownKeys finds the first key that a target file of its profile does not have.
func unknownKeys(path string, body ast.Node) error {
	top, ok := body.(*ast.MappingNode)
	if !ok {
		return fmt.Errorf("%s:%d: expected keys and values, as in `name: my-bank`", path, body.GetToken().Position.Line)
	}
	own, err := keysOf(path, top)
	if err != nil {
		return err
	}
	for _, pair := range top.Values {
		if err := knownKey(path, pair, own.keys()); err != nil {
			return elsewhere(pair, own, err)
		}
		list, ok := pair.Value.(*ast.SequenceNode)
		if !ok {
			continue
		}
		var err error
		switch keyOf(pair) {
		case "clients":
			err = unknownClientKeys(path, list)
		case "features":
			err = unknownFeatures(path, list)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keysOf gives the profile that a target file names: it says which keys there are.
func keysOf(path string, top *ast.MappingNode) (profile, error) {
	for _, pair := range top.Values {
		if word, ok := pair.Value.(*ast.StringNode); ok && keyOf(pair) == "profile" {
			own, err := profileNamed(word.Value)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, pair.Key.GetToken().Position.Line, err)
			}
			return own, nil
		}
	}
	return profileNamed("")
}

// elsewhere adds to the error of an unknown key which profile has it.
func elsewhere(pair *ast.MappingValueNode, own profile, unknown error) error {
	for _, name := range Profiles() {
		if other := profiles[name]; other != own && slices.Contains(other.keys(), keyOf(pair)) {
			return fmt.Errorf("%w; it is a key of the profile %s", unknown, name)
		}
	}
	return unknown
}

func unknownClientKeys(path string, clients *ast.SequenceNode) error {
	for _, client := range clients.Values {
		one, ok := client.(*ast.MappingNode)
		if !ok {
			return fmt.Errorf("%s:%d: expected a client with id, secret_env and redirect_uri", path, client.GetToken().Position.Line)
		}
		for _, inner := range one.Values {
			if err := knownKey(path, inner, clientKeys); err != nil {
				return err
			}
		}
	}
	return nil
}

// unknownFeatures finds the first word that nobody may declare: a bank that
// misspells what it has would have it left out without a word.
func unknownFeatures(path string, list *ast.SequenceNode) error {
	for _, one := range list.Values {
		word, ok := one.(*ast.StringNode)
		if !ok {
			return fmt.Errorf("%s:%d: features: expected a list of words, such as %s", path, one.GetToken().Position.Line, strings.Join(Optional[:2], " and "))
		}
		if !slices.Contains(declarable(), word.Value) {
			return fmt.Errorf("%s:%d: %w", path, one.GetToken().Position.Line, unknownFeature(word.Value))
		}
	}
	return nil
}

func unknownFeature(word string) error {
	return fmt.Errorf("features: unknown feature %q; the nearest is %q, and all are %s", word, schemas.Nearest(word, declarable()), strings.Join(declarable(), ", "))
}

func keyOf(pair *ast.MappingValueNode) string { return pair.Key.GetToken().Value }

func knownKey(path string, pair *ast.MappingValueNode, known []string) error {
	key := keyOf(pair)
	if slices.Contains(known, key) {
		return nil
	}
	return fmt.Errorf("%s:%d: unknown key %q; the nearest is %q", path, pair.Key.GetToken().Position.Line, key, schemas.Nearest(key, known))
}

// complete fills in defaults and refuses a target that cannot be verified.
func (t Target) complete() (Target, error) {
	t.Profile = orElse(t.Profile, ProfileAIS)
	t.Consent, t.Data = orElse(t.Consent, ConsentHeadless), orElse(t.Data, DataUnknown)
	t.BaseURL, t.ControlURL = strings.TrimSuffix(t.BaseURL, "/"), strings.TrimSuffix(t.ControlURL, "/")
	own, err := profileNamed(t.Profile)
	if err != nil {
		return t, err
	}
	if err := errors.Join(oneOf("consent", t.Consent, ConsentHeadless, ConsentManual, ConsentNone), oneOf("data", t.Data, DataKnown, DataUnknown)); err != nil {
		return t, err
	}
	if t.BaseURL == "" {
		return t, errors.New("base_url is missing: where are the bank's resources?")
	}
	return own.complete(t)
}

// oneOf asks of a key's value that it is one of these words.
func oneOf(key, value string, words ...string) error {
	if slices.Contains(words, value) {
		return nil
	}
	return fmt.Errorf("%s: %q is not one of %s; the nearest is %q", key, value, strings.Join(words, ", "), schemas.Nearest(value, words))
}

func (t Target) checkAddresses() error {
	for _, a := range []struct{ key, value string }{
		{"base_url", t.BaseURL}, {"issuer", t.Issuer}, {"token_url", t.TokenURL},
		{"authorize_url", t.AuthorizeURL}, {"control_url", t.ControlURL},
	} {
		u, err := url.Parse(a.value)
		if a.value != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
			return fmt.Errorf("%s: %q is not an http or https address", a.key, a.value)
		}
	}
	return nil
}

// declares tells whether the bank says that it has an optional feature.
func (t Target) declares(feature string) bool {
	return slices.Contains(t.Features, feature)
}
