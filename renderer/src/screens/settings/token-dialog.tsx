import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fiatCurrencies, isFiatCurrency } from '../../../../shared/domain/money/currency.ts'
import { checkTokenDraft, type Chain, type Token, type TokenDraft } from './networks-draft.ts'
import classes from './rows.module.css'

type ChainName = Pick<Chain, 'key' | 'chainId' | 'name'>
type TokenDialogProps = Readonly<{
  chain: ChainName | undefined
  tokens: readonly Token[]
  onClose: () => void
  onAdd: (token: Token) => void
}>

const empty: TokenDraft = { symbol: '', name: '', address: '', decimals: '6', peg: 'USD' }

/** Adds a token to a network. Saving the section then compares it with its contract. */
export function TokenDialog({ chain, tokens, onClose, onAdd }: TokenDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close') }}
      opened={chain !== undefined}
      onClose={onClose}
      size={520}
      title={t('settings.networks.token.dialog', { network: chain?.name ?? '' })}
    >
      {chain === undefined ? null : <TokenForm chain={chain} tokens={tokens} onAdd={onAdd} />}
    </Modal>
  )
}

type TokenFormProps = Readonly<{
  chain: ChainName
  tokens: readonly Token[]
  onAdd: (token: Token) => void
}>

function TokenForm({ chain, tokens, onAdd }: TokenFormProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(empty)
  const [isTried, setTried] = useState(false)
  const result = checkTokenDraft(draft, chain, tokens)
  const problemOf = (field: string): string | null => {
    const key = isTried && !result.ok ? result.problems[field] : undefined
    return key === undefined ? null : t(key)
  }
  // The dialog lies inside the section's form in React's eyes, so it submits by its own button.
  const submit = (): void => {
    setTried(true)
    if (result.ok) onAdd(result.value)
  }
  return (
    <div className={classes['stack']}>
      <div className={classes['grid']}>
        {(['symbol', 'name', 'decimals'] as const).map((field) => (
          <TextInput
            key={field}
            label={t(`settings.networks.token.${field}`)}
            value={draft[field]}
            maxLength={60}
            error={problemOf(field)}
            onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
          />
        ))}
        <Select
          label={t('settings.networks.token.peg')}
          allowDeselect={false}
          value={draft.peg}
          data={Object.keys(fiatCurrencies)}
          onChange={(value) => {
            if (value !== null && isFiatCurrency(value)) setDraft({ ...draft, peg: value })
          }}
        />
      </div>
      <TextInput
        label={t('settings.networks.token.address')}
        value={draft.address}
        maxLength={60}
        spellCheck={false}
        error={problemOf('address')}
        onChange={(event) => setDraft({ ...draft, address: event.currentTarget.value })}
      />
      <div className={classes['buttons']}>
        <Button onClick={submit}>{t('settings.networks.token.add')}</Button>
      </div>
    </div>
  )
}
