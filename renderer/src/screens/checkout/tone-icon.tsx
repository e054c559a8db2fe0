import { Icon } from '../../components/icon.tsx'
import type { IconName } from '../../components/icon-paths.ts'
import type { Tone } from './checkout-phase.ts'

const icons: Readonly<Record<Tone, IconName>> = {
  waiting: 'clock',
  detected: 'catchingUp',
  paid: 'check',
  notPaid: 'close',
  cannotTell: 'question',
}

/** The icon of an answer; its word stands beside it. */
export function ToneIcon({ tone, size = 24 }: Readonly<{ tone: Tone; size?: number }>) {
  return <Icon name={icons[tone]} size={size} />
}
