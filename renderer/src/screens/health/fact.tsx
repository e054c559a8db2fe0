import type { ReactNode } from 'react'
import classes from './fact.module.css'

/** One value under its name, in a list of facts; `isStrong` in a line of few. */
export function Fact({
  name,
  isStrong = false,
  children,
}: Readonly<{ name: string; isStrong?: boolean; children: ReactNode }>) {
  return (
    <div>
      <dt className={classes['name']}>{name}</dt>
      <dd className={isStrong ? classes['strong'] : classes['value']}>{children}</dd>
    </div>
  )
}
