import type { Hex } from 'viem'
import type { Endpoint } from '../../../../electron/chains/evm/endpoint.ts'
import { fieldOf } from '../../../../electron/chains/evm/parse-answer.ts'
import { refusedCall } from '../../../../electron/chains/evm/rpc-problem.ts'
import { PosError } from '../../../../shared/errors/pos-error.ts'

/** What a node says to a call: an answer, or its refusal in its own words. `gone` is no answer at all. */
export type Said = Hex | Readonly<{ code: number; message: string }> | 'gone'

/** How geth says that a contract does not know a question. */
export const reverted: Said = { code: 3, message: 'execution reverted' }
/** Yes and no as the ABI writes them. */
export const yes: Hex = `0x${'1'.padStart(64, '0')}`
export const no: Hex = `0x${'0'.repeat(64)}`

/** An endpoint whose contracts say what a test wrote down for `address:selector`; all else reverts. */
export type ScriptedContract = Readonly<{
  endpoint: Pick<Endpoint, 'rpc'>
  /** What was asked: the contract, the selector, and the address asked about. */
  asked: string[]
  say: (contract: string, selector: string, said: Said) => void
}>

export function scriptContract(): ScriptedContract {
  const script = new Map<string, Said>()
  const asked: string[] = []
  const host = 'node.test'
  const call = async (method: string, params: readonly unknown[]): Promise<unknown> => {
    const [to, data] = [String(fieldOf(params[0], 'to')), String(fieldOf(params[0], 'data'))]
    const selector = data.slice(0, 10)
    asked.push(`${to} ${selector} ${data.slice(34)}`.trim())
    const said =
      script.get(`${to} ${selector} ${data.slice(34)}`) ?? script.get(`${to} ${selector}`) ?? reverted
    if (said === 'gone') throw new PosError('chain.timeout', `${host} did not answer ${method} in time.`)
    if (typeof said === 'string') return said
    throw refusedCall(said.code, said.message, { host, method, hide: (text) => text, facts: {} })
  }
  const nothing = (): undefined => undefined
  return {
    asked,
    say: (contract, selector, said) => script.set(`${contract} ${selector}`, said),
    endpoint: {
      rpc: {
        host,
        call,
        batch: () => Promise.reject(new Error('Nobody asks in batches')),
        pace: { slower: nothing, faster: nothing, budgetPerSecond: () => 1, callsLastMinute: () => 0 },
        close: nothing,
      },
    },
  }
}
