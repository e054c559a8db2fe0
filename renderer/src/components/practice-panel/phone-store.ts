import { create } from 'zustand'

type PhoneStore = Readonly<{ isOpen: boolean | undefined; show: (isOpen: boolean) => void }>

/** Whether the practice customer's phone is out; undefined until somebody has said, then the window's width decides. */
export const usePhoneStore = create<PhoneStore>((set) => ({
  isOpen: undefined,
  show: (isOpen) => set({ isOpen }),
}))
