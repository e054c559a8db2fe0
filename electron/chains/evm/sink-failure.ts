import { messageOf } from '../../../shared/errors/pos-error.ts'
import type { ChainSink } from '../port.ts'

/** The till could not read or keep what the loop needs: not the fault of an endpoint, and never counted as one. */
export class SinkFailure extends Error {
  constructor(cause: unknown) {
    super(messageOf(cause), { cause })
    this.name = 'SinkFailure'
  }
}

function guarded<A extends readonly unknown[], R>(call: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    try {
      return call(...args)
    } catch (error) {
      throw new SinkFailure(error)
    }
  }
}

/** A sink whose failures can be told from those of the endpoints. */
export function guardSink(sink: ChainSink): Required<ChainSink> {
  return {
    cursor: guarded((chain) => sink.cursor(chain)),
    window: guarded((chain) => sink.window(chain)),
    recipients: guarded((chain) => sink.recipients(chain)),
    sweptRecipients: guarded((chain) => sink.sweptRecipients?.(chain) ?? []),
    watchedSince: guarded((chain) => sink.watchedSince?.(chain)),
    needsTags: guarded((chain) => sink.needsTags(chain)),
    apply: guarded((step) => sink.apply(step)),
    sighted: guarded((sight) => sink.sighted(sight)),
  }
}
