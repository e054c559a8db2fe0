import { describe, expect, it } from 'vitest'
import type { EndpointLimits } from '../../../../electron/chains/evm/endpoint.ts'
import { formatLimits, parseLimits } from '../../../../electron/chains/evm/limits-note.ts'

const first = 'https://node.example/v2/s3cr3t-key'
const second = 'https://other.example'
const learned: EndpointLimits = {
  range: { blocks: 10, ceiling: 10, streak: 3, isStated: true },
  recipientsPerCall: 50,
  callsPerSecond: 7.4,
  tagUnknownUntil: { safe: 99 },
}
const open: EndpointLimits = {
  range: { blocks: 2_000, ceiling: 10_000, streak: 0, isStated: false },
  recipientsPerCall: 200,
  tagUnknownUntil: {},
}

describe('parseLimits', () => {
  it('gives each endpoint its own back, wherever it stands in the list', () => {
    const text = formatLimits([first, second], [learned, open])
    expect(parseLimits(text, [second, 'https://new.example', first])).toEqual([
      open,
      undefined,
      { ...learned, range: { ...learned.range, streak: 0 }, callsPerSecond: 7, tagUnknownUntil: {} },
    ])
  })

  it.each([undefined, '', 'no JSON', '[]', '{"x":{"range":{}}}', '{"x":null}'])(
    'learns nothing from %s',
    (text) => {
      expect(parseLimits(text, [first])).toEqual([undefined])
    },
  )
})

describe('formatLimits', () => {
  it('names no address', () => {
    expect(formatLimits([first], [learned])).not.toMatch(/example|s3cr3t/)
  })

  it('says the same again after more of the same answers', () => {
    const later = { ...learned, range: { ...learned.range, streak: 60 }, callsPerSecond: 7.1 }
    expect(formatLimits([first], [later])).toBe(formatLimits([first], [learned]))
  })
})
