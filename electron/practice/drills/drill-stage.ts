import { unreachable } from '../../../shared/errors/assert.ts'
import { PosError } from '../../../shared/errors/pos-error.ts'
import type { Drill, DrillAct } from '../../../shared/domain/drill/drill.ts'
import type { TransferRequest } from '../../../shared/domain/invoice/eip681.ts'
import type { Offer } from '../../../shared/domain/invoice/invoice.ts'
import type { Log } from '../../platform/log.ts'
import type { SaleFacts } from '../../ledger/port.ts'
import { callRpc, callRpcForText } from '../chain/json-rpc.ts'
import type { PracticeChain, PracticeChains } from '../chain/practice-chain.ts'
import { drillChain, unlistedSymbol } from './drill-settings.ts'
import { heldHead, inventedTransfer } from './node-faults.ts'
import { startNodeInBetween, type NodeInBetween } from './node-in-between.ts'

/** How the customer pays a checkout as it stands; what is still missing, unless it is said otherwise. */
export type PayCheckout = (how: 'exact' | 'less' | 'twice') => Promise<unknown>

/** The world of one drill: the customer, the chain and the node that stand before the till. */
export type DrillStage = Readonly<{
  /** Where the till of the drill reads its network. */
  endpoints: readonly string[]
  /**
   * Plays one act.
   * @throws {PosError} `practice.paymentFailed`, `chain.*` when the chain does not take part
   */
  act: (act: DrillAct, sale: SaleFacts, pay: PayCheckout) => Promise<void>
  stop: () => Promise<void>
}>

function chainOf(chains: PracticeChains, key: string): PracticeChain {
  const found = chains.chains.find((chain) => chain.key === key)
  if (!found) throw new PosError('practice.chainUnavailable', `There is no practice network ${key}.`)
  return found
}

function tokenOf({ tokens }: PracticeChain, symbol: string): PracticeChain['tokens'][number] {
  const found = tokens.find((token) => token.symbol === symbol)
  if (!found) throw new PosError('practice.chainUnavailable', `There is no practice ${symbol}.`)
  return found
}

function offerOf({ invoice }: SaleFacts): Offer {
  const [offer] = invoice.offers
  if (!offer) throw new PosError('sale.noOffer', 'The sale of a drill can be paid.')
  return offer
}

async function readHead(chain: PracticeChain): Promise<number> {
  return Number(await callRpcForText(chain.rpcUrl, 'eth_blockNumber'))
}

/** Takes the block of a payment off the chain. Blocks from before the drill are out of reach: they are practice's. */
async function takeBack(chain: PracticeChain, { payments }: SaleFacts, firstHead: number): Promise<string> {
  const [payment] = payments
  if (!payment) throw new PosError('chain.badAnswer', 'There is no payment to take back.')
  const raw = await callRpcForText(chain.rpcUrl, 'eth_getRawTransactionByHash', [payment.txHash])
  const head = await readHead(chain)
  // One block more: another may be mined before the chain has heard.
  const depth = Math.min(head - payment.blockNumber + 2, head - firstHead)
  await callRpc(chain.rpcUrl, 'anvil_reorg', [depth, []])
  return raw
}

type Actors = Readonly<{
  chains: PracticeChains
  fast: PracticeChain
  slow: PracticeChain
  node: NodeInBetween | undefined
  firstHead: number
}>

/** The acts in which the customer sends something that the till did not ask for. */
function strangeRequests(
  { fast, slow }: Actors,
  sale: SaleFacts,
): Record<'unlisted' | 'fake' | 'elsewhere', TransferRequest> {
  const offer = offerOf(sale)
  const { address: recipient, amountMinor, chainId } = offer
  const unlisted = tokenOf(fast, unlistedSymbol)
  const scaled = (amountMinor * 10n ** BigInt(unlisted.decimals)) / 10n ** BigInt(offer.decimals)
  return {
    unlisted: { tokenAddress: unlisted.address, chainId, recipient, amountMinor: scaled },
    fake: { tokenAddress: fast.counterfeit, chainId, recipient, amountMinor },
    elsewhere: {
      tokenAddress: tokenOf(slow, offer.symbol).address,
      chainId: slow.chainId,
      recipient,
      amountMinor,
    },
  }
}

function createActs(actors: Actors): DrillStage['act'] {
  const { chains, fast, slow, node } = actors
  let takenBack: string | undefined
  const send = async ({ tokenAddress, chainId, recipient, amountMinor }: TransferRequest): Promise<void> => {
    await chains.customer.transfer({ chainId, token: tokenAddress, to: recipient, amountMinor })
  }
  return async (act, sale, pay) => {
    const strange = strangeRequests(actors, sale)
    switch (act) {
      case 'payExact':
        return void (await pay('exact'))
      case 'payLess':
        return void (await pay('less'))
      case 'payTwice':
        return void (await pay('twice'))
      case 'payUnlisted':
        return await send(strange.unlisted)
      case 'payCounterfeit':
        return await send(strange.fake)
      case 'payOtherChain':
        await send(strange.elsewhere)
        // That network is slow, and nobody learns from waiting for it.
        return void (await callRpc(slow.rpcUrl, 'evm_mine'))
      case 'takeBack':
        takenBack = await takeBack(fast, sale, actors.firstHead)
        return undefined
      case 'bringBack':
        return void (await callRpc(fast.rpcUrl, 'eth_sendRawTransaction', [takenBack ?? '0x']))
      case 'nodeDown':
        return node?.setFault('down')
      case 'nodeUp':
      case 'letHeadsGo':
        return node?.setFault(undefined)
      case 'nodeLies': {
        const { tokenAddress, chainId, address: recipient, amountMinor } = offerOf(sale)
        const lie = { tokenAddress, chainId, recipient, amountMinor }
        return node?.setFault(inventedTransfer(lie, chains.customer.address))
      }
      case 'holdHeads':
        return node?.setFault(heldHead(await readHead(fast)))
      default:
        return unreachable(act)
    }
  }
}

const nodeActs: readonly DrillAct[] = ['nodeDown', 'nodeLies', 'holdHeads']

/** Sets the stage of a drill over the practice chains. Only drills about nodes get a node in between. */
export async function openDrillStage(
  options: Readonly<{ drill: Drill; chains: PracticeChains; log: Log }>,
): Promise<DrillStage> {
  const { drill, chains, log } = options
  const fast = chainOf(chains, drillChain)
  const slow = chainOf(chains, 'slow')
  const firstHead = await readHead(fast)
  const needsNode = drill.steps.some((step) => 'act' in step && nodeActs.includes(step.act))
  const node = needsNode ? await startNodeInBetween(fast.rpcUrl, log) : undefined
  // Where two sources are asked, the honest one is the chain itself.
  const own = node === undefined || drill.sources === 2 ? [fast.rpcUrl] : []
  return {
    endpoints: [...(node === undefined ? [] : [node.url]), ...own],
    act: createActs({ chains, fast, slow, node, firstHead }),
    stop: async () => await node?.stop(),
  }
}
