import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MessageCircleQuestion } from 'lucide-react'
import { useEffect, useState } from 'react'
import { answerMCP, type MCPDecision } from '@/api/mcp'
import { queries } from '@/api/queries'
import type { MCPQuestion } from '@/api/types'
import { DiffView } from '@/components/diff-view'
import { FaultNotice } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { Segmented } from '@/components/ui/segmented'
import { cn } from '@/lib/cn'
import { formatClock } from '@/lib/dates'
import { formatCount } from '@/lib/format'

/** A key that was meant for the page must not answer a question that just appeared. */
const calmMs = 700

/** The questions of coding assistants: those to show now, and those that the user put aside. */
export function useAssistantQuestions() {
  const { data } = useQuery(queries.mcp())
  const [later, setLater] = useState(readLater)
  const all = data?.questions ?? []
  const open = all.filter((one) => !later.includes(one.id))
  const put = (ids: string[]) => {
    sessionStorage.setItem(laterKey, JSON.stringify(ids))
    setLater(ids)
  }
  return {
    open,
    putAside: all.length - open.length,
    later: (id: string) => put([...later.filter((known) => all.some((one) => one.id === known)), id]),
    reopen: () => put([]),
  }
}

/** What was put aside stays aside when the page is loaded again, as long as its tab lives. */
const laterKey = 'patchbay.questions-later'

function readLater(): string[] {
  try {
    return JSON.parse(sessionStorage.getItem(laterKey) ?? '[]') as string[]
  } catch {
    return []
  }
}

type Questions = ReturnType<typeof useAssistantQuestions>

/** Shows what coding assistants want to change, one question at a time, on whatever page the user is. */
export function AssistantQuestions({ questions: { open, later } }: { questions: Questions }) {
  const question = open[0]
  if (!question) return null
  // One dialog for all: the next question takes the place of the one before, and the focus goes back after the last.
  return (
    <Dialog open onOpenChange={(next) => !next && later(question.id)}>
      <DialogContent className="max-w-xl">
        <Question key={question.id} question={question} more={open.length - 1} />
      </DialogContent>
    </Dialog>
  )
}

/** Brings questions back that were put aside. Nothing while there are none. */
export function WaitingQuestions({ questions, collapsed }: { questions: Questions; collapsed: boolean }) {
  const { putAside, reopen } = questions
  if (putAside === 0) return null
  return (
    <button
      type="button"
      onClick={reopen}
      className={cn(
        'mb-1 flex h-8 items-center gap-2.5 rounded-md bg-warning-soft px-2.5 font-medium text-warning hover:opacity-85',
        collapsed && 'justify-center px-0',
      )}
    >
      <MessageCircleQuestion className="size-4 shrink-0" aria-hidden />
      <span className={collapsed ? 'sr-only' : undefined}>
        {putAside === 1 ? '1 question waits' : `${putAside} questions wait`}
      </span>
    </button>
  )
}

/** What the caller calls itself and by which way it came, e.g. "some-agent/1 through patchbay mcp". */
function callerText(caller: string): string {
  const [, name = caller, way] = /^(.*?)(?: (through patchbay mcp|with an API key))?$/.exec(caller) ?? []
  const called = `A program that calls itself “${name.replace('/', ' ')}”`
  if (way === 'with an API key') return `${called} and has an API key`
  return way ? `${called} and was started on this machine` : called
}

/** What cannot be taken back. */
const deletes = (summary: string) => /^(DELETE|Delete|Remove) /.test(summary)

/** Whether a moment is still to come; renders again when it passes. */
function useAhead(time: string): boolean {
  const [passed, setPassed] = useState(() => (Date.parse(time) <= Date.now() ? time : undefined))
  useEffect(() => {
    const timer = setTimeout(() => setPassed(time), Math.max(0, Date.parse(time) - Date.now()))
    return () => clearTimeout(timer)
  }, [time])
  return passed !== time
}

/** How long the assistant waits, and what an answer is good for afterwards. */
function Waits({ question }: { question: MCPQuestion }) {
  const waiting = useAhead(question.waits_until)
  return (
    <p className="text-xs text-muted-foreground">
      {waiting
        ? `The assistant waits until ${clock(question.waits_until)}. A later answer`
        : 'The assistant waits no longer, so nothing happens at once. An answer'}{' '}
      {`counts when it asks the same again, until ${clock(question.expires_at)}. Close this to answer later: the question stays in the sidebar.`}
    </p>
  )
}

