import { describe, expect, it } from 'vitest'
import { checkStep } from '../../../../renderer/src/screens/setup/check-setup.ts'
import {
  setupSteps,
  toSetupDraft,
  toSetupInput,
  type SetupDraft,
  type SetupStatus,
} from '../../../../renderer/src/screens/setup/setup-draft.ts'

const first = '0xE77162b7D2CEb3625a4993Bab557403a7B706F18'
const xpub = `xpub${'A'.repeat(107)}`

const status: SetupStatus = {
  environment: 'live',
  steps: [],
  shop: { name: '', till: 'Till 1', address: '', currency: 'EUR', receiptFooter: '' },
  staff: [],
  currencies: ['EUR', 'USD'],
  networks: [
    {
      chain: 'base',
      name: 'Base',
      testnet: false,
      tokens: ['USDC'],
      endpoints: ['https://node.example'],
    },
    { chain: 'other', name: 'Other', testnet: false, tokens: ['USDC', 'PYUSD'], endpoints: [] },
  ],
  firstAddresses: [],
}
const suggested = toSetupDraft(status, () => 'person-1')
const finished: SetupDraft = {
  ...suggested,
  shop: { ...suggested.shop, name: 'Corner Shop ' },
  staff: [{ id: 'person-1', name: 'Ana', role: 'owner', pin: '8291', repeat: '8291' }],
  xpub: ` ${xpub} `,
  firstAddresses: [first],
  confirmedAddress: first.toLowerCase(),
}

describe('toSetupDraft', () => {
  it('begins with an owner and every network that has an endpoint', () => {
    expect(suggested.staff.map((person) => person.role)).toEqual(['owner'])
    expect(suggested.networks.map((network) => network.chosen)).toEqual([true, false])
  })
})

describe('toSetupDraft with people', () => {
  it('asks for the owner first', () => {
    const people = [
      { id: 'a', name: 'Cashier', role: 'cashier', hasPin: false },
      { id: 'b', name: 'Owner', role: 'owner', hasPin: false },
    ] as const
    const draft = toSetupDraft({ ...status, staff: [...people] }, () => 'never')
    expect(draft.staff.map((person) => person.name)).toEqual(['Owner', 'Cashier'])
  })
})

describe('checkStep', () => {
  it('finds nothing wrong with a finished set-up', () => {
    for (const step of setupSteps) expect(checkStep(step, finished)).toEqual({})
  })

  it.each([
    ['shop', { shop: suggested.shop }, { 'shop.name': 'setup.problem.shopName' }],
    ['staff', { staff: [] }, { staff: 'setup.problem.noOwner' }],
    [
      'staff',
      { staff: [{ id: 'a', name: 'Ana', role: 'owner', pin: '3333', repeat: '3333' }] },
      { 'staff.0.pin': 'settings.pinProblem.published' },
    ],
    [
      'staff',
      { staff: [{ id: 'a', name: 'Ana', role: 'owner', pin: '8291', repeat: '' }] },
      { 'staff.0.repeat': 'settings.pinProblem.mismatch' },
    ],
    ['wallet', { xpub: 'xprv123' }, { xpub: 'settings.problem.privateKey' }],
    ['wallet', { xpub: 'hello' }, { xpub: 'settings.problem.xpub' }],
    ['wallet', { firstAddresses: [] }, { xpub: 'setup.problem.xpubUnread' }],
    ['wallet', { confirmedAddress: '' }, { confirmedAddress: 'setup.problem.confirmMissing' }],
    [
      'wallet',
      { confirmedAddress: first.replace('E7', 'A7') },
      { confirmedAddress: 'setup.problem.confirmDiffers' },
    ],
    ['networks', { networks: [] }, { networks: 'setup.problem.networkMissing' }],
  ] as const)('holds step %s back and names the field: %j', (step, change, problems) => {
    const draft: SetupDraft = { ...finished, ...change }
    expect(checkStep(step, draft)).toEqual(problems)
    expect(checkStep('confirm', draft)).toMatchObject(problems)
  })

  it('asks for an endpoint and a token of each chosen network', () => {
    const networks = finished.networks.map((network) => ({ ...network, chosen: true, tokens: [] }))
    expect(checkStep('networks', { ...finished, networks })).toEqual({
      'networks.base.tokens': 'setup.problem.tokenMissing',
      'networks.other.endpoints': 'settings.problem.endpointMissing',
      'networks.other.tokens': 'setup.problem.tokenMissing',
    })
  })

  it('does not ask for the address again outside live', () => {
    expect(checkStep('wallet', { ...finished, environment: 'testnet', confirmedAddress: '' })).toEqual({})
  })
})

describe('toSetupInput', () => {
  it('keeps only what was chosen, trimmed', () => {
    expect(toSetupInput(finished)).toEqual({
      shop: { name: 'Corner Shop', till: 'Till 1', address: '', currency: 'EUR', receiptFooter: '' },
      staff: [{ id: 'person-1', name: 'Ana', role: 'owner', pin: '8291' }],
      xpub,
      networks: [{ chain: 'base', endpoints: ['https://node.example'], tokens: ['USDC'] }],
      confirmedAddress: first.toLowerCase(),
    })
  })
})
