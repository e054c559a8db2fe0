import oracleRows from '../../resources/sanctions-oracles.json' with { type: 'json' }
import type { EvmAddress } from '../../shared/domain/tokens/token.ts'

/** A contract that says which addresses are sanctioned. */
export type SanctionsList = Readonly<{ chainId: number; address: EvmAddress }>

// The rows are JSON, whose types TypeScript widens; a test checks every address.
const shipped = oracleRows as readonly SanctionsList[]

const ethereumId = 1

type Network = Readonly<{ key: string; chainId: number; testnet: boolean }>

/**
 * Which lists are asked before money is sent on a network, the one that must answer first. It is that of the network; on a real
 * one also Ethereum's, where the till follows it, because a list names its owner and not a network.
 * @param own lists of practice networks
 */
export function sanctionsListsFor(
  network: Network,
  followed: readonly Network[],
  own: readonly SanctionsList[],
): readonly Readonly<{ chain: string; list: EvmAddress }>[] {
  const ethereum = followed.filter(({ chainId }) => !network.testnet && chainId === ethereumId)
  const asked = [network, ...ethereum.filter(({ key }) => key !== network.key)]
  return asked.flatMap(({ key: chain, chainId }) => {
    const found = [...own, ...shipped].find((list) => list.chainId === chainId)
    return found ? [{ chain, list: found.address }] : []
  })
}
