import fc from 'fast-check'
import { getAddress } from 'viem/utils'
import { describe, expect, it } from 'vitest'
import {
  exchangeSentMin,
  judgeReturnAddress,
  looksLike,
  type AskedAddress,
  type ReturnAddressFacts,
} from '../../../../shared/domain/refund/return-address.ts'
import type { EvmAddress } from '../../../../shared/domain/tokens/token.ts'

const customer = getAddress('0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed')
const stranger = getAddress('0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359')
const planted = getAddress('0x5aae00000000000000000000000000000000eaed')
const hexDigits = '0123456789abcdef'.split('')
const wallet: AskedAddress = { account: { code: 'none', sent: 3, isFrozen: false }, sanctions: 'clear' }

function factsOf(text: string, rest: Partial<ReturnAddressFacts> = {}): ReturnAddressFacts {
  const isForm = /^0x[\da-f]{40}$/i.test(text)
  // The pattern above is what the type says.
  const address = isForm ? getAddress(text.toLowerCase() as EvmAddress) : undefined
  return { text, address, tokens: [], isOwn: false, known: [], planted: [], asked: wallet, ...rest }
}

const account = (change: Partial<NonNullable<AskedAddress['account']>>): Partial<ReturnAddressFacts> => ({
  asked: { account: { code: 'none', sent: 3, isFrozen: false, ...change }, sanctions: 'clear' },
})
const list = (sanctions: AskedAddress['sanctions']): Partial<ReturnAddressFacts> => ({
  asked: { ...wallet, sanctions },
})

