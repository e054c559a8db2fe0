import { useEffect, useState } from 'react'
import type { Prepared } from './refund-types.ts'
import type { DeskWork } from './use-desk.ts'
import { useSecondsUntil } from './use-seconds-until.ts'

/** How often a cost is asked for again by itself: a desk that somebody left open does not ask for ever. */
const renewalsMax = 3

/** How long the cost still holds. `isStale`: it is over, and only a person asks again. */
export type FreshQuote = Readonly<{ secondsLeft: number | undefined; isStale: boolean }>

/** Counts the quote down, and asks for a new one when it is over. */
export function useFreshQuote({ prepare }: Pick<DeskWork, 'prepare'>, prepared: Prepared): FreshQuote {
  const [renewed, setRenewed] = useState(0)
  const { fee, validUntil, now } = prepared
  // A tablet's clock may be wrong: what counts is how long it was when the terminal said it.
  const [skewMs] = useState(() => Date.now() - now)
  const secondsLeft = useSecondsUntil(fee && fee.expiresAt + skewMs)
  const secondsValid = useSecondsUntil(validUntil + skewMs) ?? 0
  const isOver = secondsLeft === 0 || secondsValid === 0
  const mayRenew = isOver && renewed < renewalsMax && !prepare.isBusy && prepare.failure === undefined
  const { run } = prepare
  useEffect(() => {
    if (!mayRenew) return
    setRenewed((count) => count + 1)
    void run()
    // The run of this moment: it is another function at every drawing.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [mayRenew])
  return { secondsLeft, isStale: isOver && !prepare.isBusy && !mayRenew }
}
