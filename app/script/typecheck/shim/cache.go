package shim

import (
	"sync"

	"github.com/microsoft/typescript-go/internal/ast"
	"github.com/microsoft/typescript-go/internal/bundled"
)

// Cache keeps the parsed form of files that are the same in every program: the compiler's own library, and those Fixed
// names. It may be used by several programs at once.
type Cache struct {
	// Fixed tells whether the file at an absolute path never changes.
	Fixed func(path string) bool

	mu    sync.Mutex
	files map[ast.SourceFileParseOptions]*ast.SourceFile
}

func (c *Cache) fixed(path string) bool {
	return bundled.IsBundled(path) || c.Fixed != nil && c.Fixed(path)
}

func (c *Cache) file(opts ast.SourceFileParseOptions, parse func() *ast.SourceFile) *ast.SourceFile {
	c.mu.Lock()
	file, ok := c.files[opts]
	c.mu.Unlock()
	if ok {
		return file
	}
	file = parse()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.files == nil {
		c.files = map[ast.SourceFileParseOptions]*ast.SourceFile{}
	}
	if earlier, ok := c.files[opts]; ok {
		return earlier
	}
	c.files[opts] = file
	return file
}
