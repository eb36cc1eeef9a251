// Passes a proxy's challenges from the network layer to the core, which is opened later and may be reopened.
import type { ClientRequest } from 'electron';
import type { ProxyAuth, ProxyChallenge, ProxyCredentials } from '../../core/ports.ts';

/** Returns the credentials for a challenge, or null to cancel; see `ProxyAuth.onChallenge`. */
export type ProxyChallengeHandler = (challenge: ProxyChallenge, refused: ProxyCredentials | null) => ProxyCredentials | null;

/**
 * Creates the link between the network layer and the core. `handleChallenge` calls the handler that was last registered with `onChallenge`; before
 * that, it returns null, which cancels the sign-in.
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

/** Answers a proxy's challenges during a request. `isRejected` is true when the last challenge was not answered, because no credentials were left. */
export function handleProxyChallenge(request: ClientRequest, handler: ProxyChallengeHandler): { isRejected(): boolean } {
  let isRejected = false;
  let credentials: ProxyCredentials | null = null;
  request.on('login', ({ isProxy, host, port, realm }, callback) => {
    // A challenge of the server itself is not handled: the API key authenticates there.
    credentials = isProxy ? handler({ host, port, realm }, credentials) : null;
    isRejected = isProxy && credentials === null;
    if (credentials === null) callback();
    else callback(credentials.name, credentials.password);
  });
  return { isRejected: () => isRejected };
}
