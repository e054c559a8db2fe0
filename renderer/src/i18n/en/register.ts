/** The words of the register. */
export const register = {
  title: 'Register',
}
