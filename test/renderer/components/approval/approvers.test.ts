import { describe, expect, it } from 'vitest'
import { approversFor } from '../../../../renderer/src/components/approval/approvers.ts'
import { sceneDesk } from '../../../fixtures/scene-terminal/scene-refund-rows.ts'

const { approvers } = sceneDesk()
const names = (worth: bigint | undefined) =>
  approversFor(approvers, worth).map(({ staffId, isAllowed }) => `${staffId} ${isAllowed}`)

describe('approversFor', () => {
  it.each([
    [50_000n, ['ben true', 'chi true']],
    [50_001n, ['chi true', 'ben false']],
    [undefined, ['ben true', 'chi true']],
  ])('puts those who may approve %s first', (worth, expected) => {
    expect(names(worth)).toEqual(expected)
  })
})
