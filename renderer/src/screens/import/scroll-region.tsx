import type { ReactNode } from 'react'
import classes from './import-panel.module.css'

/** A part that scrolls by itself, reachable by keyboard. */
export function ScrollRegion({ label, children }: Readonly<{ label: string; children: ReactNode }>) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it the arrow keys cannot scroll a table that holds nothing to focus
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  )
}
