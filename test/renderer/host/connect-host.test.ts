import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectHost, type Host } from '../../../renderer/src/host/connect-host.ts'
import { failureOf } from '../../../renderer/src/host/failure-of.ts'
import { fakeTransport } from './fake-transport.ts'

let host: Host | undefined

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  host?.close()
  host = undefined
  vi.useRealTimers()
})

async function failureCode(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no failure',
    (error: unknown) => failureOf(error).code,
  )
}

describe('connectHost', () => {
  it('greets before it counts as online, on every new connection', async () => {
    const fake = fakeTransport({ 'session.hello': () => ({ shopName: 'Harbour' }) })
    const greeted: string[] = []
    const made = connectHost({
      transport: fake.transport,
      greet: async (client) => {
        greeted.push((await client.session.hello()).shopName)
        expect(made.state()).not.toBe('online')
      },
      random: () => 0,
    })
    host = made
    await made.whenOnline()
    fake.drop()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(made.state()).toBe('online')
    expect(greeted).toEqual(['Harbour', 'Harbour'])
  })

  it('keeps trying with growing pauses, says offline meanwhile, and tries at once when asked', async () => {
    const fake = fakeTransport({})
    fake.allow(false)
    host = connectHost({ transport: fake.transport, random: () => 1 })
    await vi.advanceTimersByTimeAsync(0)
    expect(host.state()).toBe('offline')
    await vi.advanceTimersByTimeAsync(799)
    expect(fake.opened()).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(fake.opened()).toBe(2)
    fake.allow(true)
    host.retryNow()
    await vi.advanceTimersByTimeAsync(0)
    expect(fake.opened()).toBe(3)
    expect(host.state()).toBe('online')
  })

  it('fails a call at once while offline, instead of letting the cashier wait', async () => {
    const fake = fakeTransport({ 'session.hello': () => ({}) })
    fake.allow(false)
    host = connectHost({ transport: fake.transport, random: () => 1 })
    await vi.advanceTimersByTimeAsync(0)
    expect(await failureCode(host.client.session.hello())).toBe('connection.lost')
  })

  it('lets a call that comes while connecting wait for the connection', async () => {
    const fake = fakeTransport({ 'session.hello': () => ({ till: 'Till 1' }) })
    host = connectHost({ transport: fake.transport })
    const call = host.client.session.hello()
    await vi.advanceTimersByTimeAsync(0)
    expect(await call).toEqual({ till: 'Till 1' })
  })

  it('takes a fresh connection after a call without an answer: the old one may be dead without saying so', async () => {
    const fake = fakeTransport({ 'session.hello': () => new Promise(() => undefined) })
    const heard: string[] = []
    host = connectHost({
      transport: fake.transport,
      onFailure: ({ code }) => heard.push(code),
      random: () => 0,
    })
    await host.whenOnline()
    const code = failureCode(host.client.session.hello())
    await vi.advanceTimersByTimeAsync(11_000)
    expect(await code).toBe('contract.timeout')
    expect(heard).toEqual(['contract.timeout'])
    expect(fake.opened()).toBe(2)
    expect(host.state()).toBe('online')
  })

  it('remembers why there is no connection', async () => {
    const fake = fakeTransport({})
    fake.allow(false)
    host = connectHost({ transport: fake.transport, random: () => 1 })
    await vi.advanceTimersByTimeAsync(0)
    expect(host.problem()?.code).toBe('connection.lost')
  })
})
