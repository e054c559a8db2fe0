/** A file that breaks one rule on purpose, and the rule that must catch it. */
export type Seed = Readonly<{ path: string; rule: string; says?: RegExp; source: string }>

const imports = 'eslint(no-restricted-imports)'

/** A module that imports one thing and uses it, so that only the import can be wrong. */
const importing = (specifier: string): string =>
  `import * as seeded from '${specifier}'\n\nexport const use = seeded\n`

/** A function of exactly so many lines, its first and last included. */
export const functionOfLines = (lines: number): string =>
  [
    'export function count(): number {',
    '  let sum = 0',
    ...Array<string>(lines - 4).fill('  sum += 1'),
    '  return sum',
    '}',
    '',
  ].join('\n')

const roomSeeds: readonly Seed[] = [
  { path: 'shared/domain/seed/electron.ts', rule: imports, says: /pure/, source: importing('electron') },
  { path: 'shared/domain/seed/node.ts', rule: imports, says: /pure/, source: importing('node:fs') },
  { path: 'shared/domain/seed/viem.ts', rule: imports, says: /pure/, source: importing('viem') },
  {
    path: 'shared/domain/seed/contract.ts',
    rule: imports,
    says: /pure/,
    source: importing('../../contract/z.ts'),
  },
  {
    path: 'shared/domain/seed/ledger.ts',
    rule: imports,
    says: /pure/,
    source: importing('../../../electron/ledger/ledger.ts'),
  },
  {
    path: 'shared/errors/domain.ts',
    rule: imports,
    says: /nothing but itself/,
    source: importing('../domain/clean.ts'),
  },
  {
    path: 'shared/contract/electron.ts',
    rule: imports,
    says: /shared\/contract/,
    source: importing('electron'),
  },
  { path: 'shared/contract/node.ts', rule: imports, says: /shared\/contract/, source: importing('node:fs') },
  {
    path: 'shared/contract/server.ts',
    rule: imports,
    says: /shared\/contract/,
    source: importing('@orpc/server'),
  },
  { path: 'shared/contract/zod.ts', rule: imports, says: /jitless/, source: importing('zod') },
  {
    path: 'electron/ledger/electron.ts',
    rule: imports,
    says: /know Electron/,
    source: importing('electron'),
  },
  {
    path: 'electron/ledger/renderer.ts',
    rule: imports,
    says: /never imports the renderer/,
    source: importing('../../renderer/src/clean.ts'),
  },
  {
    path: 'electron/checkout/electron.ts',
    rule: imports,
    says: /know Electron/,
    source: importing('electron/main'),
  },
  {
    path: 'electron/checkout/backend.ts',
    rule: imports,
    says: /never a concrete backend/,
    source: importing('../backends/selfcustody/selfcustody.ts'),
  },
  {
    path: 'electron/checkout/api.ts',
    rule: imports,
    says: /A use case knows/,
    source: importing('../api/sales.ts'),
  },
  {
    path: 'electron/api/backend.ts',
    rule: imports,
    says: /Use the port/,
    source: importing('../backends/selfcustody/selfcustody.ts'),
  },
  {
    path: 'electron/backends/paxos/other.ts',
    rule: imports,
    says: /another backend/,
    source: importing('../selfcustody/selfcustody.ts'),
  },
  {
    path: 'electron/backends/paxos/ledger.ts',
    rule: imports,
    says: /backends\/port.ts and platform only/,
    source: importing('../../ledger/ledger.ts'),
  },
  {
    path: 'electron/terminal-seed.ts',
    rule: imports,
    says: /never imports its tests/,
    source: importing('../test/clean.test.ts'),
  },
  {
    path: 'electron/shell/renderer.ts',
    rule: imports,
    says: /never imports the renderer/,
    source: importing('../../renderer/src/clean.ts'),
  },
  { path: 'renderer/src/node.ts', rule: imports, says: /no Node/, source: importing('node:fs') },
  { path: 'renderer/src/bare-node.ts', rule: imports, says: /no Node/, source: importing('fs/promises') },
  { path: 'renderer/src/electron.ts', rule: imports, says: /contract only/, source: importing('electron') },
  {
    path: 'renderer/src/ledger.ts',
    rule: imports,
    says: /shared only/,
    source: importing('../../electron/ledger/ledger.ts'),
  },
  {
    path: 'renderer/src/sqlite.ts',
    rule: imports,
    says: /main process/,
    source: importing('better-sqlite3'),
  },
]

