// The settings of the simulated service, which can be changed while it runs. With the defaults it behaves as the service is documented.

/** How the simulated service behaves. Times are in milliseconds of the simulator's clock, unless a setting says otherwise. */
export interface SimulatorSettings {
  /** The time from acceptance to completion on the simulator's clock, if the clip is ready by then. */
  readonly progressMs: number;
  /** Serves calls that only the source of newer official clients shows: the task list, batch, models and `Idempotency-Key`. */
  readonly undocumented: boolean;
  /** Error bodies as documented since 2026-03 (string codes) or as on the contract's date (integer codes). */
  readonly errorStyle: 'now' | 'contract';
  /** Whether a read of a task still lists its links after they have expired; the real service does. */
  readonly expiredResults: 'listed' | 'dropped';
  /** Models whose documentation was withdrawn or never existed: accepted, or refused with 503 as the archived pages show. */
  readonly withdrawnModels: 'accepted' | 'refused';
  /** Models this account may not use (403). */
  readonly deniedModels: readonly string[];
  /** Models removed while the service runs. They are refused like unknown models and no longer listed. Accepted tasks still finish. */
  readonly goneModels: readonly string[];
  /** Refuses fields that the model's page does not have; otherwise they are ignored and noted in the ledger. */
  readonly strictFields: boolean;
  /** The files host may say `success: false` on HTTP 200. */
  readonly fileErrorsOn200: boolean;
  /** The credits of a new account. */
  readonly credits: number;
  /** The credits that each key may spend in all; null: no limit. */
  readonly keyCredits: number | null;
  /** The credits that each key may spend in a day; null: no limit. */
  readonly keyDailyCredits: number | null;
  /** The time zone of that day's midnight; null: a refusal does not name the reset. */
  readonly resetZone: string | null;
  /** Files an account may hold at a time; the contract says 100. */
  readonly maxFiles: number;
  /** Requests per second and host before a 429; null: no limit, because no number is published. */
  readonly requestsPerSecond: number | null;
  /** The time from completion to the expiry of a result's links. */
  readonly resultLifeMs: number;
  /** The time from the upload of a file to its expiry. */
  readonly uploadLifeMs: number;
  /** The time limit of a clip on the real clock. A clip that takes longer to render fails its task. */
  readonly renderTimeoutMs: number;
}

const hourMs = 3_600_000;

/** The settings of a new simulator. Lifetimes and the quota are the documented ones. */
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
  resultLifeMs: 24 * hourMs,
  uploadLifeMs: 72 * hourMs,
  renderTimeoutMs: 300_000,
};

const allowedValues: Partial<Record<keyof SimulatorSettings, readonly unknown[]>> = {
  errorStyle: ['now', 'contract'],
  expiredResults: ['listed', 'dropped'],
  withdrawnModels: ['accepted', 'refused'],
};

/** Parses settings from a JSON object; returns the name of the first one that is unknown or of the wrong type. */
export function readSettings(input: Readonly<Record<string, unknown>>): Partial<SimulatorSettings> | { readonly invalidName: string } {
  for (const [name, value] of Object.entries(input)) {
    if (!Object.hasOwn(defaultSettings, name)) return { invalidName: name };
    const key = name as keyof SimulatorSettings;
    const allowed = allowedValues[key];
    const isValid = allowed
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
    if (!isValid) return { invalidName: name };
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
