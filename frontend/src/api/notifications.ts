import { api, segment } from './client'
import type { Notification, NotificationDetail, NotificationFilter, NotificationSettings } from './types'

const path = (id: string) => `/patchbay/notifications/${segment(id)}`

export const listNotifications = (filter: NotificationFilter) =>
  api.get<{ data: Notification[]; next_cursor: string | null }>('/patchbay/notifications', { ...filter })

export const getNotification = async (id: string) =>
  (await api.get<{ data: NotificationDetail }>(path(id))).data

/** Sends the same bytes once more, to the addresses that are set now. */
export const resendNotification = async (id: string) =>
  (await api.post<{ data: NotificationDetail }>(`${path(id)}/resend`, {})).data

export const cancelNotification = async (id: string) =>
  (await api.post<{ data: NotificationDetail }>(`${path(id)}/cancel`, {})).data

export const getNotificationSettings = () => api.get<NotificationSettings>('/patchbay/notification-settings')

export const updateNotificationSettings = (change: Partial<NotificationSettings>) =>
  api.patch<NotificationSettings>('/patchbay/notification-settings', change)

export const getSigningKey = async () => (await api.get<{ key: string }>('/patchbay/webhook-signing-key')).key

/** Replaces the key; what waits to be sent is signed with the new one. */
export const rotateSigningKey = async () =>
  (await api.post<{ data: { webhook_signing_key: string } }>('/environment/webhook-signing-key/rotate', {}))
    .data.webhook_signing_key
