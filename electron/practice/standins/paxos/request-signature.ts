import type { infer as Infer } from 'zod'
import { createPublicKey, verify } from 'node:crypto'
import { z } from '../../../../shared/contract/z.ts'
import type { Credential } from './credentials.ts'
import { Problem } from './problems.ts'

const validSeconds = 30 * 60

const headerSchema = z.object({
  alg: z.enum(['ES256', 'EdDSA']),
  kid: z.string(),
  'paxos.com/timestamp': z.string().regex(/^\d{1,12}$/),
  'paxos.com/request-method': z.string(),
  'paxos.com/request-path': z.string(),
})

/** A request as it came in. */
export type SignedRequest = Readonly<{
  method: string
  /** The path with its query, as it was sent. */
  path: string
  body: Buffer
  signature: string | undefined
}>

function refuse(why: string): Problem {
  return new Problem('about:blank', 401, `request signature: ${why}`)
}

function readHeader(encoded: string): Infer<typeof headerSchema> {
  try {
    return headerSchema.parse(JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')))
  } catch (error) {
    throw refuse(`header is invalid (${error instanceof Error ? error.name : 'unreadable'})`)
  }
}

/** @throws {Problem} 401 unless the request is signed by a key of the credential that must sign */
export function checkSignature(credential: Credential, request: SignedRequest, nowMs: number): void {
  if (!credential.signing) return
  const [head = '', payload = '', signature = '', ...rest] = (request.signature ?? '').split('.')
  if (head === '' || signature === '' || rest.length > 0)
    throw refuse('Paxos-Signature is missing or malformed')
  const header = readHeader(head)
  const key = credential.signing.keys.find(({ kid }) => kid === header.kid)
  if (!key) throw refuse('kid is unknown')
  const age = nowMs / 1_000 - Number(header['paxos.com/timestamp'])
  if (age > validSeconds || age < -60) throw refuse('timestamp is out of range')
  if (header['paxos.com/request-method'] !== request.method) throw refuse('method differs')
  if (header['paxos.com/request-path'] !== request.path) throw refuse('path differs')
  if (!Buffer.from(payload, 'base64url').equals(request.body)) throw refuse('payload differs from the body')
  const publicKey = createPublicKey({ key: key.publicKey, format: 'jwk' })
  const signed = Buffer.from(`${head}.${payload}`)
  const isValid =
    header.alg === 'ES256'
      ? verify(
          'sha256',
          signed,
          { key: publicKey, dsaEncoding: 'ieee-p1363' },
          Buffer.from(signature, 'base64url'),
        )
      : verify(null, signed, publicKey, Buffer.from(signature, 'base64url'))
  if (!isValid) throw refuse('signature does not verify')
}
