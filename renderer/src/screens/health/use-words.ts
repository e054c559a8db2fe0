import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import { ageWords } from './age-words.ts'
import { formatTime } from '../sales/format-instant.ts'

/** How the page writes figures, lengths of time and times of day. */
export type HealthWords = Readonly<{
  t: TFunction
  figure: (value: number) => string
  age: (ms: number) => string
  time: (at: number) => string
}>

/** Writes them in a language. */
export function healthWords(t: TFunction, language: string): HealthWords {
  const figures = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  return {
    t,
    figure: (value) => figures.format(value),
    age: (ms) => {
      const { key, n } = ageWords(ms)
      return t(key, { n })
    },
    time: (at) => formatTime(at, language),
  }
}

/** The words of the page in the language of the till. */
export function useWords(): HealthWords {
  const { t, i18n } = useTranslation()
  return healthWords(t, i18n.language)
}
