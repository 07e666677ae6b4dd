import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { chooseEnvironment } from './environment'

/** Takes the whole page into another environment: what was read belongs to the one before. */
export function useSwitchEnvironment(): (name: string) => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async (name) => {
    chooseEnvironment(name)
    await navigate({ to: '/' })
    await client.resetQueries()
  }
}
