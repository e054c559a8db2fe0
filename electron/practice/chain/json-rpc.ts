import { PosError } from '../../../shared/errors/pos-error.ts'

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined
}

/**
 * One JSON-RPC call to a local node. Small on purpose: the keeper process starts without loading a client library.
 * @throws {PosError} `chain.unreachable` when nothing answers in time, `chain.badAnswer` when the node refuses
 */
export async function callRpc(
  url: string,
  method: string,
  params: readonly unknown[] = [],
  timeoutMs = 5_000,
): Promise<unknown> {
  let answer: unknown
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    answer = await response.json()
  } catch (cause) {
    throw new PosError('chain.unreachable', `The practice chain did not answer ${method}.`, { cause })
  }
  const failure = member(answer, 'error')
  if (failure !== undefined)
    throw new PosError('chain.badAnswer', `The practice chain refused ${method}: ${JSON.stringify(failure)}`)
  return member(answer, 'result')
}

/**
 * The text a call returned.
 * @throws {PosError} `chain.badAnswer` for anything else
 */
export async function callRpcForText(
  url: string,
  method: string,
  params: readonly unknown[] = [],
  timeoutMs = 5_000,
): Promise<string> {
  const result = await callRpc(url, method, params, timeoutMs)
  if (typeof result !== 'string')
    throw new PosError('chain.badAnswer', `The practice chain gave no text for ${method}.`)
  return result
}
