import { api, segment } from './client'

interface Names {
  data: { name: string }[]
}

/** The names of the environment's variables. Values are shown nowhere once they are stored. */
export const listVariables = async () =>
  (await api.get<Names>('/patchbay/variables')).data.map(({ name }) => name)

export const setVariable = (name: string, value: string) =>
  api.put<Names>('/patchbay/variables', { name, value })

export const deleteVariable = (name: string) => api.delete(`/patchbay/variables/${segment(name)}`)
