import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import classes from './notice.module.css'

/** How serious a notice is; each has its icon and colour. */
type NoticeKind = 'problem' | 'warning' | 'info' | 'good'

const icons: Readonly<Record<NoticeKind, IconName>> = {
  problem: 'alert',
  warning: 'question',
  info: 'note',
  good: 'check',
}

type NoticeProps = Readonly<{ kind: NoticeKind; title: string; hint?: string; action?: ReactNode }>

/** A message in place: what happened and what to do. Problems are announced at once. */
export function Notice({ kind, title, hint, action }: NoticeProps) {
  return (
    <div className={`${classes['notice']} ${classes[kind]}`} role={kind === 'problem' ? 'alert' : 'note'}>
      <span className={classes['icon']}>
        <Icon name={icons[kind]} />
      </span>
      <div className={classes['body']}>
        <div className={classes['title']}>{title}</div>
        {hint === undefined ? null : <div className={classes['hint']}>{hint}</div>}
      </div>
      {action}
    </div>
  )
}
