import { chainWarnings } from './chain-warnings.ts'
import { auditWords, stateWords, wakeWords } from './chain-words.ts'
import { failureText } from '../../i18n/failure-text.ts'
import type { AccountHealth, ChainHealth, HealthView, SourceHealth } from './health-view.ts'
import { sourceFacts } from './source-facts.ts'
import type { HealthWords } from './use-words.ts'
import { withoutSecrets } from './without-secrets.ts'

/** Which till the report is about. */
export type ReportAbout = Readonly<{ version: string; environment: string }>

type Writer = HealthWords & Readonly<{ at: number; now: number }>

function iso(at: number): string {
  return new Date(at).toISOString()
}

/** Instants in UTC and plain sentences, because it is read by somebody in another place. */
function sourceLines(source: SourceHealth, chain: ChainHealth, writer: Writer): readonly string[] {
  const { t, age, figure } = writer
  const facts = sourceFacts(source, chain, writer)
  const { headNumber, lastHeardAt, latencyMs, lastError, errors, learned, roles, problem } = source
  const unknown = t('health.report.unknown')
  const said = (text: string): string => withoutSecrets(text, t('health.report.hidden'))
  return [
    t('health.report.source', {
      host: source.host,
      state: t(`health.source.states.${source.state}`),
      roles: roles.map((role) => t(`health.source.role.${role}`)).join(', ') || t('health.none'),
    }),
    ...[
      ...(problem === undefined ? [] : [t('health.source.now', { problem: said(problem) })]),
      ...(facts.retryInMs === undefined ? [] : [t('health.source.retryIn', { age: age(facts.retryInMs) })]),
      t('health.report.head', {
        number: headNumber === undefined ? unknown : String(headNumber),
        age: facts.headAgeMs === undefined ? unknown : age(facts.headAgeMs),
        at: lastHeardAt === undefined ? t('health.never') : iso(lastHeardAt),
        latency: latencyMs === undefined ? unknown : t('health.source.latency', { ms: latencyMs }),
      }),
      t('health.report.calls', {
        used: figure(source.callsLastMinute),
        budget: figure(facts.budgetPerMinute),
        learned: t('health.source.learned', {
          range: figure(learned.rangeBlocks),
          recipients: figure(learned.recipientsPerCall),
        }),
      }),
      lastError === undefined
        ? t('health.report.errors', { count: errors })
        : t('health.report.lastError', {
            count: errors,
            at: iso(lastError.at),
            problem: said(lastError.problem),
          }),
    ].map((line) => `  ${line}`),
  ]
}

function warningLines(chain: ChainHealth, { t }: Writer): readonly string[] {
  return chainWarnings(chain).map(({ kind, count, total }) =>
    t('health.report.warning', {
      title: t(`health.warning.${kind}`, { count, total }),
      hint: t(`health.warning.${kind}Hint`),
    }),
  )
}

function tokenLines({ tokens, tokenProblems }: ChainHealth, { t }: Writer): readonly string[] {
  const line = (currency: string, state: string, problem: string | undefined): string =>
    t('health.report.token', {
      currency,
      state,
      why:
        problem === undefined
          ? ''
          : t('health.token.why', { problem: withoutSecrets(problem, t('health.report.hidden')) }),
    }).trimEnd()
  return [
    ...tokenProblems.map(({ currency, problem }) => line(currency, t('health.token.leftOut'), problem)),
    ...tokens.map(({ currency, state, problem }) => line(currency, t(`health.token.${state}`), problem)),
  ]
}

function chainLines(chain: ChainHealth, writer: Writer): readonly string[] {
  const { t, now } = writer
  const { name, chain: key, headNumber, readUpTo, behindBlocks, audit, problem, stateSince } = chain
  const unknown = t('health.report.unknown')
  const [upTo = '', ...rest] = auditWords(chain, now, writer)
  return [
    '',
    t('health.report.chain', { name, key, state: stateWords(chain, now, writer), since: iso(stateSince) }),
    ...[
      ...(problem === undefined
        ? []
        : [
            t('health.report.because', {
              problem: withoutSecrets(problem, t('health.report.hidden')),
            }),
          ]),
      ...warningLines(chain, writer),
      t('health.report.reading', {
        head: headNumber ?? unknown,
        readUpTo: readUpTo ?? unknown,
        behind: behindBlocks,
      }),
      t('health.operators', { wanted: chain.sourcesWanted, count: chain.operators }),
      audit
        ? t('health.report.audit', { upTo: audit.upTo, at: iso(audit.at), by: rest[0], outcome: rest[1] })
        : upTo,
      t('health.report.wake', {
        state: withoutSecrets(wakeWords(chain, now, writer).join(', '), t('health.report.hidden')),
      }),
      ...tokenLines(chain, writer),
      ...chain.endpoints.flatMap((source) => sourceLines(source, chain, writer)),
    ].map((line) => `  ${line}`),
  ]
}

/** What was said in words beside the code's own sentence, because whoever reads it may know the account better than the till. */
function accountLines(account: AccountHealth, { t, figure }: HealthWords): readonly string[] {
  const { name, state, heardAt, problem, addressesReady, isLow } = account
  const words = problem && failureText({ code: problem.code, message: problem.text, hint: '', details: {} })
  return [
    t('health.report.account', {
      name,
      state: t(`health.account.states.${state}`),
      at: heardAt === undefined ? t('health.never') : iso(heardAt),
      addresses: figure(addressesReady),
    }),
    ...(problem === undefined || words === undefined
      ? []
      : [
          t('health.report.accountProblem', {
            problem: words.text,
            code: problem.code,
            said: withoutSecrets(problem.text, t('health.report.hidden')),
          }),
        ]),
    ...(isLow && state !== 'starting'
      ? [
          t('health.report.warning', {
            title: t('health.account.low', { count: addressesReady, formatted: figure(addressesReady) }),
            hint: t(`health.account.lowHint.${state}`),
          }),
        ]
      : []),
  ].map((line, index) => (index === 0 ? line : `  ${line}`))
}

/**
 * The page as plain text, for a provider or whoever looks after the till. It names hosts, never addresses with their paths,
 * and no sale, customer or receive address.
 * @param now this moment, by the clock of the till
 */
export function healthReport(
  health: HealthView,
  { about, now, words }: Readonly<{ about: ReportAbout; now: number; words: HealthWords }>,
): string {
  const { t, figure, age } = words
  const { ledger, clockBehindMs, at } = health
  const clock =
    clockBehindMs > 0 ? t('health.till.clockBehind', { age: age(clockBehindMs) }) : t('health.till.clockGood')
  const lines = [
    t('health.report.title'),
    t('health.report.about', about),
    t('health.report.at', { at: iso(now) }),
    t('health.report.ledger', {
      state: t(`health.till.${ledger.state}`),
      entries: figure(ledger.entries),
      hash: ledger.newestHash,
    }),
    t('health.report.clock', { state: clock }),
    ...(health.backend ? accountLines(health.backend, words) : []),
    t('health.report.networks', { count: health.chains.length }),
    ...health.chains.flatMap((chain) => chainLines(chain, { ...words, at, now })),
  ]
  return `${lines.join('\n')}\n`
}
