import { api, segment } from './client'
import type { DeployedFunction, DeployInput, DeployPlan, ExportPlan, Target, TargetInput } from './types'

export const planExport = async (out: string) =>
  (await api.post<{ data: ExportPlan }>('/patchbay/export/plan', { out })).data

export const writeExport = async (out: string) =>
  (await api.post<{ data: ExportPlan }>('/patchbay/export', { out })).data

export const listTargets = async () => (await api.get<{ data: Target[] }>('/patchbay/deploy/targets')).data

/** Saves a server. Without a key the stored one stays. */
export const saveTarget = (target: TargetInput) => api.put<unknown>('/patchbay/deploy/targets', target)

export const deleteTarget = (name: string) => api.delete(`/patchbay/deploy/targets/${segment(name)}`)

/** Asks the server what a deploy would change there. Nothing is changed. */
export const planDeploy = async (input: DeployInput) =>
  (await api.post<{ data: DeployPlan }>('/patchbay/deploy/plan', input)).data

export const deploy = async (input: DeployInput) =>
  (await api.post<{ deployed: DeployedFunction[] }>('/patchbay/deploy', input)).deployed
