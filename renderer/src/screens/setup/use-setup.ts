import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import { failureOf } from '../../host/failure-of.ts'
import { terminal } from '../../host/terminal.ts'
import { newId } from '../../stores/new-id.ts'
import { useSession } from '../../stores/session.ts'
import { useAction } from '../checkout/use-action.ts'
import { rejectionOf } from '../settings/rejection-of.ts'
import { checkStep } from './check-setup.ts'
import { stepOfField } from './step-of-field.ts'
import {
  setupSteps,
  toSetupDraft,
  toSetupInput,
  type SetupDraft,
  type SetupStatus,
  type SetupStep,
} from './setup-draft.ts'

/** The wizard: what is typed, where it stands, and what is wrong. */
export type Wizard = Readonly<{
  draft: SetupDraft
  change: (part: Partial<SetupDraft>) => void
  step: SetupStep
  isDone: (step: SetupStep) => boolean
  problemOf: (field: string) => string | undefined
  next: () => Promise<void>
  back: () => void
  goTo: (step: SetupStep) => void
  isBusy: boolean
  failure: Failure | undefined
}>

/** Takes the owner through the steps; a step is left forward only when nothing in it is wrong. */
export function useSetup(status: SetupStatus): Wizard {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => toSetupDraft(status, newId))
  const [step, setStep] = useState<SetupStep>('shop')
  const [isTried, setTried] = useState(false)
  const finish = useAction(async () => {
    try {
      await terminal().setup.complete(toSetupInput(draft))
    } catch (error) {
      const named = stepOfField(rejectionOf(failureOf(error))?.field)
      if (named) setStep(named)
      throw error
    }
    await useSession.getState().refreshHello()
  })
  const problems = checkStep(step, draft)
  const at = setupSteps.indexOf(step)
  const enter = (index: number): void => {
    setTried(false)
    finish.clear()
    setStep(setupSteps[Math.min(Math.max(0, index), setupSteps.length - 1)] ?? 'shop')
  }
  return {
    draft,
    change: (part) => {
      finish.clear()
      setDraft({ ...draft, ...part })
    },
    step,
    isDone: (each) => Object.keys(checkStep(each, draft)).length === 0,
    problemOf: (field) => {
      const key = isTried ? problems[field] : undefined
      return key === undefined ? undefined : t(key)
    },
    next: async () => {
      setTried(true)
      if (Object.keys(problems).length > 0) return
      if (step === 'confirm') await finish.run()
      else enter(at + 1)
    },
    back: () => enter(at - 1),
    goTo: (target) => enter(setupSteps.indexOf(target)),
    isBusy: finish.isBusy,
    failure: finish.failure,
  }
}
