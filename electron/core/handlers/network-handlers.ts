// Handlers of the `network.*` calls: allowed hosts, and credentials for a proxy.
import { ok } from '../../../shared/result.ts';
import type { HostPermissions } from '../network/host-permissions.ts';
import type { ProxyAuthPrompt } from '../network/proxy-sign-in.ts';
import type { HandlersOf } from './handler-types.ts';

/** Creates the handlers. `wakeAll` wakes all work that may have waited for an allowed host. Called once by `core/compose/`. */
export function networkHandlers(deps: {
  permissions: HostPermissions;
  proxySignIn: ProxyAuthPrompt;
  wakeAll(): void;
}): HandlersOf<'network'> {
  const { permissions, proxySignIn, wakeAll } = deps;
  return {
    'network.allowHost': ({ host }) => {
      const outcome = permissions.allow(host);
      if (outcome.ok) wakeAll();
      return outcome;
    },
    'network.forgetHost': ({ host }) => {
      permissions.forget(host);
      return ok({});
    },
    'network.authenticateProxy': (input) => proxySignIn.signIn(input),
    'network.declineProxy': () => {
      proxySignIn.decline();
      return ok({});
    },
    'network.showProxyPrompt': () => {
      proxySignIn.askAgain();
      return ok({});
    },
  };
}
