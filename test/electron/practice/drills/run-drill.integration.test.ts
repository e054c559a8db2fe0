import { afterEach, describe, expect, it } from 'vitest'
import { drillKinds, questionsOf, type DrillKind } from '../../../../shared/domain/drill/drill.ts'
import { drills } from '../../../../shared/domain/drill/drills.ts'
import { isShown } from '../../../../shared/domain/drill/is-shown.ts'
import { openAmount, openDrillHost, removeData, whenDrill, type DrillHost } from './drill-host.ts'

let host: DrillHost | undefined

afterEach(async () => {
  await host?.stop()
  if (host) removeData(host.data)
  host = undefined
})

async function enter(kind: DrillKind): Promise<DrillHost> {
  host = await openDrillHost()
  const manager = await host.signIn('manager', '2222')
  await expect.poll(async () => (await manager.drills.list()).refused, { timeout: 30_000 }).toBeUndefined()
  await manager.drills.start({ kind })
  await host.whenIn(kind)
  return host
}

describe('a drill on the practice chains', () => {
  it.each(drillKinds)(
    'plays %s until the till shows each moment it asks about',
    { timeout: 180_000 },
    async (kind) => {
      const till = await enter(kind)
      const cashier = await till.signIn('cashier', '1111')
      const sale = await openAmount(cashier, 1_250n)
      const questions = questionsOf(drills[kind])
      for (const { id, shows, right } of questions) {
        const asked = await whenDrill(cashier, (view) => view.question?.id === id || view.phase === 'stuck')
        expect(asked).toMatchObject({ phase: 'question', saleId: sale.saleId })
        expect(isShown(shows, await cashier.checkout.get({ saleId: sale.saleId }))).toBe(true)
        expect(await cashier.drills.answer({ question: id, choice: right })).toEqual({ right })
      }
      const done = await whenDrill(cashier, (view) => view.phase === 'done' || view.phase === 'stuck')
      const of = questions.length + 1
      expect(done).toMatchObject({ phase: 'done', score: { right: of, of, deeds: [] } })
      expect(await cashier.drills.finish()).toEqual({ right: of, of })
      await till.whenIn(undefined)
      const { staff, last } = await (await till.signIn('manager', '2222')).drills.list()
      expect(last).toMatchObject([{ kind, staffId: 'cashier', right: of, of, complete: true }])
      expect(staff).toMatchObject([{ staffName: 'Cashier', times: 1, best: { kind, right: of, of } }])
    },
  )
})
