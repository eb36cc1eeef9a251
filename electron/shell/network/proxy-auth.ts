// Passes a proxy's challenges from the network layer to the core, which is opened later and may be reopened.
import type { ClientRequest } from 'electron';
import type { ProxyAuth, ProxyChallenge, ProxyCredentials } from '../../core/ports.ts';

/** Returns the credentials for a challenge, or null to cancel; see `ProxyAuth.onChallenge`. */
export type ProxyChallengeHandler = (challenge: ProxyChallenge, refused: ProxyCredentials | null) => ProxyCredentials | null;

/**
 * Creates the link between both. `handleChallenge` returns null, which cancels the sign-in, until a core has registered a handler with
 * `onChallenge`; the latest one is used.
 */
export function createProxyAuth(): ProxyAuth & { readonly handleChallenge: ProxyChallengeHandler } {
  let handler: ProxyChallengeHandler = () => null;
  return {
    onChallenge(next) {
      handler = next;
    },
    handleChallenge: (challenge, refused) => handler(challenge, refused),
  };
}

/** Handles a proxy's challenges during a request. `isRejected` is true when the proxy requires a name and password and there are none that it accepts. */
export function handleProxyChallenge(request: ClientRequest, handler: ProxyChallengeHandler): { isRejected(): boolean } {
  let rejected = false;
  let given: ProxyCredentials | null = null;
  request.on('login', ({ isProxy, host, port, realm }, callback) => {
    // A challenge of the server itself is not handled: the API key authenticates there.
    given = isProxy ? handler({ host, port, realm }, given) : null;
    rejected = isProxy && given === null;
    if (given === null) callback();
    else callback(given.name, given.password);
  });
  return { isRejected: () => rejected };
}
