/** A network of Paxos: the chains it is, which assets it takes there, and how long until money on it can be spent. */
type PaxosNetwork = Readonly<{
  network: string
  /** Production and sandbox. */
  chainIds: readonly number[]
  assets: readonly string[]
  secondsToCredit: number
}>

/**
 * The EVM networks of Paxos. An asset that is not named is not credited there, so that a till must not offer it.
 * @see fact sheet of Paxos, section 10: support matrix (April 2026, with the changes of July 2026) and confirmations; Ink is not
 * in the table of confirmations and counts as long as Ethereum here
 */
export const paxosNetworks: readonly PaxosNetwork[] = [
  {
    network: 'ETHEREUM',
    chainIds: [1, 11_155_111],
    assets: ['PYUSD', 'USDG', 'USDP', 'USDC'],
    secondsToCredit: 180,
  },
  { network: 'POLYGON_POS', chainIds: [137, 80_002], assets: ['PYUSD', 'USDC'], secondsToCredit: 540 },
  { network: 'BASE', chainIds: [8_453, 84_532], assets: ['USDC'], secondsToCredit: 180 },
  { network: 'ARBITRUM_ONE', chainIds: [42_161, 421_614], assets: ['PYUSD'], secondsToCredit: 120 },
  { network: 'INK', chainIds: [57_073, 763_373], assets: ['USDG'], secondsToCredit: 180 },
  { network: 'XLAYER', chainIds: [196, 1_952], assets: ['PYUSD', 'USDG'], secondsToCredit: 180 },
]
