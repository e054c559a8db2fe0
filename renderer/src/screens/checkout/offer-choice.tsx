import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '../../../../shared/contract/sale-views.ts'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { offerChoices, type Choice } from './offer-choice-model.ts'
import classes from './offer-choice.module.css'
import { RadioChips, type Chip } from './radio-chips.tsx'
import { useAction } from './use-action.ts'

/** What was pressed, and what the terminal had selected then. */
type Wanted = Readonly<{ offerId: string; since: string }>

/** Token and network. The choice goes to the terminal, so that the customer display shows the same code. */
export function OfferChoice({ view }: Readonly<{ view: CheckoutView }>) {
  const { t } = useTranslation()
  // Shown at once; the terminal's own view takes over as soon as it says the same, or has said no.
  const [wanted, setWanted] = useState<Wanted | undefined>(undefined)
  const isPending = wanted !== undefined && wanted.since === view.selectedOfferId
  const selectedOfferId = isPending ? wanted.offerId : view.selectedOfferId
  const { tokens, networks } = offerChoices({ offers: view.offers, selectedOfferId })
  const select = useAction(async (offerId: string) => {
    setWanted({ offerId, since: view.selectedOfferId })
    try {
      await terminal().checkout.select({ saleId: view.saleId, offerId })
    } catch (error) {
      setWanted(undefined)
      throw error
    }
  })
  const about = (seconds: number): string =>
    t('checkout.offer.about', {
      time:
        seconds < 90
          ? t('checkout.offer.seconds', { count: Math.max(1, Math.round(seconds)) })
          : t('checkout.offer.minutes', { count: Math.round(seconds / 60) }),
    })
  const toChip = (choice: Choice, isTimed: boolean): Chip => ({
    value: choice.value,
    label: choice.label,
    isDisabled: !choice.available,
    ...(choice.available
      ? isTimed
        ? { note: about(choice.releaseSeconds) }
        : {}
      : { note: t(`checkout.offer.unavailable.${choice.unavailableBecause ?? 'silent'}`) }),
  })
  const choose = (choices: readonly Choice[], value: string): void => {
    const choice = choices.find((candidate) => candidate.value === value)
    if (choice && choice.offerId !== selectedOfferId) void select.run(choice.offerId)
  }
  const checkedOf = (choices: readonly Choice[]): string =>
    choices.find((choice) => choice.checked)?.value ?? ''
  return (
    <div className={classes['choice']}>
      <RadioChips
        name="token"
        label={t('checkout.offer.token')}
        chips={tokens.map((choice) => toChip(choice, false))}
        value={checkedOf(tokens)}
        onChange={(value) => choose(tokens, value)}
      />
      <RadioChips
        name="network"
        label={t('checkout.offer.network')}
        chips={networks.map((choice) => toChip(choice, true))}
        value={checkedOf(networks)}
        onChange={(value) => choose(networks, value)}
      />
      {select.failure === undefined ? null : <FailureNotice failure={select.failure} />}
    </div>
  )
}
