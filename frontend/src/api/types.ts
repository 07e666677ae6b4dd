import type { components } from './schema'

// The shapes of the local API under the names the page uses. They come from the Go types by way of
// openapi.json, so a change there that the page does not follow is a type error here.

type Schemas = components['schemas']

export type FaultBody = Schemas['ErrorDetail']
export type Status = Schemas['StatusView']

export type ProviderSummary = Schemas['ProviderSummary']
export type ProviderDetail = Schemas['ProviderDetail']
export type Field = Schemas['Field']

export type Integration = Schemas['IntegrationView']
export type IntegrationInput = Schemas['IntegrationBody']
export type IntegrationUpdate = Schemas['IntegrationChange']

export type Connection = Schemas['ConnectionView']
export type ConnectionDetail = Schemas['ConnectionDetail']
export type ConnectionState = Connection['state']

export type ConnectInput = Schemas['ConnectBody']
export type ConnectResult = Schemas['ConnectResult']
export type Attempt = Schemas['AttemptView']

export type ApiRequest = Schemas['PlayBody']
export type ApiResponse = Schemas['PlayResult']
export type HistoryItem = Schemas['HistoryItem']
export type Timing = Schemas['TimingView']

export type Operation = Schemas['OperationView']
export type OperationDetail = Schemas['OperationDetail']
export type OperationState = Operation['state']
export type Message = Schemas['MessageView']
export type Exchange = Schemas['ExchangeView']

export interface OperationFilter {
  kind?: string
  state?: string
  integration?: string
  connection?: string
  source?: string
  search?: string
  cursor?: string
  limit?: number
}

export type Settings = Schemas['Settings']
export type Check = Schemas['Check']
