import { messageOf } from '../../../../shared/errors/pos-error.ts'
import { confirmDeposit } from './crypto-deposits.ts'
import { endWithdrawalByClock } from './crypto-withdrawals.ts'
import { endFiatDeposit } from './deposit-instructions.ts'
import { endFiatReview } from './fiat-accounts.ts'
import { endFiatWithdrawal } from './fiat-withdrawals.ts'
import { advanceOrchestration } from './orchestrations.ts'
import { findTransfer, type KeptTransfer } from './transfers.ts'
import type { World } from './world.ts'

function forPending(work: (world: World, transfer: KeptTransfer, rest: string) => void) {
  return (world: World, subject: string): void => {
    const [id = '', rest = ''] = subject.split(' ')
    const found = findTransfer(world, id)
    if (found?.wire.status === 'PENDING') work(world, found, rest)
  }
}

/** What the clock brings about, by kind of task. */
const works: Readonly<Record<string, (world: World, subject: string) => void>> = {
  deposit: forPending(confirmDeposit),
  withdrawal: forPending(endWithdrawalByClock),
  fiatReview: endFiatReview,
  fiatDeposit: endFiatDeposit,
  fiatWithdrawal: endFiatWithdrawal,
  orchestration: advanceOrchestration,
}

/** Does what is due, each piece in a transaction of its own; one that fails is told and dropped, so that it blocks no other. */
export function doDueWork(world: World): void {
  for (const { seq, kind, subject } of world.store.dueTasks(world.clock.now()))
    try {
      world.store.atomically(() => {
        world.store.dropTask(seq)
        works[kind]?.(world, subject)
      })
    } catch (error) {
      world.log.error('The practice Paxos could not do what was due', {
        kind,
        subject,
        problem: messageOf(error),
      })
      world.store.dropTask(seq)
    }
}
