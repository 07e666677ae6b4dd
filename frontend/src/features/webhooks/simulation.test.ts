import { describe, expect, it } from 'vitest'
import { fakeWebhooks } from '@/host/fake-webhooks'
import { sampleText, simulationDraft, simulationProblem, type SimulationForm } from './simulation'

const setup = fakeWebhooks().setups.get('github')
const form = (more: Partial<SimulationForm> = {}): SimulationForm => ({
  integration: 'github',
  event: 0,
  connection: '',
  identifier: '',
  body: undefined,
  realSecret: false,
  ...more,
})

describe('the draft', () => {
  if (!setup) throw new Error('no setup')

  it('leaves out what the user left alone', () => {
    const untouched = form({ body: sampleText(setup.events[0]) })
    expect(simulationDraft(untouched, setup)).toEqual({ integration: 'github', type: 'issues' })
  })

  it('carries what was written', () => {
    const draft = simulationDraft(
      form({ event: 1, identifier: ' 77 ', body: '{"a":1}', realSecret: true }),
      setup,
    )
    expect(draft).toEqual({
      integration: 'github',
      type: 'push',
      identifier: '77',
      body: { a: 1 },
      use_real_secret: true,
    })
  })
})

describe('the payload', () => {
  it('must be JSON when there is one', () => {
    expect(simulationProblem(form({ body: '{' }))).toBe('The payload is no JSON.')
    expect(simulationProblem(form({ body: '  ' }))).toBeUndefined()
    expect(simulationProblem(form())).toBeUndefined()
  })

  it('is empty for events that are headers only', () => {
    expect(sampleText({ type: '', label: 'Something changed', body: null })).toBe('')
  })
})
