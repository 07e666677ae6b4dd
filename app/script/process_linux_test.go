package script_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	osexec "os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"patchbay/app/script"
)

// marked is a command whose children can be found by a word of their own.
func marked(tb testing.TB, word string) []string {
	tb.Helper()
	self, err := os.Executable()
	if err != nil {
		tb.Fatal(err)
	}
	return []string{self, "runner", word}
}

// pids finds the processes with the word in their command line.
func pids(word string) []int {
	var found []int
	files, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, file := range files {
		b, err := os.ReadFile(file)
		if args := strings.Split(string(b), "\x00"); err == nil && len(args) > 2 && args[1] == "runner" && args[2] == word {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
			found = append(found, pid)
		}
	}
	return found
}

// eventually waits for a state that another process reaches in its own time.
func eventually(tb testing.TB, what string, reached func() bool) {
	tb.Helper()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	limit := time.After(30 * time.Second)
	for !reached() {
		select {
		case <-look.C:
		case <-limit:
			tb.Fatalf("after 30 s: not %s", what)
		}
	}
}

func TestFN10TheChildHasNoEnvironmentFilesOrSockets(t *testing.T) {
	t.Setenv("PATCHBAY_CANARY", "canary-7781")
	secret := filepath.Join(t.TempDir(), "secret")
	held, err := os.Create(secret) // an open file of the app's
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	p := newPool(t, script.Options{Command: marked(t, "fn10"), Max: 1, Warm: 1})
	stillWorks(t, p)
	children := pids("fn10")
	if len(children) != 1 {
		t.Fatalf("%d children, want 1", len(children))
	}
	proc := fmt.Sprintf("/proc/%d/", children[0])
	if environment, err := os.ReadFile(proc + "environ"); err != nil || len(environment) > 0 {
		t.Errorf("the child's environment is %q (%v), want none", environment, err)
	}
	descriptors, err := os.ReadDir(proc + "fd")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range descriptors {
		target, _ := os.Readlink(proc + "fd/" + d.Name())
		ours := strings.HasPrefix(target, "pipe:") && d.Name() <= "2"
		runtimes := strings.HasPrefix(target, "anon_inode:[event") || strings.HasPrefix(target, "/sys/fs/cgroup/")
		if !ours && !runtimes {
			t.Errorf("descriptor %s is %s", d.Name(), target)
		}
	}
	limits, err := os.ReadFile(proc + "limits")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(limits)) {
		fields := strings.Fields(line)
		if strings.HasPrefix(line, "Max open files") && (fields[3] != "3" || fields[4] != "3") {
			t.Errorf("the child may open files: %s", line)
		}
	}
	got := mustRun(t, p, job(exec(`
		const seen = [typeof process, typeof fetch, typeof WebSocket, typeof XMLHttpRequest];
		for (const name of ['fs', 'net', 'http', 'child_process', 'os', 'worker_threads', 'vm']) {
			try { require(name); seen.push(name) } catch {}
		}
		return seen`), script.Limits{}), fakeHost{})
	if want := `["undefined","undefined","undefined","undefined"]`; got != want {
		t.Errorf("the script sees %s, want %s", got, want)
	}
}

// parent is the program of TestFN14: it runs an endless function and says when it has begun.
func parent() {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	p := script.NewPool(script.Options{Command: []string{self, "runner", os.Args[2]}, Warm: -1})
	if err := p.Start(context.Background()); err != nil {
		panic(err)
	}
	h := fakeHost{notify: func(string, []byte) { fmt.Println("began") }}
	_, err = p.Run(context.Background(), job(exec("given.host.notify('x', '1'); for (;;);"), script.Limits{Deadline: time.Hour}), h)
	panic(err)
}

func TestFN14TheChildDiesWithTheApp(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	word := "fn14-" + strconv.Itoa(os.Getpid())
	app := osexec.CommandContext(t.Context(), self, "parent", word)
	out, err := app.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Start(); err != nil {
		t.Fatal(err)
	}
	if !bufio.NewScanner(out).Scan() {
		t.Fatal("the app said nothing")
	}
	if n := len(pids(word)); n != 1 {
		t.Fatalf("%d children run, want 1", n)
	}
	if err := app.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = app.Wait() // killed
	eventually(t, "all children gone", func() bool { return len(pids(word)) == 0 })
}

// TestKilledChildrenLoseOnlyTheirRun kills children at random while calls are under way: every Run returns once, with
// its value or as crashed, and no goroutine stays (TestMain looks).
func TestKilledChildrenLoseOnlyTheirRun(t *testing.T) {
	t.Parallel()
	const rounds, callers, word = 200, 4, "killed"
	p := newPool(t, script.Options{Command: marked(t, word), Max: callers, Warm: 2})
	kill := make(chan struct{}, rounds)
	h := fakeHost{call: func(_ context.Context, _ string, args, _ []byte) (script.Reply, error) {
		select {
		case kill <- struct{}{}:
		default:
		}
		return script.Reply{Head: args}, nil
	}}
	var crashed, finished int
	var mu sync.Mutex
	stop := make(chan struct{})
	var group sync.WaitGroup
	for range callers {
		group.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				_, err := p.Run(context.Background(), job(exec(`
					for (let i = 0; i < 20; i++) await Promise.all([1, 2, 3].map((n) => given.host.call('x', String(n))));`), script.Limits{}), h)
				f, failed := errors.AsType[*script.Failure](err)
				mu.Lock()
				switch {
				case err == nil:
					finished++
				case failed && f.Kind == script.Crashed:
					crashed++
				default:
					t.Errorf("a run ended with %v", err)
				}
				mu.Unlock()
			}
		})
	}
	for killed := 0; killed < rounds; {
		<-kill
		if children := pids(word); len(children) > 0 {
			if syscall.Kill(children[rand.IntN(len(children))], syscall.SIGKILL) == nil {
				killed++
			}
		}
	}
	close(stop)
	group.Wait()
	t.Logf("%d runs finished, %d crashed", finished, crashed)
	if crashed == 0 {
		t.Fatal("no kill hit a run")
	}
	stillWorks(t, p)
}

func TestIdleChildrenLeaveAndWarmOnesStay(t *testing.T) {
	t.Parallel()
	const word = "idle"
	p := newPool(t, script.Options{Command: marked(t, word), Max: 4, Warm: 1, IdleFor: 50 * time.Millisecond})
	all := make(chan struct{})
	var there sync.WaitGroup
	there.Add(4)
	h := fakeHost{call: func(context.Context, string, []byte, []byte) (script.Reply, error) {
		there.Done()
		<-all
		return script.Reply{}, nil
	}}
	var runs sync.WaitGroup
	for range 4 {
		runs.Go(func() { mustRun(t, p, job(exec("await given.host.call('x', '1')"), script.Limits{}), h) })
	}
	there.Wait()
	if n := len(pids(word)); n != 4 {
		t.Errorf("%d children run four jobs, want 4", n)
	}
	close(all)
	runs.Wait()
	eventually(t, "one child left", func() bool { return len(pids(word)) == 1 })
	if err := syscall.Kill(pids(word)[0], syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a new warm child", func() bool { return len(pids(word)) == 1 })
	stillWorks(t, p)
}
