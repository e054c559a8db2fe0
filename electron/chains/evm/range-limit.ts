/**
 * How many blocks one `eth_getLogs` range may span at an endpoint, as learned from its answers. `ceiling` is the most
 * that is tried; `isStated` means that the endpoint named it, so that it is not tried beyond again.
 */
export type RangeLimit = Readonly<{ blocks: number; ceiling: number; streak: number; isStated: boolean }>

/** What the refusal of a log query says: fewer blocks, perhaps how many, or fewer recipients. */
export type QueryAdvice =
  | Readonly<{ kind: 'fewerBlocks'; blocks?: number }>
  | Readonly<{ kind: 'fewerRecipients' }>

/** After this many answers in a row more blocks are asked for. */
export const successesToDouble = 4
const successesToRaiseCeiling = 64

// The texts are those of the chain fact sheet, section 3.1; the provider is named where it is known.
const statedRange: readonly RegExp[] = [
  /max(?:imum)? (?:block )?range:? *(\d[\d,]*)/i, // "Max range: N", "maximum block range: N" (publicnode)
  /limited to (?:a )?(\d[\d,]*)/i, // "limited to a N range" (QuickNode), "limited to N block"
  /up to an? (\d[\d,]*) block range/i, // Alchemy
  /at most (\d[\d,]*) blocks/i, // Coinbase
  /ranges over (\d[\d,]*) blocks/i, // dRPC
]
const suggestedRange = /\[\s*(0x[\da-f]+|\d+)\s*,\s*(0x[\da-f]+|\d+)\s*\]/i // Infura, Alchemy
const tooLarge: readonly RegExp[] = [
  /no backend is currently healthy/i, // Base
  /block range (?:is )?too (?:large|wide)/i, // Base, Ankr
  /(?:backend )?response (?:is |size )?(?:too large|exceed)/i, // OP
  /logs matched by query exceeds limit/i, // Arbitrum
  /block range limit exceeded/i, // Chainstack
  /query returned more than/i, // Infura
  /exceeds? (?:the )?(?:max(?:imum)?|allowed) (?:block )?range/i,
  /query timeout/i,
]
const tooManyTopics = /exceed max addresses or topics|too many (?:topics|addresses|filters)/i // geth

function suggestedBlocks(message: string): number | undefined {
  const pair = suggestedRange.exec(message)
  const [from, to] = [Number(pair?.[1]), Number(pair?.[2])]
  if (Number.isSafeInteger(from) && Number.isSafeInteger(to) && to >= from) return to - from + 1
  for (const text of statedRange) {
    const blocks = Number(text.exec(message)?.[1]?.replaceAll(',', ''))
    if (Number.isSafeInteger(blocks) && blocks > 0) return blocks
  }
  return undefined
}

/** Reads the refusal of a log query; `undefined` when it is about something else. */
export function parseQueryAdvice(message: string): QueryAdvice | undefined {
  if (tooManyTopics.test(message)) return { kind: 'fewerRecipients' }
  const blocks = suggestedBlocks(message)
  if (blocks !== undefined) return { kind: 'fewerBlocks', blocks }
  return tooLarge.some((text) => text.test(message)) ? { kind: 'fewerBlocks' } : undefined
}

/** The limit of an endpoint that nothing is known of. */
export function openRange(firstBlocks: number, maxBlocks: number): RangeLimit {
  return { blocks: Math.min(firstBlocks, maxBlocks), ceiling: maxBlocks, streak: 0, isStated: false }
}

/** After a refusal of `asked` blocks: what the endpoint named, if that is less; otherwise half. Never below one. */
export function narrowRange(limit: RangeLimit, asked: number, named: number | undefined): RangeLimit {
  if (named !== undefined && named < asked)
    return { blocks: named, ceiling: named, streak: 0, isStated: true }
  const half = Math.max(1, Math.floor(asked / 2))
  return { blocks: half, ceiling: Math.max(1, asked - 1), streak: 0, isStated: limit.isStated }
}

/**
 * After an answer to `asked` blocks: doubles every few answers up to the ceiling. A ceiling that was only guessed, say
 * from a busy stretch with many logs, is raised after many answers more.
 */
export function widenRange(limit: RangeLimit, asked: number, maxBlocks: number): RangeLimit {
  if (asked < limit.blocks) return limit
  const streak = limit.streak + 1
  if (limit.blocks < limit.ceiling && streak >= successesToDouble)
    return { ...limit, blocks: Math.min(limit.blocks * 2, limit.ceiling), streak: 0 }
  const mayRaise = !limit.isStated && limit.ceiling < maxBlocks && streak >= successesToRaiseCeiling
  return mayRaise
    ? { ...limit, ceiling: Math.min(limit.ceiling * 2, maxBlocks), streak: 0 }
    : { ...limit, streak }
}