const purityProperty = 'eslint(no-restricted-properties)'
const purityGlobal = 'eslint(no-restricted-globals)'

const puritySeeds: readonly Seed[] = [
  { path: 'shared/domain/seed/now.ts', rule: purityProperty, source: 'export const at = Date.now()\n' },
  {
    path: 'shared/domain/seed/random.ts',
    rule: purityProperty,
    source: 'export const dice = Math.random()\n',
  },
  {
    path: 'shared/domain/seed/fetch.ts',
    rule: purityGlobal,
    source: "export const rate = fetch('https://rate.example')\n",
  },
  {
    path: 'shared/domain/seed/crypto.ts',
    rule: purityGlobal,
    source: 'export const id = globalThis.crypto.randomUUID()\n',
  },
]

const codeSeeds: readonly Seed[] = [
  {
    path: 'electron/ledger/cycle-a.ts',
    rule: 'import(no-cycle)',
    source: "import { b } from './cycle-b.ts'\n\nexport const a = (): number => b()\n",
  },
  {
    path: 'electron/ledger/cycle-b.ts',
    rule: 'import(no-cycle)',
    source: "import { a } from './cycle-a.ts'\n\nexport const b = (): number => a()\n",
  },
  {
    path: 'electron/ledger/cycle-type.ts',
    rule: 'import(no-cycle)',
    source: "import type { Other } from './cycle-type-b.ts'\n\nexport type One = { other: Other }\n",
  },
  {
    path: 'electron/ledger/cycle-type-b.ts',
    rule: 'import(no-cycle)',
    source: "import type { One } from './cycle-type.ts'\n\nexport type Other = { one: One }\n",
  },
  {
    path: 'electron/ledger/floating.ts',
    rule: 'typescript(no-floating-promises)',
    source: 'export function post(send: () => Promise<void>): void {\n  send()\n}\n',
  },
  {
    path: 'electron/ledger/misused.ts',
    rule: 'typescript(no-misused-promises)',
    source:
      'export function isPaid(look: () => Promise<boolean>): boolean {\n  if (look()) return true\n  return false\n}\n',
  },
  {
    path: 'electron/ledger/switch.ts',
    rule: 'typescript(switch-exhaustiveness-check)',
    source:
      "type Answer = 'paid' | 'notPaid' | 'cannotTell'\n\nexport function say(answer: Answer): string {\n  switch (answer) {\n    case 'paid':\n      return 'Paid'\n    case 'notPaid':\n      return 'Not paid'\n  }\n  return ''\n}\n",
  },
  {
    path: 'electron/ledger/unsafe.ts',
    rule: 'typescript(no-unsafe-assignment)',
    source:
      'export function read(text: string): string {\n  const body: string = JSON.parse(text)\n  return body\n}\n',
  },
  {
    path: 'electron/ledger/any.ts',
    rule: 'typescript(no-explicit-any)',
    source: 'export const rows: any[] = []\n',
  },
  {
    path: 'electron/ledger/non-null.ts',
    rule: 'typescript(no-non-null-assertion)',
    source: 'export const first = (rows: readonly string[]): string => rows[0]!\n',
  },
  {
    path: 'electron/ledger/throw-text.ts',
    rule: 'typescript(only-throw-error)',
    source: "export function stop(): never {\n  throw 'stopped'\n}\n",
  },
  { path: 'electron/ledger/default.ts', rule: 'import(no-default-export)', source: 'export default 1\n' },
  { path: 'electron/ledger/barrel.ts', rule: 'oxc(no-barrel-file)', source: "export * from './ledger.ts'\n" },
  {
    path: 'electron/ledger/extension.ts',
    rule: 'import(extensions)',
    source: "import { ledger } from './ledger'\n\nexport const use = ledger\n",
  },
  {
    path: 'electron/ledger/value-import.ts',
    rule: 'typescript(consistent-type-imports)',
    source: "import { Entry } from './ledger.ts'\n\nexport const use = (entry: Entry): string => entry.id\n",
  },
  {
    path: 'electron/ledger/console.ts',
    rule: 'eslint(no-console)',
    source: "console.log('paid')\n\nexport const said = true\n",
  },
  {
    path: 'electron/ledger/swallow.ts',
    rule: 'eslint(no-empty)',
    source: 'export function attempt(work: () => void): void {\n  try {\n    work()\n  } catch {}\n}\n',
  },
  {
    path: 'electron/ledger/LongName.ts',
    rule: 'unicorn(filename-case)',
    source: 'export const named = true\n',
  },
  {
    path: 'electron/ledger/long-function.ts',
    rule: 'eslint(max-lines-per-function)',
    source: functionOfLines(71),
  },
  {
    path: 'electron/ledger/long-file.ts',
    rule: 'eslint(max-lines)',
    source: Array.from({ length: 401 }, (_, index) => `export const line${index} = ${index}\n`).join(''),
  },
  {
    path: 'renderer/src/hook.tsx',
    rule: 'react-hooks(rules-of-hooks)',
    source:
      "import { useState } from 'react'\n\nexport function Amount({ isShown }: { isShown: boolean }) {\n  if (!isShown) return null\n  const [amount] = useState('1.00')\n  return <p>{amount}</p>\n}\n",
  },
  {
    path: 'renderer/src/effect.tsx',
    rule: 'react-hooks(exhaustive-deps)',
    source:
      "import { useEffect } from 'react'\n\nexport function Amount({ tell }: { tell: () => void }) {\n  useEffect(() => tell(), [])\n  return null\n}\n",
  },
  {
    path: 'renderer/src/picture.tsx',
    rule: 'jsx-a11y(alt-text)',
    source: 'export const Qr = () => <img src="qr.png" />\n',
  },
  {
    path: 'test/seed/focused.test.ts',
    rule: 'vitest(no-focused-tests)',
    source: "import { expect, it } from 'vitest'\n\nit.only('runs alone', () => {\n  expect(1).toBe(1)\n})\n",
  },
  {
    path: 'test/seed/empty.test.ts',
    rule: 'vitest(expect-expect)',
    source: "import { it } from 'vitest'\n\nit('cannot fail', () => {})\n",
  },
]

