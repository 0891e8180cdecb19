package oauth

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the page
	"encoding/base64"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// A page is what the customer is shown.
type page struct {
	AISP, Action string
	Again        bool   // the customer authorised the consent before
	Problem      string // what was wrong with the last answer
	Username     string
	Customer     string
	Customers    string   // usernames to try
	Asked        []string // in plain words
	Window       bool     // From and To bound what is asked for
	From, To     string
	Accounts     []choice
	Style        template.CSS
}

// A choice is an account to tick.
type choice struct {
	ID, Label, Detail string
	Ticked            bool
}

var (
	//go:embed page.html
	pageSource string
	//go:embed page.css
	styleSource string

	pages = template.Must(template.New("page").Parse(pageSource))
	// styleHash lets the policy allow our style, and no other.
	styleHash = func() string {
		sum := sha256.Sum256([]byte(styleSource))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}()
)

// writePage writes the page called name. Its forms may lead to redirect, which a
// browser counts as a form's target.
func writePage(w http.ResponseWriter, status int, name string, p page, redirect string) {
	p.Style = template.CSS(styleSource)
	var body bytes.Buffer
	if err := pages.ExecuteTemplate(&body, name, p); err != nil {
		panic(err) // the templates do not depend on what is asked
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src "+styleHash+"; form-action 'self'"+target(redirect)+"; base-uri 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "same-origin") // with no-referrer a browser hides the Origin of its forms
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	w.WriteHeader(status)
	_, _ = w.Write(body.Bytes())
}

// target is the source expression for a redirect URI. A policy cannot name an
// IPv6 address.
func target(redirect string) string {
	u, err := url.Parse(redirect)
	switch {
	case err != nil || u.Host == "":
		return ""
	case strings.Contains(u.Host, "["):
		return " " + u.Scheme + ":"
	}
	return " " + u.Scheme + "://" + u.Host
}

// showError tells a customer's browser, or a program, why there is no redirect
// (RFC 6749 4.1.2.1).
func (s *Server) showError(w http.ResponseWriter, r *http.Request, err error) {
	e := *refusalOf(err)
	if e.Status == http.StatusUnauthorized {
		e.Status = http.StatusBadRequest // there is nothing that a browser could authenticate with
	}
	if !strings.Contains(r.Header.Get("Accept"), "text/html") {
		writeError(w, &e)
		return
	}
	writePage(w, e.Status, "error", page{Problem: sentence(e.Description)}, "")
}

// sentence begins s as a sentence does.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// label names an account as its owner does.
func label(a bank.Account) string {
	if a.Nickname != "" {
		return a.Nickname
	}
	return kindOf(a)
}

// tail tells accounts of one name apart.
func tail(a bank.Account) string {
	end := ""
	if len(a.Identifications) > 0 {
		end = a.Identifications[0].Identification
	}
	if len(end) > 4 {
		end = end[len(end)-4:]
	}
	parts := []string{kindOf(a)}
	if end != "" {
		parts = append(parts, "ending "+end)
	}
	return strings.Join(append(parts, a.Currency), ", ")
}
