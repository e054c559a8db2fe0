import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { formatMoney } from '../../../../shared/domain/money/format-money.ts'
import { selectedOffer } from './offer-choice-model.ts'

/** A sentence of the language files with what goes into it. */
export type Words = Readonly<{ key: string; values: Readonly<Record<string, string | number>> }>

/** What the status of a checkout says: what happened, what to do, and what is out of the ordinary. */
export type VerdictWords = Readonly<{ reason: Words; advice: Words; exception?: Words }>

type Facts = Pick<
  CheckoutView,
  'verdict' | 'offers' | 'selectedOfferId' | 'exception' | 'receivedText' | 'payments'
>

/** Exceptions that the reason does not already tell. */
const spokenExceptions: readonly CheckoutView['exception'][] = ['overpaid', 'duplicate', 'paidLate']

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

/** The sentences for a verdict; keys are those of the `checkout` language file. */
export function verdictWords(view: Facts): VerdictWords {
  const values = valuesOf(view)
  const { reason, advice } = view.verdict
  return {
    reason: { key: `reason.${reason}`, values },
    advice: { key: `advice.${reason === 'expired' ? 'moreTimeOrNew' : advice}`, values },
    ...(spokenExceptions.includes(view.exception)
      ? { exception: { key: `exception.${view.exception}`, values } }
      : {}),
  }
}
