// Faults on demand: rules that say which requests fail and how. They are in memory only; a restart clears them.

/** `before`: the request is not handled. `after`: it is handled, and only its reply is lost or replaced. */
export type FaultTiming = 'before' | 'after';

/** The effect of a fault on a matching request. */
export type FaultAction =
  /** Replies with a status; without `body` the documented error body for it. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly when?: FaultTiming;
      readonly code?: string;
      readonly message?: string;
      readonly retryAfter?: string | number;
      readonly contentType?: string;
      readonly body?: unknown;
    }
  | { readonly kind: 'delay'; readonly ms: number; readonly when?: FaultTiming }
  /** Cuts the connection without a reply. */
  | { readonly kind: 'drop'; readonly when?: FaultTiming }
  /** Never replies. */
  | { readonly kind: 'hang'; readonly when?: FaultTiming }
  /** Sends the first `bytes` of the reply's body and cuts the connection. */
  | { readonly kind: 'truncate'; readonly bytes: number }
  /** Announces `delta` more (or fewer) bytes than the body has. */
  | { readonly kind: 'wrong-length'; readonly delta: number }
  /** An HTML page with status 200, as a proxy or a sign-in page would. */
  | { readonly kind: 'html'; readonly status?: number }
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number }
  /** Replies 403, as after 24 hours, to this request only. */
  | { readonly kind: 'expired-link' };

/** Which requests fail, how many of them, and how. */
export interface FaultRule {
  readonly match: {
    /** One of the names in README.md; absent: any. */
    readonly endpoint?: string;
    readonly method?: string;
    /** A part of the path. */
    readonly path?: string;
    /** The whole API key of the request; requests with other keys do not match the rule and are not counted. */
    readonly key?: string;
    /** The first matching request that fails, counted from 1. */
    readonly nth?: number;
  };
  /** How many requests fail; null: all from `nth` on. */
  readonly count: number | null;
  readonly action: FaultAction;
}

/** The active rules, in memory. */
export interface Faults {
  /** Adds rules after the existing ones, and starts to count their requests. */
  add(rules: readonly FaultRule[]): void;
  clear(): void;
  /** Counts a request and returns the faults that apply to it. `key` is its API key, null where it has none. */
  take(endpoint: string, method: string, path: string, key: string | null): readonly FaultAction[];
  /** The active rules, with the number of requests that matched (`seen`) and that failed (`harmed`). */
  rules(): readonly (FaultRule & { readonly seen: number; readonly harmed: number })[];
}

/** Creates an empty list of rules. */
export function createFaults(): Faults {
  let active: { readonly rule: FaultRule; seen: number; harmed: number }[] = [];
  return {
    add(rules) {
      active.push(...rules.map((rule) => ({ rule, seen: 0, harmed: 0 })));
    },
    clear() {
      active = [];
    },
    take(endpoint, method, path, key) {
      const actions: FaultAction[] = [];
      for (const state of active) {
        const { match, count, action } = state.rule;
        if (match.endpoint !== undefined && match.endpoint !== endpoint) continue;
        if (match.method !== undefined && match.method !== method) continue;
        if (match.path !== undefined && !path.includes(match.path)) continue;
        if (match.key !== undefined && match.key !== key) continue;
        state.seen += 1;
        if (state.seen < (match.nth ?? 1) || (count !== null && state.harmed >= count)) continue;
        state.harmed += 1;
        actions.push(action);
      }
      return actions;
    },
    rules: () => active.map(({ rule, seen, harmed }) => ({ ...rule, seen, harmed })),
  };
}

type Fields = Readonly<Record<string, unknown>>;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isTiming = (value: unknown): boolean => value === undefined || value === 'before' || value === 'after';

function isAction(action: Fields): boolean {
  switch (action.kind) {
    case 'status':
      return isNumber(action.status) && action.status >= 200 && action.status <= 599 && isTiming(action.when);
    case 'delay':
      return isNumber(action.ms) && isTiming(action.when);
    case 'drop':
    case 'hang':
      return isTiming(action.when);
    case 'truncate':
      return isNumber(action.bytes);
    case 'wrong-length':
      return isNumber(action.delta);
    case 'throttle':
      return isNumber(action.bytesPerSecond) && action.bytesPerSecond > 0;
    case 'html':
      return action.status === undefined || isNumber(action.status);
    case 'expired-link':
      return true;
    default:
      return false;
  }
}

/** Parses the body of `POST /faults`, one rule or several; null when one of them is not a rule. The default of `count` is 1. */
export function readFaultRules(input: unknown): readonly FaultRule[] | null {
  const rules = Array.isArray(input) ? input : [input];
  const parsed = rules.map((rule: unknown): FaultRule | null => {
    if (typeof rule !== 'object' || rule === null) return null;
    const { match = {}, count = 1, action } = rule as Fields;
    if (typeof match !== 'object' || match === null || typeof action !== 'object' || action === null) return null;
    if (count !== null && !isNumber(count)) return null;
    return isAction(action as Fields) ? { match: match as FaultRule['match'], count, action: action as FaultAction } : null;
  });
  return parsed.every((rule) => rule !== null) ? parsed : null;
}
