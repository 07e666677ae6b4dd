package proxy_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/logs"
	"patchbay/app/proxy"
)

// BenchmarkProxy compares three ways to one and the same provider on loopback, keep-alive on, in the same run: the
// direct call, a bare httputil.ReverseProxy, and our proxy with logging. The three take turns, so that a slow moment of
// the machine hits all of them, and our log is written out before the next one's turn begins. Reported are the medians
// in nanoseconds and their ratio.
func BenchmarkProxy(b *testing.B) {
	for _, size := range []int{200, 1 << 20} {
		for _, clients := range []int{1, 16, 64} {
			b.Run(fmt.Sprintf("bytes=%d/clients=%d", size, clients), func(b *testing.B) { compare(b, size, clients) })
		}
	}
}

func compare(b *testing.B, size, clients int) {
	answer := strings.Repeat("x", size)
	provider := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", fmt.Sprint(size))
		io.WriteString(w, answer)
	}))
	defer provider.Close()
	ours, store := ourProxy(b, provider.URL)
	ways := []string{provider.URL, bareProxy(b, provider.URL), ours}
	transport := &http.Transport{MaxIdleConnsPerHost: 2 * clients}
	defer transport.CloseIdleConnections()
	times := make([][]time.Duration, len(ways))
	for _, way := range ways {
		callAll(b, transport, way, size, clients, 20*clients) // warm up
	}
	b.ResetTimer()
	turn := max(b.N/4, 256)
	for done := 0; done < b.N; done += turn {
		for i, way := range ways {
			times[i] = append(times[i], callAll(b, transport, way, size, clients, min(turn, b.N-done))...)
			if err := store.Flush(b.Context()); err != nil {
				b.Error(err)
			}
		}
	}
	b.StopTimer()
	direct, bare, patchbay := median(times[0]), median(times[1]), median(times[2])
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(direct), "direct-ns")
	b.ReportMetric(float64(bare), "reverseproxy-ns")
	b.ReportMetric(float64(patchbay), "patchbay-ns")
	b.ReportMetric(float64(patchbay)/float64(bare), "ratio")
}

// callAll makes n calls with so many clients at a time and returns how long each took.
func callAll(b *testing.B, transport *http.Transport, way string, size, clients, n int) []time.Duration {
	var left atomic.Int64
	left.Store(int64(n))
	var mu sync.Mutex
	var all []time.Duration
	var group sync.WaitGroup
	for range clients {
		group.Go(func() {
			var mine []time.Duration
			for left.Add(-1) >= 0 {
				mine = append(mine, fetch(b, transport, way+"/v1/things?limit=10", size))
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, mine...)
		})
	}
	group.Wait()
	return all
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

func fetch(b *testing.B, transport *http.Transport, address string, size int) time.Duration {
	start := time.Now()
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		b.Error(err)
		return 0
	}
	res, err := transport.RoundTrip(req)
	if err != nil {
		b.Error(err)
		runtime.Goexit()
	}
	n, err := io.Copy(io.Discard, res.Body)
	res.Body.Close()
	if err != nil || int(n) != size || res.StatusCode != http.StatusOK {
		b.Errorf("status %d, %d bytes, %v", res.StatusCode, n, err)
	}
	return time.Since(start)
}

func bareProxy(b *testing.B, provider string) string {
	target, err := url.Parse(provider)
	if err != nil {
		b.Fatal(err)
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 128 // with the default of 2 it would dial anew all the time
	p := &httputil.ReverseProxy{Transport: transport, Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(target)
		r.Out.Header.Set("X-Api-Key", canary)
	}}
	server := httptest.NewServer(p)
	b.Cleanup(func() { server.Close(); transport.CloseIdleConnections() })
	return server.URL
}

func ourProxy(b *testing.B, provider string) (string, *logs.Store) {
	bench := newBench(b, setup{})
	bench.connection(keyed(provider), auth.APIKey{Key: canary}, nil)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		res, err := bench.Do(r.Context(), &proxy.Request{EnvironmentID: 1, Source: proxy.SourcePath, IntegrationKey: "acme", ConnectionID: "c1",
			Method: r.Method, Endpoint: r.URL.RequestURI(), Header: r.Header, Body: r.Body, ContentLength: r.ContentLength})
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		if err := res.Relay(w); err != nil {
			panic(http.ErrAbortHandler)
		}
	}))
	b.Cleanup(server.Close)
	return server.URL, bench.store
}
