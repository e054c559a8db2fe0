import { beforeEach, describe, expect, it } from 'vitest'
import { createEndpoint, type Endpoint } from '../../../../electron/chains/evm/endpoint.ts'
import { createEndpointPool, type EndpointPool } from '../../../../electron/chains/evm/endpoint-pool.ts'
import { systemTimers } from '../../../../electron/chains/evm/timers.ts'
import { defaultPolicy } from '../../../../electron/chains/evm/watch-policy.ts'
import { silentLog } from '../../../../electron/platform/log.ts'
import { PosError } from '../../../../shared/errors/pos-error.ts'
import { localChain } from '../../../fixtures/watched-chain.ts'

describe('createEndpointPool', () => {
  let ticks: number
  let first: Endpoint
  let second: Endpoint
  let pool: EndpointPool
  const broken = new PosError('chain.unreachable', 'broken')

  beforeEach(() => {
    ticks = 1_000
    const options = { timers: systemTimers, ticks: () => ticks, now: () => 0, policy: defaultPolicy }
    first = createEndpoint('http://first.example', 0, options)
    second = createEndpoint('http://second.example', 1, options)
    pool = createEndpointPool([first, second], {
      chain: localChain,
      clock: { now: () => 0 },
      log: silentLog,
      policy: defaultPolicy,
      random: () => 0,
      ticks: () => ticks,
    })
  })

  it('asks endpoints in the order of preference', () => {
    expect(pool.candidates()).toEqual([first, second])
  })

  it('leaves a failed endpoint alone while another works, for longer each time', () => {
    pool.fail(first, broken)
    expect(pool.candidates()).toEqual([second])
    expect(first.retryAt - ticks).toBe(250)
    pool.fail(first, broken)
    pool.fail(first, broken)
    expect(first.retryAt - ticks).toBe(1_000)
    expect(pool.health()[0]).toMatchObject({ state: 'failing', problem: 'broken' })
  })

  it('asks nobody while all pause, and each again when its pause is over', () => {
    pool.fail(first, broken)
    pool.fail(second, broken)
    pool.fail(second, broken)
    expect(pool.candidates()).toEqual([])
    ticks += 250
    expect(pool.candidates()).toEqual([first])
    expect(pool.problem()).toBe('broken broken')
  })

  it('keeps a pause that the endpoint asked for, even when woken', () => {
    pool.fail(first, new PosError('chain.rateLimited', 'slow down', { details: { retryAfterMs: 20_000 } }))
    pool.fail(second, broken)
    pool.forgive()
    expect(pool.candidates()).toEqual([second])
    ticks += 20_000
    expect(pool.candidates()).toEqual([first, second])
  })

  it('asks again at once when somebody has put right what served another network', () => {
    pool.fail(first, new PosError('chain.wrongChainId', 'another network'))
    pool.fail(second, broken)
    expect(pool.candidates()).toEqual([])
    pool.forgive()
    expect(pool.candidates()).toEqual([first, second])
    expect(pool.health()[0]).toMatchObject({ state: 'refused', breaker: 'halfOpen' })
  })

  it('tolerates a machine behind a load balancer twice before it counts', () => {
    const behind = new PosError('chain.nodeBehind', 'unknown block')
    pool.fail(first, behind)
    pool.fail(first, behind)
    expect(pool.candidates()).toEqual([first, second])
    pool.fail(first, behind)
    expect(pool.candidates()).toEqual([second])
  })

  it('checks the chain id again after a failure', () => {
    first.isIdentified = true
    pool.fail(first, broken)
    expect(first.isIdentified).toBe(false)
  })

  it('is without hope when every endpoint serves another network', () => {
    const wrong = new PosError('chain.wrongChainId', 'another network')
    pool.fail(first, wrong)
    expect(pool.isHopeless()).toBe(false)
    pool.fail(second, wrong)
    expect(pool.isHopeless()).toBe(true)
    expect(pool.health()).toMatchObject([{ state: 'refused' }, { state: 'refused' }])
  })

  it('takes as a witness only an endpoint that has answered', () => {
    expect(pool.witnessFor(first)).toBeUndefined()
    second.standing = 'good'
    expect(pool.witnessFor(first)).toBe(second)
    expect(pool.witnessFor(second)).toBeUndefined()
  })
})
