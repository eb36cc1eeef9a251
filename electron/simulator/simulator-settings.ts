// What can be changed about the simulated service while it runs. A fresh simulator behaves as the service is documented.

export interface SimulatorSettings {
  /** From acceptance to completion on the simulator's clock, when the clip is ready by then. */
  readonly progressMs: number;
  /** Answers what only the source of newer official clients shows: the task list, batch, models and `Idempotency-Key`. */
  readonly undocumented: boolean;
  /** Error bodies as documented since 2026-03 (string codes) or as on the contract's date (integer codes). */
  readonly errorStyle: 'now' | 'contract';
  /** What a read of a task says when its links have expired: object stores keep naming the dead link. */
  readonly expiredResults: 'listed' | 'dropped';
  /** Models whose documentation was withdrawn or never existed: taken, or refused with 503 as the archived pages show. */
  readonly withdrawnModels: 'accepted' | 'refused';
  /** Models this account may not use (403). */
  readonly deniedModels: readonly string[];
  /** Models taken off while the service runs: refused like unknown ones, and no longer listed. Tasks it has already taken are finished. */
  readonly goneModels: readonly string[];
  /** Refuses fields the model's page does not name, which are otherwise ignored and noted in the ledger. */
  readonly strictFields: boolean;
  /** The files host may say `success: false` on HTTP 200. */
  readonly fileErrorsOn200: boolean;
  /** What a new account starts with. */
  readonly credits: number;
  /** All that a key may spend; null: it has no limit. Every key of an account spends alike. */
  readonly keyCredits: number | null;
  /** What a key may spend in a day; null: it has no such limit. */
  readonly keyDailyCredits: number | null;
  /** At whose midnight that day begins; null: a refusal does not say. */
  readonly resetZone: string | null;
  /** Files an account may hold at a time; the contract says 100. */
  readonly maxFiles: number;
  /** Requests a second and host before 429; null: no limit, as no number is published. */
  readonly requestsPerSecond: number | null;
  readonly resultLifeMs: number;
  readonly uploadLifeMs: number;
  /** On the real clock: a clip that takes longer fails its task. */
  readonly renderTimeoutMs: number;
}

const hour = 3_600_000;

export const defaultSettings: SimulatorSettings = {
  progressMs: 6_000,
  undocumented: true,
  errorStyle: 'now',
  expiredResults: 'listed',
  withdrawnModels: 'accepted',
  deniedModels: [],
  goneModels: [],
  strictFields: false,
  fileErrorsOn200: false,
  credits: 1_000,
  keyCredits: 100_000,
  keyDailyCredits: null,
  resetZone: 'UTC',
  maxFiles: 100,
  requestsPerSecond: null,
  resultLifeMs: 24 * hour,
  uploadLifeMs: 72 * hour,
  renderTimeoutMs: 300_000,
};

const choices: Partial<Record<keyof SimulatorSettings, readonly unknown[]>> = {
  errorStyle: ['now', 'contract'],
  expiredResults: ['listed', 'dropped'],
  withdrawnModels: ['accepted', 'refused'],
};

/** The settings in a JSON object, or the name of the first one that is unknown or of the wrong type. */
export function readSettings(input: Readonly<Record<string, unknown>>): Partial<SimulatorSettings> | { readonly wrong: string } {
  for (const [name, value] of Object.entries(input)) {
    if (!Object.hasOwn(defaultSettings, name)) return { wrong: name };
    const key = name as keyof SimulatorSettings;
    const allowed = choices[key];
    const fits = allowed
      ? allowed.includes(value)
      : key === 'deniedModels' || key === 'goneModels'
        ? Array.isArray(value) && value.every((item) => typeof item === 'string')
        : key === 'requestsPerSecond' || key === 'keyCredits' || key === 'keyDailyCredits'
          ? value === null || isAmount(value)
          : key === 'resetZone'
            ? value === null || (typeof value === 'string' && isZone(value))
            : typeof defaultSettings[key] === 'number'
              ? isAmount(value)
              : typeof value === 'boolean';
    if (!fits) return { wrong: name };
  }
  return input as Partial<SimulatorSettings>;
}

function isZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: value }).format(0) !== '';
  } catch {
    return false;
  }
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
