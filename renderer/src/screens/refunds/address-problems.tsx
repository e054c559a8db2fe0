import { useTranslation } from 'react-i18next'
import { Notice } from '../../components/notice.tsx'
import classes from './refund-desk.module.css'
import type { Prepared } from './refund-types.ts'
import { namedProblem } from './use-problem-words.ts'

type Problems = Prepared['problems']

const kinds = { info: 'info', warn: 'warning', refuse: 'problem' } as const
const order = { refuse: 0, warn: 1, info: 2 } as const

/** What was found about an address, the worst first, each in its own words. */
export function AddressProblems({ problems }: Readonly<{ problems: Problems }>) {
  const { t } = useTranslation()
  if (problems.length === 0) return null
  return (
    <ul className={classes['problems']}>
      {problems
        .toSorted((left, right) => order[left.severity] - order[right.severity])
        .map(({ kind, severity }) => {
          const name = namedProblem(kind)
          return (
            <li key={kind}>
              <Notice
                kind={kinds[severity]}
                title={t(`refunds.returnAddress.${name}.text`)}
                hint={t(`refunds.returnAddress.${name}.hint`)}
              />
            </li>
          )
        })}
    </ul>
  )
}
