import { describe, expect, it } from 'vitest'
import { english } from '../../../renderer/src/i18n/resources.ts'

function texts(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => texts(part, `${path}.${key}`))
}

describe('english', () => {
  const all = texts(english, 'en')

  it('has a text for every key', () => {
    expect(all.filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('closes every place that takes a fact', () => {
    const open = all.filter(([, text]) => text.split('{{').length !== text.split('}}').length)
    expect(open).toEqual([])
  })

  it('has both forms wherever it counts', () => {
    const keys = new Set(all.map(([path]) => path))
    const lonely = [...keys].filter(
      (key) =>
        (key.endsWith('_one') && !keys.has(key.replace(/_one$/, '_other'))) ||
        (key.endsWith('_other') && !keys.has(key.replace(/_other$/, '_one'))),
    )
    expect(lonely).toEqual([])
  })
})
