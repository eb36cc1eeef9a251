// The network between the studio and the service: signing in to a proxy.
/** The dialog that asks for a proxy's name and password. */
export const network = {
  proxyTitle: (host: string): string => `Sign in to ${host}`,
  /** `realm` is the name that the proxy gives itself; empty where it has none. */
  proxyDetail: (place: string, realm: string): string =>
    `The proxy ${place}${realm === '' ? '' : ` (“${realm}”)`} lets nothing through without a name and a password. Your tasks wait until then.`,
  proxyRefused: 'The proxy did not take these. Check the name and the password.',
  proxyName: 'Name',
  proxyPassword: 'Password',
  keepSignIn: 'Keep in this computer’s keychain',
  cannotKeep: 'This computer has no keychain, so the studio forgets them when you quit.',
  signIn: 'Sign in',
  later: 'Not now',
  proxyWaits: (place: string): string => `The proxy ${place} wants a name and a password. Nothing is sent until you sign in.`,
  askAgain: 'Sign in…',
};
