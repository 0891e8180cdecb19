package features

import (
	"encoding/base64"
	"net/url"
	"sync"
)

// A tokenStore keeps client-credentials tokens by client and scope.
type tokenStore struct {
	mu     sync.Mutex
	tokens map[string]string
}

// get gives the token kept under the key, or makes it. The lock is held while
// it is made, so that many scenarios at the start ask once.
func (s *tokenStore) get(key string, fetch func() (string, error)) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if token, ok := s.tokens[key]; ok {
		return token, nil
	}
	token, err := fetch()
	if err != nil {
		return "", err
	}
	if s.tokens == nil {
		s.tokens = map[string]string{}
	}
	s.tokens[key] = token
	return token, nil
}

// Forget drops the client-credentials tokens kept, so that the next call asks
// for fresh ones: after the clock was moved past their life, say.
func (w *World) Forget() {
	s := w.tokenStore()
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.tokens)
}

func (w *World) tokenStore() *tokenStore {
	if w.Tenant != "" {
		return &w.tokens
	}
	return &w.run.tokens
}

// basic gives the value of an Authorization header, both halves form-encoded
// as RFC 6749 section 2.3.1 asks.
func basic(id, secret string) string {
	pair := url.QueryEscape(id) + ":" + url.QueryEscape(secret)
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(pair))
}
