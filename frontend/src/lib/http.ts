import type { Timing } from '@/api/types'

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const

/** Whether the proxy sends a body with this method. */
export function takesBody(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method)
}

/** The registered reason phrases (RFC 9110 §15, RFC 6585) that people meet. */
const reasons: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  203: 'Non-Authoritative Information',
  204: 'No Content',
  206: 'Partial Content',
  207: 'Multi-Status',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  418: 'I’m a teapot',
  422: 'Unprocessable Content',
  423: 'Locked',
  424: 'Failed Dependency',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

/** "Not Found" for 404, "" for a status that nobody registered. */
export function reasonPhrase(status: number): string {
  return reasons[status] ?? ''
}

export type StatusTone = 'success' | 'warning' | 'destructive' | 'default'

export function statusTone(status: number): StatusTone {
  if (status >= 500) return 'destructive'
  if (status >= 400) return 'warning'
  return status >= 200 && status < 300 ? 'success' : 'default'
}

/** One part of the time an attempt took, in milliseconds from its start. */
export interface Phase {
  id: 'dns' | 'connect' | 'tls' | 'wait' | 'download'
  title: string
  start: number
  duration: number
}

/**
 * The parts of an attempt one after the other. The program measures name look-up, connecting and TLS as
 * lengths, and the first byte and the end from the start; a connection used again has no first three.
 */
export function phases(timing: Timing): Phase[] {
  const lengths = [
    ['dns', 'Name look-up', timing.dns],
    ['connect', 'Connect', timing.connect],
    ['tls', 'TLS handshake', timing.tls],
  ] as const
  const parts: Phase[] = []
  let at = 0
  for (const [id, title, duration] of lengths) {
    if (duration > 0) parts.push({ id, title, start: at, duration })
    at += duration
  }
  // No first byte: the attempt failed while connecting or waiting.
  const firstByte = timing.first_byte > 0 ? timing.first_byte : timing.total
  if (firstByte > at)
    parts.push({ id: 'wait', title: 'Waiting for the first byte', start: at, duration: firstByte - at })
  const end = Math.max(firstByte, at)
  if (timing.total > end)
    parts.push({ id: 'download', title: 'Download', start: end, duration: timing.total - end })
  return parts
}
