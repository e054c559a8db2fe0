/** Words that several screens share. */
export const common = {
  appName: 'Stablepoint',
  loading: 'Loading',
  retry: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  back: 'Back',
  none: 'None',
  role: { cashier: 'Cashier', manager: 'Manager', owner: 'Owner' },
  environment: { practice: 'Practice', testnet: 'Testnet', live: 'Live' },
  failure: { title: 'That did not work' },
  qrName: 'Payment QR',
}
