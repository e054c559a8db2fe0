import type { AddressProof, RefundDesk, RefundToken, RefundView, RefundWish } from './refund-types.ts'

/** What is to go back, as the screen offers it. */
export type WishKind = RefundWish['kind']

/** What somebody has chosen so far. Amounts are digits in minor units, as a till's pad types them. */
export type RefundDraft = Readonly<{
  kind: WishKind
  token: RefundToken['token'] | undefined
  /** Pieces by line. */
  quantities: Readonly<Record<string, number>>
  withTip: boolean
  digits: string
  /** The wallet that paid, or whatever was typed. */
  target: 'payer' | 'other'
  address: string
  proof: AddressProof
}>

function isOffered(token: RefundToken, kind: WishKind): boolean {
  return kind === 'excess' ? token.excessMinor > 0n : token.goodsMinor > 0n
}

/** Tokens in which a kind of wish can go back; what is not final yet stands last. */
export function tokensFor(desk: Pick<RefundDesk, 'tokens'>, kind: WishKind): readonly RefundToken[] {
  const offered = desk.tokens.filter((token) => isOffered(token, kind))
  return offered.toSorted((left, right) => Number(right.isFinal) - Number(left.isFinal))
}

/** What can be asked for at all, in the order of the screen. */
export function wishKinds(
  desk: Pick<RefundDesk, 'tokens' | 'lines' | 'goodsLeftMinor'>,
): readonly WishKind[] {
  const hasGoods = desk.goodsLeftMinor > 0n && tokensFor(desk, 'rest').length > 0
  const hasItems = hasGoods && desk.lines.some(({ quantityLeft }) => quantityLeft > 0)
  const hasExcess = tokensFor(desk, 'excess').length > 0
  return [
    ...(hasExcess ? (['excess'] as const) : []),
    ...(hasGoods ? (['rest'] as const) : []),
    ...(hasItems ? (['lines'] as const) : []),
    ...(hasGoods ? (['amount'] as const) : []),
  ]
}

/** Wallets that may be offered, for the network of a token: an address of one network is the customer's on all of ours. */
export function payersOf(desk: Pick<RefundDesk, 'payers'>): RefundDesk['payers'] {
  const seen = new Set<string>()
  return desk.payers.filter(({ address, warning }) => {
    if (warning !== undefined || seen.has(address)) return false
    seen.add(address)
    return true
  })
}

/** The other kind of wish, with a token that it can go back in. */
export function withKind(draft: RefundDraft, desk: RefundDesk, kind: WishKind): RefundDraft {
  const tokens = tokensFor(desk, kind)
  const isKept = tokens.some(({ token }) => token === draft.token)
  return { ...draft, kind, token: isKept ? draft.token : tokens[0]?.token }
}

function emptyDraft(desk: RefundDesk): RefundDraft {
  const payer = payersOf(desk)[0]
  const kind = wishKinds(desk)[0] ?? 'rest'
  return {
    kind,
    token: tokensFor(desk, kind)[0]?.token,
    quantities: {},
    withTip: false,
    digits: '',
    target: payer === undefined ? 'other' : 'payer',
    address: payer?.address ?? '',
    proof: payer === undefined ? 'display' : 'payer',
  }
}

/** What was asked for before, as far as it is still left. */
function draftAgain(desk: RefundDesk, earlier: RefundView): RefundDraft {
  const empty = emptyDraft(desk)
  const { parts, kind, target, proof } = earlier
  const isByItem = parts.lines.length > 0 && parts.lines.every(({ quantity }) => quantity > 0)
  const wanted: WishKind = kind === 'excess' ? 'excess' : isByItem ? 'lines' : 'amount'
  const chosen = wishKinds(desk).includes(wanted) ? wanted : empty.kind
  const isPayer = payersOf(desk).some(({ address }) => address === target)
  const draft: RefundDraft = {
    ...empty,
    token: earlier.token,
    quantities: Object.fromEntries(
      desk.lines.flatMap(({ lineId, quantityLeft }) => {
        const before = parts.lines.find((line) => line.lineId === lineId)?.quantity ?? 0
        const pieces = Math.min(before, quantityLeft)
        return pieces > 0 ? [[lineId, pieces]] : []
      }),
    ),
    withTip: parts.tipMinor > 0n && desk.tipLeftMinor > 0n,
    digits: parts.totalMinor > 0n ? String(parts.totalMinor) : '',
    target: isPayer ? 'payer' : 'other',
    address: target,
    // What the customer confirmed once is asked again: it was some time ago.
    proof: isPayer ? 'payer' : proof === 'spoken' ? 'spoken' : 'display',
  }
  return withKind(draft, desk, chosen)
}

/**
 * What the desk opens with: the excess where there is any, else everything; or what was asked for before.
 * @param only kind that somebody asked for by name, such as the excess of a case
 */
export function startDraft(
  desk: RefundDesk,
  only: WishKind | undefined,
  earlier: RefundView | undefined,
): RefundDraft {
  if (earlier !== undefined) return draftAgain(desk, earlier)
  const draft = emptyDraft(desk)
  return only !== undefined && wishKinds(desk).includes(only) ? withKind(draft, desk, only) : draft
}

/** The wish that a draft comes to; `undefined` while it is not whole. */
export function wishOf(draft: RefundDraft): RefundWish | undefined {
  if (draft.kind === 'rest' || draft.kind === 'excess') return { kind: draft.kind }
  if (draft.kind === 'amount') {
    const minor = draft.digits === '' ? 0n : BigInt(draft.digits)
    return minor === 0n ? undefined : { kind: 'amount', minor }
  }
  const lines = Object.entries(draft.quantities).flatMap(([lineId, quantity]) =>
    quantity > 0 ? [{ lineId, quantity }] : [],
  )
  return lines.length === 0 && !draft.withTip ? undefined : { kind: 'lines', lines, withTip: draft.withTip }
}

/** One name for a wish, to tell whether it has changed. */
export function wishKey(wish: RefundWish): string {
  switch (wish.kind) {
    case 'rest':
    case 'excess':
      return wish.kind
    case 'amount':
      return `amount ${wish.minor}`
    case 'lines':
      return JSON.stringify(wish)
  }
}

/**
 * Reads an address out of what a scanner or a clipboard gives: alone, or in the receive link of a wallet. A request to pay in
 * a token names the contract of the token first, and stays as it is: its form is refused.
 * @see EIP-681
 */
export function addressIn(text: string): string {
  const shown = text.trim()
  const link = /^ethereum:(?:pay-)?(0x[\da-f]{40})(?:@\d+)?(?:\?.*)?$/i.exec(shown)
  return link?.[1] ?? shown
}

/** True for what has the form of an address; whether it is a good one is checked by the terminal. */
export function hasAddressForm(text: string): boolean {
  return /^0x[\da-f]{40}$/i.test(text)
}
