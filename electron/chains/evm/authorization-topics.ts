import { getAddress, toEventSelector, toFunctionSelector } from 'viem/utils'
import type { TriedAuthorization } from '../../../shared/domain/look-up/look-up.ts'
import type { Hash } from '../../../shared/domain/tokens/token.ts'

/**
 * Topic 0 of the use of a signed authorization.
 * @see EIP-3009, event AuthorizationUsed
 */
export const authorizationUsedTopic: Hash = toEventSelector('AuthorizationUsed(address,bytes32)')
/** Topic 0 of a second use, which ends well and moves nothing (chain fact sheet 1.4). */
export const authorizationAlreadyUsedTopic: Hash = toEventSelector(
  'AuthorizationAlreadyUsed(address,bytes32)',
)

const fixed = 'address,address,uint256,uint256,uint256,bytes32'
const calls = ['transferWithAuthorization', 'receiveWithAuthorization'].flatMap((name) =>
  ['uint8,bytes32,bytes32', 'bytes'].map((signature) =>
    toFunctionSelector(`${name}(${fixed},${signature})`).slice(2),
  ),
)
const digitsPerWord = 64
const authorizationsMax = 4

function wordAt(data: string, at: number): string {
  return data.slice(at, at + digitsPerWord)
}

function authorizationAt(data: string, at: number): TriedAuthorization | undefined {
  const from = wordAt(data, at)
  const nonce = wordAt(data, at + 5 * digitsPerWord)
  if (nonce.length < digitsPerWord || !from.startsWith('0'.repeat(24))) return undefined
  return { authorizer: getAddress(`0x${from.slice(24)}`), nonce: `0x${nonce}` }
}

/**
 * Authorizations that the data of a call carries, also where a relayer or a batch wraps it. A hint where to look for the use
 * of one, and nothing more: data is not what happened.
 * @param input `0x` and hex digits in lower case
 */
export function authorizationsIn(input: string): readonly TriedAuthorization[] {
  const data = input.slice(2)
  const found = new Map<string, TriedAuthorization>()
  for (const selector of calls) {
    for (let at = data.indexOf(selector); at !== -1; at = data.indexOf(selector, at + 1)) {
      if (found.size >= authorizationsMax) return [...found.values()]
      const authorization = at % 2 === 0 ? authorizationAt(data, at + selector.length) : undefined
      if (authorization) found.set(`${authorization.authorizer}:${authorization.nonce}`, authorization)
    }
  }
  return [...found.values()]
}
