import type { ChainSettings } from '../../shared/domain/settings/settings.ts'
import { reject, type Rejected } from '../../shared/errors/rejected.ts'
import { probeEndpoint } from '../chains/evm/probe-endpoint.ts'
import type { Clock } from '../platform/clock.ts'

/** Endpoints asked at once. */
const atOnce = 4

type Question = Readonly<{
  field: string
  url: string
  chain: ChainSettings['chains'][number]
  tokens: ChainSettings['tokens']
}>

function questionsOf(next: ChainSettings): readonly Question[] {
  return next.chains.flatMap((chain, index) =>
    chain.enabled
      ? chain.endpoints.map((url, position) => ({
          field: `chains.${index}.endpoints.${position}`,
          url,
          chain,
          tokens: next.tokens.filter((token) => token.chain === chain.key && token.enabled),
        }))
      : [],
  )
}

async function ask(question: Question, clock: Clock): Promise<Rejected | undefined> {
  const { field, url, chain, tokens } = question
  const answer = await probeEndpoint({
    url,
    chainId: chain.chainId,
    blockSeconds: chain.blockSeconds,
    tokens,
    clock,
  })
  if (!answer.ok) {
    return answer.code === 'chain.wrongChainId'
      ? reject(answer.code, { field, problem: answer.problem })
      : undefined
  }
  const [wrong] = answer.tokenProblems
  return wrong && reject('chain.wrongDecimals', { field, currency: wrong.currency, problem: wrong.problem })
}

/**
 * Asks every endpoint that is switched on whether it serves the network and tokens that the settings say.
 * One that does not answer is no contradiction: a shop may be set up with the cable out, and the health chips say so later.
 * @returns `chain.wrongChainId` or `chain.wrongDecimals`, naming the endpoint
 */
export async function probeChains(next: ChainSettings, clock: Clock): Promise<{ ok: true } | Rejected> {
  const questions = questionsOf(next)
  for (let start = 0; start < questions.length; start += atOnce) {
    const answers = await Promise.all(
      questions.slice(start, start + atOnce).map((question) => ask(question, clock)),
    )
    const refused = answers.find((answer) => answer !== undefined)
    if (refused) return refused
  }
  return { ok: true }
}
