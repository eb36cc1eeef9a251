// What the batch stage holds: the chosen values or the file, and what was handed over. Lives as long as the window, so that nothing is
// lost by looking elsewhere.
import { create } from 'zustand';
import { type CsvReading, emptyMix, type FileReading, type Mix, promptsIn, type SentRequests } from '../../../../shared/batch/index.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { useComposer } from '../create/composer-store.ts';

export type BatchMode = 'mix' | 'csv';

export interface BatchFile {
  readonly name: string;
  readonly reading: CsvReading;
  /** GBK is said: the bytes do not prove it. */
  readonly encoding: 'unicode' | 'gbk';
}

export interface BatchState {
  readonly way: BatchMode;
  readonly mix: Mix;
  /** What was begun in the composer when the variations were chosen; see `ComposerState.begun`. */
  readonly begun: number;
  /** One prompt on each line; `mix.prompts` follows it. */
  readonly promptsText: string;
  readonly file: BatchFile | null;
  /** Why the last file did not become text. */
  readonly fileTrouble: { readonly kind: 'unreadable' | 'unknown-encoding' | 'spreadsheet'; readonly name: string } | null;
  /** What is known of the files that rows name, by address or path. */
  readonly files: ReadonlyMap<string, FileReading>;
  readonly sendAnyway: boolean;
  /** What was handed over before counts as ready again. */
  readonly sendAgain: boolean;
  readonly sent: SentRequests;
  /** Names the press of the button; a new one only after success, so that pressing again after an error is the same batch. */
  readonly key: string;
  readonly sending: boolean;
  readonly error: AppError | null;
  /** Nothing was changed since the last batch was handed over. */
  readonly justAdded: boolean;
  /** The tasks of the last batch. */
  readonly added: readonly number[];
}

export const useBatch = create<BatchState>(() => ({
  way: 'mix',
  mix: emptyMix,
  begun: 0,
  promptsText: '',
  file: null,
  fileTrouble: null,
  files: new Map(),
  sendAnyway: false,
  sendAgain: false,
  sent: new Map(),
  key: crypto.randomUUID(),
  sending: false,
  error: null,
  justAdded: false,
  added: [],
}));

const { getState, setState } = useBatch;

/** Whatever changes the lines makes what was agreed to before void, and is another batch. */
export const resetBatch = () => ({ sendAnyway: false, sendAgain: false, error: null, justAdded: false, key: crypto.randomUUID() });

// Every line is made from the composer's request.
useComposer.subscribe((now, before) => {
  if (now.request !== before.request) setState(resetBatch());
});

export function chooseWay(way: BatchMode): void {
  setState({ way, ...resetBatch() });
}

export function changeMix(change: Partial<Mix>): void {
  setState((s) => ({ mix: { ...s.mix, ...change }, ...resetBatch() }));
}

/** Each line once again, where something else was begun in the composer since: the lines are of another request now. */
export function followComposer(begun: number): void {
  const now = getState();
  if (now.begun === begun) return;
  setState(now.mix.variations === 1 ? { begun } : { begun, mix: { ...now.mix, variations: 1 }, ...resetBatch() });
}

/** Puts a value into a list of the mix, or takes it out; the list keeps the order in which it is offered. */
export function toggle<K extends 'seconds' | 'qualities' | 'aspectRatios' | 'audio'>(
  list: K,
  value: Mix[K][number],
  offered: readonly Mix[K][number][],
): void {
  const now: readonly Mix[K][number][] = getState().mix[list];
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
  const ordered = [...offered.filter((one) => next.includes(one)), ...next.filter((one) => !offered.includes(one))];
  changeMix({ [list]: ordered } as Partial<Mix>);
}

export function writePrompts(promptsText: string): void {
  setState({ promptsText });
  changeMix({ prompts: promptsIn(promptsText) });
}

export function clearFile(): void {
  setState({ file: null, fileTrouble: null, ...resetBatch() });
}
