import { hashDomain, maxUint256, padHex, parseSignature, zeroAddress, type Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  fields,
  makeAgreeableWallet,
  makeHolder,
  openStage,
  readToken,
  refusalOf,
  send,
  signAuthorization,
  signCancellation,
  signPermit,
  type Authorization,
  type Domain,
  type Stage,
  type StagedToken,
} from './token-stage.ts'

let stage: Stage
let token: StagedToken
let domain: Domain
let lastNonce = 0

beforeAll(async () => {
  stage = await openStage()
})

beforeEach(async () => {
  token = await stage.deploy('PracticeUsdc', [])
  domain = { name: 'USD Coin', version: '2', chainId: stage.chainId, verifyingContract: token.address }
})

afterAll(() => stage.stop())

const someNonce = (): Hex => padHex(`0x${(lastNonce += 1).toString(16)}`, { size: 32 })

async function authorize(change: Partial<Authorization> = {}) {
  const payer = await makeHolder(stage, token)
  const payee = await stage.person()
  const authorization: Authorization = {
    from: payer.address,
    to: payee.address,
    value: 25_000n,
    validAfter: 0n,
    validBefore: maxUint256,
    nonce: someNonce(),
    ...change,
  }
  return { payer, payee, authorization }
}

const vrs = (signature: Hex): readonly unknown[] => {
  const { r, s, yParity } = parseSignature(signature)
  return [27 + yParity, r, s]
}

