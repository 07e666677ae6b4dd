import { createContext, useContext } from 'react'

/** What forms for accounts say themselves: not the titles and descriptions that the catalog brings. */
export interface FormWords {
  optional: string
  needed: (title: string) => string
  blankAtStart: (title: string) => string
  blankAtEnd: (title: string) => string
  chooseOneOf: (choices: string) => string
  leaveOut: (part: string) => string
  notAnEmail: string
  notAnAddress: string
  notAUUID: string
  notAHost: string
  otherForm: (title: string) => string
  startsWith: (example: string) => string
  looksLike: (example: string) => string
  pasteWholeKey: (kind: string) => string
  keyIsLocked: (command: string) => string
  convertKey: (found: string, command: string) => string
  wrongKey: (found: string, wanted: string) => string
  keyEndMissing: (line: string) => string
  none: string
  choose: string
  example: (value: string) => string
  pasteOrChoose: string
  chooseFile: string
  fileWith: (title: string) => string
  fileTooLarge: (name: string) => string
  fileUnreadable: (name: string) => string
  show: string
  hide: string
  fieldHelp: string
  opensOutside: string
  evidence: string
  copyExternalId: string
  externalIdHelp: string
}

export const englishForm: FormWords = {
  optional: 'optional',
  needed: (title) => `${title} is needed.`,
  blankAtStart: (title) => `${title} has a blank at its beginning.`,
  blankAtEnd: (title) => `${title} has a blank at its end.`,
  chooseOneOf: (choices) => `Choose one of: ${choices}.`,
  leaveOut: (part) => `Leave out ${part}; it is added for you.`,
  notAnEmail: 'This is not an email address.',
  notAnAddress: 'This is not an address. It starts with https://',
  notAUUID: 'This is not a UUID, such as 123e4567-e89b-12d3-a456-426614174000.',
  notAHost: 'This is not a host name, such as acme.example.com. Leave out https:// and any path.',
  otherForm: (title) => `${title} does not have the form the provider uses.`,
  startsWith: (example) => `It starts with ${example}`,
  looksLike: (example) => `It looks like ${example}`,
  pasteWholeKey: (kind) => `Paste the whole text, from -----BEGIN ${kind}----- on.`,
  keyIsLocked: (command) => `This key is protected by a passphrase. Remove it with: ${command}`,
  convertKey: (found, command) => `This is a key of the form ${found}. Convert it with: ${command}`,
  wrongKey: (found, wanted) => `This is a ${found}; a ${wanted} belongs here.`,
  keyEndMissing: (line) => `The end is missing: ${line}`,
  none: 'None',
  choose: 'Choose…',
  example: (value) => `e.g. ${value}`,
  pasteOrChoose: 'Paste the text, or choose the file',
  chooseFile: 'Choose a file',
  fileWith: (title) => `File with ${title}`,
  fileTooLarge: (name) => `${name} is too large for a key.`,
  fileUnreadable: (name) => `${name} cannot be read.`,
  show: 'Show what was typed',
  hide: 'Hide what was typed',
  fieldHelp: 'Where do I find it?',
  opensOutside: '(opens in your browser)',
  evidence: 'What shows it',
  copyExternalId: 'Copy the external ID',
  externalIdHelp: 'Put it into the trust policy of the role as sts:ExternalId before you connect.',
}

/** The words of the page: English, except on a Connect page that was asked for in another language. */
export const FormWordsContext = createContext(englishForm)

export const useFormWords = () => useContext(FormWordsContext)
