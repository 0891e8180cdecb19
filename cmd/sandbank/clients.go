package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/oauth"
	"github.com/sandbank-dev/sandbank/schemas"
)

// clientsWithKeys is the demo clients with the keys that --client-keys gives
// them, each as ID=FILE.
func clientsWithKeys(given []string) ([]oauth.Client, error) {
	clients := oauth.DemoClients()
	for _, arg := range given {
		id, file, ok := strings.Cut(arg, "=")
		if !ok || id == "" || file == "" {
			return nil, fmt.Errorf("--client-keys %s: say ID=FILE, as in --client-keys %s=keys.json", arg, clients[0].ID)
		}
		i := slices.IndexFunc(clients, func(c oauth.Client) bool { return c.ID == id })
		if i < 0 {
			return nil, fmt.Errorf("--client-keys %s: no client is called %q; %s", arg, id, nearestClient(id, clients))
		}
		src, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("--client-keys %s: %w", arg, err)
		}
		keys, err := oauth.ParseKeys(src)
		if err != nil {
			return nil, fmt.Errorf("--client-keys %s: %s: %w", arg, file, err)
		}
		clients[i].Keys = append(clients[i].Keys, keys...)
	}
	return clients, nil
}

// nearestClient tells which id was meant, or all that there are.
func nearestClient(id string, clients []oauth.Client) string {
	var ids []string
	for _, c := range clients {
		ids = append(ids, c.ID)
	}
	if near := schemas.Meant(id, ids); near != "" {
		return fmt.Sprintf("the nearest is %q", near)
	}
	return "there are " + strings.Join(ids, ", ")
}
