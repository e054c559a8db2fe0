import { useTranslation } from 'react-i18next'
import type { Role } from '../../../../shared/domain/staff/role.ts'
import { Icon } from '../../components/icon.tsx'
import type { IconName } from '../../components/icon-paths.ts'
import { formatRoute } from '../../stores/router.ts'
import { useSession } from '../../stores/session.ts'
import { useDraftStore } from './draft-store.ts'
import { sectionsFor, type SectionId } from './section-list.ts'
import classes from './settings-nav.module.css'

const icons: Readonly<Record<SectionId, IconName>> = {
  appearance: 'sun',
  pin: 'keys',
  shop: 'register',
  tax: 'discount',
  checkout: 'clock',
  catalog: 'box',
  staff: 'person',
  wallet: 'basket',
  settlement: 'link',
  networks: 'globe',
  release: 'shield',
  risk: 'shield',
  approvals: 'person',
  rates: 'sales',
  data: 'ledger',
}

const groups = ['shop', 'money', 'me'] as const

type SettingsNavProps = Readonly<{ role: Role; current: SectionId }>

/** The sections that somebody may open; a dot marks changes that are not saved. */
export function SettingsNav({ role, current }: SettingsNavProps) {
  const { t } = useTranslation()
  const drafts = useDraftStore((state) => state.drafts)
  const staffId = useSession((state) => state.session?.staff.id)
  const shown = sectionsFor(role)
  return (
    <nav className={classes['nav']} aria-label={t('settings.sectionsLabel')}>
      <h1 className={classes['title']}>{t('settings.title')}</h1>
      {groups.map((group) => {
        const sections = shown.filter((section) => section.group === group)
        return sections.length === 0 ? null : (
          <div key={group}>
            <div className={classes['group']}>{t(`settings.group.${group}`)}</div>
            <ul className={classes['list']}>
              {sections.map(({ id }) => (
                <li key={id}>
                  <a
                    className={classes['item']}
                    href={formatRoute('settings', id)}
                    aria-current={id === current ? 'page' : undefined}
                  >
                    <Icon name={icons[id]} size={20} />
                    {t(`settings.${id}.title`)}
                    {drafts[id]?.staffId === staffId && drafts[id] !== undefined ? (
                      <span className={classes['dot']} title={t('settings.save.dirty')}>
                        <span className="visually-hidden">{t('settings.save.dirty')}</span>
                      </span>
                    ) : null}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}