describe('PracticeUsdc', () => {
  it('calls itself what the real token calls itself, and signs in that name', async () => {
    const facts = ['name', 'symbol', 'decimals', 'version', 'currency', 'DOMAIN_SEPARATOR']
    expect(await Promise.all(facts.map((fact) => readToken(stage, token, fact)))).toEqual([
      'USD Coin',
      'USDC',
      6,
      '2',
      'USD',
      hashDomain({
        domain: { ...domain, chainId: BigInt(stage.chainId) },
        types: {
          EIP712Domain: [
            { name: 'name', type: 'string' },
            { name: 'version', type: 'string' },
            { name: 'chainId', type: 'uint256' },
            { name: 'verifyingContract', type: 'address' },
          ],
        },
      }),
    ])
  })

  it('moves exactly the amount and announces it', async () => {
    const payer = await makeHolder(stage, token)
    const payee = await stage.person()
    const { events } = await send(stage, token, payer, 'transfer', [payee.address, 7n])
    expect(events).toEqual([
      { eventName: 'Transfer', values: { from: payer.address, to: payee.address, value: 7n } },
    ])
    expect(await readToken(stage, token, 'balanceOf', [payee.address])).toBe(7n)
    expect(await readToken(stage, token, 'balanceOf', [payer.address])).toBe(999_999_993n)
  })

  it('refuses what the books do not cover, in the words of the real token', async () => {
    const payer = await makeHolder(stage, token)
    const spender = await stage.person()
    const refused = (account: typeof payer, name: string, args: readonly unknown[]) =>
      refusalOf(stage, token, account, name, args)
    expect(await refused(payer, 'transfer', [spender.address, 1_000_000_001n])).toBe(
      'ERC20: transfer amount exceeds balance',
    )
    expect(await refused(payer, 'transfer', [zeroAddress, 1n])).toBe('ERC20: transfer to the zero address')
    expect(await refused(spender, 'transferFrom', [payer.address, spender.address, 1n])).toBe(
      'ERC20: transfer amount exceeds allowance',
    )
    expect(await refused(payer, 'approve', [zeroAddress, 1n])).toBe('ERC20: approve to the zero address')
  })

  it('gives tokens sent to the token contract back instead of losing them', async () => {
    const payer = await makeHolder(stage, token)
    expect(await refusalOf(stage, token, payer, 'transfer', [token.address, 1n])).toBe(
      'Blacklistable: account is blacklisted',
    )
  })

  it('spends an allowance once', async () => {
    const payer = await makeHolder(stage, token)
    const spender = await stage.person()
    await send(stage, token, payer, 'approve', [spender.address, 10n])
    await send(stage, token, spender, 'transferFrom', [payer.address, spender.address, 10n])
    expect(await readToken(stage, token, 'allowance', [payer.address, spender.address])).toBe(0n)
    expect(await refusalOf(stage, token, spender, 'transferFrom', [payer.address, spender.address, 1n])).toBe(
      'ERC20: transfer amount exceeds allowance',
    )
  })

  it('stops a blacklisted payer, payee and spender, and lets them go again', async () => {
    const payer = await makeHolder(stage, token)
    const payee = await stage.person()
    const spender = await stage.person()
    await send(stage, token, payer, 'approve', [spender.address, 100n])
    const pay = () => refusalOf(stage, token, payer, 'transfer', [payee.address, 1n])
    const spend = () => refusalOf(stage, token, spender, 'transferFrom', [payer.address, payee.address, 1n])
    for (const account of [payer, payee, spender]) {
      const blocked = await send(stage, token, stage.issuer, 'blacklist', [account.address])
      expect(blocked.events).toEqual([{ eventName: 'Blacklisted', values: { account: account.address } }])
      expect(await readToken(stage, token, 'isBlacklisted', [account.address])).toBe(true)
      expect(await spend()).toBe('Blacklistable: account is blacklisted')
      expect(await pay()).toBe(account === spender ? undefined : 'Blacklistable: account is blacklisted')
      const released = await send(stage, token, stage.issuer, 'unBlacklist', [account.address])
      expect(released.events).toEqual([{ eventName: 'UnBlacklisted', values: { account: account.address } }])
      expect(await pay()).toBeUndefined()
    }
  })

  it('leaves the administration to its issuer', async () => {
    const stranger = await stage.person()
    const refused = (name: string, args: readonly unknown[]) => refusalOf(stage, token, stranger, name, args)
    expect(await refused('blacklist', [stranger.address])).toBe(
      'Blacklistable: caller is not the blacklister',
    )
    expect(await refused('pause', [])).toBe('Pausable: caller is not the pauser')
    expect(await refused('mint', [stranger.address, 1n])).toBe('FiatToken: caller is not a minter')
  })

  it('moves nothing while it is paused', async () => {
    const { payer, payee, authorization } = await authorize()
    const signature = await signAuthorization(payer, domain, 'TransferWithAuthorization', authorization)
    const paused = await send(stage, token, stage.issuer, 'pause', [])
    expect(paused.events).toEqual([{ eventName: 'Pause', values: {} }])
    const refused = (name: string, args: readonly unknown[]) => refusalOf(stage, token, payer, name, args)
    expect(await refused('transfer', [payee.address, 1n])).toBe('Pausable: paused')
    expect(await refused('approve', [payee.address, 1n])).toBe('Pausable: paused')
    expect(await refused('transferWithAuthorization', [...fields(authorization), signature])).toBe(
      'Pausable: paused',
    )
    const resumed = await send(stage, token, stage.issuer, 'unpause', [])
    expect(resumed.events).toEqual([{ eventName: 'Unpause', values: {} }])
    expect(await refused('transfer', [payee.address, 1n])).toBeUndefined()
  })

  it.each(['bytes', 'v, r, s'])('takes a permit signed as %s, once', async (form) => {
    const owner = await makeHolder(stage, token)
    const spender = await stage.person()
    const permit = {
      owner: owner.address,
      spender: spender.address,
      value: 42n,
      nonce: 0n,
      deadline: maxUint256,
    }
    const signature = await signPermit(owner, domain, permit)
    const args = [permit.owner, permit.spender, permit.value, permit.deadline]
    const signed = [...args, ...(form === 'bytes' ? [signature] : vrs(signature))]
    const { events } = await send(stage, token, spender, 'permit', signed)
    expect(events).toEqual([
      { eventName: 'Approval', values: { owner: owner.address, spender: spender.address, value: 42n } },
    ])
    expect(await readToken(stage, token, 'nonces', [owner.address])).toBe(1n)
    expect(await refusalOf(stage, token, spender, 'permit', signed)).toBe('EIP2612: invalid signature')
  })

  it('refuses an expired permit', async () => {
    const owner = await makeHolder(stage, token)
    const permit = { owner: owner.address, spender: owner.address, value: 1n, nonce: 0n, deadline: 1n }
    const signature = await signPermit(owner, domain, permit)
    const args = [permit.owner, permit.spender, permit.value, permit.deadline, signature]
    expect(await refusalOf(stage, token, owner, 'permit', args)).toBe('FiatTokenV2: permit is expired')
  })

  it.each(['bytes', 'v, r, s'])('settles an authorization signed as %s at most once', async (form) => {
    const { payer, payee, authorization } = await authorize()
    const relayer = await stage.person()
    const signature = await signAuthorization(payer, domain, 'TransferWithAuthorization', authorization)
    const args = [...fields(authorization), ...(form === 'bytes' ? [signature] : vrs(signature))]
    const { events } = await send(stage, token, relayer, 'transferWithAuthorization', args)
    expect(events).toEqual([
      { eventName: 'AuthorizationUsed', values: { authorizer: payer.address, nonce: authorization.nonce } },
      { eventName: 'Transfer', values: { from: payer.address, to: payee.address, value: 25_000n } },
    ])
    expect(await readToken(stage, token, 'authorizationState', [payer.address, authorization.nonce])).toBe(
      true,
    )
    expect(await refusalOf(stage, token, relayer, 'transferWithAuthorization', args)).toBe(
      'FiatTokenV2: authorization is used or canceled',
    )
  })

  it('refuses an authorization outside its time, of a blocked payer, or signed by somebody else', async () => {
    const now = (await stage.reader.getBlock()).timestamp
    const refused = async (change: Partial<Authorization>, byWhom?: Awaited<ReturnType<Stage['person']>>) => {
      const { payer, authorization } = await authorize(change)
      const signature = await signAuthorization(
        byWhom ?? payer,
        domain,
        'TransferWithAuthorization',
        authorization,
      )
      const args = [...fields(authorization), signature]
      return await refusalOf(stage, token, stage.issuer, 'transferWithAuthorization', args)
    }
    const blocked = await makeHolder(stage, token)
    await send(stage, token, stage.issuer, 'blacklist', [blocked.address])
    expect(await refused({ validAfter: now + 1_000n })).toBe('FiatTokenV2: authorization is not yet valid')
    expect(await refused({ validBefore: now })).toBe('FiatTokenV2: authorization is expired')
    expect(await refused({ from: blocked.address }, blocked)).toBe('Blacklistable: account is blacklisted')
    expect(await refused({}, blocked)).toBe('FiatTokenV2: invalid signature')
  })

  it('refuses a signature made for another name, version, chain or contract', async () => {
    const { payer, authorization } = await authorize()
    const wrong: readonly Domain[] = [
      { ...domain, name: 'USDC' },
      { ...domain, version: '1' },
      { ...domain, chainId: 1 },
      { ...domain, verifyingContract: payer.address },
    ]
    for (const other of wrong) {
      const signature = await signAuthorization(payer, other, 'TransferWithAuthorization', authorization)
      const args = [...fields(authorization), signature]
      expect(await refusalOf(stage, token, payer, 'transferWithAuthorization', args)).toBe(
        'FiatTokenV2: invalid signature',
      )
    }
  })

  it('names what is wrong with a malformed signature', async () => {
    const { payer, authorization } = await authorize()
    const signature = await signAuthorization(payer, domain, 'TransferWithAuthorization', authorization)
    const { r, s, yParity } = parseSignature(signature)
    const refused = (rest: readonly unknown[]) =>
      refusalOf(stage, token, payer, 'transferWithAuthorization', [...fields(authorization), ...rest])
    expect(await refused([signature.slice(0, -2)])).toBe('ECRecover: invalid signature length')
    expect(await refused([yParity, r, s])).toBe("ECRecover: invalid signature 'v' value")
    expect(await refused([27, r, padHex('0xff', { size: 32, dir: 'right' })])).toBe(
      "ECRecover: invalid signature 's' value",
    )
  })

  it.each(['bytes', 'v, r, s'])(
    'lets only the payee submit a receive authorization signed as %s',
    async (form) => {
      const { payer, payee, authorization } = await authorize()
      const signature = await signAuthorization(payer, domain, 'ReceiveWithAuthorization', authorization)
      const args = [...fields(authorization), ...(form === 'bytes' ? [signature] : vrs(signature))]
      expect(await refusalOf(stage, token, payer, 'receiveWithAuthorization', args)).toBe(
        'FiatTokenV2: caller must be the payee',
      )
      await send(stage, token, payee, 'receiveWithAuthorization', args)
      expect(await readToken(stage, token, 'balanceOf', [payee.address])).toBe(25_000n)
    },
  )

  it.each(['bytes', 'v, r, s'])(
    'takes a cancellation signed as %s, after which nothing settles',
    async (form) => {
      const { payer, authorization } = await authorize()
      const { nonce } = authorization
      const signature = await signAuthorization(payer, domain, 'TransferWithAuthorization', authorization)
      const cancel = await signCancellation(payer, domain, { authorizer: payer.address, nonce })
      const args = [payer.address, nonce, ...(form === 'bytes' ? [cancel] : vrs(cancel))]
      const { events } = await send(stage, token, stage.issuer, 'cancelAuthorization', args)
      expect(events).toEqual([
        { eventName: 'AuthorizationCanceled', values: { authorizer: payer.address, nonce } },
      ])
      const settle = [...fields(authorization), signature]
      expect(await refusalOf(stage, token, payer, 'transferWithAuthorization', settle)).toBe(
        'FiatTokenV2: authorization is used or canceled',
      )
      expect(await refusalOf(stage, token, payer, 'cancelAuthorization', args)).toBe(
        'FiatTokenV2: authorization is used or canceled',
      )
    },
  )

  it('asks a contract wallet whether it signed', async () => {
    const { payer, payee, authorization } = await authorize()
    await makeAgreeableWallet(stage, payer.address)
    const args = [...fields(authorization), '0x1234']
    await send(stage, token, stage.issuer, 'transferWithAuthorization', args)
    expect(await readToken(stage, token, 'balanceOf', [payee.address])).toBe(25_000n)
  })

  it('keeps its supply equal to what was issued', async () => {
    const before = await readToken(stage, token, 'totalSupply')
    const { events } = await send(stage, token, stage.issuer, 'mint', [stage.issuer.address, 5n])
    expect(events).toEqual([
      { eventName: 'Mint', values: { minter: stage.issuer.address, to: stage.issuer.address, amount: 5n } },
      { eventName: 'Transfer', values: { from: zeroAddress, to: stage.issuer.address, value: 5n } },
    ])
    expect(await readToken(stage, token, 'totalSupply')).toBe(BigInt(String(before)) + 5n)
  })
})
