import type { EvmAddress } from '../tokens/token.ts'

/** A request to transfer an ERC-20 token, as a wallet reads it from a QR code. */
export type TransferRequest = Readonly<{
  tokenAddress: EvmAddress
  chainId: number
  recipient: EvmAddress
  amountMinor: bigint
}>

const address = '(0x[0-9a-fA-F]{40})'
const pattern = new RegExp(
  `^ethereum:${address}@([1-9][0-9]{0,15})/transfer\\?address=${address}&uint256=([0-9]{1,78})$`,
)

/**
 * The payment URI of a transfer: plain integers, always the chain id, no `pay-` prefix and no exponent,
 * because wallets differ most where the standard leaves a choice.
 * @see EIP-681
 */
export function formatEip681(request: TransferRequest): string {
  return `ethereum:${request.tokenAddress}@${request.chainId}/transfer?address=${request.recipient}&uint256=${request.amountMinor}`
}

/** The largest amount a token contract can hold: a 256-bit word. */
const uint256Max = (1n << 256n) - 1n

function isEvmAddressText(text: string | undefined): text is EvmAddress {
  return text !== undefined && text.startsWith('0x')
}

/**
 * Reads a payment URI of the one form the till writes; anything else is `undefined`, also a chain id or an amount that
 * no chain could hold. Checksums of addresses are not looked at.
 */
export function parseEip681(text: string): TransferRequest | undefined {
  const [, tokenAddress, chainId, recipient, amount] = pattern.exec(text.trim()) ?? []
  if (
    !isEvmAddressText(tokenAddress) ||
    !isEvmAddressText(recipient) ||
    chainId === undefined ||
    amount === undefined
  )
    return undefined
  const request = { tokenAddress, chainId: Number(chainId), recipient, amountMinor: BigInt(amount) }
  return Number.isSafeInteger(request.chainId) && request.amountMinor <= uint256Max ? request : undefined
}
