import { countOperators } from '../../../../shared/domain/policy/are-unrelated.ts'
import { endpointHost } from '../../../../shared/domain/policy/endpoint-host.ts'

type Reading = Readonly<{ key: string; endpoints: readonly string[]; testnet: boolean }>
type Rule = Readonly<{ chain: string; sources?: 1 | 2 | '1' | '2' | undefined }>

/**
 * Whether rules ask two sources of a network whose endpoints belong to one operator: payments under them would wait for
 * somebody who cannot come.
 */
export function isShortOfSources({ key, endpoints, testnet }: Reading, rules: readonly Rule[]): boolean {
  const wantsTwo = rules.some(({ chain, sources }) => chain === key && Number(sources) === 2)
  return wantsTwo && countOperators(endpoints.map(endpointHost), { loopbackPorts: testnet }) < 2
}
