function runAction<T>(send: Send, to: Target, name: string, input: unknown, options: CallOptions | undefined): Promise<T> {
  return send<T>("POST", "/action/trigger", to, input === undefined ? { action_name: name } : { action_name: name, input }, options);
}
