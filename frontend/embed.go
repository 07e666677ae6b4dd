// Package frontend holds the built graphical interface, so that one binary carries everything.
package frontend

import "embed"

// Dist is the folder Vite builds into, under the name "dist". In a tree where `npm run build` has not
// run it holds only a placeholder and no index.html.
//
//go:embed all:dist
var Dist embed.FS
