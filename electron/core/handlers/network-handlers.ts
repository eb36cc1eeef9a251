// Calls about what stands between the studio and the internet.
import { ok } from '../../../shared/result.ts';
import type { HostPermissions } from '../host-permissions.ts';
import type { ProxySignIn } from '../proxy-sign-in.ts';
import type { HandlersOf } from './handler.ts';

export function networkHandlers(parts: { permissions: HostPermissions; proxySignIn: ProxySignIn; wakeAll(): void }): HandlersOf<'network'> {
  const { permissions, proxySignIn, wakeAll } = parts;
  return {
    'network.allowHost': ({ host }) => {
      const allowed = permissions.allow(host);
      if (allowed.ok) wakeAll();
      return allowed;
    },
    'network.forgetHost': ({ host }) => {
      permissions.forget(host);
      return ok({});
    },
    'network.signInToProxy': (given) => proxySignIn.signIn(given),
    'network.declineProxy': () => {
      proxySignIn.decline();
      return ok({});
    },
    'network.askProxyAgain': () => {
      proxySignIn.askAgain();
      return ok({});
    },
  };
}