const clock = (time: string) => formatClock(time).slice(0, 8)

/** How much of a detail is in view. */
const linesInView = 13
const charactersInLine = 72

/** What is sent or written, to the last line: one that is out of view must not be allowed unread. */
function Detail({ text }: { text: string }) {
  return (
    <div className="flex flex-col gap-1">
      <pre
        tabIndex={0}
        aria-label="What exactly is sent or written"
        className="max-h-72 overflow-auto rounded-md border bg-muted p-3 font-mono text-xs leading-5 break-all whitespace-pre-wrap"
      >
        {text}
      </pre>
      <Rest text={text} />
    </div>
  )
}

/** Says that there is more to read than is in view. */
function Rest({ text }: { text: string }) {
  const rows = text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / charactersInLine)))
  const lines = rows.reduce((sum, one) => sum + one)
  if (lines <= linesInView) return null
  return (
    <p className="text-xs font-medium text-warning">
      {lines} lines: scroll to read the rest before you allow it.
    </p>
  )
}

/** What is sent, or what changes in a file that is there already, with its whole text a click away. */
function Effect({ question: { detail, changes } }: { question: MCPQuestion }) {
  const [whole, setWhole] = useState(false)
  if (!changes) return detail && <Detail text={detail} />
  const count = (sign: string) =>
    changes.split('\n').filter((line) => line.startsWith(sign) && !line.startsWith(sign.repeat(3))).length
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-xs text-muted-foreground">
          {formatCount(count('-'), 'line')} removed, {formatCount(count('+'), 'line')} added.
        </p>
        <Segmented
          label="What is shown"
          value={whole ? 'whole' : 'changes'}
          onChange={(next) => setWhole(next === 'whole')}
          options={[
            { value: 'changes', title: 'Changes' },
            { value: 'whole', title: 'Whole file' },
          ]}
        />
      </div>
      {whole ? (
        <Detail text={detail} />
      ) : (
        <div className="flex flex-col gap-1">
          <div className="overflow-hidden rounded-md border">
            <DiffView diff={changes} label="What changes in the file" wrap />
          </div>
          <Rest text={changes} />
        </div>
      )}
    </div>
  )
}

interface QuestionProps {
  question: MCPQuestion
  /** How many questions wait behind this one. */
  more: number
}

function Question({ question, more }: QuestionProps) {
  const client = useQueryClient()
  const answer = useMutation({
    mutationFn: (decision: MCPDecision) => answerMCP(question.id, decision),
    onSuccess: (view) => client.setQueryData(queries.mcp().queryKey, view),
    onError: () => client.invalidateQueries({ queryKey: queries.mcp().queryKey }),
  })
  const [calm, setCalm] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setCalm(true), calmMs)
    return () => clearTimeout(timer)
  }, [])
  const idle = !calm || answer.isPending
  const dangerous = deletes(question.summary)
  return (
    <>
      <DialogHeader>
        <DialogTitle>A coding assistant asks</DialogTitle>
        <DialogDescription>
          {callerText(question.caller)} wants to do this.
          {more > 0 && ` ${more === 1 ? 'One more question waits' : `${more} more questions wait`}.`}
        </DialogDescription>
      </DialogHeader>
      <DialogBody className="flex flex-col gap-3">
        <p
          className={cn(
            'font-medium break-words',
            dangerous && 'rounded-md border border-destructive/25 bg-destructive-soft px-3 py-2',
          )}
        >
          {question.summary}
          {dangerous && <span className="block font-normal">This cannot be taken back.</span>}
        </p>
        <Effect question={question} />
        {question.covers && (
          <p className="text-xs text-muted-foreground">
            “For this session” allows {question.covers}, until Patchbay closes or you take it back in the
            settings.
          </p>
        )}
        <Waits question={question} />
        {answer.error && <FaultNotice error={answer.error} />}
      </DialogBody>
      <DialogFooter>
        <Button variant="outline" disabled={idle} onClick={() => answer.mutate('deny')}>
          Refuse
        </Button>
        {question.covers && (
          <Button variant="outline" disabled={idle} onClick={() => answer.mutate('session')}>
            Allow for this session
          </Button>
        )}
        <Button
          variant={dangerous ? 'destructive' : 'default'}
          disabled={idle}
          onClick={() => answer.mutate('once')}
        >
          Allow once
        </Button>
      </DialogFooter>
    </>
  )
}
