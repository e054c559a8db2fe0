/**
 * What a payment waits for: blocks on top, a tag of the node, time, room under the chain's cap, or another source;
 * `noSecondSource` where the rule wants one and no endpoint of the chain could be it, which no waiting ends.
 */
type WaitCause = 'depth' | 'tag' | 'seconds' | 'exposure' | 'secondSource' | 'noSecondSource'

/** Why goods cannot leave yet, and in how many seconds they may at the earliest; an estimate, never a condition. */
export type ReleaseWait = Readonly<{ cause: WaitCause; seconds: number; blocksLeft?: number }>