/** Every rule of the house, broken once. */
export const seeds: readonly Seed[] = [...roomSeeds, ...puritySeeds, ...codeSeeds]

/** What each room is for. None of it may be reported, or the gate cries wolf. */
export const cleanSources: Readonly<Record<string, string>> = {
  'shared/errors/clean.ts': 'export class CleanError extends Error {}\n',
  'shared/domain/clean.ts':
    "import { CleanError } from '../errors/clean.ts'\n\nexport const clean = CleanError\n",
  'shared/domain/other/clean.ts':
    "import { clean } from '../clean.ts'\n\nexport const at = (ms: number): string => `${new Date(ms).toISOString()} ${clean.name}`\n",
  'shared/contract/z.ts': "import { z } from 'zod'\n\nz.config({ jitless: true })\n\nexport { z }\n",
  'shared/contract/clean.ts':
    "import { oc } from '@orpc/contract'\nimport { clean } from '../domain/clean.ts'\nimport { z } from './z.ts'\n\nexport const contract = { clean: oc.input(z.string().max(clean.name.length)) }\n",
  'electron/ledger/ledger.ts':
    "import { existsSync } from 'node:fs'\n\nexport type Entry = { id: string }\nexport const ledger = existsSync('/ledger.db')\n",
  'electron/backends/port.ts': 'export type Backend = { name: string }\n',
  'electron/backends/selfcustody/selfcustody.ts':
    "import type { Backend } from '../port.ts'\nimport { name } from './name.ts'\n\nexport const selfcustody: Backend = { name }\n",
  'electron/backends/selfcustody/name.ts': "export const name = 'selfcustody'\n",
  'electron/checkout/clean.ts':
    "import type { Backend } from '../backends/port.ts'\nimport { clean } from '../../shared/domain/clean.ts'\nimport { ledger } from '../ledger/ledger.ts'\n\nexport const use = (backend: Backend): string => `${backend.name} ${clean.name} ${ledger}`\n",
  'electron/terminal.ts':
    "import { selfcustody } from './backends/selfcustody/selfcustody.ts'\n\nexport const terminal = selfcustody\n",
  'electron/shell/clean.ts': "import { app } from 'electron'\n\nexport const quit = (): void => app.quit()\n",
  'electron/ledger/exact-function.ts': functionOfLines(70),
  'renderer/src/clean.ts':
    "import { clean } from '../../shared/domain/clean.ts'\n\nexport const shown = clean.name\n",
  'test/clean.test.ts': `import { describe, expect, it } from 'vitest'\n\ndescribe('a long table of tests', () => {\n${"  it('holds', () => {\n    expect(1).toBe(1)\n  })\n".repeat(30)}})\n`,
}
