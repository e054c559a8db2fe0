import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import { fiatCurrencies, isFiatCurrency, type FiatCurrency } from '../../shared/domain/money/currency.ts'
import { tokenCurrency } from '../../shared/domain/tokens/token.ts'
import type {
  ChainSettings,
  Environment,
  Settings,
  ShopSettings,
} from '../../shared/domain/settings/settings.ts'
import type { ReleaseRule } from '../../shared/domain/policy/release-rule.ts'
import type { Role } from '../../shared/domain/staff/role.ts'
import { accountKeyProblem } from '../settings/account-key-problem.ts'
import { previewAddresses, type DeriveAddresses } from '../backends/port.ts'
import type { Ledger } from '../ledger/port.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { appendPin, appendStaff, checkPin } from '../staff/manage-staff.ts'
import { hashPin } from '../staff/pin-hash.ts'

/** What the wizard hands over, all at once. */
type SetupInput = Readonly<{
  shop: ShopSettings
  staff: readonly Readonly<{ id: string; name: string; role: Role; pin: string }>[]
  xpub: string
  networks: readonly Readonly<{ chain: string; endpoints: readonly string[]; tokens: readonly string[] }>[]
  confirmedAddress?: string | undefined
}>

/** One step of the wizard and whether it is done. */
type SetupStep = { id: 'shop' | 'staff' | 'wallet' | 'networks' | 'confirm'; done: boolean }

/** First start of an environment. */
export type Setup = Readonly<{
  isNeeded: () => boolean
  offerChoice: () => boolean
  choose: (environment: Environment) => { ok: true } | Rejected
  refuseWhenDone: () => { ok: true } | Rejected
  status: () => SetupStatus
  complete: (input: SetupInput) => Promise<{ ok: true } | Rejected>
  /** Networks and tokens that real money may use; `undefined` outside live. */
  knownForLive: () => ChainSettings | undefined
}>

/** Where the wizard stands, and what it offers. */
type SetupStatus = {
  environment: Environment
  steps: SetupStep[]
  shop: ShopSettings
  staff: { id: string; name: string; role: Role; hasPin: boolean }[]
  currencies: FiatCurrency[]
  networks: { chain: string; name: string; testnet: boolean; tokens: string[]; endpoints: string[] }[]
  xpub?: string
  firstAddresses: `0x${string}`[]
}

/** What the set-up works with. `choices` are the networks that ship for this environment. */
export type SetupPorts = Readonly<{
  environment: Environment
  ledger: Ledger
  settings: SettingsStore
  choices: ChainSettings
  offerChoice: () => boolean
  choose: (environment: Environment) => void
  /** Release rules that ship for these networks; a network without any waits for finality. */
  rulesFor: (chains: ChainSettings) => readonly ReleaseRule[]
  deriveAddresses: DeriveAddresses
  probe: (next: ChainSettings) => Promise<{ ok: true } | Rejected>
}>

function invalid(field: string, problem: string): Rejected {
  return reject('contract.invalidInput', { field, problem })
}

function checkStaff(input: SetupInput): Rejected | undefined {
  if (!input.staff.some((member) => member.role === 'owner'))
    return invalid('staff', 'Somebody must be the owner')
  for (const [index, member] of input.staff.entries()) {
    const weak = checkPin(member.pin, false)
    if (weak)
      return reject('staff.weakPin', {
        field: `staff.${index}.pin`,
        problem: 'Repeated digits, runs and practice PINs are guessed first',
      })
  }
  const isRepeated = (texts: readonly string[]): boolean => new Set(texts).size < texts.length
  if (isRepeated(input.staff.map((member) => member.id))) return invalid('staff', 'Two people have one id')
  return isRepeated(input.staff.map((member) => member.name))
    ? invalid('staff', 'Two people have one name')
    : undefined
}

function toChains(input: SetupInput, choices: ChainSettings): { ok: true; chains: ChainSettings } | Rejected {
  const chains: ChainSettings['chains'][number][] = []
  const tokens: ChainSettings['tokens'][number][] = []
  for (const [index, network] of input.networks.entries()) {
    const chain = choices.chains.find((candidate) => candidate.key === network.chain)
    if (!chain) return invalid(`networks.${index}.chain`, 'This network is not on the list')
    chains.push({ ...chain, endpoints: network.endpoints, enabled: true })
    for (const symbol of network.tokens) {
      const token = choices.tokens.find(
        (candidate) => candidate.currency === tokenCurrency(symbol, chain.key),
      )
      if (!token) return invalid(`networks.${index}.tokens`, `${symbol} is not taken on ${chain.name}`)
      tokens.push({ ...token, enabled: true })
    }
  }
  return { ok: true, chains: { chains, tokens } }
}

