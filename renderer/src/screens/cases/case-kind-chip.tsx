import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import type { IconName } from '../../components/icon-paths.ts'
import classes from './case-kind-chip.module.css'
import type { CaseDetail } from './use-cases.ts'

type Kind = CaseDetail['kind']

const looks: Readonly<Record<Kind, Readonly<{ icon: IconName; tone: 'unsure' | 'danger' | 'calm' }>>> = {
  underpaid: { icon: 'minus', tone: 'unsure' },
  overpaid: { icon: 'plus', tone: 'calm' },
  paidLate: { icon: 'clock', tone: 'unsure' },
  duplicate: { icon: 'copy', tone: 'calm' },
  wrongToken: { icon: 'question', tone: 'unsure' },
  wrongChain: { icon: 'globe', tone: 'unsure' },
  counterfeit: { icon: 'alert', tone: 'danger' },
  reverted: { icon: 'alert', tone: 'danger' },
  sourcesDisagree: { icon: 'question', tone: 'unsure' },
  wiped: { icon: 'alert', tone: 'danger' },
  creditHeld: { icon: 'clock', tone: 'unsure' },
  creditFailed: { icon: 'alert', tone: 'danger' },
  creditElsewhere: { icon: 'globe', tone: 'unsure' },
  balanceDiffers: { icon: 'question', tone: 'danger' },
  payoutReturned: { icon: 'alert', tone: 'unsure' },
}

/** What kind of case it is: icon, word and colour. */
export function CaseKindChip({ kind }: Readonly<{ kind: Kind }>) {
  const { t } = useTranslation()
  const { icon, tone } = looks[kind]
  return (
    <span className={`${classes['chip']} ${classes[tone]}`}>
      <Icon name={icon} size={18} />
      {t(`cases.kind.${kind}`)}
    </span>
  )
}
