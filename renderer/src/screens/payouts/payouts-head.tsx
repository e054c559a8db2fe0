import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icon.tsx'
import { formatRoute, navigate } from '../../stores/router.ts'
import classes from './payouts.module.css'

const pages = { home: [], banks: ['banks'], rules: ['rules'] } as const
/** One of the parts of payouts. */
type Page = keyof typeof pages
const pageNames = ['home', 'banks', 'rules'] as const satisfies readonly Page[]

/** The title of a part of payouts, the way to the others, and what can be done there. */
export function PayoutsHead({ page, children }: Readonly<{ page: Page; children?: ReactNode }>) {
  const { t } = useTranslation()
  return (
    <header className={classes['head']}>
      <h1 className="visually-hidden">{t(`payouts.pages.${page}`)}</h1>
      <nav className={classes['tabs']} aria-label={t('payouts.pages.label')}>
        {pageNames.map((name) => (
          <a
            key={name}
            className={classes['tab']}
            href={formatRoute('payouts', ...pages[name])}
            aria-current={name === page ? 'page' : undefined}
          >
            {t(`payouts.pages.${name}`)}
          </a>
        ))}
      </nav>
      <span className={classes['space']} />
      {children}
    </header>
  )
}

type BackHeadProps = Readonly<{
  title: string
  to: readonly string[]
  word: string
  note?: string
  children?: ReactNode
}>

/** The title of a screen below another, with the way back. */
export function BackHead({ title, to, word, note, children }: BackHeadProps) {
  return (
    <header className={classes['head']}>
      <Button
        variant="default"
        leftSection={<Icon name="left" size={20} />}
        onClick={() => navigate('payouts', ...to)}
      >
        {word}
      </Button>
      <div>
        <h1 className={classes['title']}>{title}</h1>
        {note === undefined ? null : <p className={classes['hint']}>{note}</p>}
      </div>
      {children}
    </header>
  )
}
