import type { ParseKeys } from 'i18next'

/** A sentence about a field that is wrong. */
export type ProblemKey = Extract<
  ParseKeys,
  `settings.problem.${string}` | `settings.pinProblem.${string}` | `setup.problem.${string}`
>

/** What is wrong with a draft, by field (`rates.2.percent`). */
export type DraftProblems = Readonly<Record<string, ProblemKey>>

/** A draft that may be saved, or what is wrong with it. */
export type Checked<T> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; problems: DraftProblems }>

/** The checked value, unless a field has a problem. */
export function checked<T>(value: T, problems: DraftProblems): Checked<T> {
  return Object.keys(problems).length === 0 ? { ok: true, value } : { ok: false, problems }
}
