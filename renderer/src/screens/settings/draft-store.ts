import { create } from 'zustand'
import { forgetWithPerson } from '../../stores/person-change.ts'

type KeptDraft = Readonly<{ staffId: string; draft: unknown }>

type DraftStore = Readonly<{
  drafts: Readonly<Record<string, KeptDraft>>
  keep: (section: string, kept: KeptDraft) => void
  drop: (section: string) => void
}>

/**
 * Changes that are typed and not saved, by section: looking at another section or screen loses nothing. Somebody else
 * who signs in does not find them.
 */
export const useDraftStore = create<DraftStore>((set) => ({
  drafts: {},
  keep: (section, kept) => set((state) => ({ drafts: { ...state.drafts, [section]: kept } })),
  drop: (section) =>
    set((state) => ({
      drafts: Object.fromEntries(Object.entries(state.drafts).filter(([name]) => name !== section)),
    })),
}))

forgetWithPerson(() => useDraftStore.setState({ drafts: {} }))
