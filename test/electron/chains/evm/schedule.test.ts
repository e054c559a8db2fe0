import { describe, expect, it } from 'vitest'
import { createSchedule } from '../../../../electron/chains/evm/schedule.ts'

describe('createSchedule', () => {
  it('is due once for each interval, the first time after its own delay', () => {
    let now = 0
    const schedule = createSchedule(() => now)
    const dueAt = (at: number): boolean => {
      now = at
      return schedule.isDue('job', 100, 30)
    }
    expect([0, 29, 30, 31, 129, 130, 500, 501].map(dueAt)).toEqual([
      false,
      false,
      true,
      false,
      false,
      true,
      true,
      false,
    ])
  })

  it('is due with the next question when it is hastened', () => {
    const schedule = createSchedule(() => 5)
    expect(schedule.isDue('job', 100)).toBe(false)
    schedule.hasten('job')
    expect(schedule.isDue('job', 100)).toBe(true)
    expect(schedule.isDue('job', 100)).toBe(false)
  })
})
