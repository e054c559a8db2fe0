import classes from './step.module.css'

/** What a step asks for. */
export function StepHead({ title, body }: Readonly<{ title: string; body: string }>) {
  return (
    <header>
      <h2 className={classes['title']}>{title}</h2>
      <p className={classes['body']}>{body}</p>
    </header>
  )
}
