package api_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"patchbay/app/vault"
)

// askingRing is a keychain in memory. Once it is locked, reading says so on asked and waits until its dialog is answered.
type askingRing struct {
	mu              sync.Mutex
	items           map[string]string
	locked          bool
	asked, answered chan struct{}
}

func (r *askingRing) Get(service, account string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.locked {
		r.locked = false
		close(r.asked)
		<-r.answered
	}
	value, there := r.items[service+" "+account]
	if !there {
		return "", vault.ErrNotFound
	}
	return value, nil
}

func (r *askingRing) Set(service, account, value string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.items[service+" "+account] = value
	return nil
}

func (r *askingRing) Delete(service, account string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.items, service+" "+account)
	return nil
}

// A user who saves a secret gets the time to answer the keychain's password dialog. A page that only reads is told soon
// that the keychain does not answer.
func TestAUserMayAnswerTheKeychainsDialog(t *testing.T) {
	t.Parallel()
	ring := &askingRing{items: map[string]string{}, asked: make(chan struct{}), answered: make(chan struct{})}
	const limit = 500 * time.Millisecond
	st := newStack(t, stackOptions{vault: vault.Options{Mode: vault.Keychain, Folder: t.TempDir(), Keyring: ring, Limit: limit}})
	window := st.server.Trusted()
	ask := func(method, path, body string) *httptest.ResponseRecorder {
		req := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
		req.Header.Set("Content-Type", "application/json")
		answer := httptest.NewRecorder()
		window.ServeHTTP(answer, req)
		return answer
	}
	ring.mu.Lock()
	ring.locked = true
	ring.mu.Unlock()
	saved := make(chan *httptest.ResponseRecorder)
	go func() {
		saved <- ask(http.MethodPost, "/integrations", `{"unique_key":"gh","provider":"github","credentials":{"type":"OAUTH2","client_id":"i","client_secret":"s"}}`)
	}()
	<-ring.asked
	// This waits for its turn a whole limit, which began later than the other's.
	if answer := ask(http.MethodGet, "/patchbay/status", ""); !strings.Contains(answer.Body.String(), "did not answer within "+limit.String()) {
		t.Errorf("the status is %d %s", answer.Code, answer.Body)
	}
	close(ring.answered)
	if answer := <-saved; answer.Code != http.StatusOK {
		t.Errorf("saving gets %d %s", answer.Code, answer.Body)
	}
}
