import { create } from 'zustand'
import { terminal } from '../host/terminal.ts'

type CasesNews = Readonly<{
  /** How many cases wait for a decision; unknown until the terminal has said. */
  open: number | undefined
  /** Sequence number of the newest change that was told: screens read again when it moves. */
  seq: number
  note: (open: number, seq: number) => void
  refresh: () => Promise<void>
}>

/** What the rail and the screens know of the cases without having read them. */
export const useCasesNews = create<CasesNews>((set, get) => ({
  open: undefined,
  seq: 0,
  note: (open, seq) => {
    if (seq > get().seq) set({ open, seq })
  },
  refresh: async () => {
    const { seq } = get()
    const { open } = await terminal().cases.list({ limit: 1 })
    // What the feed told meanwhile is newer.
    if (get().seq === seq) set({ open })
  },
}))
