import {
  getAbiItem,
  hashDomain,
  maxUint256,
  padHex,
  parseSignature,
  toFunctionSelector,
  zeroAddress,
  type Abi,
  type Hex,
} from 'viem'
import { formatAbiItem } from 'viem/utils'
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
  token = await stage.deploy('PracticePaxosToken', ['PayPal USD', 'PYUSD', 6])
  domain = { name: 'PayPal USD', version: '1', chainId: stage.chainId, verifyingContract: token.address }
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

describe('PracticePaxosToken', () => {
  it.each([
    ['PayPal USD', 'PYUSD', 6],
    ['Global Dollar', 'USDG', 6],
    ['Pax Dollar', 'USDP', 18],
  ])('is %s (%s) with %i decimals, and signs in that name', async (name, symbol, decimals) => {
    const made = await stage.deploy('PracticePaxosToken', [name, symbol, decimals])
    const facts = ['name', 'symbol', 'decimals', 'DOMAIN_SEPARATOR']
    expect(await Promise.all(facts.map((fact) => readToken(stage, made, fact)))).toEqual([
      name,
      symbol,
      decimals,
      hashDomain({
        domain: { ...domain, chainId: BigInt(stage.chainId), name, verifyingContract: made.address },
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

  it.each([
    ['AddressFrozen', '0x1fd1cc44'],
    ['ContractPaused', '0xab35696f'],
    ['InsufficientFunds', '0x356680b7'],
    ['InvalidSignature', '0x8baa579f'],
    ['AuthorizationExpired', '0x0f05f5bf'],
    ['CallerMustBePayee', '0x5454b17d'],
  ])('refuses with %s as watchers know it: %s', (name, selector) => {
    const item: Abi[number] | undefined = getAbiItem({ abi: token.abi, name })
    expect(item?.type === 'error' && toFunctionSelector(formatAbiItem(item))).toBe(selector)
  })

  it('stops a frozen payer, payee and spender, and lets them go again', async () => {
    const payer = await makeHolder(stage, token)
    const payee = await stage.person()
    const spender = await stage.person()
    await send(stage, token, payer, 'approve', [spender.address, 100n])
    const pay = () => refusalOf(stage, token, payer, 'transfer', [payee.address, 1n])
    const spend = () => refusalOf(stage, token, spender, 'transferFrom', [payer.address, payee.address, 1n])
    for (const account of [payer, payee, spender]) {
      const frozen = await send(stage, token, stage.issuer, 'freeze', [account.address])
      expect(frozen.events).toEqual([{ eventName: 'FreezeAddress', values: { addr: account.address } }])
      expect(await readToken(stage, token, 'isFrozen', [account.address])).toBe(true)
      expect(await spend()).toBe('AddressFrozen')
      expect(await pay()).toBe(account === spender ? undefined : 'AddressFrozen')
      const released = await send(stage, token, stage.issuer, 'unfreeze', [account.address])
      expect(released.events).toEqual([{ eventName: 'UnfreezeAddress', values: { addr: account.address } }])
      expect(await pay()).toBeUndefined()
    }
  })

  it('wipes a frozen balance as a transfer to nobody', async () => {
    const holder = await makeHolder(stage, token)
    expect(await refusalOf(stage, token, stage.issuer, 'wipeFrozenAddress', [holder.address])).toBe(
      'AddressNotFrozen',
    )
    await send(stage, token, stage.issuer, 'freeze', [holder.address])
    const { events } = await send(stage, token, stage.issuer, 'wipeFrozenAddress', [holder.address])
    expect(events).toEqual([
      { eventName: 'FrozenAddressWiped', values: { addr: holder.address } },
      { eventName: 'SupplyDecreased', values: { from: holder.address, value: 1_000_000_000n } },
      { eventName: 'Transfer', values: { from: holder.address, to: zeroAddress, value: 1_000_000_000n } },
    ])
    expect(await readToken(stage, token, 'totalSupply')).toBe(0n)
  })

  it('refuses what the books do not cover', async () => {
    const payer = await makeHolder(stage, token)
    const spender = await stage.person()
    const refused = (account: typeof payer, name: string, args: readonly unknown[]) =>
      refusalOf(stage, token, account, name, args)
    expect(await refused(payer, 'transfer', [spender.address, 1_000_000_001n])).toBe('InsufficientFunds')
    expect(await refused(payer, 'transfer', [zeroAddress, 1n])).toBe('ZeroAddress')
    expect(await refused(payer, 'approve', [zeroAddress, 1n])).toBe('ZeroAddress')
    expect(await refused(spender, 'transferFrom', [payer.address, spender.address, 1n])).toBe(
      'InsufficientAllowance',
    )
  })

  it('moves nothing while it is paused, and cannot be paused twice', async () => {
    const { payer, payee, authorization } = await authorize()
    const signature = await signAuthorization(payer, domain, 'TransferWithAuthorization', authorization)
    const refused = (account: typeof payer, name: string, args: readonly unknown[]) =>
      refusalOf(stage, token, account, name, args)
    expect((await send(stage, token, stage.issuer, 'pause', [])).events).toEqual([
      { eventName: 'Pause', values: {} },
    ])
    expect(await refused(stage.issuer, 'pause', [])).toBe('AlreadyPaused')
    expect(await refused(payer, 'transfer', [payee.address, 1n])).toBe('ContractPaused')
    expect(await refused(payer, 'approve', [payee.address, 1n])).toBe('ContractPaused')
    expect(await refused(payer, 'transferWithAuthorization', [...fields(authorization), signature])).toBe(
      'ContractPaused',
    )
    expect(await refused(stage.issuer, 'mint', [payee.address, 1n])).toBeUndefined()
    expect((await send(stage, token, stage.issuer, 'unpause', [])).events).toEqual([
      { eventName: 'Unpause', values: {} },
    ])
    expect(await refused(stage.issuer, 'unpause', [])).toBe('AlreadyUnPaused')
    expect(await refused(payer, 'transfer', [payee.address, 1n])).toBeUndefined()
  })

  it('leaves the administration to its issuer', async () => {
    const stranger = await stage.person()
    for (const name of ['freeze', 'unfreeze', 'wipeFrozenAddress'])
      expect(await refusalOf(stage, token, stranger, name, [stranger.address])).toBe(
        'AccessControlUnauthorizedAccount',
      )
    for (const name of ['pause', 'unpause'])
      expect(await refusalOf(stage, token, stranger, name, [])).toBe('AccessControlUnauthorizedAccount')
    expect(await refusalOf(stage, token, stranger, 'mint', [stranger.address, 1n])).toBe(
      'OnlySupplyController',
    )
  })

  it('carries several payments in one transaction', async () => {
    const payer = await makeHolder(stage, token)
    const payees = [await stage.person(), await stage.person()]
    const spender = await stage.person()
    await send(stage, token, payer, 'approve', [spender.address, 10n])
    const { events } = await send(stage, token, spender, 'transferFromBatch', [
      [payer.address, payer.address],
      payees.map(({ address }) => address),
      [4n, 6n],
    ])
    expect(events.map(({ values }) => values)).toEqual([
      { from: payer.address, to: payees[0]?.address, value: 4n },
      { from: payer.address, to: payees[1]?.address, value: 6n },
    ])
    expect(await refusalOf(stage, token, spender, 'transferFromBatch', [[payer.address], [], [1n]])).toBe(
      'ArgumentLengthMismatch',
    )
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
    expect(await refusalOf(stage, token, spender, 'permit', signed)).toBe('InvalidSignature')
  })

  it('refuses an expired permit', async () => {
    const owner = await makeHolder(stage, token)
    const permit = { owner: owner.address, spender: owner.address, value: 1n, nonce: 0n, deadline: 1n }
    const signature = await signPermit(owner, domain, permit)
    const args = [permit.owner, permit.spender, permit.value, permit.deadline, signature]
    expect(await refusalOf(stage, token, owner, 'permit', args)).toBe('PermitExpired')
  })

  it.each(['bytes', 'v, r, s'])(
    'accepts a used authorization signed as %s again, and moves nothing',
    async (form) => {
      const { payer, payee, authorization } = await authorize()
      const relayer = await stage.person()
      const signature = await signAuthorization(payer, domain, 'TransferWithAuthorization', authorization)
      const args = [...fields(authorization), ...(form === 'bytes' ? [signature] : vrs(signature))]
      const first = await send(stage, token, relayer, 'transferWithAuthorization', args)
      expect(first.events).toEqual([
        { eventName: 'AuthorizationUsed', values: { authorizer: payer.address, nonce: authorization.nonce } },
        { eventName: 'Transfer', values: { from: payer.address, to: payee.address, value: 25_000n } },
      ])
      const second = await send(stage, token, relayer, 'transferWithAuthorization', args)
      expect(second).toEqual({
        status: 'success',
        events: [
          {
            eventName: 'AuthorizationAlreadyUsed',
            values: { authorizer: payer.address, nonce: authorization.nonce },
          },
        ],
      })
      expect(await readToken(stage, token, 'balanceOf', [payee.address])).toBe(25_000n)
    },
  )

  it('settles the rest of a batch when one authorization was used before', async () => {
    const used = await authorize()
    const fresh = await authorize()
    const signatures = await Promise.all(
      [used, fresh].map(({ payer, authorization }) =>
        signAuthorization(payer, domain, 'TransferWithAuthorization', authorization),
      ),
    )
    await send(stage, token, stage.issuer, 'transferWithAuthorization', [
      ...fields(used.authorization),
      signatures[0],
    ])
    const columns = fields(used.authorization).map((value, index) => [
      value,
      fields(fresh.authorization)[index],
    ])
    const { events } = await send(stage, token, stage.issuer, 'transferWithAuthorizationBatch', [
      ...columns,
      signatures,
    ])
    expect(events.map(({ eventName }) => eventName)).toEqual([
      'AuthorizationAlreadyUsed',
      'AuthorizationUsed',
      'Transfer',
    ])
    expect(await readToken(stage, token, 'balanceOf', [fresh.payee.address])).toBe(25_000n)
  })

  it('refuses an authorization outside its time, of a frozen payer, or signed by somebody else', async () => {
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
    const frozen = await makeHolder(stage, token)
    await send(stage, token, stage.issuer, 'freeze', [frozen.address])
    expect(await refused({ validAfter: now + 1_000n })).toBe('AuthorizationInvalid')
    expect(await refused({ validBefore: now })).toBe('AuthorizationExpired')
    expect(await refused({ from: frozen.address }, frozen)).toBe('AddressFrozen')
    expect(await refused({}, frozen)).toBe('InvalidSignature')
  })

  it('refuses a malformed signature in one word', async () => {
    const { payer, authorization } = await authorize()
    const signature = await signAuthorization(payer, domain, 'TransferWithAuthorization', authorization)
    const { r, s, yParity } = parseSignature(signature)
    for (const rest of [
      [signature.slice(0, -2)],
      [yParity, r, s],
      [27, r, padHex('0xff', { size: 32, dir: 'right' })],
    ])
      expect(
        await refusalOf(stage, token, payer, 'transferWithAuthorization', [
          ...fields(authorization),
          ...rest,
        ]),
      ).toBe('InvalidSignature')
  })

  it.each(['bytes', 'v, r, s'])(
    'lets only the payee submit a receive authorization signed as %s',
    async (form) => {
      const { payer, payee, authorization } = await authorize()
      const signature = await signAuthorization(payer, domain, 'ReceiveWithAuthorization', authorization)
      const args = [...fields(authorization), ...(form === 'bytes' ? [signature] : vrs(signature))]
      expect(await refusalOf(stage, token, payer, 'receiveWithAuthorization', args)).toBe('CallerMustBePayee')
      await send(stage, token, payee, 'receiveWithAuthorization', args)
      expect(await readToken(stage, token, 'balanceOf', [payee.address])).toBe(25_000n)
    },
  )

  it.each(['bytes', 'v, r, s'])(
    'takes a cancellation signed as %s, after which nothing settles',
    async (form) => {
      const { payer, payee, authorization } = await authorize()
      const { nonce } = authorization
      const signature = await signAuthorization(payer, domain, 'TransferWithAuthorization', authorization)
      const cancel = await signCancellation(payer, domain, { authorizer: payer.address, nonce })
      const args = [payer.address, nonce, ...(form === 'bytes' ? [cancel] : vrs(cancel))]
      const { events } = await send(stage, token, stage.issuer, 'cancelAuthorization', args)
      expect(events).toEqual([
        { eventName: 'AuthorizationCanceled', values: { authorizer: payer.address, nonce } },
      ])
      const settled = await send(stage, token, payer, 'transferWithAuthorization', [
        ...fields(authorization),
        signature,
      ])
      expect(settled.events.map(({ eventName }) => eventName)).toEqual(['AuthorizationAlreadyUsed'])
      expect(await readToken(stage, token, 'balanceOf', [payee.address])).toBe(0n)
    },
  )

  it('asks a contract wallet whether it signed', async () => {
    const { payer, payee, authorization } = await authorize()
    await makeAgreeableWallet(stage, payer.address)
    const args = [...fields(authorization), '0x1234']
    await send(stage, token, stage.issuer, 'transferWithAuthorization', args)
    expect(await readToken(stage, token, 'balanceOf', [payee.address])).toBe(25_000n)
  })
})
