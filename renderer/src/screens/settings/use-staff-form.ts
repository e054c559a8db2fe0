import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { terminal } from '../../host/terminal.ts'
import { useSession } from '../../stores/session.ts'
import { useAction, type Action } from '../checkout/use-action.ts'
import { pinProblem } from './pin-problem.ts'

/** A person as the list of staff shows them. */
export type StaffRow = Awaited<ReturnType<TerminalClient['settings']['listStaff']>>[number]

type StaffDraft = StaffRow & Readonly<{ pin: string; repeat: string }>

/** A person being added or changed. */
export type StaffForm = Readonly<{
  draft: StaffDraft
  edit: (part: Partial<StaffDraft>) => void
  problemOf: (field: 'name' | 'pin' | 'repeat') => string | undefined
  save: Action<[]>
  submit: () => Promise<void>
}>

/** Edits a person; a PIN is needed once, and an empty one keeps what is there. */
export function useStaffForm(person: StaffRow, onSaved: () => void): StaffForm {
  const { t } = useTranslation()
  const isPractice = useSession((state) => state.hello?.environment === 'practice')
  const [draft, setDraft] = useState<StaffDraft>({ ...person, pin: '', repeat: '' })
  const [isTried, setTried] = useState(false)
  const save = useAction(() =>
    terminal().settings.saveStaff({
      id: draft.id,
      name: draft.name.trim(),
      role: draft.role,
      active: draft.active,
      ...(draft.pin === '' ? {} : { pin: draft.pin }),
    }),
  )
  const isPinNeeded = !person.hasPin || draft.pin !== '' || draft.repeat !== ''
  const pin = isPinNeeded ? pinProblem(draft.pin, draft.repeat, isPractice) : undefined
  const pinField = pin === 'settings.pinProblem.mismatch' ? 'repeat' : 'pin'
  const isNamed = draft.name.trim() !== ''
  return {
    draft,
    edit: (part) => setDraft({ ...draft, ...part }),
    problemOf: (field) => {
      if (!isTried) return undefined
      if (field === 'name') return isNamed ? undefined : t('settings.problem.nameMissing')
      return pin !== undefined && field === pinField ? t(pin) : undefined
    },
    save,
    submit: async () => {
      setTried(true)
      if (isNamed && pin === undefined && (await save.run())) onSaved()
    },
  }
}
