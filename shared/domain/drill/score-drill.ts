import { questionsOf, type Drill, type DrillChoice, type DrillDeed } from './drill.ts'

/** What a cashier answered to one question of a drill. */
export type DrillAnswer = Readonly<{ question: string; choice: DrillChoice }>

/** Everything that a drill is judged by. */
export type DrillPlayed = Readonly<{
  answers: readonly DrillAnswer[]
  /** What was done on the till, whether this drill counts it as wrong or not. */
  deeds: readonly DrillDeed[]
}>

/** `right` of `of`: one point a question, and one for doing nothing wrong on the till. */
export type DrillScore = Readonly<{
  right: number
  of: number
  /** True when every question was answered. */
  complete: boolean
  /** What was done on the till and cost the point. */
  deeds: readonly DrillDeed[]
}>

/**
 * The score of a drill. What was not answered is not right, and a drill that was left early earns no point for what was
 * not done on the till. The first answer to a question counts.
 */
export function scoreDrill(drill: Drill, { answers, deeds }: DrillPlayed): DrillScore {
  const questions = questionsOf(drill)
  const first = questions.map(({ id }) => answers.find((answer) => answer.question === id)?.choice)
  const complete = first.every((choice) => choice !== undefined)
  const wrong = drill.wrongDeeds.filter((deed) => deeds.includes(deed))
  const right = questions.filter((question, index) => first[index] === question.right).length
  return {
    right: right + (complete && wrong.length === 0 ? 1 : 0),
    of: questions.length + 1,
    complete,
    deeds: wrong,
  }
}
