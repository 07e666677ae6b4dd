package catalog

func checkProvider(p *Provider, lines lineIndex) []Problem { return nil }
