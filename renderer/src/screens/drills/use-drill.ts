import type { DrillView } from '../../../../shared/contract/drills.ts'
import { terminal } from '../../host/terminal.ts'
import { useFollow } from '../../host/use-follow.ts'
import { useSession } from '../../stores/session.ts'

/** The drill that runs on this till. */
export type RunningDrill = Extract<DrillView, { state: 'running' }>

/** The running drill as it develops; undefined outside of drills and while nobody is signed in. */
export function useDrill(): RunningDrill | undefined {
  const isOn = useSession((state) => state.hello?.drill !== undefined && state.session !== undefined)
  const { value } = useFollow(isOn ? 'drill' : '', (signal) =>
    terminal().drills.current(undefined, { signal }),
  )
  return value?.state === 'running' ? value : undefined
}
