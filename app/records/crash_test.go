package records_test

func crashChild(folder string) error { return nil }
