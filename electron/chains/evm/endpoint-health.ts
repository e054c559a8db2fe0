import type { EndpointHealth, EndpointRole } from '../port.ts'
import type { Endpoint } from './endpoint.ts'

/** This moment by the clock of the till and by its monotonic one. */
export type Now = Readonly<{ wallMs: number; ticks: number }>

/** A pause is an open breaker; afterwards the next answer decides. A stale endpoint is judged by each answer. */
function breakerOf(
  { standing, retryAt }: Endpoint,
  { wallMs, ticks }: Now,
): Pick<EndpointHealth, 'breaker' | 'pausedUntil'> {
  if (standing === 'good' || standing === 'untried') return { breaker: 'closed' }
  const pauseMs = retryAt - ticks
  return pauseMs > 0
    ? { breaker: 'open', pausedUntil: Math.round(wallMs + pauseMs) }
    : { breaker: 'halfOpen' }
}

function stateOf({ standing }: Endpoint, roles: readonly EndpointRole[]): EndpointHealth['state'] {
  if (standing !== 'good' && standing !== 'untried') return standing
  return roles.includes('reads') ? 'inUse' : 'standby'
}

/** What is said of an endpoint on the health page. */
export function healthOf(endpoint: Endpoint, roles: readonly EndpointRole[], now: Now): EndpointHealth {
  const { problem, latencyMs, head, heardAt, errors, lastError, limits, rpc } = endpoint
  const wasHeard = Number.isFinite(heardAt)
  return {
    host: rpc.host,
    state: stateOf(endpoint, roles),
    ...(problem === undefined ? {} : { problem }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    roles,
    ...breakerOf(endpoint, now),
    ...(head === undefined
      ? {}
      : { headNumber: head.number, headAgeMs: Math.max(0, now.wallMs - head.timestamp * 1000) }),
    ...(wasHeard ? { lastHeardAt: Math.round(now.wallMs - (now.ticks - heardAt)) } : {}),
    errors,
    ...(lastError === undefined ? {} : { lastError }),
    callsLastMinute: rpc.pace.callsLastMinute(),
    budgetPerSecond: rpc.pace.budgetPerSecond(),
    learned: { rangeBlocks: limits.range.blocks, recipientsPerCall: limits.recipientsPerCall },
  }
}
