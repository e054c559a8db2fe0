import { useState } from 'react'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import type { Failure } from '../../../../shared/contract/procedure.ts'
import { failureOf } from '../../host/failure-of.ts'
import { terminal } from '../../host/terminal.ts'

/** How the practice customer pays. */
type Way = Parameters<TerminalClient['practice']['pay']>[0]['how']

/** Payments from the practice wallet, one press at a time. */
export type Sending = Readonly<{
  isBusy: boolean
  sentCount: number
  failure: Failure | undefined
  pay: (how: Way) => Promise<void>
  payUri: (uri: string) => Promise<void>
}>

/** @param onSent called after money has left the wallet */
export function useSending(saleId: string, onSent: () => void): Sending {
  const [isBusy, setBusy] = useState(false)
  const [sentCount, setSentCount] = useState(0)
  const [failure, setFailure] = useState<Failure | undefined>(undefined)
  const send = async (call: () => Promise<{ txHashes: readonly string[] }>): Promise<void> => {
    setBusy(true)
    setFailure(undefined)
    setSentCount(0)
    try {
      const { txHashes } = await call()
      setSentCount(txHashes.length)
      onSent()
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    isBusy,
    sentCount,
    failure,
    pay: (how) => send(() => terminal().practice.pay({ saleId, how })),
    payUri: (uri) => send(() => terminal().practice.payUri({ uri })),
  }
}
