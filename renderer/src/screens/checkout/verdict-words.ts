import type { ParseKeys } from 'i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { fiatUnit } from '../../../../shared/domain/money/currency.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { offReason, selectedOffer } from './offer-choice-model.ts'

/** A sentence of the language files with what goes into it. */
export type Words = Readonly<{ key: ParseKeys; values: Readonly<Record<string, string | number>> }>

/** What the status of a checkout says: what happened, what to do, and what is out of the ordinary. */
export type VerdictWords = Readonly<{ reason: Words; advice: Words; exception?: Words }>

type Facts = Pick<
  CheckoutView,
  'verdict' | 'currency' | 'offers' | 'selectedOfferId' | 'exception' | 'receivedText' | 'payments'
>

/** True for what the reason does not already tell. */
function isSpoken(exception: CheckoutView['exception']): exception is 'overpaid' | 'duplicate' | 'paidLate' {
  return exception === 'overpaid' || exception === 'duplicate' || exception === 'paidLate'
}

function valuesOf(view: Facts): Words['values'] {
  const offer = selectedOffer(view)
  const unit = offer ? { currency: offer.currency, scale: offer.decimals } : undefined
  return {
    network: offer?.chainName ?? '',
    received: view.receivedText ?? '',
    missing: offer && unit ? formatMoney(offer.missingMinor, unit) : '',
    seconds: Math.ceil(view.verdict.secondsToRelease ?? 0),
  }
}

/** Seconds as a person says them: `40 s`, `13 min`. */
function timeText(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
}

/** Why goods cannot leave yet, and for how long. */
function waitWords(view: Facts, waiting: NonNullable<Facts['verdict']['waitingFor']>): Words {
  const { cause, chain, blocksLeft = 1, exposure } = waiting
  const seconds = Math.ceil(waiting.seconds)
  const unit = fiatUnit(view.currency)
  return {
    key: `checkout.wait.${cause}`,
    values: {
      seconds,
      time: timeText(seconds),
      count: blocksLeft,
      network: view.offers.find((offer) => offer.chain === chain)?.chainName ?? chain,
      open: exposure ? formatMoney(exposure.openMinor, unit) : '',
      cap: exposure ? formatMoney(exposure.capMinor, unit) : '',
    },
  }
}

/** Why the chosen way to pay is off, and what else there is. */
export function offWords(
  view: Pick<Facts, 'offers' | 'selectedOfferId'>,
): Omit<VerdictWords, 'exception'> | undefined {
  const because = offReason(view)
  if (because === undefined) return undefined
  const offer = selectedOffer(view)
  const values = { symbol: offer?.symbol ?? '', network: offer?.chainName ?? '' }
  const isAnyLeft = view.offers.some(({ available }) => available)
  return {
    reason: { key: `checkout.off.${because}`, values },
    advice: { key: isAnyLeft ? 'checkout.off.choose' : 'checkout.off.none', values },
  }
}

/** True for advice that asks the customer to pay. */
function asksToPay(advice: Facts['verdict']['advice']): boolean {
  return advice === 'showCode' || advice === 'askForRest' || advice === 'askAgain'
}

/** The sentences for a verdict. */
export function verdictWords(view: Facts): VerdictWords {
  const values = valuesOf(view)
  const { reason, advice, waitingFor } = view.verdict
  const off = asksToPay(advice) ? offWords(view) : undefined
  const spoken: Words = waitingFor
    ? waitWords(view, waitingFor)
    : { key: `checkout.reason.${reason}`, values }
  return {
    reason: off && reason === 'waiting' ? off.reason : spoken,
    advice: off?.advice ?? {
      key: reason === 'expired' ? 'checkout.advice.moreTimeOrNew' : `checkout.advice.${advice}`,
      values,
    },
    ...(isSpoken(view.exception)
      ? { exception: { key: `checkout.exception.${view.exception}`, values } }
      : {}),
  }
}
