package inbound

// families maps the catalog's webhook_routing_script to what is known about it.
var families = map[string]family{
	"affinityWebhookRouting": {scheme: unsigned{}, read: route{kind: "type", all: true}.read},
}
