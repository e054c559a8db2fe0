import { caseKinds, type CaseKind } from '../../../../shared/domain/cases/case.ts'

/** Which cases the list shows. `owner` is a staff member, `nobody`, or `anybody`. */
export type CaseFilters = Readonly<{
  status: 'open' | 'resolved'
  kind: CaseKind | undefined
  owner: string
}>

/** A till's own staff have ids with more than a word, so that these two never name a person. */
export const anybody = 'anybody'
export const nobody = 'nobody'

/** The list as it opens. */
export const openCases: CaseFilters = { status: 'open', kind: undefined, owner: anybody }

/** Whether the list shows every case of its status. */
export function isEveryCase({ kind, owner }: CaseFilters): boolean {
  return kind === undefined && owner === anybody
}

/** The kind that a choice names. */
export function findCaseKind(text: string | null): CaseKind | undefined {
  return caseKinds.find((kind) => kind === text)
}

/** The filters as the terminal reads them. */
export function toCaseQuery({ status, kind, owner }: CaseFilters) {
  return {
    status,
    ...(kind === undefined ? {} : { kind }),
    ...(owner === anybody ? {} : { ownerId: owner === nobody ? null : owner }),
  }
}
