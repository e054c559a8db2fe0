import { endpointProblem } from '../settings/networks-draft.ts'
import { pinProblem } from '../settings/pin-problem.ts'
import type { DraftProblems, ProblemKey } from '../settings/problem-key.ts'
import { xpubProblem } from '../settings/xpub-problem.ts'
import type { NetworkDraft, SetupDraft, SetupStep } from './setup-draft.ts'

type Problems = Record<string, ProblemKey>

function checkShop({ shop }: SetupDraft): Problems {
  const problems: Problems = {}
  if (shop.name.trim() === '') problems['shop.name'] = 'setup.problem.shopName'
  if (shop.till.trim() === '') problems['shop.till'] = 'setup.problem.till'
  return problems
}

function checkStaff({ staff }: SetupDraft): Problems {
  const problems: Problems = {}
  for (const [index, person] of staff.entries()) {
    const name = person.name.trim()
    const pin = pinProblem(person.pin, person.repeat)
    if (name === '') problems[`staff.${index}.name`] = 'setup.problem.personName'
    if (name !== '' && staff.findIndex((other) => other.name.trim() === name) < index)
      problems[`staff.${index}.name`] = 'setup.problem.nameTwice'
    if (pin === 'settings.pinProblem.mismatch') problems[`staff.${index}.repeat`] = pin
    else if (pin) problems[`staff.${index}.pin`] = pin
  }
  if (!staff.some((person) => person.role === 'owner')) problems['staff'] = 'setup.problem.noOwner'
  return problems
}

function checkWallet(draft: SetupDraft): Problems {
  const xpub = xpubProblem(draft.xpub)
  if (xpub) return { xpub }
  if (draft.firstAddresses.length === 0) return { xpub: 'setup.problem.xpubUnread' }
  if (draft.environment !== 'live') return {}
  const typed = draft.confirmedAddress.trim().toLowerCase()
  if (typed === '') return { confirmedAddress: 'setup.problem.confirmMissing' }
  return typed === draft.firstAddresses[0]?.toLowerCase()
    ? {}
    : { confirmedAddress: 'setup.problem.confirmDiffers' }
}

function checkNetwork(network: NetworkDraft): Problems {
  const endpoints = endpointProblem(network.endpoints)
  const problems: Problems = {}
  if (endpoints) problems[`networks.${network.chain}.endpoints`] = endpoints
  if (network.tokens.length === 0) problems[`networks.${network.chain}.tokens`] = 'setup.problem.tokenMissing'
  return problems
}

function checkNetworks({ networks }: SetupDraft): Problems {
  const chosen = networks.filter((network) => network.chosen)
  if (chosen.length === 0) return { networks: 'setup.problem.networkMissing' }
  return Object.fromEntries(chosen.flatMap((network) => Object.entries(checkNetwork(network))))
}

const checks = {
  shop: checkShop,
  staff: checkStaff,
  wallet: checkWallet,
  networks: checkNetworks,
  confirm: (draft: SetupDraft): Problems => ({
    ...checkShop(draft),
    ...checkStaff(draft),
    ...checkWallet(draft),
    ...checkNetworks(draft),
  }),
} as const satisfies Record<SetupStep, (draft: SetupDraft) => Problems>

/** What keeps a step from being finished: field names with keys of the language file; empty when it is. */
export function checkStep(step: SetupStep, draft: SetupDraft): DraftProblems {
  return checks[step](draft)
}
