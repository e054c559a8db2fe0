import { useTranslation } from 'react-i18next'
import { railScreens } from '../../screens/screen-list.tsx'
import { formatRoute } from '../../stores/router.ts'
import { useCasesNews } from '../../stores/cases-news.ts'
import { useSession } from '../../stores/session.ts'
import { Brand } from '../brand.tsx'
import { Icon } from '../icon.tsx'
import { ThemeToggle } from './theme-toggle.tsx'
import classes from './rail.module.css'

/** The screens a person may open, at the left edge. */
export function Rail({ current }: Readonly<{ current: string }>) {
  const { t } = useTranslation()
  const role = useSession((state) => state.session?.staff.role)
  const openCases = useCasesNews((state) => state.open) ?? 0
  const environment = useSession((state) => state.hello?.environment)
  const shown = railScreens(role, environment)
  return (
    <nav className={classes['rail']} aria-label={t('frame.nav.label')}>
      <div className={classes['brand']}>
        <Brand size={36} />
      </div>
      <ul className={classes['list']}>
        {shown.map((screen) =>
          screen.rail === undefined ? null : (
            <li key={screen.path}>
              <a
                className={classes['item']}
                href={formatRoute(screen.path)}
                aria-current={screen.path === current ? 'page' : undefined}
              >
                <Icon name={screen.rail.icon} />
                {t(screen.rail.label)}
                {screen.path === 'cases' && openCases > 0 ? (
                  <span className={classes['count']}>
                    <span aria-hidden="true">{openCases > 99 ? '99+' : openCases}</span>
                    <span className="visually-hidden">{t('frame.casesOpen', { count: openCases })}</span>
                  </span>
                ) : null}
              </a>
            </li>
          ),
        )}
      </ul>
      <div className={classes['space']} />
      <ThemeToggle className={classes['tool']} />
    </nav>
  )
}
