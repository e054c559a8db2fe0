import { describe, expect, it, vi } from 'vitest'
import { guardStream, type StreamRules } from '../../../electron/api/guarded-stream.ts'

function rulesOf(rules: Partial<StreamRules> = {}) {
  const onEnd = vi.fn<() => void>()
  return {
    signal: undefined,
    check: () => undefined,
    toError: (error: unknown) => new Error('outside', { cause: error }),
    onEnd,
    ...rules,
  }
}

async function* numbers(count: number) {
  for (let number = 1; number <= count; number += 1) yield number
}

describe('guardStream', () => {
  it('passes everything on and ends once', async () => {
    const rules = rulesOf()
    const seen: number[] = []
    for await (const number of guardStream(numbers(3), rules)) seen.push(number)
    expect(seen).toEqual([1, 2, 3])
    expect(rules.onEnd).toHaveBeenCalledTimes(1)
  })

  it('gives nothing more after it ended, however often it is asked', async () => {
    const stream = guardStream(numbers(1), rulesOf())
    await stream.return?.()
    await expect(stream.next()).resolves.toEqual({ done: true, value: undefined })
    await expect(stream.return?.()).resolves.toEqual({ done: true, value: undefined })
  })

  it('does not start when the page has gone already', async () => {
    const rules = rulesOf({ signal: AbortSignal.abort() })
    const stream = guardStream(numbers(1), rules)
    await expect(stream.next()).resolves.toMatchObject({ done: true })
    expect(rules.onEnd).toHaveBeenCalledTimes(1)
  })

  it('holds an event back when the check says no, and stops its source', async () => {
    const stopped = vi.fn<() => void>()
    const source = (async function* () {
      try {
        yield 1
        yield 2
      } finally {
        stopped()
      }
    })()
    let mayGoOn = true
    const rules = rulesOf({
      check: () => {
        if (!mayGoOn) throw new Error('signed out')
      },
    })
    const stream = guardStream(source, rules)
    await stream.next()
    mayGoOn = false
    await expect(stream.next()).rejects.toMatchObject({
      message: 'outside',
      cause: { message: 'signed out' },
    })
    expect(stopped).toHaveBeenCalledTimes(1)
    expect(rules.onEnd).toHaveBeenCalledTimes(1)
    await expect(stream.next()).resolves.toMatchObject({ done: true })
  })

  it('turns an error of its source into what may leave', async () => {
    const source: AsyncIterator<number> = { next: () => Promise.reject(new Error('inside')) }
    await expect(guardStream(source, rulesOf()).next()).rejects.toMatchObject({ message: 'outside' })
  })
})
