import classes from './icon.module.css'
import { iconPaths, type IconName } from './icon-paths.ts'

/** An icon beside its word; decorative, so assistive technology does not hear it. */
export function Icon({ name, size = 24 }: Readonly<{ name: IconName; size?: number }>) {
  return (
    <svg
      className={classes['icon']}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {iconPaths[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  )
}
