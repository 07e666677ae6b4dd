package app_test

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// program is what the benchmarks start: the built program when `make bench` names it, else this test binary.
func program() string { return cmp.Or(os.Getenv("PATCHBAY_BIN"), "patchbay") }

// child is a server in a process of its own.
type child struct {
	cmd *exec.Cmd
	url string
}

// spawn starts a server and waits for its ready line.
func spawn(b *testing.B, env []string, argv ...string) *child {
	b.Helper()
	c := &child{cmd: exec.CommandContext(context.Background(), argv[0], argv[1:]...)}
	c.cmd.Env = append(os.Environ(), env...)
	c.cmd.Stderr = os.Stderr
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		b.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		b.Fatal(err)
	}
	var at struct {
		URL string `json:"url"`
	}
	if err := json.Unmarshal(line, &at); err != nil {
		b.Fatalf("%v: %s", err, line)
	}
	c.url = at.URL
	return c
}

func (c *child) stop(b *testing.B) {
	b.Helper()
	if err := c.cmd.Process.Signal(os.Interrupt); err != nil {
		b.Fatal(err)
	}
	_ = c.cmd.Wait() // the bare server dies of the signal, which is fine
}

// resident is the child's memory in MB, as Linux counts it; 0 elsewhere.
func (c *child) resident() float64 {
	raw, err := os.ReadFile("/proc/" + strconv.Itoa(c.cmd.Process.Pid) + "/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(raw), "VmRSS:")
	kb, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, _ := strconv.ParseFloat(kb, 64)
	return n / 1024
}

// bareProxy is the baseline: a reverse proxy with nothing else, as a program of its own. It prints its address and serves.
func bareProxy(target string) {
	to, err := url.Parse(target)
	if err != nil {
		panic(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	proxy := &httputil.ReverseProxy{
		Rewrite:   func(r *httputil.ProxyRequest) { r.SetURL(to) },
		Transport: &http.Transport{MaxIdleConnsPerHost: 128},
	}
	fmt.Printf("{\"url\":%q}\n", "http://"+l.Addr().String())
	_ = http.Serve(l, proxy) // ends with the process
}

// benchEnv is a fresh account with the fake API in its catalog.
func benchEnv(b *testing.B, api string) []string {
	b.Helper()
	dir := b.TempDir()
	if err := overlay(filepath.Join(dir, "data", "providers"), api); err != nil {
		b.Fatal(err)
	}
	return []string{"PATCHBAY_DATA_DIR=" + filepath.Join(dir, "data"), "PATCHBAY_VAULT=memory", "PATCHBAY_ALLOW_HOSTS=127.0.0.1",
		"PATCHBAY_ADDR=127.0.0.1:0", "PATCHBAY_WEBHOOK_ADDR=127.0.0.1:0", "PATCHBAY_SECRET_KEY=" + benchKey}
}

const benchKey = "7c2f1d3e-94a5-4b6c-8d7e-0123456789ab"

// BenchmarkReady measures from starting the process to its ready line: a first start, a later one, and a bare server.
func BenchmarkReady(b *testing.B) {
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			spawn(b, benchEnv(b, "http://127.0.0.1:1"), program(), "serve", "--json").stop(b)
		}
	})
	b.Run("again", func(b *testing.B) {
		env := benchEnv(b, "http://127.0.0.1:1")
		spawn(b, env, program(), "serve", "--json").stop(b)
		startToReady(b, env, program(), "serve", "--json")
	})
	b.Run("bare", func(b *testing.B) { startToReady(b, nil, "bare-proxy", "http://127.0.0.1:1") })
}

// startToReady starts and stops a server over and over; MB is what the last one held when it was ready.
func startToReady(b *testing.B, env []string, argv ...string) {
	var idle float64
	for b.Loop() {
		c := spawn(b, env, argv...)
		b.StopTimer()
		idle = c.resident()
		c.stop(b)
		b.StartTimer()
	}
	b.ReportMetric(idle, "MB")
}

// BenchmarkThrough sends requests through the whole program and through a bare reverse proxy, and reports the memory that
// each holds afterwards; direct is the API itself.
func BenchmarkThrough(b *testing.B) {
	for _, size := range []int{0, 1 << 20} {
		api := newFakeAPI()
		payload := bytes.Repeat([]byte("x"), size)
		api.Config.Handler = withPayload(api.Config.Handler, payload)
		patchbay := spawn(b, benchEnv(b, api.URL), program(), "serve", "--json")
		connectAcme(b, patchbay.url)
		bare := spawn(b, nil, "bare-proxy", api.URL)
		for _, clients := range []int{1, 16, 64} {
			name := fmt.Sprintf("%dkB/%dclients/", size>>10, clients)
			b.Run(name+"direct", func(b *testing.B) { hammer(b, clients, api.URL+"/things", nil) })
			b.Run(name+"bare", func(b *testing.B) { hammer(b, clients, bare.url+"/things", bare) })
			b.Run(name+"patchbay", func(b *testing.B) { hammer(b, clients, patchbay.url+"/proxy/things", patchbay) })
		}
		patchbay.stop(b)
		bare.stop(b)
		api.Close()
	}
}

// withPayload answers large when asked for large; small answers stay the fake API's own.
func withPayload(small http.Handler, payload []byte) http.Handler {
	if len(payload) == 0 {
		return small
	}
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(payload) })
}

func connectAcme(b *testing.B, base string) {
	b.Helper()
	post(b, base+"/integrations", `{"provider":"acme","unique_key":"acme"}`)
	post(b, base+"/connections", `{"provider_config_key":"acme","connection_id":"jane","credentials":{"type":"API_KEY","apiKey":"`+goodKey+`"}}`)
}

func post(b *testing.B, address, body string) {
	b.Helper()
	req, err := http.NewRequestWithContext(b.Context(), http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+benchKey)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode > 299 {
		text, _ := io.ReadAll(resp.Body)
		b.Fatalf("%s: %d %s", address, resp.StatusCode, text)
	}
}

// hammer shares b.N requests between clients. ns/op is wall time per request; MB is
// what the server holds when the last answer is there.
func hammer(b *testing.B, clients int, address string, server *child) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients, DisableCompression: true}}
	defer client.CloseIdleConnections()
	var group sync.WaitGroup
	work := make(chan struct{}, clients)
	b.ResetTimer()
	for range clients {
		group.Go(func() {
			for range work {
				if err := once(b.Context(), client, address); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for range b.N {
		work <- struct{}{}
	}
	close(work)
	group.Wait()
	b.StopTimer()
	if server != nil && runtime.GOOS == "linux" {
		b.ReportMetric(server.resident(), "MB")
	}
}

func once(ctx context.Context, client *http.Client, address string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+goodKey)
	if strings.Contains(address, "/proxy/") {
		req.Header = http.Header{"Authorization": {"Bearer " + benchKey}, "Provider-Config-Key": {"acme"}, "Connection-Id": {"jane"}}
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}
