import type { z } from 'zod'
import { PosError } from '../../shared/errors/pos-error.ts'

/** One thing that is wrong with a configuration file, with the field as a person finds it in the file. */
type ConfigProblem = Readonly<{ field: string; problem: string }>

/** How many problems are told at once. */
const toldMax = 5

function throwProblems(problems: readonly [ConfigProblem, ...ConfigProblem[]]): never {
  const told = problems.slice(0, toldMax).map(({ field, problem }) => `${field}: ${problem}`)
  const more = problems.length > toldMax ? `; and ${problems.length - toldMax} more` : ''
  const [{ field, problem }] = problems
  throw new PosError('config.invalid', `${told.join('; ')}${more}`, {
    details: { field, problem, problems: problems.length },
  })
}

/**
 * Refuses a configuration for one field.
 * @throws {PosError} `config.invalid`
 */
export function failConfig(field: string, problem: string): never {
  throwProblems([{ field, problem }])
}

/** `chains[0].tokens[1].address`, as a person finds it in the file; the file itself where nothing in it is named. */
function fieldPath(path: readonly PropertyKey[]): string {
  const steps = path.map((part, index) => {
    if (typeof part === 'number') return `[${part}]`
    return index === 0 ? String(part) : `.${String(part)}`
  })
  return steps.join('') || 'file'
}

function problemsOf(issue: z.core.$ZodIssue): readonly ConfigProblem[] {
  if (issue.code !== 'unrecognized_keys') return [{ field: fieldPath(issue.path), problem: issue.message }]
  return issue.keys.map((key) => ({
    field: fieldPath([...issue.path, key]),
    problem: 'the till knows no such field',
  }))
}

/**
 * Refuses a configuration for everything that its schema found.
 * @throws {PosError} `config.invalid`
 */
export function failOnIssues(issues: readonly z.core.$ZodIssue[]): never {
  const [first, ...rest] = issues.flatMap(problemsOf)
  return first ? throwProblems([first, ...rest]) : failConfig('file', 'it cannot be read')
}

/**
 * Refuses a value that stands twice, naming the second one.
 * @throws {PosError} `config.invalid`
 */
export function failOnRepeated(values: readonly string[], nameField: (index: number) => string): void {
  const index = values.findIndex((value, position) => values.indexOf(value) !== position)
  if (index >= 0) failConfig(nameField(index), `${values[index] ?? ''} stands twice`)
}
