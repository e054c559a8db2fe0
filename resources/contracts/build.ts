import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const folder = fileURLToPath(new URL('.', import.meta.url))
const artifactsFile = join(folder, 'artifacts.json')

/** What the till deploys; the other contracts are parts of these. */
const deployed = [
  'PracticeUsdc',
  'PracticePaxosToken',
  'PracticeCounterfeit',
  'PracticePriceFeed',
  'PracticeSanctionsList',
] as const

/** Everything the compiler's answer depends on besides the sources; `cancun` is the fork the practice chain runs. */
const settings = {
  evmVersion: 'cancun',
  optimizer: { enabled: true, runs: 200 },
  // Without the metadata trailer the code depends on the sources alone, not on comments or paths.
  metadata: { appendCBOR: false, bytecodeHash: 'none' },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
} as const

const abiEntry = z.looseObject({ type: z.string() })

const compilerOutput = z.object({
  errors: z.array(z.object({ severity: z.string(), formattedMessage: z.string() })).optional(),
  contracts: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.object({ abi: z.array(abiEntry), evm: z.object({ bytecode: z.object({ object: z.string() }) }) }),
      ),
    )
    .optional(),
})

/** What `artifacts.json` holds: one entry per deployed contract, and what it was made from. */
export type Artifacts = Readonly<{
  compiler: string
  evmVersion: string
  sourcesSha256: string
  contracts: Readonly<Record<string, Readonly<{ abi: readonly object[]; bytecode: `0x${string}` }>>>
}>

function readSources(): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sol'))
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

function hashSources(sources: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256')
  for (const [name, content] of sources) hash.update(`${name}\0${content}\0`)
  return hash.digest('hex')
}

function loadCompiler(): { compile: (input: string) => string; version: () => string } {
  // The package declares its two functions as `any`; this is their documented shape.
  return createRequire(import.meta.url)('solc') as ReturnType<typeof loadCompiler>
}

/**
 * Compiles every contract of this folder.
 * @throws Error with the compiler's own text when a source has an error or a warning
 */
export function compileContracts(): Artifacts {
  const compiler = loadCompiler()
  const sources = readSources()
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries([...sources].map(([name, content]) => [name, { content }])),
    settings,
  }
  const output = compilerOutput.parse(JSON.parse(compiler.compile(JSON.stringify(input))))
  const complaints = output.errors ?? []
  if (complaints.length > 0) throw new Error(complaints.map((each) => each.formattedMessage).join('\n'))
  const contracts = deployed.map((name) => {
    const compiled = output.contracts?.[`${name}.sol`]?.[name]
    if (compiled === undefined) throw new Error(`The compiler gave no ${name}.`)
    return [name, { abi: compiled.abi, bytecode: `0x${compiled.evm.bytecode.object}` as const }] as const
  })
  return {
    compiler: compiler.version(),
    evmVersion: settings.evmVersion,
    sourcesSha256: hashSources(sources),
    contracts: Object.fromEntries(contracts),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(artifactsFile, `${JSON.stringify(compileContracts(), undefined, 1)}\n`)
  console.log(`Wrote ${artifactsFile}`)
}
