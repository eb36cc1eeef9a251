// Signs in to a proxy: name and password are asked for in the window. A request never waits for the user: it ends with nothing sent, its task
// waits, and the sign-in wakes it.
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { SettingTable } from '../../db/tables/setting-table.ts';
import type { KeyVault, ProxyAuth, ProxyChallenge, ProxyCredentials } from '../ports.ts';
import { createProxyCredentialStore, type ProxyCredentialStore } from './proxy-credentials.ts';
import { type ProxyQuestion, proxyId, questionAfter } from './proxy-question.ts';

/** What the window shows. */
type ProxyAuthRequest = ProxyQuestion & {
  /** There is a keychain that can keep the answer. */
  readonly canKeep: boolean;
};

/** What the window answers. `keeps`: also after this session, where there is a keychain. */
type SignIn = ProxyCredentials & { readonly host: string; readonly port: number; readonly keeps: boolean };

/** The question for a proxy's name and password; the members are called by the handlers. */
export interface ProxyAuthPrompt {
  /** null where no proxy waits for an answer. */
  question(): ProxyAuthRequest | null;
  /** Answers the question; what waits for the proxy is tried again at once. `not-allowed-in-state` where that proxy did not ask. */
  signIn(given: SignIn): Result<Record<string, never>, AppError>;
  /** Puts the question away. */
  decline(): void;
  /** The user wants to be asked after all. */
  askAgain(): void;
  /** The proxy may be none of this network: it asks again if it is. */
  forgetQuestion(): void;
}

/** What the prompt is built from. */
interface ProxyAuthPromptDeps {
  readonly settings: SettingTable;
  readonly keys: KeyVault;
  readonly door: ProxyAuth;
  changed(): void;
  /** Tries what waits for the network. */
  wake(): void;
}

interface PromptContext extends ProxyAuthPromptDeps {
  readonly credentials: ProxyCredentialStore;
  readonly state: { question: ProxyQuestion | null };
}

const isSame = (a: ProxyCredentials, b: ProxyCredentials): boolean => a.name === b.name && a.password === b.password;

/** Changes the question, and publishes it. */
function setQuestion({ state, changed }: PromptContext, question: ProxyQuestion | null): void {
  state.question = question;
  changed();
}

/** The answer to a challenge: what is known and was not `refused`; null, once the user is asked. */
function answer(context: PromptContext, challenge: ProxyChallenge, refused: ProxyCredentials | null): ProxyCredentials | null {
  const { credentials, state } = context;
  const proxy = proxyId(challenge);
  const known = credentials.get(proxy);
  // What was refused may have been replaced while this request was on its way.
  if (known !== null && (refused === null || !isSame(known, refused))) return known;
  if (known !== null) credentials.remove(proxy);
  const question = questionAfter(state.question, challenge, refused !== null);
  if (question !== state.question) setQuestion(context, question);
  return null;
}

function signIn(context: PromptContext, { host, port, name, password, keeps }: SignIn): Result<Record<string, never>, AppError> {
  const { credentials, state, wake } = context;
  if (state.question === null || proxyId(state.question) !== proxyId({ host, port })) {
    return fail({ kind: 'not-allowed-in-state', action: 'sign-in-to-proxy', state: 'not-asked' });
  }
  credentials.set(proxyId(state.question), { name, password }, keeps);
  setQuestion(context, null);
  wake();
  return ok({});
}

/** Built once by the composition; from then on it answers the proxy. */
export function createProxyAuthPrompt(deps: ProxyAuthPromptDeps): ProxyAuthPrompt {
  const { settings, keys, door, changed, wake } = deps;
  const context: PromptContext = { ...deps, credentials: createProxyCredentialStore(settings, keys), state: { question: null } };
  const { state } = context;
  door.onChallenge((challenge, refused) => answer(context, challenge, refused));
  return {
    question: () => (state.question === null ? null : { ...state.question, canKeep: keys.protection().kind === 'keychain' }),
    signIn: (given) => signIn(context, given),
    decline() {
      if (state.question !== null) setQuestion(context, { ...state.question, state: 'declined' });
    },
    askAgain() {
      if (state.question !== null) state.question = { ...state.question, state: 'asked' };
      changed();
      wake();
    },
    forgetQuestion() {
      if (state.question !== null) setQuestion(context, null);
    },
  };
}
