import { useTranslation } from 'react-i18next'
import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import { Icon } from '../../components/icon.tsx'
import classes from './network-health.module.css'

type Health =
  Awaited<ReturnType<TerminalClient['system']['health']>> extends AsyncIterable<infer T> ? T : never

/** How one network is doing. */
export type ChainHealth = Health['chains'][number]

const icons = { live: 'live', catchingUp: 'catchingUp', silent: 'silent' } as const

/** The state of a network, with each endpoint's on request. */
export function NetworkHealth({ health }: Readonly<{ health: ChainHealth | undefined }>) {
  const { t } = useTranslation()
  if (!health) return <span className={classes['chip']}>{t('settings.networks.health.off')}</span>
  return (
    <span className={`${classes['chip']} ${classes[health.state]}`}>
      <Icon name={icons[health.state]} size={18} />
      {t(`settings.networks.health.${health.state}`)}
      <span className="visually-hidden">
        {health.endpoints
          .map((endpoint) => `${endpoint.host} ${t(`settings.networks.health.endpoint.${endpoint.state}`)}`)
          .join(', ')}
      </span>
    </span>
  )
}
