import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FiatCurrency } from '../../../../shared/domain/money/currency.ts'
import { Notice } from '../../components/notice.tsx'
import { terminal } from '../../host/terminal.ts'
import { useSettings, type SettingsView } from '../../stores/settings.ts'
import { formatInstant } from '../sales/format-instant.ts'
import { checked, type Checked, type ProblemKey } from './problem-key.ts'
import { neededQuotes, parseRate, rateText } from './rate-draft.ts'
import { SectionForm } from './section-frame.tsx'
import { useDraft } from './use-draft.ts'

type Rates = SettingsView['rates']
type RatesDraft = Readonly<Record<string, string>>

async function saveRates(rates: Rates): Promise<void> {
  await terminal().settings.saveRates({ rates: [...rates] })
  await useSettings.getState().refresh()
}

/** The rates of this shop's currency; those of others are kept as they are. An empty field drops the rate. */
function toRates(draft: RatesDraft, quotes: readonly FiatCurrency[], settings: SettingsView): Checked<Rates> {
  const base = settings.shop.currency
  const problems: Record<string, ProblemKey> = {}
  const others = settings.rates.filter((rate) => rate.base !== base || !quotes.includes(rate.quote))
  const typed = quotes.flatMap((quote) => {
    const text = draft[quote] ?? ''
    if (text.trim() === '') return []
    const rate = parseRate(text)
    if (!rate) problems[quote] = 'settings.problem.rate'
    // The terminal dates the rate and names who set it.
    return rate ? [{ base, quote, ...rate, source: '', quotedAt: 0 }] : []
  })
  return checked([...others, ...typed], problems)
}

/** What the shop's currency is worth in the currencies that tokens stand for. */
export function RatesSection({ settings }: Readonly<{ settings: SettingsView }>) {
  const { t, i18n } = useTranslation()
  const base = settings.shop.currency
  const quotes = neededQuotes(settings)
  const rateOf = (quote: FiatCurrency): Rates[number] | undefined =>
    settings.rates.find((rate) => rate.base === base && rate.quote === quote)
  const form = useDraft<Rates, RatesDraft>({
    section: 'rates',
    saved: settings.rates,
    toDraft: () => Object.fromEntries(quotes.map((quote) => [quote, rateText(rateOf(quote))])),
    check: (draft) => toRates(draft, quotes, settings),
    save: saveRates,
  })
  const { draft, change, problemOf } = form
  return (
    <SectionForm
      title={t('settings.rates.title')}
      description={t('settings.rates.description')}
      form={form}
      isFromFile={settings.fromFile}
    >
      {quotes.length === 0 ? (
        <Notice kind="info" title={t('settings.rates.none', { currency: base })} />
      ) : null}
      {quotes.map((quote) => {
        const rate = rateOf(quote)
        return (
          <TextInput
            key={quote}
            label={t('settings.rates.one', { base, quote })}
            description={
              rate === undefined
                ? t('settings.rates.missing', { quote })
                : `${t('settings.rates.set', { time: formatInstant(rate.quotedAt, i18n.language) })}, ${rate.source}`
            }
            inputMode="decimal"
            maxLength={20}
            value={draft[quote] ?? ''}
            error={problemOf(quote)}
            onChange={(event) => change({ [quote]: event.currentTarget.value })}
          />
        )
      })}
    </SectionForm>
  )
}
