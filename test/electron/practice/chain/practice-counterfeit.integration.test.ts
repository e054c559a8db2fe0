import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeHolder, openStage, readToken, refusalOf, send, type Stage } from './token-stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})

afterAll(() => stage.stop())

describe('PracticeCounterfeit', () => {
  it('looks like USDC in everything but its address', async () => {
    const real = await stage.deploy('PracticeUsdc', [])
    const counterfeit = await stage.deploy('PracticeCounterfeit', [])
    for (const fact of ['name', 'symbol', 'decimals'])
      expect(await readToken(stage, counterfeit, fact)).toEqual(await readToken(stage, real, fact))
    expect(counterfeit.address).not.toBe(real.address)
  })

  it('announces its transfers like any token', async () => {
    const counterfeit = await stage.deploy('PracticeCounterfeit', [])
    const payer = await makeHolder(stage, counterfeit)
    const { events } = await send(stage, counterfeit, payer, 'transfer', [stage.issuer.address, 3n])
    expect(events).toEqual([
      { eventName: 'Transfer', values: { from: payer.address, to: stage.issuer.address, value: 3n } },
    ])
  })

  it('comes from its issuer only, and moves no more than is held or allowed', async () => {
    const counterfeit = await stage.deploy('PracticeCounterfeit', [])
    const payer = await makeHolder(stage, counterfeit)
    const { address } = stage.issuer
    expect(await refusalOf(stage, counterfeit, payer, 'mint', [payer.address, 1n])).toBe(
      'Ownable: caller is not the owner',
    )
    expect(await refusalOf(stage, counterfeit, payer, 'transfer', [address, 1_000_000_001n])).toBe(
      'ERC20: transfer amount exceeds balance',
    )
    expect(
      await refusalOf(stage, counterfeit, stage.issuer, 'transferFrom', [payer.address, address, 1n]),
    ).toBe('ERC20: transfer amount exceeds allowance')
    await send(stage, counterfeit, payer, 'approve', [address, 1n])
    await send(stage, counterfeit, stage.issuer, 'transferFrom', [payer.address, address, 1n])
    expect(await readToken(stage, counterfeit, 'allowance', [payer.address, address])).toBe(0n)
  })
})
