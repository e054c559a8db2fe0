/** The words that the customer reads. */
export const display = {
  title: 'Customer display',
}
