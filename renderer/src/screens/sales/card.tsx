import { useId, type ReactNode } from 'react'
import classes from './card.module.css'

type CardProps = Readonly<{ title: string; hint?: string; action?: ReactNode; children: ReactNode }>

/** A titled surface. */
export function Card({ title, hint, action, children }: CardProps) {
  const id = useId()
  return (
    <section className={classes['card']} aria-labelledby={id}>
      <div className={classes['head']}>
        <h2 id={id} className={classes['title']}>
          {title}
        </h2>
        {action}
      </div>
      {hint === undefined ? null : <p className={classes['hint']}>{hint}</p>}
      {children}
    </section>
  )
}
