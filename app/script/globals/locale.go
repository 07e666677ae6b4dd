package globals

func (w *world) locale() {}
