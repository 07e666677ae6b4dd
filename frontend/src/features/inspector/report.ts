import type { Exchange, OperationDetail } from '@/api/types'
import { browserStepOf, type BrowserStep } from '@/lib/browser-step'
import { formatDuration } from '@/lib/format'

/**
 * The attempt as Markdown, for a ticket. Everything in the log is without secrets already, so the report is too; bodies
 * are cut to what helps.
 */
export function reportOf(operation: OperationDetail): string {
  const { diagnosis, messages } = operation
  const parts = [`# ${line(operation.title)}`, facts(operation)]
  if (diagnosis) {
    parts.push(
      `## Diagnosis: ${diagnosis.cause}`,
      line(diagnosis.message),
      `**What to do:** ${line(diagnosis.remedy)}`,
      diagnosis.evidence.map((one) => `- ${line(one)}`).join('\n'),
    )
  }
  if (operation.error) parts.push(`**Error:** \`${operation.error.code}\` ${line(operation.error.message)}`)
  parts.push('## What happened')
  for (const message of messages) {
    if (message.kind === 'diagnosis') continue
    parts.push(message.exchange ? hop(message.exchange) : `- ${message.at} ${line(message.text)}`)
    const step = browserStepOf(message)
    if (step) parts.push(browser(step))
  }
  return parts.filter(Boolean).join('\n\n') + '\n'
}

function facts(operation: OperationDetail): string {
  const rows: [string, string][] = [
    ['Provider', operation.provider],
    ['Integration', operation.integration],
    ['Connection', operation.connection],
    ['State', operation.state],
    ['Started', operation.started_at],
    ['Took', operation.duration_ms == null ? '' : formatDuration(operation.duration_ms)],
  ]
  return rows
    .filter(([, value]) => value)
    .map(([name, value]) => `- ${name}: ${line(value)}`)
    .join('\n')
}

function hop(exchange: Exchange): string {
  const answer = exchange.status ? `${exchange.status}` : `no answer (${line(exchange.error ?? '')})`
  return [
    `### ${exchange.method} ${line(exchange.url)} → ${answer}, ${formatDuration(exchange.timing.total)}`,
    block('Sent', exchange.request_headers, exchange.request_body),
    exchange.status ? block('Received', exchange.response_headers, exchange.response_body) : '',
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** The browser's way as it was, one parameter a line. */
function browser({ direction, address, parameters }: BrowserStep): string {
  const sent = parameters.map(({ name, value }) => `${name} = ${value}`).join('\n')
  return block(
    direction === 'out' ? 'Sent with the browser' : 'Brought back by the browser',
    {},
    `GET ${address}\n${sent}`,
  )
}

const longestBody = 2000

function block(title: string, headers: Record<string, string[]>, body: string): string {
  const head = Object.entries(headers).flatMap(([name, values]) => values.map((one) => `${name}: ${one}`))
  const cut = body.length > longestBody ? `${body.slice(0, longestBody)}…` : body
  const text = [...head, ...(cut ? ['', cut] : [])].join('\n')
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${title}:\n\n${fence}\n${text}\n${fence}`
}

/** Foreign text in one line that no Markdown reads as more than text. */
function line(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/([\\`*_[\]<>#|])/g, '\\$1')
}
