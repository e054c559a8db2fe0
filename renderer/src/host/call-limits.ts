import { PosError } from '../../../shared/errors/pos-error.ts'
import type { CallLink } from './transport.ts'

/** Procedures that answer with a stream: the limit is for its opening, the stream itself stays open. */
const streams = new Set([
  'checkout.follow',
  'display.follow',
  'feed.follow',
  'outbox.follow',
  'refunds.follow',
  'refunds.followAnswer',
  'payouts.follow',
  'balances.follow',
  'system.health',
  'catalog.importApply',
])

const ordinaryMs = 10_000

/** Procedures whose work grows with the shop's data or waits for a network. */
const longerMs: Readonly<Record<string, number>> = {
  'balances.check': 90_000,
  'balances.funding': 60_000,
  'banks.adopt': 30_000,
  'banks.list': 30_000,
  'catalog.importPart': 30_000,
  'catalog.importPreview': 60_000,
  'practice.pay': 30_000,
  'practice.payUri': 30_000,
  'settings.saveChains': 60_000,
  'settlement.connect': 90_000,
  'settlement.test': 90_000,
  'setup.complete': 60_000,
  'system.backup': 120_000,
  'system.balances': 60_000,
  'system.verify': 600_000,
}

/** How long a procedure may take, in milliseconds. No call can wait for ever. */
export function callLimitMs(path: readonly string[]): number {
  return longerMs[path.join('.')] ?? ordinaryMs
}

/**
 * A link whose every call has a time limit. A call that runs out of it may still have been carried out: repeat it with
 * the same key.
 * @throws {PosError} `contract.timeout`
 */
export function limitCalls(link: CallLink): CallLink {
  return {
    async call(path, input, options) {
      const controller = new AbortController()
      const stop = (): void => controller.abort(options.signal?.reason)
      options.signal?.addEventListener('abort', stop, { once: true })
      const limitMs = callLimitMs(path)
      let timer: ReturnType<typeof setTimeout> | undefined
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new PosError('contract.timeout', `${path.join('.')} gave no answer within ${limitMs} ms`))
          controller.abort()
        }, limitMs)
      })
      const isStream = streams.has(path.join('.'))
      try {
        return await Promise.race([link.call(path, input, { ...options, signal: controller.signal }), late])
      } finally {
        clearTimeout(timer)
        if (!isStream) options.signal?.removeEventListener('abort', stop)
      }
    },
  }
}
