import type { TerminalClient } from '../../../../shared/contract/contract.ts'
import type { Failure } from '../../../../shared/contract/procedure.ts'

/** What an import would do. */
export type ImportPreview = Awaited<ReturnType<TerminalClient['catalog']['importPreview']>>

/** Where an import is. Each step carries only what it has. */
export type ImportState =
  | Readonly<{ step: 'choose'; failure: Failure | 'tooLarge' | undefined }>
  | Readonly<{ step: 'send'; file: string; part: number; parts: number }>
  | Readonly<{ step: 'check'; file: string }>
  | Readonly<{ step: 'review'; file: string; importId: string; preview: ImportPreview }>
  | Readonly<{ step: 'apply'; file: string; importId: string; done: number; total: number }>
  | Readonly<{
      step: 'stopped'
      file: string
      importId: string
      failure: Failure
      done: number
      total: number
    }>
  | Readonly<{ step: 'finished'; file: string; total: number }>

/** Nothing chosen yet. */
export const startOfImport: ImportState = { step: 'choose', failure: undefined }

/** How many items an import would write. */
export function itemsToWrite(preview: ImportPreview): number {
  return preview.newItems + preview.changedItems
}
