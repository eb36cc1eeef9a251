// Carries a proxy's questions from the network layer to the core, which is opened later and may be opened again.
import type { ClientRequest } from 'electron';
import type { ProxyAuth, ProxyChallenge, ProxyCredentials } from '../../core/ports.ts';

/** Answers a challenge at once; see `ProxyDoor.onChallenge`. */
export type AnswerProxy = (challenge: ProxyChallenge, refused: ProxyCredentials | null) => ProxyCredentials | null;

export function createProxyAuth(): ProxyAuth & { readonly answer: AnswerProxy } {
  let answer: AnswerProxy = () => null;
  return {
    onChallenge(next) {
      answer = next;
    },
    answer: (challenge, refused) => answer(challenge, refused),
  };
}

/** Answers what a proxy asks during a request; `isTurnedAway` tells that it wants a name and password and got none that it takes. */
export function answerProxyChallenge(request: ClientRequest, answer: AnswerProxy): { isTurnedAway(): boolean } {
  let turnedAway = false;
  let given: ProxyCredentials | null = null;
  request.on('login', ({ isProxy, host, port, realm }, callback) => {
    // A server's own question is none of ours: the key says who asks.
    given = isProxy ? answer({ host, port, realm }, given) : null;
    turnedAway = isProxy && given === null;
    if (given === null) callback();
    else callback(given.name, given.password);
  });
  return { isTurnedAway: () => turnedAway };
}
