import { useTranslation } from 'react-i18next'
import type { Environment } from '../../../shared/domain/settings/settings.ts'
import { Icon } from './icon.tsx'
import classes from './environment-badge.module.css'

/** Says that money is not real. Live has no badge: nothing to warn of. */
export function EnvironmentBadge({ environment }: Readonly<{ environment: Environment }>) {
  const { t } = useTranslation()
  if (environment === 'live') return null
  return (
    <div
      className={`${classes['badge']} ${classes[environment]}`}
      title={t(`frame.environment.${environment}`)}
    >
      <Icon name={environment === 'practice' ? 'practice' : 'flask'} size={20} />
      {t(`common.environment.${environment}`)}
    </div>
  )
}
