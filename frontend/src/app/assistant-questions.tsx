import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answerMCP, type MCPDecision } from '@/api/mcp'
import { queries } from '@/api/queries'
import type { MCPQuestion } from '@/api/types'
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

/** A key that was meant for the page must not answer a question that just appeared. */
const calmMs = 700

/** Shows what coding assistants want to change, one question at a time, on whatever page the user is. */
export function AssistantQuestions() {
  const { data } = useQuery(queries.mcp())
  const [later, setLater] = useState<string[]>([])
  const open = data?.questions.filter((one) => !later.includes(one.id)) ?? []
  const question = open[0]
  if (!question) return null
  return (
    <QuestionDialog
      key={question.id}
      question={question}
      more={open.length - 1}
      onLater={() => setLater((known) => [...known, question.id])}
    />
  )
}

/** How much of a detail is in view. */
const linesInView = 13
const charactersInLine = 72

/** What is sent or written, to the last line: one that is out of view must not be allowed unread. */
function Detail({ text }: { text: string }) {
  const rows = text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / charactersInLine)))
  const lines = rows.reduce((sum, one) => sum + one)
  return (
    <div className="flex flex-col gap-1">
      <pre
        tabIndex={0}
        aria-label="What exactly is sent or written"
        className="max-h-72 overflow-auto rounded-md border bg-muted p-3 font-mono text-xs leading-5 break-all whitespace-pre-wrap"
      >
        {text}
      </pre>
      {lines > linesInView && (
        <p className="text-xs font-medium text-warning">
          {lines} lines: scroll to read the rest before you allow it.
        </p>
      )}
    </div>
  )
}

interface QuestionProps {
  question: MCPQuestion
  /** How many questions wait behind this one. */
  more: number
  onLater: () => void
}

function QuestionDialog({ question, more, onLater }: QuestionProps) {
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
  return (
    <Dialog open onOpenChange={(open) => !open && onLater()}>
      <DialogContent className="max-w-xl">
        <DialogHeader>
          <DialogTitle>A coding assistant asks</DialogTitle>
          <DialogDescription>
            {question.caller} wants to do this.
            {more > 0 && ` ${more === 1 ? 'One more question waits' : `${more} more questions wait`}.`}
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="flex flex-col gap-3">
          <p className="font-medium break-words">{question.summary}</p>
          {question.detail && <Detail text={question.detail} />}
          {question.covers && (
            <p className="text-xs text-muted-foreground">
              “For this session” allows {question.covers}, until Patchbay closes or you take it back in the
              settings.
            </p>
          )}
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
          <Button disabled={idle} onClick={() => answer.mutate('once')}>
            Allow once
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
