package catalog

import (
	"bytes"
	"log/slog"
	"maps"
	"slices"
	"sort"
)

// Source tells which text a provider is read from.
type Source string

// The sources. A file with a mistake leaves what was there before it: its last good text in this process, or else the
// built-in entry, or else nothing.
const (
	FromBuiltIn  Source = "built_in"
	FromOverlay  Source = "overlay"
	FromLastGood Source = "last_good"
	FromNothing  Source = "nothing"
)

// Origin tells where a provider's present entry comes from.
type Origin struct {
	Source   Source
	BuiltIn  bool      // Patchbay ships a provider of this key
	File     string    // the overlay file of this key, "" when there is none
	Problems []Problem // of that file
}

// Origin tells where the entry of a key comes from; ok is false when neither Patchbay nor the overlay knows the key.
func (c *Catalog) Origin(key string) (o Origin, ok bool) {
	if o, ok = c.current.Load().origins[key]; ok {
		return o, true
	}
	_, ok = c.shipped[key]
	return Origin{Source: FromBuiltIn, BuiltIn: ok}, ok
}

// Overlaid lists the keys that the overlay folder has a file for, sorted.
func (c *Catalog) Overlaid() []string {
	return slices.Sorted(maps.Keys(c.current.Load().origins))
}

// OverlayDir is the folder of the user's own provider files, "" when this catalog has none.
func (c *Catalog) OverlayDir() string { return c.dir }

// Reload reads the overlay folder again and reports whether anything that readers see has changed. It never fails: what
// cannot be read is told in Problems, and what was there before stays in use.
func (c *Catalog) Reload() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.reload()
}

// reload is Reload for a caller that holds the lock.
func (c *Catalog) reload() bool {
	if c.dir == "" {
		return false
	}
	before := c.current.Load()
	set, err := readFolder(c.dir)
	if err != nil { // the folder itself: nothing is known about its files, so all stay as they are
		next := *before
		next.problems = []Problem{{File: c.dir, Message: "The folder of your own providers cannot be read: " + err.Error() + "."}}
		c.current.Store(&next)
		return c.tell(before, &next)
	}
	next := c.compose(set, before)
	c.current.Store(next)
	return c.tell(before, next)
}

// compose lays a folder's files over the built-in providers. What did not change keeps its entry, so that its
// readers' pointers stay equal.
func (c *Catalog) compose(set fileSet, before *view) *view {
	next := &view{summaries: c.builtIn, entries: c.shipped, problems: set.problems, origins: map[string]Origin{}}
	if len(set.names) > 0 {
		next.summaries, next.entries = slices.Clone(c.builtIn), maps.Clone(c.shipped)
	}
	problems := map[string][]Problem{}
	for _, problem := range set.problems {
		problems[problem.File] = append(problems[problem.File], problem)
	}
	good := map[string]file{}
	use := func(one file, source Source) {
		good[one.key] = one
		path := set.names[one.key]
		next.origins[one.key] = Origin{Source: source, BuiltIn: c.shipped[one.key] != nil, File: path, Problems: problems[path]}
		next.put(one, before.entries[one.key])
	}
	for _, one := range set.good {
		use(one, FromOverlay)
	}
	for _, key := range set.bad {
		if last, known := c.lastGood[key]; known {
			use(last, FromLastGood)
			continue
		}
		o := Origin{Source: FromNothing, File: set.names[key], Problems: problems[set.names[key]]}
		if c.shipped[key] != nil {
			o.Source, o.BuiltIn = FromBuiltIn, true
		}
		next.origins[key] = o
	}
	c.lastGood = good
	sort.Slice(next.summaries, func(i, j int) bool { return next.summaries[i].Key < next.summaries[j].Key })
	return next
}

// put lays one file over the view that is being made.
func (v *view) put(one file, old *entry) {
	same := func(s Summary) bool { return s.Key == one.key }
	if at := slices.IndexFunc(v.summaries, same); at >= 0 {
		v.summaries[at] = one.summary()
	} else {
		v.summaries = append(v.summaries, one.summary())
	}
	if old == nil || !bytes.Equal(old.wire, one.wire) {
		old = &entry{key: one.key, wire: one.wire}
	}
	v.entries[one.key] = old
}

// tell logs new problems and reports whether the view differs from the one before.
func (c *Catalog) tell(before, next *view) bool {
	for _, problem := range next.problems {
		if !problem.Warning && !slices.Contains(before.problems, problem) {
			c.log.Warn("provider file skipped or corrected", slog.String("file", problem.File), slog.Int("line", problem.Line), slog.String("problem", problem.Message))
		}
	}
	return !slices.Equal(before.problems, next.problems) || !maps.Equal(before.entries, next.entries) ||
		!slices.Equal(slices.Sorted(maps.Keys(before.origins)), slices.Sorted(maps.Keys(next.origins)))
}

// CheckText checks the text of a provider file that is not stored yet. The problems name the file KEY.yaml.
func CheckText(key string, text []byte) []Problem {
	_, problems := checkedFile(key, text)
	return problems
}

// checkedFile parses the text of the file KEY.yaml under the rules of a stored file.
func checkedFile(key string, text []byte) (file, []Problem) {
	one, problems := parseNamed(key, text)
	problems = capped(problems)
	for i := range problems {
		problems[i].File = key + ".yaml"
	}
	return one, problems
}
