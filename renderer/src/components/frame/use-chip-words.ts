import { useTranslation } from 'react-i18next'
import type { IconName } from '../icon-paths.ts'
import type { Chip } from './health-chip-list.ts'

const icons: Readonly<Record<Chip['state'], IconName>> = {
  live: 'live',
  catchingUp: 'catchingUp',
  silent: 'silent',
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

/** What a chip is about and how that is doing, in words. */
export function useChipWords(chip: Chip): Readonly<{ name: string; state: string }> {
  const { t } = useTranslation()
  const name = chip.about.kind === 'chain' ? chip.about.name : t(`frame.health.${chip.about.kind}`)
  const state =
    chip.state === 'catchingUp'
      ? t('frame.health.catchingUp', { count: chip.behindBlocks })
      : t(`frame.health.${chip.state}`)
  return { name, state }
}
