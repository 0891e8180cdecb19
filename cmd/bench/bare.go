package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
)

// bareConsent is the JSON that both servers speak.
type bareConsent struct {
	Data struct {
		ConsentID            string `json:"ConsentId,omitempty"`
		CreationDateTime     string `json:",omitempty"`
		Status               string `json:",omitempty"`
		StatusUpdateDateTime string `json:",omitempty"`
		Permissions          []string
	}
	Links struct{ Self string } `json:",omitzero"`
	Meta  struct{ TotalPages int }
}

// bareServer decodes and encodes that JSON and keeps it in a locked map: what
// is left of a bank when all rules are taken away.
type bareServer struct {
	mu   sync.RWMutex
	kept map[string]bareConsent
	held map[string][]byte // by path: bytes that it was told to serve
}

// serveBare prints its base URL and serves until it is killed.
func serveBare() error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s := &bareServer{kept: map[string]bareConsent{}, held: map[string][]byte{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+consentsPath, s.post)
	mux.HandleFunc("GET "+consentsPath+"/{id}", s.get)
	mux.HandleFunc("PUT /{path...}", s.hold)
	mux.HandleFunc("GET /{path...}", s.serve)
	fmt.Printf("http://%s\n", l.Addr())
	return http.Serve(l, mux)
}

func (s *bareServer) post(w http.ResponseWriter, r *http.Request) {
	var c bareConsent
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	c.Data.ConsentID = strconv.Itoa(len(s.kept))
	c.Data.Status = "AwaitingAuthorisation"
	c.Data.CreationDateTime, c.Data.StatusUpdateDateTime = "2026-01-01T12:00:00.000Z", "2026-01-01T12:00:00.000Z"
	c.Links.Self = "http://" + r.Host + consentsPath + "/" + c.Data.ConsentID
	c.Meta.TotalPages = 1
	s.kept[c.Data.ConsentID] = c
	s.mu.Unlock()
	write(w, http.StatusCreated, c)
}

func (s *bareServer) get(w http.ResponseWriter, r *http.Request) {
	s.mu.RLock()
	c, ok := s.kept[r.PathValue("id")]
	s.mu.RUnlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	write(w, http.StatusOK, c)
}

// hold keeps what serve serves.
func (s *bareServer) hold(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	s.held[r.URL.Path] = body
	s.mu.Unlock()
}

func (s *bareServer) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.RLock()
	body, ok := s.held[r.URL.Path]
	s.mu.RUnlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body) // the client has gone: nothing to do
}

func write(w http.ResponseWriter, status int, c bareConsent) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(c) // the client has gone: nothing to do
}
