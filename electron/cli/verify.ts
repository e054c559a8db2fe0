import { runVerify } from './run-verify.ts'

// `npm run verify -- --data DIR [--environment practice|testnet|live]`

process.exitCode = runVerify(process.argv.slice(2), {
  fact: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
})
