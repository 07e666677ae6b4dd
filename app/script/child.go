package script

import (
	"bytes"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"patchbay/app/script/wire"
)

// child is one runner process. It does one thing at a time; whoever acquired it reads frames and writes requests.
type child struct {
	cmd    *exec.Cmd
	pid    int
	stdin  *os.File
	w      *wire.Writer
	frames chan wire.Frame // what the child says
	lost   chan struct{}   // closed when it can say nothing more
	exited chan struct{}   // closed when the process is gone
	gone   chan struct{}   // closed when nobody listens any more
	leave  sync.Once
	stderr *firstWords

	since time.Time // idle since then; the pool's lock guards it
	// verdict is why we killed it: one of the failure kinds.
	verdict atomic.Pointer[string]

	// Of the one that acquired it:
	nextID   uint32
	uploaded map[string]struct{}
	code     int // bytes of the programs uploaded
}

// launch starts the process with no environment, no files but three pipes, and a folder that it keeps nobody from
// deleting.
func launch(command []string) (*child, error) {
	in, stdin, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	stdout, out, err := os.Pipe()
	if err != nil {
		in.Close()
		stdin.Close()
		return nil, err
	}
	widen(stdin)
	widen(stdout)
	c := &child{
		stdin: stdin, w: wire.NewWriter(stdin), frames: make(chan wire.Frame), lost: make(chan struct{}),
		exited: make(chan struct{}), gone: make(chan struct{}), stderr: &firstWords{}, uploaded: map[string]struct{}{},
	}
	c.cmd = exec.Command(command[0], command[1:]...) //nolint:noctx // it outlives the call that starts it; dismiss ends it
	c.cmd.Env = []string{}                           // on Windows os/exec adds SYSTEMROOT, which a process cannot do without
	c.cmd.Dir = string(os.PathSeparator)
	c.cmd.Stdin, c.cmd.Stdout, c.cmd.Stderr = in, out, c.stderr
	c.cmd.SysProcAttr = leash()
	err = c.cmd.Start()
	in.Close()
	out.Close()
	if err != nil {
		stdin.Close()
		stdout.Close()
		return nil, err
	}
	c.pid = c.cmd.Process.Pid
	go c.listen(stdout)
	go func() {
		_ = c.cmd.Wait() // how it ended is read from ProcessState
		close(c.exited)
	}()
	return c, nil
}

// listen hands on what the child says until the pipe ends. The end of the pipe, not of the process, ends a run: the
// last frame may still be in it.
func (c *child) listen(stdout *os.File) {
	defer close(c.lost)
	defer stdout.Close()
	r := wire.NewReader(stdout)
	for {
		f, err := r.Read()
		if err != nil {
			return
		}
		select {
		case c.frames <- f:
		case <-c.gone:
			return
		}
	}
}

// kill ends the process at once and notes why.
func (c *child) kill(verdict string) {
	c.verdict.CompareAndSwap(nil, &verdict)
	_ = c.cmd.Process.Kill() // it may be gone already
}

// parting is how long a dismissed child may take to leave by itself.
const parting = time.Second

// dismiss closes the child's input, which is its sign to leave, kills it when it does not, and waits until it is gone.
func (c *child) dismiss() {
	c.leave.Do(func() {
		verdict := Closed
		c.verdict.CompareAndSwap(nil, &verdict)
		close(c.gone)
		c.stdin.Close()
	})
	late := time.AfterFunc(parting, func() { c.kill(Closed) })
	defer late.Stop()
	<-c.exited
	<-c.lost
}

// lastWords tells how the process ended and the beginning of what it wrote to stderr: a Go process that dies of
// exhaustion says so there. It is for logs.
func (c *child) lastWords() string {
	select {
	case <-c.exited:
		return strings.TrimSpace(c.cmd.ProcessState.String() + ": " + c.stderr.String())
	default:
		return ""
	}
}

// firstWords keeps the first kilobyte written to it.
type firstWords struct {
	mu sync.Mutex
	b  []byte
}

const wordsKept = 1 << 10

func (w *firstWords) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.b = append(w.b, b[:min(len(b), wordsKept-len(w.b))]...)
	return len(b), nil
}

func (w *firstWords) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return string(bytes.ToValidUTF8(w.b, []byte("?")))
}

// nursery starts children from one thread that lives as long as the pool: on Linux a child dies with the thread that
// started it, and Go ends threads when it likes.
type nursery struct {
	orders chan order
	over   chan struct{}
}

type order struct {
	command []string
	born    chan birth
}

type birth struct {
	child *child
	err   error
}

func newNursery() *nursery {
	n := &nursery{orders: make(chan order), over: make(chan struct{})}
	go func() {
		defer close(n.over)
		runtime.LockOSThread() // never unlocked: the thread ends with this goroutine
		for o := range n.orders {
			c, err := launch(o.command)
			o.born <- birth{c, err}
		}
	}()
	return n
}

func (n *nursery) start(command []string) (*child, error) {
	born := make(chan birth, 1)
	n.orders <- order{command, born}
	b := <-born
	return b.child, b.err
}

// close ends the thread; nobody may call start any more.
func (n *nursery) close() {
	close(n.orders)
	<-n.over
}
