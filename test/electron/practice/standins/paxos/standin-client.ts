import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { silentLog } from '../../../../../electron/platform/log.ts'
import { allScopes } from '../../../../../electron/practice/standins/paxos/credentials.ts'
import {
  startPaxosStandin,
  type PaxosStandin,
  type PaxosStandinOptions,
} from '../../../../../electron/practice/standins/paxos/start-paxos-standin.ts'

/** Whatever JSON a server sent: what `JSON.parse` says it is. A test names the fields it looks at. */
export type Json = ReturnType<typeof JSON.parse>

/** An answer as it came. */
export type Answer = Readonly<{ status: number; type: string; body: Json }>

/** A stand-in of a test's own, with a clock that stands still and a client that holds a token. */
export type Stage = Readonly<{
  standin: PaxosStandin
  directory: string
  token: string
  profileId: string
  call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  get: (path: string) => Promise<Answer>
  post: (path: string, body: unknown) => Promise<Answer>
  /** Moves the clock and does what is due. */
  pass: (seconds: number) => Promise<void>
  /** Ends the server and starts it again in the same folder. */
  restart: (changes?: Partial<PaxosStandinOptions>) => Promise<Stage>
}>

type Clocked = { nowMs: number }

/** 1 July 2026, 09:30 UTC. */
const startMs = Date.UTC(2026, 6, 1, 9, 30)

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text()
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: text === '' ? undefined : JSON.parse(text),
  }
}

/** Asks for a token. */
export async function askToken(standin: PaxosStandin, form: Record<string, string> = {}): Promise<Answer> {
  const [credential] = standin.credentials
  const fields = {
    grant_type: 'client_credentials',
    client_id: credential?.clientId ?? '',
    client_secret: credential?.clientSecret ?? '',
    scope: (credential?.scopes ?? allScopes).join(' '),
    ...form,
  }
  return await readAnswer(
    await fetch(standin.tokenUrl, { method: 'POST', body: new URLSearchParams(fields) }),
  )
}

async function open(directory: string, time: Clocked, options: Partial<PaxosStandinOptions>): Promise<Stage> {
  const standin = await startPaxosStandin({
    directory,
    clock: { now: () => time.nowMs },
    log: silentLog,
    pollMs: 0,
    ...options,
  })
  let isStopped = false
  const stop = async (): Promise<void> => {
    if (!isStopped) await standin.stop()
    isStopped = true
  }
  onTestFinished(stop)
  const token: string = (await askToken(standin)).body.access_token
  const call: Stage['call'] = async (method, path, body, headers = {}) =>
    await readAnswer(
      await fetch(`${standin.apiUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  const get: Stage['get'] = (path) => call('GET', path)
  const profile = options.credentials ? undefined : await get('/profiles/default')
  return {
    standin,
    directory,
    token,
    profileId: profile?.body.id ?? '',
    call,
    get,
    post: (path, body) => call('POST', path, body),
    pass: async (seconds) => {
      time.nowMs += seconds * 1_000
      await standin.step()
    },
    restart: async (changes = {}) => {
      await stop()
      return await open(directory, time, { ...options, ...changes })
    },
  }
}

/** Starts a stand-in in a folder of its own; it ends with the test. */
export async function openStage(options: Partial<PaxosStandinOptions> = {}): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), 'paxos-standin-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return await open(directory, { nowMs: startMs }, options)
}

/** What a profile can spend. */
export async function availableOf(stage: Stage, asset: string, profileId = stage.profileId): Promise<string> {
  return (await stage.get(`/profiles/${profileId}/balances/${asset}`)).body.available
}

/** A bank account that is approved. */
export async function approvedBank(stage: Stage): Promise<string> {
  const { body } = await stage.post('/transfer/fiat-accounts', bankAccount())
  await stage.pass(6)
  return body.id
}

/** The body of a bank account. */
export function bankAccount(refId?: string) {
  const address = {
    country: 'US',
    address1: '1 Main St',
    city: 'New York',
    province: 'NY',
    zip_code: '10001',
  }
  return {
    ...(refId !== undefined && { ref_id: refId }),
    fiat_account_owner: { institution_details: { name: 'Corner Shop' } },
    fiat_network_instructions: {
      wire: {
        account_number: '123456789012',
        fiat_account_owner_address: address,
        routing_details: {
          routing_number_type: 'ABA',
          routing_number: '021000021',
          bank_name: 'Shop Bank',
          bank_address: address,
        },
      },
    },
  }
}

/** An address that belongs to a customer. */
export const customerAddress = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
