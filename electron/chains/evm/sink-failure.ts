import { messageOf } from '../../../shared/errors/pos-error.ts'
import type { AuditBook, ChainSink } from '../port.ts'

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

/** A sink with every optional part, save the audit, which is left out as a whole. */
export type GuardedSink = Required<Omit<ChainSink, 'audit'>> & Readonly<{ audit: AuditBook | undefined }>

function guardAudit(book: AuditBook): AuditBook {
  return {
    upTo: guarded((chain) => book.upTo(chain)),
    held: guarded((chain, fromBlock, toBlock) => book.held(chain, fromBlock, toBlock)),
    done: guarded((chain, upTo) => book.done(chain, upTo)),
    contradicted: guarded((chain, transfer, answer) => book.contradicted(chain, transfer, answer)),
    wiped: guarded((chain, transfers, source) => book.wiped(chain, transfers, source)),
  }
}

/** A sink whose failures can be told from those of the endpoints. */
export function guardSink(sink: ChainSink): GuardedSink {
  return {
    cursor: guarded((chain) => sink.cursor(chain)),
    window: guarded((chain) => sink.window(chain)),
    recipients: guarded((chain) => sink.recipients(chain)),
    sweptRecipients: guarded((chain) => sink.sweptRecipients?.(chain) ?? []),
    urgentRecipients: guarded((chain) => sink.urgentRecipients?.(chain) ?? []),
    receiveAddresses: guarded((chain) => sink.receiveAddresses?.(chain) ?? []),
    watchedSince: guarded((chain) => sink.watchedSince?.(chain)),
    needsTags: guarded((chain) => sink.needsTags(chain)),
    audit: sink.audit && guardAudit(sink.audit),
    apply: guarded((step) => sink.apply(step)),
    sighted: guarded((sight) => sink.sighted(sight)),
  }
}
