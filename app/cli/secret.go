package cli

import (
	"bufio"
	"io"
	"strings"

	"patchbay/app/fault"
)

// maxSecret bounds what is read from standard input for secrets; private keys are a few kilobytes.
const maxSecret = 64 << 10

// fromInput marks a value that is not on the command line, where other users of the machine could read it.
const fromInput = "-"

// fill replaces each value "-" of values: asked for on the terminal without echo or, without a terminal, read
// from standard input, whole for a single one (a private key has many lines) and a line each for several.
// Only the names in order are looked at, in that order.
func (inv *invocation) fill(values map[string]string, order []string) error {
	var names []string
	for _, name := range order {
		if values[name] == fromInput {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	if inv.ReadSecret != nil {
		for _, name := range names {
			s, err := inv.ReadSecret(name + ": ")
			if err != nil {
				return fault.New(fault.Unavailable, "no_terminal", "The terminal cannot be read.").WithCause(err)
			}
			values[name] = s.Reveal()
		}
		return nil
	}
	return inv.fillFromPipe(values, names)
}

func (inv *invocation) fillFromPipe(values map[string]string, names []string) error {
	input := io.LimitReader(inv.Stdin, maxSecret+1)
	if len(names) == 1 {
		raw, err := io.ReadAll(input)
		if err != nil {
			return fault.New(fault.Unavailable, "no_input", "Standard input cannot be read.").WithCause(err)
		}
		if len(raw) > maxSecret {
			return fault.New(fault.TooLarge, "secret_too_large", "The secret on standard input is larger than 64 kB.")
		}
		// A pipe's last line end is the shell's, not the secret's.
		values[names[0]] = strings.TrimRight(string(raw), "\r\n")
		return nil
	}
	lines := bufio.NewScanner(input)
	for _, name := range names {
		if !lines.Scan() {
			return fault.New(fault.Invalid, "input_too_short", "Standard input ends before "+name+".").
				WithHint("Give one line each for: " + strings.Join(names, ", ") + ".")
		}
		values[name] = strings.TrimSuffix(lines.Text(), "\r")
	}
	return nil
}
