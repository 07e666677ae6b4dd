package catalog

import "slices"

// fields checks the inputs of all groups.
func (c *providerCheck) fields() {
	for _, group := range []struct {
		path   string
		fields Fields
	}{
		{"credentials", c.p.Credentials}, {"connection_config", c.p.ConnectionConfig},
		{"integration_config", c.p.IntegrationConfig}, {"assertion_option", c.p.AssertionOption},
	} {
		for _, field := range group.fields {
			c.field(group.path+"."+field.Name, field, group.fields)
		}
	}
}

func (c *providerCheck) field(path string, field Field, siblings Fields) {
	if field.Title == "" && field.Asked() {
		c.at(path, "%s needs a title: the label that people read.", path)
	}
	c.oneOf(path+".type", field.Type, "string")
	c.oneOf(path+".format", field.Format, "hostname", "uri", "uuid", "email")
	if field.Pattern != "" {
		if _, err := CompilePattern(field.Pattern); err != nil {
			c.at(path+".pattern", "%s: %v.", path, err)
		}
	}
	if field.Enum != nil && len(field.Enum) == 0 {
		c.at(path+".enum", "%s: the enum is empty, so no value would do.", path)
	}
	if def := field.Default(); def != "" && len(field.Enum) > 0 && !slices.Contains(field.Enum, def) {
		c.at(path+".default_value", "%s: the default %q is not in the enum.", path, clip(def))
	}
	if when := field.VisibleWhen; when != nil {
		if _, ok := siblings.Get(when.Field); !ok || when.Field == field.Name {
			c.at(path+".visible_when", "%s depends on a field %q that does not exist beside it.", path, clip(when.Field))
		}
	}
}
