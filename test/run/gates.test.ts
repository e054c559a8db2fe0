import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { gates } from './gate-list.ts'
import { cleanSources, seeds } from './gate-seeds.ts'
import { createMiniatureTree } from './miniature-tree.ts'
import type { MiniatureTree } from './miniature-tree.ts'

const lintReport = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string(), help: z.string().optional() })),
})

type Diagnostic = z.infer<typeof lintReport>['diagnostics'][number]

const trees: MiniatureTree[] = []

function createTree(sources: Readonly<Record<string, string>>): MiniatureTree {
  const tree = createMiniatureTree(sources)
  trees.push(tree)
  return tree
}

/** Runs a gate as `npm run check` does, so that an edit of the list is under test as well. */
function runGate(tree: MiniatureTree, name: string, extra: readonly string[] = []) {
  const gate = gates.find((candidate) => candidate.name === name)
  if (!gate) throw new Error(`There is no gate named ${name}.`)
  return tree.run(gate.command, [...gate.args, ...extra])
}

afterAll(() => {
  for (const tree of trees) tree.remove()
})

describe('the lint gate', () => {
  let diagnostics: readonly Diagnostic[] = []

  beforeAll(async () => {
    const seeded = Object.fromEntries(seeds.map(({ path, source }) => [path, source]))
    const { code, output } = await runGate(createTree({ ...cleanSources, ...seeded }), 'lint', [
      '--format=json',
    ])
    expect(code).toBe(1)
    diagnostics = lintReport.parse(JSON.parse(output)).diagnostics
  }, 60_000)

  it.each(seeds)('reports $rule in $path', ({ path, rule, says }) => {
    const reported = diagnostics.filter(({ filename }) => filename.replaceAll('\\', '/') === path)
    const hit = reported.find(({ code }) => code === rule)
    expect(hit, `reported: ${reported.map(({ code }) => code).join(', ')}`).toBeDefined()
    if (says) expect(hit?.help).toMatch(says)
  })

  it.each(Object.keys(cleanSources))('has nothing to say about %s', (path) => {
    expect(diagnostics.filter(({ filename }) => filename.replaceAll('\\', '/') === path)).toEqual([])
  })
})

describe('the types gate', () => {
  it.each([
    ['the DOM in shared', 'shared/seed.ts', 'export const title = document.title\n', 'TS2584'],
    ['Node in shared', 'shared/seed.ts', "export { readFile } from 'node:fs'\n", 'TS2591'],
    ['the DOM in the main process', 'electron/seed.ts', 'export const title = document.title\n', 'TS2584'],
    ['Node in the renderer', 'renderer/seed.ts', 'export const home = process.env.HOME\n', 'TS2591'],
    ['an enum', 'shared/seed.ts', 'export enum Answer {\n  Paid,\n}\n', 'TS1294'],
    [
      'an unchecked index',
      'shared/seed.ts',
      'export const first = (rows: string[]): string => rows[0]\n',
      'TS2322',
    ],
  ])(
    'refuses %s',
    async (_name, path, source, code) => {
      const result = await runGate(
        createTree({ 'shared/clean.ts': 'export const clean = true\n', [path]: source }),
        'types',
      )
      expect(result.code).not.toBe(0)
      expect(result.output).toContain(`${path}(1,`)
      expect(result.output).toContain(code)
    },
    30_000,
  )
})

describe('the format gate', () => {
  it('names a file that is not formatted and no other', async () => {
    const tree = createTree({
      'shared/seed.ts': 'export const a = "1";\n',
      'shared/clean.ts': "export const a = '1'\n",
    })
    const { code, output } = await runGate(tree, 'format')
    expect(code).toBe(1)
    expect(output).toContain('shared/seed.ts')
    expect(output).not.toContain('shared/clean.ts')
  }, 30_000)
})

describe('the dead code gate', () => {
  it('names an unused file and an unused export', async () => {
    const tree = createTree({
      'electron/main.ts': "import { used } from './used.ts'\n\nexport const start = used\n",
      'electron/used.ts': 'export const used = 1\nexport const neverImported = 2\n',
      'electron/orphan.ts': 'export const orphan = 3\n',
    })
    const { code, output } = await runGate(tree, 'dead code')
    expect(code).toBe(1)
    expect(output).toMatch(/neverImported.*electron\/used\.ts/)
    expect(output).toContain('electron/orphan.ts')
  }, 30_000)
})
