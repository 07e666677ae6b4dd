package engine

import (
	"fmt"
	"math"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
	"time"

	"patchbay/app/script"
)

const (
	glance   = 20 * time.Millisecond  // between two looks at the heap
	patience = 250 * time.Millisecond // for a stopped run to end by itself
	heavyJob = 64 << 20               // peak from which on memory is given back to the system after a run
	rest     = 2 * time.Second        // without a job, until it is given back anyway
)

// watch stops a run at its deadline and when its objects need more than it may have. As the process has one job at a
// time, the heap is the job's, but for what was there before. A run that has been stopped and does not end is inside
// one long native call, which nothing can interrupt: then the watch tells the end and has Serve return.
type watch struct {
	run  *run
	done chan struct{}
	gone chan struct{}
	peak atomic.Int64

	heap    []metrics.Sample
	live    int64 // bytes found alive by the last collection before the run
	objects int64 // bytes of objects, dead ones included, at the start
	cycles  uint64
}

func (w *watch) start(r *run) {
	w.run, w.done, w.gone = r, make(chan struct{}), make(chan struct{})
	w.heap = []metrics.Sample{
		{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/cycles/total:gc-cycles"},
	}
	w.live, w.objects, w.cycles = w.read()
	limitHeap(w.live + r.job.Memory)
	go w.observe()
}

// stop ends the watch after a last look.
func (w *watch) stop() {
	close(w.done)
	<-w.gone
	w.weigh()
}

func (w *watch) read() (live, objects int64, cycles uint64) {
	metrics.Read(w.heap)
	return int64(w.heap[0].Value.Uint64()), int64(w.heap[1].Value.Uint64()), w.heap[2].Value.Uint64()
}

// highest is the most memory seen, in bytes.
func (w *watch) highest() int64 { return w.peak.Load() }

func (w *watch) observe() {
	defer close(w.gone)
	tick := time.NewTicker(glance)
	defer tick.Stop()
	longer := time.NewTicker(matchLook)
	defer longer.Stop()
	var matches *matching // made for runs that last
	var deadline, late <-chan time.Time
	if d := w.run.job.Deadline; d > 0 {
		timer := time.NewTimer(d - time.Since(w.run.began))
		defer timer.Stop()
		deadline = timer.C
	}
	for {
		select {
		case <-w.done:
			return
		case <-deadline:
			w.run.stop(ending(script.TimedOut, fmt.Sprintf("The function ran longer than its limit of %s and was stopped.", w.run.job.Deadline)))
		case <-tick.C:
			w.weigh()
		case <-longer.C:
			if matches == nil {
				matches = newMatching()
			}
			if matches.tooLong() {
				w.run.stopMatch()
			}
		case <-late:
			if w.run.abandon() {
				w.run.server.overrun <- struct{}{}
			}
			return
		}
		if late == nil && w.run.stopped.Load() != nil {
			late = time.After(patience)
		}
	}
}

// weigh compares the heap with the limit. What the last collection found alive counts; garbage counts only beyond
// twice the limit, as the collector, which knows the limit too, then does not keep up.
func (w *watch) weigh() {
	live, objects, cycles := w.read()
	used, all := live-w.live, objects-w.objects
	if cycles == w.cycles {
		used = all // no collection yet: an upper bound
	}
	for {
		peak := w.peak.Load()
		if used <= peak || w.peak.CompareAndSwap(peak, used) {
			break
		}
	}
	limit := w.run.job.Memory
	if cycles != w.cycles && used > limit || all > 2*limit {
		w.run.stop(ending(script.Memory, fmt.Sprintf("The function needed more memory than its limit of %d MB and was stopped.", limit>>20)))
	}
}

// collectorSlack is what the process needs beside JavaScript objects: stacks, buffers on their way, the runtime itself.
const collectorSlack = 64 << 20

var heapLimit atomic.Int64

// limitHeap has the collector work harder from the given size on, instead of letting garbage pass for use; 0 is no
// limit. Setting it stops the world, so an unchanged limit (to 16 MB) is left alone.
func limitHeap(n int64) {
	if n == 0 {
		n = math.MaxInt64 - collectorSlack
	}
	n = (n + collectorSlack) &^ (16<<20 - 1)
	if heapLimit.Swap(n) != n {
		debug.SetMemoryLimit(n)
	}
}

// giveBack returns memory to the system, so that an idle process is small.
func giveBack() { debug.FreeOSMemory() }
