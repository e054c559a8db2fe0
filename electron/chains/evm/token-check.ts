import { PosError } from '../../../shared/errors/pos-error.ts'
import type { EvmAddress, Token } from '../../../shared/domain/tokens/token.ts'
import type { TokenProblem } from '../port.ts'
import type { Endpoint } from './endpoint.ts'
import { isRevert } from './rpc-problem.ts'
import type { WatchPolicy } from './watch-policy.ts'

// The first four bytes of keccak256('decimals()'), EIP-20.
const decimalsSelector = '0x313ce567'

/**
 * Compares a token's contract with the list: a wrong number of decimals would misstate every amount.
 * @returns what is wrong, as `chain.wrongDecimals`, or nothing
 * @throws {PosError} when the endpoint could not say
 */
export async function findTokenProblem(
  endpoint: Pick<Endpoint, 'rpc'>,
  token: Token,
): Promise<PosError | undefined> {
  const wrong = (what: string): PosError =>
    new PosError('chain.wrongDecimals', `${token.symbol}: ${what}`, {
      details: { address: token.address, expected: token.decimals },
    })
  let answer: unknown
  try {
    answer = await endpoint.rpc.call('eth_call', [{ to: token.address, data: decimalsSelector }, 'latest'])
  } catch (error) {
    if (isRevert(error)) return wrong('the contract at this address does not know its decimals.')
    throw error
  }
  if (answer === '0x') return wrong('there is no contract at this address on this network.')
  if (typeof answer !== 'string' || !/^0x[\da-fA-F]{64}$/.test(answer))
    return wrong('the contract at this address answers with something that is no number of decimals.')
  const decimals = BigInt(answer)
  return decimals === BigInt(token.decimals)
    ? undefined
    : wrong(`the contract has ${decimals} decimals, the list says ${token.decimals}.`)
}

/** Which tokens are watched: those whose contracts agree with the list. */
export type TokenCheck = Readonly<{
  /**
   * Checks what is unchecked, and from time to time what was wrong, because an endpoint may have lied.
   * @returns the block from which on transfers may have been missed, when a token that was left out is back
   */
  run: (endpoint: Endpoint, readUpTo: number) => Promise<number | undefined>
  watched: () => readonly EvmAddress[]
  leftOut: () => readonly EvmAddress[]
  problems: () => readonly TokenProblem[]
}>

type Finding = { token: Token; isRight: boolean; problem?: string; leftOutFrom?: number; againAt: number }

/**
 * A check over the tokens of one chain.
 * @param ticks monotonic milliseconds
 */
export function createTokenCheck(
  tokens: readonly Token[],
  {
    policy,
    ticks,
    log,
  }: Readonly<{ policy: WatchPolicy; ticks: () => number; log: (finding: string) => void }>,
): TokenCheck {
  const findings: Finding[] = tokens.map((token) => ({ token, isRight: false, againAt: 0 }))

  const checkOne = async (endpoint: Endpoint, finding: Finding, readUpTo: number): Promise<void> => {
    const problem = await findTokenProblem(endpoint, finding.token)
    finding.isRight = problem === undefined
    finding.againAt = ticks() + policy.tokenRecheckMs
    if (problem === undefined) {
      delete finding.problem
      return
    }
    if (finding.problem !== problem.message) log(problem.message)
    finding.problem = problem.message
    finding.leftOutFrom ??= readUpTo
  }

  return {
    run: async (endpoint, readUpTo) => {
      const due = findings.filter((finding) => !finding.isRight && finding.againAt <= ticks())
      await Promise.all(due.map(async (finding) => await checkOne(endpoint, finding, readUpTo)))
      const back = due.filter((finding) => finding.isRight && finding.leftOutFrom !== undefined)
      const missedFrom = back.flatMap((finding) => finding.leftOutFrom ?? [])
      for (const finding of back) delete finding.leftOutFrom
      return missedFrom.length === 0 ? undefined : Math.min(...missedFrom)
    },
    watched: () => findings.flatMap(({ isRight, token }) => (isRight ? [token.address] : [])),
    leftOut: () => findings.flatMap(({ isRight, token }) => (isRight ? [] : [token.address])),
    problems: () =>
      findings.flatMap(({ token, problem }) =>
        problem === undefined ? [] : [{ currency: token.currency, problem }],
      ),
  }
}
