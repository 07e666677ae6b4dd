import { createContext, useContext } from 'react'
import { de } from './de'
import { en } from './en'
import { es } from './es'
import { fr } from './fr'
import { ja } from './ja'
import type { Words } from './words'

/** The languages of http-api.md §4.4. */
const languages = { en, fr, de, es, ja } as const satisfies Record<string, Words>

export type Language = keyof typeof languages

function known(tag: string): Language | undefined {
  const primary = tag.toLowerCase().split('-')[0]
  return (Object.keys(languages) as Language[]).find((one) => one === primary)
}

/** The language that was asked for, else the first of the browser's that is known, else English. */
export function languageOf(asked: string | null): Language {
  if (asked) return known(asked) ?? 'en'
  return navigator.languages.map(known).find((one) => one !== undefined) ?? 'en'
}

export interface Spoken {
  language: Language
  words: Words
}

export const spoken = (language: Language): Spoken => ({ language, words: languages[language] })

export const SpokenContext = createContext(spoken('en'))

export const useWords = () => useContext(SpokenContext).words

export const useLanguage = () => useContext(SpokenContext).language
