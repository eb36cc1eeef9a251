// The shots of a multi-shot video: parsed from and written to the API's list, moved, and given their seconds. Pure.
import type { JsonValue } from '../../generation.ts';
import type { Model } from '../model.ts';

/** The field that turns several shots on (source: Kling's pages). */
export const multiShotPath = 'model_params.multi_shot';
/** The field that says who divides the video into shots: the request (`customize`) or the model (`intelligence`). */
export const shotTypePath = 'model_params.shot_type';
/** The field with the list of written shots. */
export const shotsPath = 'model_params.multi_prompt';

/** One written shot. */
export interface Shot {
  readonly prompt: string;
  /** NaN while the field is empty or is not a number. */
  readonly seconds: number;
}

const isRecord = (value: JsonValue): value is { readonly [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses a list of `{ index, prompt, duration }` in its order. An item of another form becomes an empty shot; any other value has no shots. */
export const readShots = (value: JsonValue | undefined): readonly Shot[] =>
  Array.isArray(value)
    ? (value as readonly JsonValue[]).map((item) => {
        const shot = isRecord(item) ? item : {};
        const { prompt, duration } = shot;
        return { prompt: typeof prompt === 'string' ? prompt : '', seconds: duration === null ? Number.NaN : Number(duration) };
      })
    : [];

/**
 * Returns the list in a request, numbered from 1 in the order of the shots. All four of Kling's pages declare the seconds of a shot as text. Empty
 * seconds are null, which the checks block.
 */
export const writeShots = (shots: readonly Shot[]): JsonValue =>
  shots.map(({ prompt, seconds }, index) => ({ index: index + 1, prompt, duration: Number.isFinite(seconds) ? String(seconds) : null }));

/** Returns the list as it is sent: drafts and tasks of earlier versions, and CSV files, may have the seconds as numbers. */
export const wireShots = (value: JsonValue): JsonValue =>
  Array.isArray(value)
    ? (value as readonly JsonValue[]).map((shot) =>
        isRecord(shot) && typeof shot.duration === 'number' ? { ...shot, duration: String(shot.duration) } : shot,
      )
    : value;

/** Returns the sum of the seconds written so far. */
export const secondsOfShots = (shots: readonly Shot[]): number =>
  shots.reduce((sum, { seconds }) => sum + (Number.isFinite(seconds) ? seconds : 0), 0);

/**
 * Returns the shots with whole seconds that add up to `total`. Each shot has at least 1 second and stays as near to its old share as
 * possible; a shot without seconds counts as an average one. Returns null if there are more shots than seconds.
 */
export const distributeSeconds = (shots: readonly Shot[], total: number): readonly Shot[] | null => {
  if (shots.length === 0 || !Number.isInteger(total) || total < shots.length) return null;
  const validSeconds = shots.map(({ seconds }) => (Number.isFinite(seconds) && seconds > 0 ? seconds : null));
  const enteredSeconds = validSeconds.filter((seconds) => seconds !== null);
  const average = enteredSeconds.length === 0 ? 1 : enteredSeconds.reduce((sum, seconds) => sum + seconds, 0) / enteredSeconds.length;
  const weights = validSeconds.map((seconds) => seconds ?? average);
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
  // Each shot gets one second. The largest remainders get the rest; of two equal ones, the earlier shot.
  const rest = total - shots.length;
  const excessShares = weights.map((weight) => Math.max(0, (weight / weightSum) * total - 1));
  const excessSum = excessShares.reduce((sum, share) => sum + share, 0);
  const shares = excessShares.map((share) => (excessSum === 0 ? rest / shots.length : (share / excessSum) * rest));
  const wholeShares = shares.map(Math.floor);
  const leftover = rest - wholeShares.reduce((sum, seconds) => sum + seconds, 0);
  const byRemainder = shares.map((share, index) => ({ index, remainder: share - Math.floor(share) }));
  byRemainder.sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  const extraSecond = new Set(byRemainder.slice(0, leftover).map(({ index }) => index));
  return shots.map((shot, index) => ({ ...shot, seconds: 1 + (wholeShares[index] ?? 0) + (extraSecond.has(index) ? 1 : 0) }));
};

/** Moves the shot at index `from` to `to`; returns the same list where either is not an index. */
export const moveShot = (shots: readonly Shot[], from: number, to: number): readonly Shot[] => {
  const moved = shots[from];
  if (moved === undefined || to < 0 || to >= shots.length || from === to) return shots;
  const others = shots.filter((_, index) => index !== from);
  return [...others.slice(0, to), moved, ...others.slice(to)];
};

/** The limits of written shots. */
export interface ShotLimits {
  readonly max: number;
  /** The longest prompt of a shot; null where no page has a limit. */
  readonly maxCharacters: number | null;
}

/** Returns how many shots the model takes, and the longest prompt of each. */
export const shotLimits = (model: Model): ShotLimits => {
  const maxItems = model.extra.flatMap((field) => (field.type === 'shots' ? [field.maxItems] : []));
  const lengths = model.rules.flatMap(({ must }) => must.flatMap((fact) => (fact.is === 'shot-characters' ? [fact.max] : [])));
  return { max: maxItems[0] ?? 0, maxCharacters: lengths.length === 0 ? null : Math.min(...lengths) };
};
