import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { useCallback, useDeferredValue, useMemo, type ReactNode } from 'react'
import { queries } from '@/api/queries'
import type { ProviderSummary } from '@/api/types'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { FilterSelect } from '@/components/filter-select'
import { Page, PageHeader } from '@/components/page'
import { SearchInput } from '@/components/search-input'
import { Button } from '@/components/ui/button'
import { Label } from '@/components/ui/label'
import { Segmented } from '@/components/ui/segmented'
import { Skeleton } from '@/components/ui/skeleton'
import { Switch } from '@/components/ui/switch'
import { authModeName, categoryName, formatCount } from '@/lib/format'
import { useUrlText } from '@/lib/use-url-text'
import { Gallery } from './components/gallery'
import { ImportDialog } from './components/import-dialog'
import { OverlayBanner } from './components/overlay-banner'
import { TemplateGallery } from './components/template-gallery'
import { countBy, filterProviders, indexProviders, sectionsOf, type CatalogFilter } from './filter'

const route = getRouteApi('/apis')
const nothing: ProviderSummary[] = []

function GallerySkeleton() {
  return (
    <div role="status" className="appear-late grid grid-cols-[repeat(auto-fill,minmax(236px,1fr))] gap-2.5">
      <span className="sr-only">Loading the APIs…</span>
      {Array.from({ length: 18 }, (_, index) => (
        <Skeleton key={index} className="h-[68px] rounded-xl" />
      ))}
    </div>
  )
}

function Filters({ providers }: { providers: ProviderSummary[] }) {
  const filter = route.useSearch()
  const navigate = useNavigate({ from: '/apis' })
  const set = (change: CatalogFilter) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const categories = useMemo(
    () =>
      countBy(providers, (one) => one.categories).map(([value]) => ({ value, label: categoryName(value) })),
    [providers],
  )
  const modes = useMemo(
    () =>
      countBy(providers, (one) => [one.auth_mode]).map(([value]) => ({ value, label: authModeName(value) })),
    [providers],
  )
  return (
    <>
      <FilterSelect
        label="Category"
        all="All categories"
        options={categories.sort((a, b) => a.label.localeCompare(b.label))}
        value={filter.category}
        onChange={(category) => set({ category })}
      />
      <FilterSelect
        label="Kind of sign-in"
        all="Any sign-in"
        options={modes}
        value={filter.auth}
        onChange={(auth) => set({ auth })}
        className="w-40"
      />
      <div className="flex h-8 items-center gap-2">
        <Switch
          id="supported-only"
          checked={filter.supported ?? false}
          onCheckedChange={(on) => set({ supported: on || undefined })}
        />
        <Label htmlFor="supported-only" className="font-normal">
          Only connectable now
        </Label>
      </div>
    </>
  )
}

const shows = [
  { value: 'apis', title: 'APIs' },
  { value: 'functions', title: 'Functions' },
] as const

/** What there is ready to use: the APIs of the catalog, and functions of the library. */
export function CatalogPage() {
  const { show } = route.useSearch()
  const navigate = useNavigate({ from: '/apis' })
  const choice = (
    <Segmented
      label="Show"
      value={show ?? 'apis'}
      options={shows}
      onChange={(next) => void navigate({ search: next === 'functions' ? { show: next } : {} })}
    />
  )
  if (show !== 'functions') return <ApiGallery choice={choice} />
  return (
    <Page fill className="pb-5">
      <PageHeader
        title="Functions"
        description="Ready-made syncs and actions. Each is copied into your folder, where you can change it."
        actions={choice}
      />
      <TemplateGallery />
    </Page>
  )
}

/** All APIs of the catalog, narrowed as fast as one can type. */
function ApiGallery({ choice }: { choice: ReactNode }) {
  const filter = route.useSearch()
  const navigate = useNavigate({ from: '/apis' })
  const { data: providers = nothing, isPending, error, refetch } = useQuery(queries.providers())
  const { data: integrations } = useQuery(queries.integrations())
  const commit = useCallback(
    (q: string | undefined) => void navigate({ search: (before) => ({ ...before, q }), replace: true }),
    [navigate],
  )
  const [text, setText] = useUrlText(filter.q, commit)
  const q = useDeferredValue(text)
  const index = useMemo(() => indexProviders(providers), [providers])
  const found = useMemo(() => filterProviders(index, { ...filter, q }), [index, filter, q])
  const sections = useMemo(() => sectionsOf(found, { ...filter, q }), [found, filter, q])
  const connectable = useMemo(() => providers.filter((one) => one.supported).length, [providers])
  const added = useMemo(() => new Set(integrations?.map((one) => one.provider)), [integrations])

  return (
    <Page fill>
      <PageHeader
        title="APIs"
        description={
          <span aria-live="polite">
            {isPending
              ? 'Reading the catalog…'
              : found.length === providers.length
                ? `${formatCount(providers.length, 'API')}, ${connectable.toLocaleString('en')} of them connectable now`
                : `${formatCount(found.length, 'API')} of ${providers.length.toLocaleString('en')}`}
          </span>
        }
        actions={
          <>
            <ImportDialog />
            {choice}
          </>
        }
      />
      <OverlayBanner />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-4">
        <SearchInput
          label="Search APIs"
          placeholder="Name, category or kind of sign-in"
          value={text}
          onChange={setText}
          autoFocus
          className="min-w-64 flex-1"
        />
        <Filters providers={providers} />
      </div>
      {error ? (
        <ErrorState error={error} title="The catalog could not be read" retry={() => void refetch()} />
      ) : isPending ? (
        <GallerySkeleton />
      ) : found.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title="No API matches"
          action={
            <Button
              variant="outline"
              onClick={() => {
                setText('')
                void navigate({ search: {}, replace: true })
              }}
            >
              Show all APIs
            </Button>
          }
        >
          Nothing in the catalog is called that. An API of your own can be added as a file in the overlay
          folder <code className="font-mono text-xs">providers/</code> of the data folder.
        </EmptyState>
      ) : (
        <Gallery sections={sections} added={added} />
      )}
    </Page>
  )
}
