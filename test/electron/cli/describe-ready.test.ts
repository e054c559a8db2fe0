import { describe, expect, it } from 'vitest'
import { describeReady } from '../../../electron/cli/describe-ready.ts'

describe('describeReady', () => {
  it('tells a person both addresses', () => {
    const line = JSON.stringify({
      ready: true,
      url: 'http://127.0.0.1:4310/?pair=a',
      display: 'http://127.0.0.1:4310/display',
    })
    const text = describeReady(line)
    expect(text).toContain('http://127.0.0.1:4310/?pair=a')
    expect(text).toContain('http://127.0.0.1:4310/display')
  })

  it('does without a customer display', () => {
    expect(describeReady('{"ready":true,"url":"http://127.0.0.1:1/"}')).not.toContain('display')
  })

  it.each(['', 'plain text', '{"level":"info"}', '{"ready":true}', '{"ready":true,"url":4310}'])(
    'is silent about %j',
    (line) => {
      expect(describeReady(line)).toBeUndefined()
    },
  )
})
