import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import { useSession } from '../../stores/session.ts'
import { useAction } from '../checkout/use-action.ts'
import { useDraftStore } from './draft-store.ts'
import type { Checked } from './problem-key.ts'
import { rejectionOf } from './rejection-of.ts'

/** A section that is being edited. Drafts are plain text and choices, never amounts. */
export type Draft<D> = Readonly<{
  draft: D
  change: (part: Partial<D>) => void
  isDirty: boolean
  isBusy: boolean
  isSaved: boolean
  /** What the terminal said no to, unless it named a field that shows it. */
  failure: Failure | undefined
  /** True after a try to save while fields are wrong. */
  hasProblems: boolean
  /** What is wrong with a field, in words. */
  problemOf: (field: string) => string | undefined
  submit: () => Promise<void>
  discard: () => void
}>

type DraftRules<V, D> = Readonly<{
  section: string
  saved: V
  toDraft: (saved: V) => D
  check: (draft: D) => Checked<V>
  save: (value: V) => Promise<unknown>
  /** Fields the screen shows a problem at; a rejection that names another is shown at the foot. */
  fields?: readonly string[]
}>

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

/** Edits one section of the settings: what is typed, whether it differs, what is wrong with it, and saving it. */
export function useDraft<V, D>(rules: DraftRules<V, D>): Draft<D> {
  const { section, saved } = rules
  const { t } = useTranslation()
  const staffId = useSession((state) => state.session?.staff.id ?? '')
  const kept = useDraftStore((state) => state.drafts[section])
  const { keep, drop } = useDraftStore.getState()
  const [isTried, setTried] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const action = useAction(rules.save)

  const base = rules.toDraft(saved)
  // The store holds drafts of all sections; only this section writes under its name.
  const draft = kept?.staffId === staffId ? (kept.draft as D) : base
  const isDirty = !isSame(draft, base)
  const checkedDraft = rules.check(draft)
  const rejection = rejectionOf(action.failure)
  const field = rejection?.field
  const isShownAtField = field !== undefined && (rules.fields ?? []).some((name) => field.startsWith(name))

  return {
    draft,
    change: (part) => {
      const next = { ...draft, ...part }
      setSaved(false)
      action.clear()
      if (isSame(next, base)) drop(section)
      else keep(section, { staffId, draft: next })
    },
    isDirty,
    isBusy: action.isBusy,
    isSaved: isSaved && !isDirty,
    failure: isShownAtField ? undefined : action.failure,
    hasProblems: (isTried && !checkedDraft.ok) || isShownAtField,
    problemOf: (name) => {
      if (isShownAtField && field === name) return rejection?.problem ?? t('settings.save.correct')
      const key = isTried && !checkedDraft.ok ? checkedDraft.problems[name] : undefined
      return key === undefined ? undefined : t(key)
    },
    submit: async () => {
      setTried(true)
      if (!checkedDraft.ok || !(await action.run(checkedDraft.value))) return
      setTried(false)
      setSaved(true)
      drop(section)
    },
    discard: () => {
      setTried(false)
      action.clear()
      drop(section)
    },
  }
}
