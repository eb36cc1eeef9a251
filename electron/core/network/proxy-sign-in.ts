// Signs in to a proxy with credentials that the user enters in the window. A request never waits for the user: it fails before anything is
// sent, its task waits, and the sign-in wakes the task.
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { SettingTable } from '../../db/tables/setting-table.ts';
import type { KeyVault, ProxyAuth, ProxyChallenge, ProxyCredentials } from '../ports.ts';
import { createProxyCredentialStore, type ProxyCredentialStore } from './proxy-credentials.ts';
import { type ProxyQuestion, proxyId, questionAfter } from './proxy-question.ts';

/** The question for the window. */
type ProxyAuthRequest = ProxyQuestion & {
  /** True if there is a keychain that can store the credentials. */
  readonly canKeep: boolean;
};

/** The user's input. `remembersPassword`: also store the credentials for later sessions, if there is a keychain. */
type SignIn = ProxyCredentials & { readonly host: string; readonly port: number; readonly remembersPassword: boolean };

/** Asks for the credentials of a proxy. The handlers call its members. */
export interface ProxyAuthPrompt {
  /** The current question; null if no proxy waits for credentials. */
  question(): ProxyAuthRequest | null;
  /** Stores the credentials and wakes the work that waits for the proxy. Fails with `not-allowed-in-state` if this proxy did not ask. */
  signIn(input: SignIn): Result<Record<string, never>, AppError>;
  /** Closes the question. */
  decline(): void;
  /** Asks again at the user's request. */
  askAgain(): void;
  /**
   * Removes the question. Called after a network change, because the proxy may belong to the former network. If not, the proxy asks
   * again.
   */
  forgetQuestion(): void;
}

/** Dependencies of the prompt. */
interface ProxyAuthPromptDeps {
  readonly settings: SettingTable;
  readonly keys: KeyVault;
  readonly proxy: ProxyAuth;
  statusChanged(): void;
  /** Wakes the work that waits for the network. */
  wake(): void;
}

interface PromptContext extends ProxyAuthPromptDeps {
  readonly credentials: ProxyCredentialStore;
  readonly state: { question: ProxyQuestion | null };
}

const areSameCredentials = (a: ProxyCredentials, b: ProxyCredentials): boolean => a.name === b.name && a.password === b.password;

/** Changes the question, and publishes it. */
function setQuestion({ state, statusChanged }: PromptContext, question: ProxyQuestion | null): void {
  state.question = question;
  statusChanged();
}

/** Responds to a challenge with known credentials, unless they are the `refused` ones. Otherwise responds with null and asks the user. */
function credentialsFor(context: PromptContext, challenge: ProxyChallenge, refused: ProxyCredentials | null): ProxyCredentials | null {
  const { credentials, state } = context;
  const proxy = proxyId(challenge);
  const storedCredentials = credentials.get(proxy);
  // The refused credentials may have been replaced while this request was running.
  if (storedCredentials !== null && (refused === null || !areSameCredentials(storedCredentials, refused))) return storedCredentials;
  if (storedCredentials !== null) credentials.remove(proxy);
  const question = questionAfter(state.question, challenge, refused !== null);
  if (question !== state.question) setQuestion(context, question);
  return null;
}

function signIn(
  context: PromptContext,
  { host, port, name, password, remembersPassword }: SignIn,
): Result<Record<string, never>, AppError> {
  const { credentials, state, wake } = context;
  if (state.question === null || proxyId(state.question) !== proxyId({ host, port })) {
    return fail({ kind: 'not-allowed-in-state', action: 'sign-in-to-proxy', state: 'not-asked' });
  }
  credentials.set(proxyId(state.question), { name, password }, remembersPassword);
  setQuestion(context, null);
  wake();
  return ok({});
}

/** Called once by `core/compose/`. From then on, challenges of proxies are handled. */
export function createProxyAuthPrompt(deps: ProxyAuthPromptDeps): ProxyAuthPrompt {
  const { settings, keys, proxy, statusChanged, wake } = deps;
  const context: PromptContext = { ...deps, credentials: createProxyCredentialStore(settings, keys), state: { question: null } };
  const { state } = context;
  proxy.onChallenge((challenge, refused) => credentialsFor(context, challenge, refused));
  return {
    question: () => (state.question === null ? null : { ...state.question, canKeep: keys.protection().kind === 'keychain' }),
    signIn: (input) => signIn(context, input),
    decline() {
      if (state.question !== null) setQuestion(context, { ...state.question, state: 'declined' });
    },
    askAgain() {
      if (state.question !== null) state.question = { ...state.question, state: 'asked' };
      statusChanged();
      wake();
    },
    forgetQuestion() {
      if (state.question !== null) setQuestion(context, null);
    },
  };
}
