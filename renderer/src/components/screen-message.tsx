import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import classes from './screen-message.module.css'

type ScreenMessageProps = Readonly<{ icon: IconName; title: string; body?: string; action?: ReactNode }>

/** An empty or broken place: what it is, and what to do next. */
export function ScreenMessage({ icon, title, body, action }: ScreenMessageProps) {
  return (
    <div className={classes['message']}>
      <div className={classes['mark']}>
        <Icon name={icon} size={32} />
      </div>
      <h2 className={classes['title']}>{title}</h2>
      {body === undefined ? null : <p className={classes['body']}>{body}</p>}
      {action === undefined ? null : <div className={classes['action']}>{action}</div>}
    </div>
  )
}

/** A place that is being filled; the words are there for everybody, the spinner for those who see it. */
export function ScreenLoading({ label }: Readonly<{ label: string }>) {
  return (
    <output className={classes['message']}>
      <div className={classes['spinner']} aria-hidden="true" />
      <span>{label}</span>
    </output>
  )
}
