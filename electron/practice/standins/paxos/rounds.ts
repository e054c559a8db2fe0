import { messageOf } from '../../../../shared/errors/pos-error.ts'
import { openChainClient } from './chain-client.ts'
import { beginAtHead, keepEra } from './chain-eras.ts'
import { doDueWork } from './due-work.ts'
import { sendWithdrawals } from './send-withdrawals.ts'
import type { Treasury } from './standin-chain.ts'
import { watchDeposits } from './watch-deposits.ts'
import type { World } from './world.ts'

/** What the server does without being asked. */
export type Rounds = Readonly<{
  /** Before anybody has an address: from here on every payment to one is seen. */
  begin: () => Promise<void>
  /** A whole round from now on: the clock's work, every chain's deposits, every chain's withdrawals. */
  step: () => Promise<void>
  stop: () => Promise<void>
}>

/** Makes rounds, one at a time. A chain that does not answer is tried again in the next one, and holds up no other. */
export function openRounds(world: World, treasury: Treasury | undefined, pollMs: number): Rounds {
  const chains = world.chains.map((chain) => ({ chain, client: openChainClient(chain) }))
  const silent = new Set<string>()
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let last: Promise<void> = Promise.resolve()

  const reach = async (
    { chain, client }: (typeof chains)[number],
    work: () => Promise<void>,
  ): Promise<void> => {
    try {
      await beginAtHead(world, chain, client)
      await work()
      silent.delete(chain.network)
    } catch (error) {
      if (silent.has(chain.network)) return
      silent.add(chain.network)
      world.log.warn('The practice Paxos cannot follow a chain', {
        network: chain.network,
        problem: messageOf(error).slice(0, 200),
      })
    }
  }
  const look = (each: (typeof chains)[number]): Promise<void> =>
    reach(each, async () => {
      const { chain, client } = each
      const era = await keepEra(world, chain, client)
      await watchDeposits({ world, chain, era }, client)
      if (treasury) await sendWithdrawals(world, chain, client, treasury)
    })
  const round = async (): Promise<void> => {
    if (isStopped) return
    doDueWork(world)
    await Promise.all(chains.map(look))
  }
  const step = (): Promise<void> => {
    last = last.then(round)
    return last
  }
  const plan = (): void => {
    if (isStopped || pollMs === 0) return
    timer = setTimeout(() => void step().finally(plan), pollMs)
  }
  plan()
  return {
    begin: async () => {
      await Promise.all(chains.map((each) => reach(each, () => Promise.resolve())))
    },
    step,
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await last
    },
  }
}