describe('judgeReturnAddress', () => {
  it.each<[string, string, Partial<ReturnAddressFacts>, string, string[]]>([
    ['a wallet with the right checksum', stranger, {}, 'ok', []],
    ['the payer', customer, { known: [customer] }, 'ok', []],
    ['the payer in small letters', customer.toLowerCase(), { known: [customer] }, 'ok', []],
    ['small letters', stranger.toLowerCase(), {}, 'warn', ['uniformCase']],
    ['capital letters', `0x${stranger.slice(2).toUpperCase()}`, {}, 'warn', ['uniformCase']],
    [
      'one letter of the other case',
      stranger.replace('B', 'b').replace('d', 'D'),
      {},
      'refuse',
      ['badChecksum'],
    ],
    ['nothing', '', {}, 'refuse', ['notAnAddress']],
    ['a digit too few', stranger.slice(0, -1), {}, 'refuse', ['notAnAddress']],
    ['a name', 'customer.eth', {}, 'refuse', ['notAnAddress']],
    ['zero', `0x${'0'.repeat(40)}`, {}, 'refuse', ['zeroAddress']],
    ['a precompile', `0x${'1'.padStart(40, '0')}`, {}, 'refuse', ['precompile']],
    ['the curve of passkeys', `0x${'100'.padStart(40, '0')}`, {}, 'refuse', ['precompile']],
    ['the last precompile', getAddress(`0x${'1ff'.padStart(40, '0')}`), {}, 'refuse', ['precompile']],
    ['the one after it', `0x${'200'.padStart(40, '0')}`, {}, 'ok', []],
    ['dead', '0x000000000000000000000000000000000000dEaD', {}, 'refuse', ['burnAddress']],
    ['the sign for the own coin', `0x${'Ee'.repeat(20)}`, {}, 'refuse', ['badChecksum', 'burnAddress']],
    ['ones', `0x${'1'.repeat(40)}`, {}, 'refuse', ['burnAddress']],
    ['a token', stranger, { tokens: [stranger] }, 'refuse', ['tokenContract']],
    ['an address of the shop', stranger, { isOwn: true }, 'refuse', ['ownAddress']],
    ['a look-alike of the payer', planted, { known: [customer] }, 'refuse', ['lookAlike']],
    ['the payer beside a look-alike', customer, { known: [customer, planted] }, 'ok', []],
    ['the look-alike that also paid', planted, { known: [customer, planted] }, 'refuse', ['lookAlike']],
    ['a sender of nothing', stranger, { planted: [stranger] }, 'warn', ['zeroValueSender']],
    ['a payer who once sent nothing', customer, { known: [customer], planted: [customer] }, 'ok', []],
    ['a listed address', stranger, list('listed'), 'refuse', ['sanctioned']],
    ['lists that contradict', stranger, list('disputed'), 'refuse', ['sanctionsUnknown']],
    ['a silent list', stranger, list('silent'), 'cannotTell', ['sanctionsUnknown']],
    ['a network without a list', stranger, list('noOracle'), 'warn', ['noOracle']],
    ['a silent network', stranger, { asked: { sanctions: 'clear' } }, 'cannotTell', []],
    ['a contract', stranger, account({ code: 'contract' }), 'warn', ['contract']],
    ['a wallet with borrowed code', stranger, account({ code: 'delegated' }), 'ok', []],
    ['an account of an exchange', stranger, account({ sent: exchangeSentMin }), 'warn', ['exchange']],
    ['a busy wallet', stranger, account({ sent: exchangeSentMin - 1 }), 'ok', []],
    ['a new address', stranger, account({ sent: 0 }), 'ok', ['neverSeen']],
    ['a payer who never sent', customer, { ...account({ sent: 0 }), known: [customer] }, 'ok', []],
    ['one that the issuer froze', stranger, account({ isFrozen: true }), 'refuse', ['frozen']],
  ])('%s', (_, text, rest, verdict, kinds) => {
    const judged = judgeReturnAddress(factsOf(text, rest))
    expect({ verdict: judged.verdict, kinds: judged.problems.map(({ kind }) => kind) }).toEqual({
      verdict,
      kinds,
    })
  })

  it('never sends by an address alone: without the chain it is refused or nobody can tell', () => {
    const { asked: _, ...alone } = factsOf(stranger)
    expect(judgeReturnAddress(alone)).toEqual({ verdict: 'cannotTell', problems: [] })
    const { asked: __, ...own } = factsOf(stranger, { isOwn: true })
    expect(judgeReturnAddress(own).verdict).toBe('refuse')
  })

  it('tells the worst first', () => {
    const asked: AskedAddress = {
      account: { code: 'contract', sent: 0, isFrozen: false },
      sanctions: 'listed',
    }
    expect(judgeReturnAddress(factsOf(stranger.toLowerCase(), { asked })).problems).toEqual([
      { kind: 'sanctioned', severity: 'refuse' },
      { kind: 'uniformCase', severity: 'warn' },
      { kind: 'contract', severity: 'warn' },
    ])
  })

  it('never lets through what is sanctioned, unknown, ours, nobody’s or a token, whatever the casing', () => {
    const hex = fc.array(fc.constantFrom(...hexDigits), { minLength: 40, maxLength: 40 })
    const anyAsked = fc.record({
      account: fc.record({
        code: fc.constantFrom('none' as const, 'contract' as const, 'delegated' as const),
        sent: fc.nat(20_000),
        isFrozen: fc.boolean(),
      }),
      sanctions: fc.constantFrom('clear' as const, 'noOracle' as const),
    })
    const flaw = fc.constantFrom('listed', 'disputed', 'silent', 'unasked', 'own', 'zero', 'token')
    fc.assert(
      fc.property(
        hex,
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        anyAsked,
        flaw,
        fc.boolean(),
        (digits, capitals, asked, flawed, isKnown) => {
          const lower = flawed === 'zero' ? '0'.repeat(40) : digits.join('')
          const text = `0x${lower
            .split('')
            .map((digit, at) => (capitals[at] ? digit.toUpperCase() : digit))
            .join('')}`
          const address = getAddress(`0x${lower}`)
          const facts: ReturnAddressFacts = {
            text,
            address,
            tokens: flawed === 'token' ? [address] : [],
            isOwn: flawed === 'own',
            known: isKnown ? [address] : [],
            planted: [],
            ...(flawed === 'unasked' ? {} : { asked }),
          }
          const isWord = flawed === 'listed' || flawed === 'disputed' || flawed === 'silent'
          const judged = judgeReturnAddress(
            isWord ? { ...facts, asked: { ...asked, sanctions: flawed } } : facts,
          )
          expect(['refuse', 'cannotTell']).toContain(judged.verdict)
          if (flawed !== 'silent' && flawed !== 'unasked') expect(judged.verdict).toBe('refuse')
        },
      ),
    )
  })

  it('takes mixed case only with the one right checksum', () => {
    const hex = fc.array(fc.constantFrom(...hexDigits), { minLength: 40, maxLength: 40 })
    fc.assert(
      fc.property(hex, fc.nat(39), (digits, at) => {
        const right = getAddress(`0x${digits.join('')}`)
        const place = at + 2
        const digit = right[place] ?? ''
        const other = digit === digit.toLowerCase() ? digit.toUpperCase() : digit.toLowerCase()
        fc.pre(digit !== other)
        const text = `${right.slice(0, place)}${other}${right.slice(place + 1)}`
        fc.pre(text.slice(2) !== text.slice(2).toLowerCase() && text.slice(2) !== text.slice(2).toUpperCase())
        const kinds = judgeReturnAddress(factsOf(text)).problems.map(({ kind }) => kind)
        expect(kinds).toContain('badChecksum')
      }),
    )
  })
})

describe('looksLike', () => {
  it('is true for the same ends and another middle, in any case, and never for the address itself', () => {
    expect(looksLike(customer, planted)).toBe(true)
    expect(looksLike(customer.toLowerCase(), planted.toUpperCase())).toBe(true)
    expect(looksLike(customer, customer.toLowerCase())).toBe(false)
    expect(looksLike(customer, stranger)).toBe(false)
  })
})
