import { runRestore } from './run-restore.ts'

// `npm run restore -- --data DIR --from FILE [--environment practice|testnet|live]`

process.exitCode = await runRestore(process.argv.slice(2), {
  fact: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
})
