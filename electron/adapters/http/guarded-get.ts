// The only way to GET an address from outside. The address and every redirect are checked before the request is sent, because a request to
// the local network does harm even if its response is never read.
import { type HttpClient, HttpFailure, type HttpResponse, type NetworkAccess } from '../../core/ports.ts';
import { type AddressRefusal, type AddressUse, type Lookup, resolveRefusal, upgradeToHttps } from './address-policy.ts';

/** A GET of an address from outside. */
export interface GuardedRequest {
  readonly url: string;
  /** The purpose of the address; each has its own policy. */
  readonly use: AddressUse;
  /** The hosts of the user's own network that may be reached. */
  readonly access: NetworkAccess;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * A response, or the reason why no request was sent. `host` is the refused host without brackets or port; empty if the address has none.
 */
export type GuardedResponse =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  | { readonly kind: 'refused'; readonly reason: AddressRefusal | 'too-many-redirects'; readonly host: string };

interface Ports {
  readonly http: HttpClient;
  readonly lookup: Lookup;
}

/** Maximum number of upgrades from http to https in one request, so that redirects back and forth end. */
const maxUpgrades = 3;
const ownUserAgent = 'evolink-studio';
/** The User-Agent of a desktop browser, because file hosts and their firewalls refuse unknown programs with 403. */
const browserUserAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/**
 * Sends the GET if the policy allows its address. After a 403 it sends the request once more with a browser's User-Agent. Throws `HttpFailure` for failures of
 * the network. The caller must read the body of the response or abort the signal.
 */
export async function guardedGet(ports: Ports, request: GuardedRequest): Promise<GuardedResponse> {
  const firstAttempt = new AbortController();
  const first = await getWithUpgrades(ports, { ...request, signal: AbortSignal.any([request.signal, firstAttempt.signal]) }, ownUserAgent);
  if (first.kind === 'refused' || first.response.status !== 403) return first;
  firstAttempt.abort();
  return await getWithUpgrades(ports, request, browserUserAgent);
}

/** Uses https if the link of a result, or a redirect of the link, has http. The hosts of such links serve both. */
async function getWithUpgrades(ports: Ports, request: GuardedRequest, userAgent: string): Promise<GuardedResponse> {
  let { url } = request;
  for (let upgrades = 0; ; upgrades += 1) {
    const outcome = await getWithPolicy(ports, { ...request, url }, userAgent);
    if (outcome.kind === 'response') return outcome;
    const upgradedUrl = outcome.reason === 'not-https' && upgrades < maxUpgrades ? upgradeToHttps(outcome.address) : null;
    if (upgradedUrl === null) return { kind: 'refused', reason: outcome.reason, host: hostOf(outcome.address) };
    url = upgradedUrl;
  }
}

type PolicyOutcome =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  | { readonly kind: 'refused'; readonly reason: AddressRefusal | 'too-many-redirects'; readonly address: string };

async function getWithPolicy(ports: Ports, request: GuardedRequest, userAgent: string): Promise<PolicyOutcome> {
  const { url, use, access, signal } = request;
  const checkAddress = async (address: string): Promise<PolicyOutcome | null> => {
    const reason = await resolveRefusal(address, use, ports.lookup, access);
    return reason === null ? null : { kind: 'refused', reason, address };
  };
  let refusal = await checkAddress(url);
  if (refusal !== null) return refusal;
  try {
    const response = await ports.http.send({
      method: 'GET',
      url,
      headers: { ...request.headers, 'user-agent': userAgent },
      signal,
      async allowRedirect(target) {
        refusal = await checkAddress(target);
        return refusal === null;
      },
    });
    return { kind: 'response', response };
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    // The HTTP client refuses redirects to schemes other than http and https.
    if (error.reason === 'redirect-refused') return refusal ?? { kind: 'refused', reason: 'not-http', address: '' };
    if (error.reason === 'too-many-redirects') return { kind: 'refused', reason: 'too-many-redirects', address: url };
    throw error;
  }
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, '') : '';
}