/** The key that will receive; one from the configuration file is confirmed by its address like any other. */
function checkWallet(input: SetupInput, ports: SetupPorts): Rejected | undefined {
  const { environment, settings, deriveAddresses } = ports
  const fromFile = settings.fileSections.has('backend') ? settings.current().backend?.xpub : undefined
  const xpub = fromFile ?? input.xpub.trim()
  const problem = accountKeyProblem(xpub, environment)
  if (problem !== undefined) return reject('config.invalid', { field: 'xpub', problem })
  const derived = deriveAddresses(xpub)
  if (!derived.ok) return derived
  if (
    environment === 'live' &&
    input.confirmedAddress?.toLowerCase() !== derived.addresses.addressAt(0).toLowerCase()
  ) {
    return invalid(
      'confirmedAddress',
      'The first address in your wallet is another one. Do not go on: this key may not be yours.',
    )
  }
  return undefined
}

/** Opens the set-up of an environment. Practice is set up from its first start. */
export function openSetup(ports: SetupPorts): Setup {
  const { environment, ledger, settings, choices } = ports
  const isNeeded = (): boolean => {
    const staff = ledger.staff().filter((member) => member.active)
    const hasOwner = staff.some(
      (member) => member.role === 'owner' && ledger.pinHash(member.id) !== undefined,
    )
    return (
      !hasOwner || settings.current().backend === undefined || settings.current().chains.chains.length === 0
    )
  }
  const refuseWhenDone = (): { ok: true } | Rejected =>
    isNeeded() ? { ok: true } : reject('setup.alreadyDone')

  const save = async (input: SetupInput, chains: ChainSettings): Promise<{ ok: true } | Rejected> => {
    const hashes = await Promise.all(input.staff.map((member) => hashPin(member.pin)))
    // Somebody else may have finished while the networks were asked.
    if (!isNeeded()) return reject('setup.alreadyDone')
    const sections: Pick<Settings, 'shop' | 'backend' | 'chains' | 'releaseRules'> = {
      releaseRules: ports.rulesFor(chains),
      shop: input.shop,
      backend: { kind: 'selfcustody', xpub: input.xpub.trim() },
      chains,
    }
    ledger.transact((transaction) => {
      for (const section of ['shop', 'backend', 'chains', 'releaseRules'] as const) {
        if (!settings.fileSections.has(section))
          settings.append(transaction, section, sections[section], 'setup')
      }
      const kept = new Set(input.staff.map((member) => member.id))
      for (const member of transaction.staff())
        if (!kept.has(member.id)) appendStaff(transaction, { ...member, active: false }, 'setup')
      for (const [index, { id, name, role }] of input.staff.entries()) {
        appendStaff(transaction, { id, name, role, active: true }, 'setup')
        appendPin(transaction, id, hashes[index] ?? '', 'setup')
      }
      transaction.append({
        type: 'setup.completed',
        subject: { kind: 'settings', id: 'setup' },
        body: { environment },
        actor: 'setup',
      })
    })
    return { ok: true }
  }

  return {
    isNeeded,
    offerChoice: ports.offerChoice,
    choose: (next) => {
      if (!ports.offerChoice()) return reject('setup.alreadyDone')
      ports.choose(next)
      return { ok: true }
    },
    refuseWhenDone,
    status: () => setupStatus(ports, isNeeded()),
    complete: async (input) => {
      if (!isNeeded()) return reject('setup.alreadyDone')
      const wrong = checkStaff(input) ?? checkWallet(input, ports)
      if (wrong) return wrong
      const chains = settings.fileSections.has('chains')
        ? ({ ok: true, chains: settings.current().chains } as const)
        : toChains(input, choices)
      if (!chains.ok) return chains
      const probed = await ports.probe(chains.chains)
      if (!probed.ok) return probed
      return save(input, chains.chains)
    },
    knownForLive: () => (environment === 'live' ? choices : undefined),
  }
}

function setupStatus(
  { environment, ledger, settings, choices, deriveAddresses }: SetupPorts,
  needed: boolean,
): SetupStatus {
  const { shop, backend, chains } = settings.current()
  const staff = ledger.staff().filter((member) => member.active)
  const derived = backend ? previewAddresses(deriveAddresses, backend.xpub) : undefined
  const offered = chains.chains.length > 0 ? chains : choices
  return {
    environment,
    steps: [
      { id: 'shop', done: !needed || settings.fileSections.has('shop') },
      {
        id: 'staff',
        done: staff.some((member) => member.role === 'owner' && ledger.pinHash(member.id) !== undefined),
      },
      { id: 'wallet', done: backend !== undefined },
      { id: 'networks', done: chains.chains.length > 0 },
      { id: 'confirm', done: !needed },
    ],
    shop,
    staff: staff.map((member) => ({
      id: member.id,
      name: member.name,
      role: member.role,
      hasPin: ledger.pinHash(member.id) !== undefined,
    })),
    currencies: Object.keys(fiatCurrencies).filter(isFiatCurrency),
    networks: offered.chains.map((chain) => ({
      chain: chain.key,
      name: chain.name,
      testnet: chain.testnet,
      tokens: offered.tokens.filter((token) => token.chain === chain.key).map((token) => token.symbol),
      endpoints: [...chain.endpoints],
    })),
    ...(needed && backend ? { xpub: backend.xpub } : {}),
    firstAddresses: derived?.ok ? derived.addresses : [],
  }
}
