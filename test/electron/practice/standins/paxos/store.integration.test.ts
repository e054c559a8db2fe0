import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { allScopes, practiceCredential } from '../../../../../electron/practice/standins/paxos/credentials.ts'
import { customerAddress, readAnswer, type Json } from './standin-client.ts'

const script = fileURLToPath(new URL('standin-process.ts', import.meta.url))
const rounds = 4
const postsBeforeKill = 25

type Running = Readonly<{
  post: (path: string, body: unknown) => Promise<Json>
  get: (path: string) => Promise<Json>
  kill: () => Promise<void>
}>

async function start(directory: string): Promise<Running> {
  const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] })
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  onTestFinished(kill)
  const [printed] = (await once(child.stdout, 'data')) as [Buffer]
  const { apiUrl, tokenUrl } = JSON.parse(printed.toString('utf8')) as { apiUrl: string; tokenUrl: string }
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: practiceCredential.clientId,
    client_secret: practiceCredential.clientSecret,
    scope: allScopes.join(' '),
  })
  const token: string = (await readAnswer(await fetch(tokenUrl, { method: 'POST', body: form }))).body
    .access_token
  const headers = { authorization: `Bearer ${token}` }
  return {
    kill,
    get: async (path) => (await readAnswer(await fetch(`${apiUrl}${path}`, { headers }))).body,
    post: async (path, body) =>
      await readAnswer(
        await fetch(`${apiUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
      ),
  }
}

describe('openStore', () => {
  it('has every withdrawal that was answered, and the balance that goes with them, after each kill', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'paxos-killed-'))
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
    const answered: string[] = []
    for (let round = 0; round < rounds; round += 1) {
      const running = await start(directory)
      const { id } = await running.get('/profiles/default')
      // Some are under way when the kill comes; only those that were answered must be there.
      const posts = Array.from({ length: postsBeforeKill }, async (_, index) => {
        const ref_id = `cw_${round}_${index}`
        const answer = await running.post('/transfer/crypto-withdrawals', {
          profile_id: id,
          asset: 'PYUSD',
          crypto_network: 'ETHEREUM',
          destination_address: customerAddress,
          amount: '1',
          ref_id,
        })
        if (answer.status === 200) answered.push(ref_id)
      })
      await Promise.race(posts.slice(-5))
      await running.kill()
      await Promise.allSettled(posts)
    }
    const last = await start(directory)
    const { items } = await last.get('/transfer/transfers?limit=1000')
    const kept: string[] = items.map((item: Json) => item.ref_id)
    expect(answered.length).toBeGreaterThan(rounds)
    expect(new Set(kept).size).toBe(kept.length)
    expect(answered.filter((refId) => !kept.includes(refId))).toEqual([])
    const { available } = await last.get('/profiles/default/balances/PYUSD')
    expect(BigInt(Math.round(Number(available) * 100))).toBe(100_000_000n - 105n * BigInt(kept.length))
  })
})
