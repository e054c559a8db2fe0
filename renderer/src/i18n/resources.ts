import { approval } from './en/approval.ts'
import { approvals } from './en/approvals.ts'
import { cases } from './en/cases.ts'
import { checkout } from './en/checkout.ts'
import { common } from './en/common.ts'
import { display } from './en/display.ts'
import { drills } from './en/drills.ts'
import { errors } from './en/errors.ts'
import { frame } from './en/frame.ts'
import { health } from './en/health.ts'
import { lock } from './en/lock.ts'
import { lookUp } from './en/look-up.ts'
import { outbox } from './en/outbox.ts'
import { payouts } from './en/payouts.ts'
import { practice } from './en/practice.ts'
import { refunds } from './en/refunds.ts'
import { register } from './en/register.ts'
import { sales } from './en/sales.ts'
import { settings } from './en/settings.ts'
import { settlement } from './en/settlement.ts'
import { setup } from './en/setup.ts'

/** Every English text by area; a new area is one file under `en/` and one line here. */
export const english = {
  approval,
  approvals,
  cases,
  checkout,
  common,
  display,
  drills,
  errors,
  frame,
  health,
  lock,
  lookUp,
  outbox,
  payouts,
  practice,
  refunds,
  register,
  sales,
  settings,
  settlement,
  setup,
}
