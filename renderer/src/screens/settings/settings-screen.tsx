import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../components/failure-notice.tsx'
import { ScreenLoading } from '../../components/screen-message.tsx'
import { useSession } from '../../stores/session.ts'
import { useSettings, type SettingsView } from '../../stores/settings.ts'
import { ImportPanel } from '../import/import-panel.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { ApprovalsSection } from './approvals-section.tsx'
import { CatalogSection } from './catalog-section.tsx'
import { CheckoutSection } from './checkout-section.tsx'
import { DataSection } from './data-section.tsx'
import { NetworksSection } from './networks-section.tsx'
import { PinSection } from './pin-section.tsx'
import { RatesSection } from './rates-section.tsx'
import { ReleaseSection } from './release-section.tsx'
import { RiskSection } from './risk-section.tsx'
import { sectionFrom, type SectionId } from './section-list.ts'
import { SettlementSection } from './settlement-section.tsx'
import { SettingsNav } from './settings-nav.tsx'
import classes from './settings-screen.module.css'
import { ShopSection } from './shop-section.tsx'
import { StaffSection } from './staff-section.tsx'
import { TaxSection } from './tax-section.tsx'
import { WalletSection } from './wallet-section.tsx'

/** The settings: `#/settings/<section>`. */
export function SettingsScreen({ parts }: Readonly<{ parts: readonly string[] }>) {
  const { t } = useTranslation()
  const role = useSession((state) => state.session?.staff.role ?? 'cashier')
  const { settings, failure, refresh } = useSettings()
  const section = sectionFrom(parts[0], role)
  return (
    <div className={classes['screen']}>
      <SettingsNav role={role} current={section} />
      <div className={classes['content']}>
        <div className={classes['column']}>
          {settings === undefined && failure !== undefined ? (
            <FailureNotice failure={failure} onRetry={() => void refresh()} />
          ) : null}
          {settings === undefined && failure === undefined ? (
            <ScreenLoading label={t('settings.loading')} />
          ) : null}
          {settings === undefined ? null : (
            <Section key={section} id={section} settings={settings} rest={parts.slice(1)} />
          )}
        </div>
      </div>
    </div>
  )
}

type SectionProps = Readonly<{ id: SectionId; settings: SettingsView; rest: readonly string[] }>

function Section({ id, settings, rest }: SectionProps) {
  switch (id) {
    case 'appearance':
      return <AppearanceSection />
    case 'pin':
      return <PinSection />
    case 'shop':
      return <ShopSection settings={settings} />
    case 'tax':
      return <TaxSection settings={settings} />
    case 'checkout':
      return <CheckoutSection settings={settings} />
    case 'catalog':
      return rest[0] === 'import' ? <ImportPanel /> : <CatalogSection settings={settings} />
    case 'staff':
      return <StaffSection />
    case 'wallet':
      return <WalletSection settings={settings} />
    case 'settlement':
      return <SettlementSection />
    case 'networks':
      return <NetworksSection settings={settings} />
    case 'release':
      return <ReleaseSection settings={settings} />
    case 'risk':
      return <RiskSection settings={settings} />
    case 'approvals':
      return <ApprovalsSection settings={settings} />
    case 'rates':
      return <RatesSection settings={settings} />
    case 'data':
      return <DataSection />
  }
}
