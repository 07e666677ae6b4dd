import type { components } from './schema'

// The shapes of the local API under the names the page uses. They come from the Go types by way of
// openapi.json, so a change there that the page does not follow is a type error here.

type Schemas = components['schemas']

export type FaultBody = Schemas['ErrorDetail']
export type Status = Schemas['StatusView']

export type EnvironmentItem = Schemas['EnvironmentItem']
export type ApiKey = Schemas['APIKeyItem']
export type ApiKeyWithSecret = Schemas['APIKeySecret']

export type ProviderSummary = Schemas['ProviderSummary']
export type ProviderDetail = Schemas['ProviderDetail']
export type ProviderOrigin = Schemas['ProviderOrigin']
export type PreviewRequest = Schemas['PreviewRequest']
export type FileProblem = Schemas['FileProblem']
export type Overlay = Schemas['OverlayView']
export type OverlayFile = Schemas['OverlayFile']
export type ImportPlan = Schemas['ImportPlan']
export type ImportChange = Schemas['ImportChange']
export type Field = Schemas['Field']

export type Integration = Schemas['IntegrationView']
export type IntegrationInput = Schemas['IntegrationBody']
export type IntegrationUpdate = Schemas['IntegrationEdit']

export type Connection = Schemas['ConnectionView']
export type ConnectionDetail = Schemas['ConnectionDetail']
export type ConnectionState = Connection['state']

export type ConnectInput = Schemas['ConnectBody']
export type ConnectResult = Schemas['ConnectResult']
export type ConnectChoice = Schemas['ConnectChoice']
export type ConnectChoices = Schemas['ConnectChoices']
export type ConnectUISettings = Schemas['ConnectUISettings']
export type ConnectPageSettings = Schemas['ConnectPageSettings']
export type Attempt = Schemas['AttemptView']

export type ApiRequest = Schemas['PlayBody']
export type ApiResponse = Schemas['PlayResult']
export type HistoryItem = Schemas['HistoryItem']
export type Timing = Schemas['TimingView']

export type Operation = Schemas['OperationView']
export type OperationDetail = Schemas['OperationDetail']
export type Diagnosis = Schemas['DiagnosisView']
export type Message = Schemas['MessageView']
export type Exchange = Schemas['ExchangeView']

export interface OperationFilter {
  kind?: string
  state?: string
  integration?: string
  connection?: string
  source?: Operation['source']
  search?: string
  cursor?: string
  limit?: number
}

export type Settings = Schemas['Settings']
export type Check = Schemas['Check']

export type MCPView = Schemas['MCPView']
export type MCPQuestion = Schemas['MCPQuestion']

export type Redirect = Schemas['RedirectView']
export type RedirectKind = Redirect['kind']
export type RedirectProblem = Schemas['ProblemView']
export type RelayReport = Schemas['RelayView']
export type HTTPSState = Schemas['HTTPSView']

export type FunctionView = Schemas['FunctionView']
export type FunctionDetail = Schemas['FunctionDetail']
export type FunctionType = FunctionView['type']
export type FunctionPatch = Schemas['FunctionPatch']
export type RunInput = Schemas['RunInput']

export type Run = Schemas['RunView']
export type RunDetail = Schemas['RunDetail']
export type RunState = Run['state']
export type RunFault = Schemas['RunFault']
export type RunTimeline = Schemas['RunTimeline']
export type RunChanges = Schemas['RunChanges']
export type RecordChange = Schemas['RecordChange']

export type Project = Schemas['ProjectView']
export type ProjectFile = Schemas['ProjectFile']
export type ProjectText = Schemas['ProjectText']
export type Diagnostic = Schemas['DiagnosticView']

export interface RunFilter {
  integration?: string
  function?: string
  type?: string
  connection?: string
  state?: string
  dry?: boolean
  cursor?: string
  limit?: number
}

export type SyncInstance = Schemas['SyncView']
export type RecordModel = Schemas['RecordModel']
export type RecordRow = Schemas['RecordRow']
export type RecordRows = Schemas['RecordRows']

export type Template = Schemas['TemplateView']
export type TemplateDetail = Schemas['TemplateDetail']

export type ExportPlan = Schemas['PlanView']
export type PlannedFile = Schemas['PlannedFile']
export type Parity = Schemas['ParityView']
export type Target = Schemas['TargetView']
export type TargetInput = Schemas['TargetInput']
export type DeployInput = Schemas['DeployInput']
export type DeployPlan = Schemas['DeployPlan']
export type DeployItem = Schemas['DeployItem']
export type DeployedFunction = Schemas['DeployedFunction']

export type Webhook = Schemas['WebhookView']
export type WebhookDetail = Schemas['WebhookDetail']
export type WebhookJob = Schemas['WebhookJob']
export type WebhookState = Webhook['state']
export type WebhookSetup = Schemas['WebhookSetup']
export type WebhookEdit = Schemas['ResendBody']
export type WebhookDraft = Schemas['SimulateBody']
export type SimulatedWebhook = Schemas['SimulatedWebhook']

export interface WebhookFilter {
  search?: string
  integration?: string
  type?: string
  state?: WebhookState
  simulated?: boolean
  cursor?: string
  limit?: number
}

export type Notification = Schemas['NotificationView']
export type NotificationDetail = Schemas['NotificationDetail']
export type NotificationAttempt = Schemas['NotificationAttemptView']
export type NotificationTarget = Schemas['NotificationTargetView']
export type NotificationSettings = Schemas['NotificationSettings']

export interface NotificationFilter {
  search?: string
  integration?: string
  type?: string
  state?: string
  cursor?: string
  limit?: number
}

export type BuilderModel = Schemas['BuilderModel']
export type BuilderModelInput = Schemas['BuilderModelInput']
export type BuilderSample = Schemas['BuilderSample']
export type BuilderInput = Schemas['BuilderInput']
export type BuilderSession = Schemas['BuilderSession']
export type BuilderRound = Schemas['BuilderRound']
