import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { passphraseSeal } from '../../../electron/kiosk/passphrase-seal.ts'
import { jsonLog, silentLog } from '../../../electron/platform/log.ts'
import { noSeal, type SecretSeal } from '../../../electron/platform/secret-seal.ts'
import { openSecretStore } from '../../../electron/platform/secret-store.ts'
import { temporaryFolder } from '../ledger/support/test-ledger.ts'

const passphrase = 'correct horse battery staple'
const secret = 'client-secret-7f3a91'
const name = 'paxos.sandbox'

function openIn(folder: string, seal: SecretSeal = passphraseSeal(passphrase)) {
  return openSecretStore(folder, seal, silentLog)
}

/** A seal that costs nothing, for what is not about sealing. */
function turnedRound(reseal = false): SecretSeal {
  const turn = (text: string): string => text.split('').toReversed().join('')
  return {
    closedBecause: () => Promise.resolve(undefined),
    seal: (text) => Promise.resolve(Buffer.from(turn(text))),
    unseal: (sealed) => Promise.resolve({ secret: turn(sealed.toString()), reseal }),
  }
}

function fileIn(folder: string): string {
  return join(folder, `${name}.sealed`)
}

describe('openSecretStore', () => {
  it('keeps a secret over a restart, and no byte of it in the clear', async () => {
    const folder = join(temporaryFolder(), 'secrets')
    await openIn(folder).write(name, secret)
    expect(await openIn(folder).read(name)).toBe(secret)
    const bytes = readFileSync(fileIn(folder))
    expect(bytes.includes(secret)).toBe(false)
    expect(bytes.includes(Buffer.from(secret).toString('base64'))).toBe(false)
    expect(bytes.includes(passphrase)).toBe(false)
  })

  it('lets nobody else read the files or the folder, also where one lay there before', async () => {
    const folder = join(temporaryFolder(), 'secrets')
    mkdirSync(folder, { mode: 0o755 })
    chmodSync(folder, 0o755)
    writeFileSync(`${fileIn(folder)}.tmp`, 'left by a crash', { mode: 0o644 })
    await openIn(folder, turnedRound()).write(name, secret)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(fileIn(folder)).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual([`${name}.sealed`])
  })

  it('says of another passphrase that it is wrong, and of a damaged file that it is damaged', async () => {
    const folder = temporaryFolder()
    await openIn(folder).write(name, secret)
    const wrong = openIn(folder, passphraseSeal('another long passphrase'))
    await expect(wrong.read(name)).rejects.toMatchObject({ code: 'secrets.wrongPassphrase' })
    const whole = readFileSync(fileIn(folder))
    for (const torn of [whole.subarray(0, whole.length - 1), whole.subarray(0, 30), Buffer.alloc(0)]) {
      writeFileSync(fileIn(folder), torn)
      await expect(openIn(folder).read(name)).rejects.toMatchObject({ code: 'secrets.damaged' })
    }
    for (const place of [0, 25, 60, whole.length - 1]) {
      const flipped = Buffer.from(whole)
      flipped.writeUInt8(flipped.readUInt8(place) ^ 1, place)
      writeFileSync(fileIn(folder), flipped)
      await expect(openIn(folder).read(name)).rejects.toMatchObject({ code: 'secrets.damaged' })
    }
  })

  it('passes no secret off as another one', async () => {
    const folder = temporaryFolder()
    const store = openIn(folder, turnedRound())
    await store.write(name, secret)
    renameSync(fileIn(folder), join(folder, 'paxos.production.sealed'))
    await expect(store.read('paxos.production')).rejects.toMatchObject({ code: 'secrets.damaged' })
    expect(await store.read(name)).toBeUndefined()
  })

  it('keeps the old secret where writing the new one dies half-way', async () => {
    const folder = temporaryFolder()
    const store = openIn(folder, turnedRound())
    await store.write(name, secret)
    mkdirSync(`${fileIn(folder)}.tmp`)
    await expect(store.write(name, 'new')).rejects.toThrow(/EISDIR|directory/)
    expect(await store.read(name)).toBe(secret)
  })

  it('seals anew when the key of the system changed, and reads on where that fails', async () => {
    const folder = temporaryFolder()
    await openIn(folder, turnedRound()).write(name, secret)
    let seals = 0
    const changed: SecretSeal = {
      ...turnedRound(true),
      seal: (text) => {
        seals += 1
        return seals > 1 ? Promise.reject(new Error('disk full')) : turnedRound().seal(text)
      },
    }
    const lines: string[] = []
    const store = openSecretStore(
      folder,
      changed,
      jsonLog(
        (line) => void lines.push(line),
        () => 0,
      ),
    )
    expect(await store.read(name)).toBe(secret)
    expect(lines).toEqual([])
    expect(await store.read(name)).toBe(secret)
    expect(seals).toBe(2)
    expect(lines.join('')).toMatch(/could not be sealed anew/)
    expect(lines.join('')).not.toContain(secret)
  })

  it('never puts the old secret over a new one while it seals anew', async () => {
    const folder = temporaryFolder()
    const store = openIn(folder, turnedRound(true))
    await store.write(name, 'old')
    const [read] = await Promise.all([store.read(name), store.write(name, 'new')])
    expect(read).toBe('old')
    expect(await store.read(name)).toBe('new')
  })

  it('without a key keeps nothing and reads nothing, and still says what is there and removes it', async () => {
    const folder = join(temporaryFolder(), 'secrets')
    const sealed = openIn(folder, noSeal)
    expect(await sealed.closedBecause()).toBe('secrets.sealed')
    expect(await sealed.list()).toEqual([])
    await expect(sealed.write(name, secret)).rejects.toMatchObject({ code: 'secrets.sealed' })
    expect(existsSync(folder)).toBe(false)
    await openIn(folder, turnedRound()).write(name, secret)
    await expect(sealed.read(name)).rejects.toMatchObject({ code: 'secrets.sealed' })
    expect(await sealed.list()).toEqual([name])
    await sealed.remove(name)
    await sealed.remove(name)
    expect(await sealed.list()).toEqual([])
  })

  it('takes no name that leads out of its folder', async () => {
    const store = openIn(temporaryFolder(), turnedRound())
    for (const bad of ['../x', 'a/b', '', '.hidden', 'a\0b'])
      await expect(store.read(bad)).rejects.toMatchObject({ code: 'invariant.broken' })
  })
})
