import { createPrivateKey, sign, type KeyObject } from 'node:crypto'
import { PosError } from '../../../shared/errors/pos-error.ts'

/** A key that requests are signed with; the private half stays in the terminal. */
export type SigningKey = Readonly<{
  /** The id that the dashboard shows for the key. */
  keyId: string
  /** PKCS#8 in PEM: P-256 or Ed25519. */
  privateKeyPem: string
}>

/** What is signed: the path with its query, and the exact bytes of the body. */
type Signable = Readonly<{ method: string; path: string; body: string }>

/** Gives the headers to add to a request. */
export type RequestSigner = (request: Signable) => Readonly<Record<string, string>>

type Algorithm = Readonly<{ alg: 'ES256' | 'EdDSA'; sign: (bytes: Buffer) => Buffer }>

function refuse(problem: string, cause?: unknown): PosError {
  // The cause may repeat the key, so only its absence is told.
  return new PosError('config.invalid', `The signing key of Paxos cannot be used: ${problem}`, {
    details: { field: 'signingKey', problem, isReadable: cause === undefined },
  })
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch (error) {
    throw refuse('it is no private key in PEM', error)
  }
}

function algorithmOf(key: KeyObject): Algorithm {
  if (key.asymmetricKeyType === 'ed25519') return { alg: 'EdDSA', sign: (bytes) => sign(null, bytes, key) }
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1')
    // JWS takes the two numbers one after the other, not as ASN.1 (RFC 7518, 3.4).
    return { alg: 'ES256', sign: (bytes) => sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }) }
  throw refuse('it is neither P-256 nor Ed25519')
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url')
}

/**
 * Signs requests as Paxos asks for it: a compact JWS over the exact body, with method, path and time in its protected header,
 * valid for thirty minutes (fact sheet 1, request signing).
 * @param now milliseconds
 * @throws {PosError} `config.invalid` for a key that is none
 */
export function createRequestSigner({ keyId, privateKeyPem }: SigningKey, now: () => number): RequestSigner {
  const algorithm = algorithmOf(readKey(privateKeyPem))
  return ({ method, path, body }) => {
    const head = encode(
      JSON.stringify({
        alg: algorithm.alg,
        kid: keyId,
        'paxos.com/timestamp': String(Math.floor(now() / 1_000)),
        'paxos.com/request-method': method,
        'paxos.com/request-path': path,
      }),
    )
    const signed = `${head}.${encode(body)}`
    const signature = algorithm.sign(Buffer.from(signed, 'ascii')).toString('base64url')
    return { 'paxos-signature': `${signed}.${signature}` }
  }
}
