import { Checkbox, Switch, type CheckboxProps, type SwitchProps } from '@mantine/core'
import classes from './toggle.module.css'

const parts = {
  root: classes['root'] ?? '',
  body: classes['body'] ?? '',
  label: classes['label'] ?? '',
}

/** On or off, with immediate meaning. */
export function Toggle(props: SwitchProps) {
  return <Switch size="lg" classNames={parts} {...props} />
}

/** One of several, or an assent. */
export function TickBox(props: CheckboxProps) {
  return <Checkbox size="md" classNames={parts} {...props} />
}
