import i18next from 'i18next'
import type { DrillKind } from '../../../../shared/domain/drill/drill.ts'

/** What a story says at one question: what the customer does, and why the right answer is right. */
export type StoryWords = Readonly<{ ask: string; why: string }>

/** The words of a question; a question that only a newer terminal knows is asked without a story. */
export function storyWords(kind: DrillKind, question: string): StoryWords {
  const defaultValue = ''
  return {
    ask: i18next.t(`drills.story.${kind}.ask.${question}`, { defaultValue }),
    why: i18next.t(`drills.story.${kind}.why.${question}`, { defaultValue }),
  }
}
