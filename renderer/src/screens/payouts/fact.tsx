import type { ReactNode } from 'react'
import classes from '../refunds/refund-screen.module.css'

/** One line of what is known: its word and what stands there. */
export function Fact({ word, children }: Readonly<{ word: string; children: ReactNode }>) {
  return (
    <div className={classes['fact']}>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  )
}
