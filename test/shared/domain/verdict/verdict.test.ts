import { describe, expect, it } from 'vitest'
import {
  headlineOf,
  type Answer,
  type Headline,
  type VerdictReason,
} from '../../../../shared/domain/verdict/verdict.ts'

describe('headlineOf', () => {
  it.each<readonly [Answer, VerdictReason, Headline]>([
    ['paid', 'released', 'Paid'],
    ['paid', 'final', 'Paid'],
    ['notPaid', 'waiting', 'Waiting'],
    ['notPaid', 'waitingForRelease', 'Detected'],
    ['notPaid', 'underpaid', 'Detected'],
    ['notPaid', 'expired', 'Not paid'],
    ['notPaid', 'underpaidExpired', 'Not paid'],
    ['notPaid', 'void', 'Not paid'],
    ['notPaid', 'voidButPaid', 'Not paid'],
    ['cannotTell', 'reverted', 'Cannot tell'],
    ['cannotTell', 'sourceSilent', 'Cannot tell'],
    ['cannotTell', 'catchingUp', 'Cannot tell'],
    ['cannotTell', 'deadlineUnread', 'Cannot tell'],
  ])('%s because of %s: %s', (answer, reason, headline) => {
    expect(headlineOf({ answer, reason })).toBe(headline)
  })
})
