import classes from './phone.module.css'

/** Something is under way; the words beside it say what. */
export function PhoneSpinner() {
  return <span className={classes['spinner']} aria-hidden="true" />
}
