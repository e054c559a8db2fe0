import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import type { Environment } from '../../../shared/domain/settings/settings.ts'
import { mayActAs, type Role } from '../../../shared/domain/staff/role.ts'
import type { IconName } from '../components/icon-paths.ts'

/** What a screen is given: the rest of its address, such as the sale's id. */
type ScreenProps = Readonly<{ parts: readonly string[] }>

/** One screen of the till. To remove a screen, delete its folder and its line. */
export type Screen = Readonly<{
  /** First part of the address. */
  path: string
  /** Set for the screens that the rail shows. */
  rail?: Readonly<{
    icon: IconName
    label:
      | `frame.nav.${'register' | 'sales' | 'refunds' | 'payouts' | 'cases' | 'settings' | 'drills'}`
      | 'health.title'
  }>
  /** Set for a screen that only practice has. */
  only?: 'practice'
  /** `anyone` is shown before sign-in, without the frame. */
  access: 'anyone' | Role
  component: LazyExoticComponent<ComponentType<ScreenProps>>
}>

const register = lazy(async () => ({
  default: (await import('./register/register-screen.tsx')).RegisterScreen,
}))
const checkout = lazy(async () => ({
  default: (await import('./checkout/checkout-screen.tsx')).CheckoutScreen,
}))
const sales = lazy(async () => ({ default: (await import('./sales/sales-screen.tsx')).SalesScreen }))
const refunds = lazy(async () => ({
  default: (await import('./refunds/refunds-screen.tsx')).RefundsScreen,
}))
const payouts = lazy(async () => ({
  default: (await import('./payouts/payouts-screen.tsx')).PayoutsScreen,
}))
const cases = lazy(async () => ({ default: (await import('./cases/cases-screen.tsx')).CasesScreen }))
const settings = lazy(async () => ({
  default: (await import('./settings/settings-screen.tsx')).SettingsScreen,
}))
const setup = lazy(async () => ({ default: (await import('./setup/setup-screen.tsx')).SetupScreen }))
const health = lazy(async () => ({ default: (await import('./health/health-screen.tsx')).HealthScreen }))
const outbox = lazy(async () => ({ default: (await import('./outbox/outbox-screen.tsx')).OutboxScreen }))
const drills = lazy(async () => ({ default: (await import('./drills/drills-screen.tsx')).DrillsScreen }))

/** Every screen there is; the rail and the router read this table and nothing else. */
const screens: readonly Screen[] = [
  {
    path: 'register',
    rail: { icon: 'register', label: 'frame.nav.register' },
    access: 'cashier',
    component: register,
  },
  { path: 'checkout', access: 'cashier', component: checkout },
  { path: 'sales', rail: { icon: 'sales', label: 'frame.nav.sales' }, access: 'cashier', component: sales },
  {
    path: 'refunds',
    rail: { icon: 'refund', label: 'frame.nav.refunds' },
    access: 'cashier',
    component: refunds,
  },
  {
    path: 'payouts',
    rail: { icon: 'payout', label: 'frame.nav.payouts' },
    access: 'manager',
    component: payouts,
  },
  { path: 'cases', rail: { icon: 'cases', label: 'frame.nav.cases' }, access: 'cashier', component: cases },
  {
    path: 'settings',
    rail: { icon: 'settings', label: 'frame.nav.settings' },
    access: 'cashier',
    component: settings,
  },
  {
    path: 'health',
    rail: { icon: 'live', label: 'health.title' },
    access: 'manager',
    component: health,
  },
  { path: 'outbox', access: 'cashier', component: outbox },
  {
    path: 'drills',
    rail: { icon: 'practice', label: 'frame.nav.drills' },
    only: 'practice',
    access: 'cashier',
    component: drills,
  },
  { path: 'setup', access: 'anyone', component: setup },
]

/** The screen at an address, if there is one. */
export function findScreen(path: string): Screen | undefined {
  return screens.find((screen) => screen.path === path)
}

/** The screens that the rail shows somebody, in order. */
export function railScreens(role: Role | undefined, environment: Environment | undefined): readonly Screen[] {
  return screens.filter(
    ({ rail, access, only }) =>
      rail !== undefined &&
      role !== undefined &&
      access !== 'anyone' &&
      mayActAs(role, access) &&
      (only === undefined || only === environment),
  )
}
