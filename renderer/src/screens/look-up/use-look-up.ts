import { useState } from 'react'
import type { LookUpView } from '../../../../shared/contract/look-up-view.ts'
import type { ErrorCode } from '../../../../shared/errors/codes.ts'
import { parseTransactionText } from '../../../../shared/domain/look-up/parse-transaction-text.ts'
import { terminal } from '../../host/terminal.ts'
import { useAction, type Action } from '../checkout/use-action.ts'

/** What somebody asks about, and what was found last. */
export type LookUpWork = Readonly<{
  text: string
  setText: (text: string) => void
  /** Why the text cannot be asked about; known without asking anybody. */
  refusal: ErrorCode | undefined
  found: LookUpView | undefined
  ask: Action<[text: string]>
  submit: (text: string) => Promise<void>
}>

/** Looks transactions up, one at a time. A new question takes the old answer away, so that none stands beside another hash. */
export function useLookUp(saleId: string | undefined): LookUpWork {
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<ErrorCode | undefined>()
  const [found, setFound] = useState<LookUpView | undefined>()
  const ask = useAction(async (txHash: string) => {
    setFound(await terminal().sales.lookUp({ text: txHash, ...(saleId === undefined ? {} : { saleId }) }))
  })
  const change = (next: string): void => {
    setText(next)
    setRefusal(undefined)
    setFound(undefined)
    ask.clear()
  }
  return {
    text,
    setText: change,
    refusal,
    found,
    ask,
    submit: async (next) => {
      if (ask.isBusy) return
      change(next)
      const parsed = parseTransactionText(next)
      if (parsed.ok) await ask.run(parsed.txHash)
      else setRefusal(parsed.code)
    },
  }
}
