package engine

import (
	"encoding/base64"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/dop251/goja"
	"github.com/go-sourcemap/sourcemap"

	"patchbay/app/script/wire"
)

// frame is one line of a stack. A native function has no file.
type frame struct {
	function, file string
	line, column   int // 1-based; columns in bytes of the program's ASCII text
}

// String writes the frame as V8 does.
func (f frame) String() string {
	place := "<anonymous>"
	if f.file != "" {
		place = fmt.Sprintf("%s:%d:%d", f.file, f.line, f.column)
	}
	if f.function == "" {
		return "    at " + place
	}
	return "    at " + f.function + " (" + place + ")"
}

// The lines of a stack: goja's, "\tat name (file:line:column(pc))" or "\tat name (native)", and V8's.
var (
	placed = regexp.MustCompile(`^\s*at (?:(.*) \()?([^()\s][^()]*):(\d+):(\d+)(?:\(\d+\))?\)?$`)
	native = regexp.MustCompile(`^\s*at (?:(.+) \()?(?:native|<native>|<anonymous>)\)?$`)
)

// framesKept bounds a stack that a script made up.
const framesKept = 50

func parseStack(stack string) []frame {
	var frames []frame
	for line := range strings.SplitSeq(stack, "\n") {
		if len(frames) == framesKept {
			break
		}
		if m := placed.FindStringSubmatch(line); m != nil {
			row, _ := strconv.Atoi(m[3])
			column, _ := strconv.Atoi(m[4])
			frames = append(frames, frame{m[1], m[2], row, column})
		} else if m := native.FindStringSubmatch(line); m != nil {
			frames = append(frames, frame{function: m[1]})
		}
	}
	return frames
}

func framesOf(stack []goja.StackFrame) []frame {
	var frames []frame
	for i := range stack[:min(len(stack), framesKept)] {
		frames = append(frames, rawFrame(&stack[i]))
	}
	return frames
}

func rawFrame(f *goja.StackFrame) frame {
	name := f.FuncName()
	if name == "<anonymous>" || name == "<native>" {
		name = ""
	}
	if f.SrcName() == "<native>" {
		return frame{function: name}
	}
	p := f.Position()
	return frame{name, p.Filename, p.Line, p.Column}
}

// trace writes the frames of the user's program into the end: in TypeScript positions, and raw. Frames of the prelude
// and of what we install are ours, not the reader's; natives stay between two frames that are shown.
func (r *run) trace(end *wire.Ending, title string, frames []frame) {
	if r.program == nil {
		return
	}
	var stack, raw, natives []string
	for _, f := range frames {
		switch {
		case f.file == r.program.name:
			if f.line == 1 {
				f.column = max(1, f.column-len(head))
			}
			stack = append(append(stack, natives...), r.program.position(f).String())
			raw = append(append(raw, natives...), f.String())
			natives = nil
		case f.file == "" && f.function != "" && len(raw) > 0:
			natives = append(natives, f.String())
		default:
			natives = nil
		}
	}
	if len(raw) == 0 {
		return
	}
	end.Stack = title + "\n" + strings.Join(stack, "\n")
	end.Raw = title + "\n" + strings.Join(raw, "\n")
}

// position maps a frame to the source, or returns it as it is.
func (p *program) position(f frame) frame {
	p.chart.Do(func() { p.source = readMap(p.code) })
	if p.source == nil {
		return f
	}
	file, _, line, column, ok := p.source.Source(f.line, f.column-1)
	if !ok || file == "" {
		return f
	}
	return frame{f.function, relative(file), line, column + 1}
}

// relative makes a source name one of the project: no scheme, no way up, no absolute path of the machine it was
// bundled on.
func relative(file string) string {
	if _, rest, found := strings.Cut(file, "://"); found {
		file = rest
	}
	file = strings.ReplaceAll(file, `\`, "/")
	if path.IsAbs(file) || len(file) > 1 && file[1] == ':' {
		return path.Base(file)
	}
	file = path.Clean(file)
	for strings.HasPrefix(file, "../") {
		file = file[len("../"):]
	}
	return file
}

const inlineMap = "//# sourceMappingURL=data:application/json;base64,"

// readMap reads the inline source map at the end of a text, nil without a usable one.
func readMap(code string) *sourcemap.Consumer {
	at := strings.LastIndex(code, inlineMap)
	if at < 0 {
		return nil
	}
	encoded, _, _ := strings.Cut(code[at+len(inlineMap):], "\n")
	text, err := base64.StdEncoding.DecodeString(strings.TrimSpace(encoded))
	if err != nil {
		return nil
	}
	chart, err := sourcemap.Parse("", text)
	if err != nil {
		return nil
	}
	return chart
}
