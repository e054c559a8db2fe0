import type { ParseKeys } from 'i18next'

type AgeWords = Readonly<{ key: Extract<ParseKeys, `health.age.${string}`>; n: number }>

const secondsOfMinute = 60
const secondsOfHour = 3_600
const secondsOfDay = 86_400

/**
 * A length of time in the largest unit of which there are two, as exact as a person needs it; less than nothing, as after
 * a clock was set back, is nothing.
 */
export function ageWords(ms: number): AgeWords {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 2 * secondsOfMinute) return { key: 'health.age.s', n: seconds }
  if (seconds < 2 * secondsOfHour) return { key: 'health.age.min', n: Math.floor(seconds / secondsOfMinute) }
  if (seconds < 2 * secondsOfDay) return { key: 'health.age.h', n: Math.floor(seconds / secondsOfHour) }
  return { key: 'health.age.d', n: Math.floor(seconds / secondsOfDay) }
}
