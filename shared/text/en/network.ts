// The network between the studio and the service: signing in to a proxy.
/** The dialog that asks for a proxy's name and password. */
export const network = {
  proxyTitle: (host: string): string => `Sign in to ${host}`,
  /** `realm` is the name that the proxy gives itself; empty where it has none. */
  proxyDetail: (place: string, realm: string): string =>
    `The proxy ${place}${realm === '' ? '' : ` (“${realm}”)`} requires a user name and password. Your tasks wait until you sign in.`,
  proxyRefused: 'The proxy did not accept these. Check the user name and password.',
  proxyName: 'User name',
  proxyPassword: 'Password',
  storeSignIn: 'Keep in this computer’s keychain',
  cannotStoreSignIn: 'This computer has no keychain, so you will have to enter them again after you quit.',
  signIn: 'Sign in',
  notNow: 'Not now',
  proxySignInRequired: (place: string): string =>
    `The proxy ${place} requires a user name and password. Nothing is sent until you sign in.`,
  openSignIn: 'Sign in…',
};
