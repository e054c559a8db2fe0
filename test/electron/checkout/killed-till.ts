import { tellStory } from './sale-story.ts'

// A till that dies at a chosen step, as in a power cut: no handler runs, nothing is flushed.
const [directory, killAt] = process.argv.slice(2)
if (directory === undefined || killAt === undefined) throw new Error('usage: killed-till.ts DIRECTORY STEP')

let step = 0
tellStory(directory, () => {
  if (step === Number(killAt)) process.kill(process.pid, 'SIGKILL')
  step += 1
})
process.stdout.write(`finished after ${step} steps\n`)
