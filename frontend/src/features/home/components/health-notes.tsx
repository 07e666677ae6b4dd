import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import type { Status } from '@/api/types'
import { Button } from '@/components/ui/button'
import { doctorQuery } from '../queries'

interface Note {
  title: string
  text: string | undefined
  section: 'secrets' | 'health'
  button: string
}

/** What is wrong with this installation, each with the one place that explains it. Nothing when all is well. */
export function HealthNotes({ status }: { status: Status }) {
  const { data: checks } = useQuery(doctorQuery())
  const notes: Note[] = []
  if (!status.vault.ok) {
    notes.push({
      title: status.vault.message ?? 'The vault cannot be reached, so no connection works.',
      text: 'Nothing is stored in the clear instead.',
      section: 'secrets',
      button: 'Where are my secrets',
    })
  }
  if (status.vault.mode === 'memory') {
    notes.push({
      title: 'Secrets are kept in memory only.',
      text: 'They are lost when Patchbay ends.',
      section: 'secrets',
      button: 'Where are my secrets',
    })
  }
  // The vault is said above in better words, and a missing display is no problem of who reads this.
  for (const check of checks ?? []) {
    if (check.ok || check.name === 'keychain' || check.name === 'display') continue
    notes.push({ title: check.message, text: check.hint, section: 'health', button: 'Open health' })
  }
  if (notes.length === 0) return null
  return (
    <ul aria-label="Problems" className="flex flex-col gap-2 pb-4">
      {notes.map((note) => (
        <li
          key={note.title}
          className="flex items-center gap-3 rounded-lg border border-warning/25 bg-warning-soft px-3 py-2"
        >
          <TriangleAlert className="size-4 shrink-0 text-warning" aria-hidden />
          <p className="min-w-0 flex-1">
            <span className="font-medium">{note.title}</span> {note.text}
          </p>
          <Button asChild variant="outline" size="sm">
            <Link to="/settings" search={{ section: note.section }}>
              {note.button}
            </Link>
          </Button>
        </li>
      ))}
    </ul>
  )
}
