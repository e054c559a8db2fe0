import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { IconName } from '../icon-paths.ts'
import type { Chip } from './health-chip-list.ts'

const icons: Readonly<Record<Chip['state'], IconName>> = {
  live: 'live',
  tokenOff: 'alert',
  catchingUp: 'catchingUp',
  silent: 'silent',
  starting: 'question',
  fewAddresses: 'alert',
  ready: 'ledger',
  diskFull: 'alert',
  online: 'link',
  offline: 'unlinked',
  clockBehind: 'clock',
  unknown: 'question',
}

/** The icon of a chip; each state has its own, so that colour is never alone. */
export function chipIcon(chip: Chip): IconName {
  return icons[chip.state]
}

function stateWords(t: TFunction, { state, behindBlocks, progress }: Chip): string {
  if (state !== 'catchingUp') return t(`frame.health.${state}`)
  if (!progress) return t('frame.health.catchingUp', { count: behindBlocks })
  const { percent, secondsLeft } = progress
  if (secondsLeft === undefined) return t('frame.health.caughtUpTo', { percent })
  // A minute is as exact as such an estimate can be.
  return t('frame.health.minutesLeft', { percent, count: Math.max(1, Math.round(secondsLeft / 60)) })
}

/** What a chip is about and how that is doing, in words; `short` is what a bar has room for, without the estimate. */
export function useChipWords(chip: Chip): Readonly<{ name: string; state: string; short: string }> {
  const { t } = useTranslation()
  const name = 'name' in chip.about ? chip.about.name : t(`frame.health.${chip.about.kind}`)
  const { progress } = chip
  const short = progress ? { ...chip, progress: { percent: progress.percent } } : chip
  return { name, state: stateWords(t, chip), short: stateWords(t, short) }
}
