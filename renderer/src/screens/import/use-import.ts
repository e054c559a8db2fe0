import { useRef, useState } from 'react'
import { failureOf } from '../../host/failure-of.ts'
import { terminal } from '../../host/terminal.ts'
import { newId } from '../../stores/new-id.ts'
import { startOfImport, type ImportState } from './import-state.ts'
import { importLimits, splitParts } from './split-parts.ts'

/** An import and what can be done with it. */
export type Import = Readonly<{
  state: ImportState
  choose: (file: File) => Promise<void>
  apply: () => Promise<void>
  restart: () => void
}>

/** A UTF-8 character takes at most four bytes and at least one: a larger file cannot fit. */
const bytesMax = importLimits.partChars * importLimits.partsMax * 4

/**
 * Hands a file over in parts, shows what it would do, and takes it with progress. An import that stopped goes on with the
 * same id: what was written is not written twice.
 */
export function useImport(): Import {
  const [state, setState] = useState<ImportState>(startOfImport)
  const current = useRef(0)

  const choose = async (file: File): Promise<void> => {
    current.current += 1
    const attempt = current.current
    const show = (next: ImportState): void => {
      if (attempt === current.current) setState(next)
    }
    try {
      const parts = file.size > bytesMax ? undefined : splitParts(await file.text())
      if (!parts) return show({ step: 'choose', failure: 'tooLarge' })
      const importId = newId()
      for (const [part, text] of parts.entries()) {
        show({ step: 'send', file: file.name, part: part + 1, parts: parts.length })
        await terminal().catalog.importPart({ importId, part, text, last: part === parts.length - 1 })
      }
      show({ step: 'check', file: file.name })
      const preview = await terminal().catalog.importPreview({ importId })
      show({ step: 'review', file: file.name, importId, preview })
    } catch (error) {
      show({ step: 'choose', failure: failureOf(error) })
    }
  }

  const apply = async (): Promise<void> => {
    if (state.step !== 'review' && state.step !== 'stopped') return
    const { file, importId } = state
    let progress = { done: 0, total: 0 }
    setState({ step: 'apply', file, importId, ...progress })
    try {
      for await (const { done, total, finished } of await terminal().catalog.importApply({ importId })) {
        progress = { done, total }
        setState(
          finished ? { step: 'finished', file, total } : { step: 'apply', file, importId, ...progress },
        )
      }
    } catch (error) {
      setState({ step: 'stopped', file, importId, failure: failureOf(error), ...progress })
    }
  }

  return {
    state,
    choose,
    apply,
    restart: () => {
      current.current += 1
      setState(startOfImport)
    },
  }
}
