import type { LookUpView } from '../../shared/contract/look-up-view.ts'
import type { ChainWord, Finding, LookUp } from '../../shared/domain/look-up/look-up.ts'
import type { Settings } from '../../shared/domain/settings/settings.ts'
import type { LedgerReader } from '../ledger/port.ts'

const sourcesMax = 10
const problemMax = 300

type Naming = (chain: string) => string

function answerOf(
  { chain, at, sources, is }: ChainWord,
  nameOf: Naming,
  isOffered: boolean,
): LookUpView['answers'][number] {
  return {
    chain,
    chainName: nameOf(chain),
    isOffered,
    at,
    says: is.state,
    sources: sources.slice(0, sourcesMax),
    ...(is.state === 'mined' ? { blockNumber: is.blockNumber } : {}),
    ...(is.state === 'silent' ? { problem: is.problem.slice(0, problemMax) } : {}),
  }
}

function findingOf(finding: Finding, nameOf: Naming): LookUpView['finding'] {
  if (finding.kind === 'notFound') return finding
  if (finding.kind === 'cannotTell') return { kind: finding.kind }
  return { ...finding, chainName: nameOf(finding.chain) }
}

/** A look-up as the screens show it. */
export function lookUpView(
  settings: Settings,
  ledger: LedgerReader,
  { txHash, at, finding, words }: LookUp,
  saleId: string | undefined,
): LookUpView {
  const { chains } = settings.chains
  const nameOf: Naming = (chain) => chains.find(({ key }) => key === chain)?.name ?? chain
  const offers = saleId === undefined ? [] : (ledger.findSale(saleId)?.invoice.offers ?? [])
  const offered = new Set(offers.map(({ chain }) => chain))
  const found = 'chain' in finding ? finding.chain : undefined
  const explorer = chains.find(({ key }) => key === found)?.explorer
  return {
    txHash,
    at,
    finding: findingOf(finding, nameOf),
    answers: words.map((word) => answerOf(word, nameOf, offered.has(word.chain))),
    ...(explorer === undefined || explorer === '' ? {} : { explorerUrl: `${explorer}/tx/${txHash}` }),
  }
}
