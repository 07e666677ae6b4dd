import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { draftOf, getDraft, queryOf, setDraft, type Draft } from '@/lib/request-draft'
import type { PlaygroundSearch } from './search'

const quietMs = 400

/** What of a draft stands in the address. Bodies and headers do not: they may hold what nobody should bookmark. */
function searchOf(draft: Draft): PlaygroundSearch {
  const query = queryOf(draft.params)
  const path = query ? `${draft.path}?${query}` : draft.path
  return {
    integration: draft.integration || undefined,
    connection: draft.connection || undefined,
    method: draft.method === 'GET' ? undefined : draft.method,
    path: path || undefined,
  }
}

const keyOf = (search: PlaygroundSearch) =>
  JSON.stringify([
    search.integration ?? '',
    search.connection ?? '',
    search.method ?? 'GET',
    search.path ?? '',
  ])

/** The draft after following a link: what the link does not say stays, unless it is about another API. */
function follow(draft: Draft, search: PlaygroundSearch): Draft {
  const next = draftOf({
    provider_config_key: search.integration ?? draft.integration,
    connection_id: search.connection ?? draft.connection,
    method: search.method ?? 'GET',
    path: search.path ?? '',
  })
  if (search.path === undefined && next.integration === draft.integration) {
    return { ...draft, connection: next.connection, ...(search.method && { method: next.method }) }
  }
  return next
}

/** Keeps draft and address alike: a link fills the draft, and typing changes the address a moment later. */
export function useAddress(draft: Draft): void {
  const search = useSearch({ from: '/playground' })
  const navigate = useNavigate({ from: '/playground' })
  const router = useRouter()
  const settled = useRef<string>(undefined)

  useEffect(() => {
    const key = keyOf(search)
    if (key === settled.current) return
    settled.current = key
    const named = Object.values(search).some(Boolean)
    if (named && key !== keyOf(searchOf(getDraft()))) setDraft((now) => follow(now, search))
  }, [search])

  useEffect(() => {
    const timer = setTimeout(() => {
      const next = searchOf(draft)
      // On the way to another page this one is still mounted, and must not call the user back.
      const leaving = router.latestLocation.pathname !== '/playground'
      if (leaving || keyOf(next) === settled.current) return
      settled.current = keyOf(next)
      void navigate({ search: next, replace: true })
    }, quietMs)
    return () => clearTimeout(timer)
  }, [draft, navigate, router])
}
