import { useTranslation } from 'react-i18next'
import { mayActAs } from '../../../../shared/domain/staff/role.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { formatRoute } from '../../stores/router.ts'
import { useSession } from '../../stores/session.ts'
import { Icon } from '../icon.tsx'
import type { Chip, Health } from './health-chip-list.ts'
import { chipIcon, useChipWords } from './use-chip-words.ts'
import classes from './health-chips.module.css'

type Chain = Health['chains'][number]
type Backend = NonNullable<Health['backend']>

function Endpoints({ chain }: Readonly<{ chain: Chain }>) {
  const { t } = useTranslation()
  return (
    <ul className={classes['endpoints']}>
      {chain.readUpTo === undefined ? null : <li>{t('frame.health.block', { number: chain.readUpTo })}</li>}
      {chain.endpoints.map((endpoint) => (
        <li key={endpoint.host}>
          {endpoint.host}: {t(`frame.health.endpoint.${endpoint.state}`)}
          {endpoint.problem === undefined ? null : ` (${endpoint.problem})`}
        </li>
      ))}
      {chain.tokenProblems.map(({ currency, problem }) => (
        <li key={currency} className={classes['problem']}>
          {t('frame.health.tokenLeftOut', { currency, problem })}
        </li>
      ))}
      {chain.tokens.map(({ currency, state, problem = '' }) =>
        state === 'ok' ? null : (
          <li key={`${currency}:health`} className={state === 'unknown' ? undefined : classes['problem']}>
            {t(`frame.health.token.${state}`, { currency, problem })}
          </li>
        ),
      )}
    </ul>
  )
}

function Account({ backend }: Readonly<{ backend: Backend }>) {
  const { t } = useTranslation()
  const { problem, addressesReady } = backend
  const words = problem && failureText({ code: problem.code, message: problem.text, hint: '', details: {} })
  return (
    <ul className={classes['endpoints']}>
      <li>{t('frame.health.addressesReady', { count: addressesReady })}</li>
      {words === undefined ? null : (
        <li className={classes['problem']}>
          {words.text} {words.hint}
        </li>
      )}
    </ul>
  )
}

type ChipRowProps = Readonly<{ chip: Chip; chain: Chain | undefined; backend: Backend | undefined }>

function ChipRow({ chip, chain, backend }: ChipRowProps) {
  const { name, state } = useChipWords(chip)
  return (
    <li>
      <div className={`${classes['row']} ${classes[chip.tone]}`}>
        <span className={classes['icon']}>
          <Icon name={chipIcon(chip)} />
        </span>
        <span className={classes['rowName']}>{name}</span>
        <span className={classes['rowState']}>{state}</span>
      </div>
      {chain === undefined ? null : <Endpoints chain={chain} />}
      {backend === undefined ? null : <Account backend={backend} />}
    </li>
  )
}

type HealthPanelProps = Readonly<{
  chips: readonly Chip[]
  health: Health | undefined
  /** Somebody goes to the page that says more. */
  onLeave: () => void
}>

/** Every part of the terminal with its state; networks with the endpoints they are read from. */
export function HealthPanel({ chips, health, onLeave }: HealthPanelProps) {
  const { t } = useTranslation()
  const role = useSession((state) => state.session?.staff.role)
  return (
    <div className={classes['panel']}>
      <div className={classes['panelHead']}>
        <h2 className={classes['panelTitle']}>{t('frame.health.details')}</h2>
        <a className={classes['all']} href={formatRoute('outbox')} onClick={onLeave}>
          {t('outbox.title')}
        </a>
        {role !== undefined && mayActAs(role, 'manager') ? (
          <a className={classes['all']} href={formatRoute('health')} onClick={onLeave}>
            {t('health.all')}
          </a>
        ) : null}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it the arrow keys cannot scroll a list that holds nothing to focus */}
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('frame.health.details')}>
        <ul className={classes['list']}>
          {chips.map((chip) => (
            <ChipRow
              key={chip.id}
              chip={chip}
              chain={health?.chains.find((candidate) => chip.id === `chain:${candidate.chain}`)}
              backend={chip.about.kind === 'backend' ? health?.backend : undefined}
            />
          ))}
        </ul>
      </div>
    </div>
  )
}
