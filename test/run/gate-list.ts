/** One check of the code itself; a tool from node_modules/.bin. */
export type Gate = Readonly<{ name: string; command: string; args: readonly string[] }>

/** What every commit must pass, longest first so that two cores stay busy. */
export const gates: readonly Gate[] = [
  { name: 'lint', command: 'oxlint', args: [] },
  { name: 'types', command: 'tsc', args: ['-b'] },
  { name: 'dead code', command: 'knip', args: [] },
  { name: 'format', command: 'oxfmt', args: ['--check', '.'] },
]

/** The fast tests, which `npm run check` adds to the gates and `npm test` contains. */
export const unitTests: Gate = {
  name: 'unit tests',
  command: 'vitest',
  args: ['run', '-c', 'test/vitest.config.ts', '--project', 'unit'],
}
