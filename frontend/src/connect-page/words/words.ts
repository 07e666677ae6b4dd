import type { FormWords } from '@/lib/words'

/** Every fixed text of the Connect page. What the catalog and the program say stays as they say it. */
export interface Words {
  form: FormWords
  oneMoment: string
  choose: string
  nothing: string
  nothingOffered: string
  search: string
  nothingFound: string
  connectTo: (name: string) => string
  reconnectTo: (name: string) => string
  unsupported: (name: string) => string
  loginThere: string
  help: string
  stays: string
  back: string
  cancel: string
  close: string
  connect: string
  connectAgain: string
  slow: string
  failed: string
  tryAgain: string
  logInTo: (name: string) => string
  oneMoreClick: string
  blocked: string
  finishThere: string
  windowClosed: string
  closedEarly: string
  tookTooLong: string
  cancelled: string
  startOver: string
  openLogin: string
  connected: (name: string) => string
  unfinished: (name: string) => string
  waits: string
  backToApp: string
  closePage: string
  finish: string
  noToken: string
  noTokenHint: string
  watermark: string
}
