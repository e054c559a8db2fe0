import { useTranslation } from 'react-i18next'
import { formatCount } from '../checkout/evidence-words.ts'
import tables from '../settings/table.module.css'
import classes from './import-panel.module.css'
import { ScrollRegion } from './scroll-region.tsx'
import type { ImportPreview } from './import-state.ts'

/** The rows that cannot be taken: line, column, what is wrong, and what stands there. */
export function ImportProblems({ preview }: Readonly<{ preview: ImportPreview }>) {
  const { t } = useTranslation()
  const { problems, problemCount } = preview
  return (
    <>
      <h3 className={classes['heading']}>{t('settings.import.problems')}</h3>
      <p className={classes['soft']}>
        {t('settings.import.problemsHint')}
        {problems.length < problemCount
          ? ` ${t('settings.import.problemsMore', { shown: formatCount(problems.length), count: problemCount })}`
          : ''}
      </p>
      <ScrollRegion label={t('settings.import.problems')}>
        <table className={tables['table']}>
          <thead>
            <tr>
              <th scope="col">{t('settings.import.line')}</th>
              <th scope="col">{t('settings.import.field')}</th>
              <th scope="col">{t('settings.import.problem')}</th>
              <th scope="col">{t('settings.import.value')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem) => (
              <tr key={`${problem.line} ${problem.field}`}>
                <th scope="row">{formatCount(problem.line)}</th>
                <td>{problem.field}</td>
                <td>{problem.problem}</td>
                <td>{problem.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}
