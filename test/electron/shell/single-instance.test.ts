import { describe, expect, it, vi } from 'vitest'
import { initSingleInstance } from '../../../electron/shell/single-instance.ts'
import { fakeApp } from '../../fixtures/fake-electron.ts'

describe('initSingleInstance', () => {
  it('lets the first till run, and shows it when somebody starts a second', () => {
    const { app } = fakeApp()
    const focus = vi.fn<() => void>()
    expect(initSingleInstance({ app, focus })).toBe(true)
    app.emit('second-instance', {}, ['stablepoint', 'stablepoint://pay?amount=1'], '/', null)
    expect(focus).toHaveBeenCalledExactlyOnceWith()
  })

  it('ends the second', () => {
    const { app } = fakeApp(false)
    const focus = vi.fn<() => void>()
    expect(initSingleInstance({ app, focus })).toBe(false)
    app.emit('second-instance')
    expect(focus).not.toHaveBeenCalled()
  })
})
