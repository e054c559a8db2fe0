import type { Hex } from 'viem'
import { decodeAbiParameters, hexToString, isHex } from 'viem/utils'
import { isPosError } from '../../../shared/errors/pos-error.ts'
import type { EvmAddress } from '../../../shared/domain/tokens/token.ts'
import type { SeenTransfer } from '../port.ts'
import type { Endpoint } from './endpoint.ts'

/** What a contract says of itself; untrusted, and bounded. */
export type TokenWords = NonNullable<SeenTransfer['says']>

// The first four bytes of keccak256 of `symbol()` and `decimals()`, EIP-20.
const symbolSelector = '0x95d89b41'
const decimalsSelector = '0x313ce567'
const symbolMax = 16
const decimalsMax = 77

function textOf(answer: Hex): string {
  // Old tokens answer with 32 bytes instead of a string.
  if (answer.length === 66) return hexToString(answer, { size: 32 })
  const [text] = decodeAbiParameters([{ type: 'string' }], answer)
  return text
}

/** A symbol as text that can stand on a screen; `undefined` where nothing of it can. */
export function parseSymbol(answer: unknown): string | undefined {
  if (!isHex(answer) || answer.length > 2_000) return undefined
  try {
    // Some letters and symbols print nothing all the same.
    const shown = textOf(answer).replace(
      /[^\p{L}\p{N}\p{P}\p{S}]|\p{Default_Ignorable_Code_Point}|\u2800/gu,
      '',
    )
    return shown === '' ? undefined : Array.from(shown).slice(0, symbolMax).join('')
  } catch {
    // Whatever a stranger's contract answers is an answer: it has no name that could be shown.
    return undefined
  }
}

function parseDecimals(answer: unknown): number | undefined {
  if (typeof answer !== 'string' || !/^0x[\da-fA-F]{64}$/.test(answer)) return undefined
  const decimals = BigInt(answer)
  return decimals <= decimalsMax ? Number(decimals) : undefined
}

/** Asks one question of a contract; a contract that refuses has answered. */
async function ask(endpoint: Endpoint, to: EvmAddress, data: Hex, timeoutMs: number): Promise<unknown> {
  try {
    return await endpoint.rpc.call('eth_call', [{ to, data }, 'latest'], timeoutMs)
  } catch (error) {
    if (isPosError(error, 'chain.callRefused')) return undefined
    throw error
  }
}

/**
 * What an unlisted contract calls itself.
 * @throws {PosError} when the endpoint could not say, which says nothing about the contract
 */
export async function describeToken(
  endpoint: Endpoint,
  token: EvmAddress,
  timeoutMs: number,
): Promise<TokenWords> {
  const symbol = parseSymbol(await ask(endpoint, token, symbolSelector, timeoutMs))
  const decimals = parseDecimals(await ask(endpoint, token, decimalsSelector, timeoutMs))
  return { ...(symbol === undefined ? {} : { symbol }), ...(decimals === undefined ? {} : { decimals }) }
}
