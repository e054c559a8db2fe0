import { expect } from 'vitest'
import { parseConfig, type Config } from '../../../electron/settings/config-file.ts'
import { isPosError, type PosError } from '../../../shared/errors/pos-error.ts'
import type { Environment } from '../../../shared/domain/settings/settings.ts'

/** A contract on a chain of the test's own. */
export const token = '0x5FbDB2315678afecb367f032d93F642f64180aa3'
/** Another one. */
export const otherToken = '0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512'
/** The account of the published phrase `test test … junk`. */
export const publishedXpub =
  'xpub6Ce9NcJvTk36xtLSrJLZqE7wtgA5deCeYs7rSQtreh4cj6ByPtrg9sD7V2FNFLPnf8heNP3FGkeV9qwfzvZNSd54JoNXVsXFYSYwHsnJxqP'

/** A chain as a tester names one. */
export const chain = {
  id: 'local',
  name: 'Local',
  chainId: 31_337,
  endpoints: ['http://127.0.0.1:8545'],
  tokens: [{ symbol: 'USDC', address: token, decimals: 6 }],
}
/** The smallest file that makes a till sell. */
export const minimal = { chains: [chain], backend: { xpub: publishedXpub } }
/** A network that ships, with a token that ships. */
export const base = {
  id: 'base',
  chainId: 8_453,
  endpoints: ['https://node.example/key'],
  tokens: [{ symbol: 'USDC', address: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913', decimals: 6 }],
}

/** Parses a file from its value. */
export function parse(file: unknown, asked?: Environment): Config {
  return parseConfig(JSON.stringify(file), asked)
}

/** The error that a file is refused with. */
export function refusal(text: string, asked?: Environment): PosError {
  try {
    parseConfig(text, asked)
  } catch (error) {
    if (isPosError(error, 'config.invalid')) return error
    throw error
  }
  throw new Error('The file was taken')
}

/** The message that a file is refused with; it begins with the field that the details name. */
export function refusalOf(file: unknown, asked?: Environment): string {
  const error = refusal(JSON.stringify(file), asked)
  expect(error.message.startsWith(`${String(error.details['field'])}: `)).toBe(true)
  return error.message
}

/** A copy of the minimal file with one chain changed. */
export function withChain(changes: object): unknown {
  return { ...minimal, chains: [{ ...chain, ...changes }] }
}
/** A copy of the minimal file with its token changed. */
export function withToken(changes: object): unknown {
  return withChain({ tokens: [{ ...chain.tokens[0], ...changes }] })
}
