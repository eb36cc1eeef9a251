// Passes a proxy's challenges from the network layer to the core, which is opened later and may be reopened.
import type { ClientRequest } from 'electron';
import type { ProxyAuth, ProxyChallenge, ProxyCredentials } from '../../core/ports.ts';

/** Answers a challenge; see `ProxyAuth.onChallenge`. */
export type AnswerProxy = (challenge: ProxyChallenge, refused: ProxyCredentials | null) => ProxyCredentials | null;

/**
 * Creates the link between both. `answer` returns null, which cancels the sign-in, until a core has registered with `onChallenge`; the last
 * one counts.
 */
export function createProxyAuth(): ProxyAuth & { readonly answer: AnswerProxy } {
  let answer: AnswerProxy = () => null;
  return {
    onChallenge(next) {
      answer = next;
    },
    answer: (challenge, refused) => answer(challenge, refused),
  };
}

/** Answers a proxy's challenges during a request. `isTurnedAway` is true when the proxy wants a name and password and got none that it accepts. */
export function answerProxyChallenge(request: ClientRequest, answer: AnswerProxy): { isTurnedAway(): boolean } {
  let turnedAway = false;
  let given: ProxyCredentials | null = null;
  request.on('login', ({ isProxy, host, port, realm }, callback) => {
    // A challenge of the server itself is not answered: our API key is the sign-in there.
    given = isProxy ? answer({ host, port, realm }, given) : null;
    turnedAway = isProxy && given === null;
    if (given === null) callback();
    else callback(given.name, given.password);
  });
  return { isTurnedAway: () => turnedAway };
}
