import { queryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getNotification, listNotifications } from '@/api/notifications'
import type { NotificationFilter, WebhookFilter } from '@/api/types'
import { getWebhook, listWebhooks } from '@/api/webhooks'

const pageSize = 100
/** For the moment that a hint gets lost. */
const lostHintMs = 2000

const isLive = (state: string | undefined) => state === 'queued' || state === 'running' || state === 'waiting'

/** What providers sent, newest first, page by page. */
export const useWebhookList = (filter: Omit<WebhookFilter, 'cursor' | 'limit'>) =>
  useInfiniteQuery({
    queryKey: ['webhooks', 'pages', filter],
    queryFn: ({ pageParam }) =>
      listWebhooks({ ...filter, limit: pageSize, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'one', id],
    queryFn: () => getWebhook(id),
    refetchInterval: (query) => {
      const { state, jobs = [] } = query.state.data ?? {}
      const going = jobs.some((job) => job.notifications.some((one) => isLive(one.state)))
      return isLive(state) || going ? lostHintMs : false
    },
  })

/** What was sent to the user's own app, newest first, page by page. */
export const useNotificationList = (filter: Omit<NotificationFilter, 'cursor' | 'limit'>) =>
  useInfiniteQuery({
    queryKey: ['notifications', 'pages', filter],
    queryFn: ({ pageParam }) =>
      listNotifications({ ...filter, limit: pageSize, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })

export const notificationQuery = (id: string) =>
  queryOptions({
    queryKey: ['notifications', 'one', id],
    queryFn: () => getNotification(id),
    refetchInterval: (query) => (isLive(query.state.data?.state) ? lostHintMs : false),
  })
