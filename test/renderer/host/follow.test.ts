import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectHost, type Host } from '../../../renderer/src/host/connect-host.ts'
import { follow } from '../../../renderer/src/host/follow.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import { fakeTransport } from './fake-transport.ts'

let host: Host

beforeEach(async () => {
  vi.useFakeTimers()
  host = connectHost({ transport: fakeTransport({}).transport })
  await host.whenOnline()
})

afterEach(() => {
  host.close()
  vi.useRealTimers()
})

async function* values<T>(list: readonly T[], end?: Error): AsyncGenerator<T> {
  yield* list
  if (end) throw end
}

describe('follow', () => {
  it('opens the stream again after a loss and goes on handing over values', async () => {
    const seen: number[] = []
    const streams = [values([1, 2], new PosError('connection.lost', 'gone')), values([3])]
    const open = vi.fn(async () => streams.shift() ?? values<number>([]))
    const letGo = follow(host, open, { onValue: (value) => void seen.push(value) })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(seen).toEqual([1, 2, 3])
    letGo()
  })

  it('hands over one value at a time, however slowly it is taken', async () => {
    const events: string[] = []
    const letGo = follow(host, async () => values(['a', 'b']), {
      onValue: async (value) => {
        events.push(`take ${value}`)
        await new Promise((resolve) => setTimeout(resolve, 100))
        events.push(`done ${value}`)
      },
    })
    await vi.advanceTimersByTimeAsync(210)
    expect(events).toEqual(['take a', 'done a', 'take b', 'done b'])
    letGo()
  })

  it('ends for good on a failure that repeating cannot mend, and says which', async () => {
    const onFailure = vi.fn<(failure: { code: string }) => void>()
    const open = vi.fn(async () => values([], new PosError('session.forbidden', 'no')))
    follow(host, open, { onValue: () => undefined, onFailure })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(open).toHaveBeenCalledTimes(1)
    expect(onFailure.mock.calls[0]?.[0]).toMatchObject({ code: 'session.forbidden' })
  })

  it('hands over nothing after the caller has let go', async () => {
    const seen: number[] = []
    const letGo = follow(host, async () => values([1, 2]), {
      onValue: (value) => {
        seen.push(value)
        letGo()
      },
    })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(seen).toEqual([1])
  })
})
