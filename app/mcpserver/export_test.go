package mcpserver

// ToolInput is for tests of schemas that zod does not write.
var ToolInput = toolInput
