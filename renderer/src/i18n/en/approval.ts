/** The words of approving in place. */
export const approval = {
  who: 'Who approves?',
  limit: 'up to {{amount}}',
  noLimit: 'any amount',
  tooSmall: 'only up to {{amount}}',
  nobody: 'Nobody here may approve this amount',
  nobodyHint: 'An owner sets the limits and the PINs in the settings.',
  pinOf: 'PIN of {{name}}',
  choose: 'Choose who approves',
  stays: '{{name}} stays signed in.',
}
