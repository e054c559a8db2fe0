import { createPublicKey, generateKeyPairSync, verify, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createRequestSigner } from '../../../../electron/backends/paxos/request-signing.ts'

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

const at = Date.UTC(2026, 6, 1, 9, 30, 0, 900)
const request = {
  method: 'POST',
  path: '/v2/transfer/fiat-withdrawals?x=%C3%A4',
  body: '{"memo":"Kaffee für 2 €"}',
}

function parts(jws: string): readonly [head: string, payload: string, signature: string] {
  const [head = '', payload = '', signature = '', ...rest] = jws.split('.')
  expect(rest).toEqual([])
  expect(jws).toMatch(/^[\w-]+\.[\w-]*\.[\w-]+$/)
  return [head, payload, signature]
}

function isValid(jws: string, publicKey: KeyObject, alg: 'ES256' | 'EdDSA'): boolean {
  const [head, payload, signature] = parts(jws)
  const signed = Buffer.from(`${head}.${payload}`)
  const bytes = Buffer.from(signature, 'base64url')
  return alg === 'EdDSA'
    ? verify(null, signed, publicKey, bytes)
    : verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes)
}

describe.each([
  ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ['EdDSA', generateKeyPairSync('ed25519')],
] as const)('createRequestSigner with %s', (alg, { privateKey }) => {
  const publicKey = createPublicKey(privateKey)
  const sign = createRequestSigner({ keyId: 'key-1', privateKeyPem: pem(privateKey) }, () => at)
  const signatureOf = (signed: typeof request): string => sign(signed)['paxos-signature'] ?? ''

  it('signs the exact bytes of the body, with the method, the path with its query and the second', () => {
    const jws = signatureOf(request)
    const [head, payload, signature] = parts(jws)
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({
      alg,
      kid: 'key-1',
      'paxos.com/timestamp': '1782898200',
      'paxos.com/request-method': 'POST',
      'paxos.com/request-path': request.path,
    })
    expect(Buffer.from(payload, 'base64url').toString('utf8')).toBe(request.body)
    expect(Buffer.from(signature, 'base64url')).toHaveLength(64)
    expect(isValid(jws, publicKey, alg)).toBe(true)
  })

  it('signs a read with an empty payload', () => {
    const jws = signatureOf({ method: 'GET', path: '/v2/profiles', body: '' })
    expect(parts(jws)[1]).toBe('')
    expect(isValid(jws, publicKey, alg)).toBe(true)
  })

  it('gives no signature that fits another body, path or key', () => {
    const [head, payload, signature] = parts(signatureOf(request))
    const other = parts(signatureOf({ ...request, body: '{}', path: '/v2/events' }))
    expect(isValid(`${head}.${other[1]}.${signature}`, publicKey, alg)).toBe(false)
    expect(isValid(`${other[0]}.${payload}.${signature}`, publicKey, alg)).toBe(false)
    const stranger =
      alg === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })
    expect(isValid(`${head}.${payload}.${signature}`, stranger.publicKey, alg)).toBe(false)
  })
})

describe('createRequestSigner', () => {
  it.each([
    ['text that is no key', 'not a key'],
    ['a key of another curve', pem(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey)],
    ['a key of another kind', pem(generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey)],
    [
      'a public key',
      generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ],
  ])('refuses %s without repeating it', (_name, privateKeyPem) => {
    let thrown: unknown
    try {
      createRequestSigner({ keyId: 'k', privateKeyPem }, () => at)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ code: 'config.invalid', details: { field: 'signingKey' } })
    expect(JSON.stringify(thrown)).not.toContain(privateKeyPem.slice(0, 40))
  })
})
