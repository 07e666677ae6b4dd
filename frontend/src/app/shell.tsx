import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { getKey } from '@/api/settings'
import { host } from '@/host'
import { copySecret } from '@/lib/copy-secret'
import { isCommand, listenForShortcuts, runCommand, useCommand } from '@/lib/shortcuts'
import { setAppearance } from '@/lib/theme'
import { AssistantQuestions, useAssistantQuestions, WaitingQuestions } from './assistant-questions'
import { CommandPalette } from './command-palette'
import { ConnectDialogHost } from './connect-dialog-host'
import { mainNavigation, settingsItem } from './navigation'
import { Sidebar } from './sidebar'

const collapsedKey = 'patchbay.sidebar'

const narrowWindow = window.matchMedia('(max-width: 52rem)')

function subscribeToWidth(listener: () => void) {
  narrowWindow.addEventListener('change', listener)
  return () => narrowWindow.removeEventListener('change', listener)
}

/** A small window, or a large zoom: the page needs the room more than the sidebar. */
function useNarrow() {
  return useSyncExternalStore(subscribeToWidth, () => narrowWindow.matches)
}

/** After going to another page, screen readers start reading there. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    main.current?.focus({ preventScroll: true })
  }, [path])
  return main
}

function PageCommand({ item }: { item: (typeof mainNavigation)[number] }) {
  const navigate = useNavigate()
  useCommand(
    item.command,
    useCallback(() => void navigate({ to: item.to }), [navigate, item.to]),
  )
  return null
}

function useShellCommands(toggleSidebar: () => void) {
  const navigate = useNavigate()
  useCommand('sidebar.toggle', toggleSidebar)
  useCommand(
    'go.shortcuts',
    useCallback(() => void navigate({ to: '/shortcuts' }), [navigate]),
  )
  useCommand(
    'integration.new',
    useCallback(() => void navigate({ to: '/integrations/new' }), [navigate]),
  )
  useCommand(
    'function.new',
    useCallback(() => void navigate({ to: '/functions', search: { making: true } }), [navigate]),
  )
  useCommand(
    'function.describe',
    useCallback(() => void navigate({ to: '/functions/describe' }), [navigate]),
  )
  useCommand(
    'go.webhooksSent',
    useCallback(() => void navigate({ to: '/webhooks', search: { tab: 'sent' } }), [navigate]),
  )
  useCommand(
    'webhook.simulate',
    useCallback(() => void navigate({ to: '/webhooks', search: { simulate: '' } }), [navigate]),
  )
  useCommand(
    'key.copy',
    useCallback(() => void getKey().then(copySecret), []),
  )
  useCommand(
    'theme.system',
    useCallback(() => setAppearance('system'), []),
  )
  useCommand(
    'theme.light',
    useCallback(() => setAppearance('light'), []),
  )
  useCommand(
    'theme.dark',
    useCallback(() => setAppearance('dark'), []),
  )
  useEffect(listenForShortcuts, [])
  useEffect(
    () =>
      host.onCommand((id) => {
        if (isCommand(id)) runCommand(id)
      }),
    [],
  )
}

/** Sidebar, page, palette and the connect dialog: what is there on every page. */
export function Shell() {
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(collapsedKey) === 'collapsed')
  const main = useFocusOnNavigation()
  const toggle = useCallback(() => {
    setCollapsed((was) => {
      localStorage.setItem(collapsedKey, was ? 'open' : 'collapsed')
      return !was
    })
  }, [])
  const narrow = useNarrow()
  const questions = useAssistantQuestions()
  useShellCommands(toggle)
  return (
    <ConnectDialogHost>
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-popover focus:px-3 focus:py-1.5 focus:shadow-lg"
      >
        Skip to the page
      </a>
      <div className="flex h-full">
        <Sidebar
          collapsed={collapsed || narrow}
          notice={<WaitingQuestions questions={questions} collapsed={collapsed || narrow} />}
        />
        {/* Positioned, so that what is hidden for screen readers in a long page scrolls with it and not the window. */}
        <main
          id="main"
          ref={main}
          tabIndex={-1}
          className="relative min-w-0 flex-1 overflow-y-auto outline-none"
        >
          <Outlet />
        </main>
      </div>
      {[...mainNavigation, settingsItem].map((item) => (
        <PageCommand key={item.to} item={item} />
      ))}
      <CommandPalette />
      <AssistantQuestions questions={questions} />
    </ConnectDialogHost>
  )
}
