import { once } from 'node:events'
import { readFileSync, writeSync } from 'node:fs'
import { findRequested, promiseRefund } from '../../../../electron/refunds/decide-refund.ts'
import { askForRefund } from '../../../fixtures/settlement/settlement-stage.ts'
import { interruptible } from '../../checkout/sale-story.ts'
import { openStageTill } from '../../../fixtures/settlement/stage-till.ts'

/**
 * A till in a process of its own, which somebody kills. It gives dollars back, one after the other, as far as the sales of its list go;
 * a key for each makes that a till that comes up again goes on where the last one was.
 */
const [folder = '', list = ''] = process.argv.slice(2)
// Written by the test that starts this process.
const { standin, sales, perSale } = JSON.parse(readFileSync(list, 'utf8')) as Readonly<{
  standin: Parameters<typeof openStageTill>[2]
  sales: readonly string[]
  perSale: number
}>
const time = {
  get ms() {
    return Date.now()
  },
  set ms(_: number) {
    throw new Error('Nobody turns the clock of this machine')
  },
}
// Loading the program takes longest and proves nothing: it is done before the life begins.
await once(process.stdin, 'data')
// Each write is told, so that whoever kills counts writes and not the seconds of a slow machine.
const told = (): void => void writeSync(1, '.')
const till = openStageTill(folder, time, standin, { wrap: (ledger) => interruptible(ledger, told) })
process.stdout.write('open\n')
for (const saleId of sales) {
  for (let index = 0; index < perSale; index += 1) {
    const key = `${saleId}-${index}`
    const asked =
      findRequested(till.ledger, key) ??
      (await askForRefund(till, saleId, { kind: 'amount', minor: 100n }, key))
    promiseRefund(till.till, asked.id, { id: 'manager', name: 'Mara' })
    await till.outbox.step()
  }
}
process.stdout.write('done\n')
