//go:build !race

package engine

// addressSpace bounds everything the process maps, so that a leap past every other limit ends this process and not
// the machine's memory. Go reserves much more than it uses.
const addressSpace = 16 << 30
