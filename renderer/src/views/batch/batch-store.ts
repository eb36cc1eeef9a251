// The state of the batch stage: the chosen values or the CSV file, and the submitted tasks. It lives as long as the window, so leaving the
// stage loses nothing.
import { create } from 'zustand';
import {
  type CsvReading,
  emptyMatrix,
  type FileReading,
  promptsIn,
  type SentRequests,
  type ValueMatrix,
} from '../../../../shared/batch/index.ts';
import type { ReusedRequest } from '../../../../shared/batch/reused-requests.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { useComposer } from '../create/composer-store.ts';

/** `matrix` combines chosen values with the composer's request; `csv` takes each row of a file as a line; `reuse` repeats earlier requests. */
export type BatchMode = 'matrix' | 'csv' | 'reuse';

/** Requests of videos, and of tasks without a video, that are to be sent again. */
export interface ReusedRequests {
  readonly requests: readonly ReusedRequest[];
  /** The number of selected videos and tasks. When a batch cannot hold that many, `requests` is empty. */
  readonly selectedCount: number;
  /** True if tasks without a video are among them. */
  readonly hasTasks: boolean;
  /** The number of requests from which a file was removed because it no longer exists. */
  readonly incompleteCount: number;
}

const noReusedRequests: ReusedRequests = { requests: [], selectedCount: 0, hasTasks: false, incompleteCount: 0 };

/** A file that could be read as text. `reading` says whether its rows are usable. */
interface BatchFile {
  readonly name: string;
  readonly reading: CsvReading;
  /** `gbk` is an assumption that the bytes do not prove, so the view tells the user. */
  readonly encoding: 'unicode' | 'gbk';
}

/** The input and the submission state of the batch stage. `useLines` turns it into lines. */
export interface BatchState {
  readonly mode: BatchMode;
  readonly matrix: ValueMatrix;
  /** The value of `ComposerState.requestCount` when the variations were chosen. */
  readonly requestCount: number;
  /** One prompt per line; `matrix.prompts` is derived from it. */
  readonly promptsText: string;
  /** The CSV file; null before one is chosen, and after it is removed. */
  readonly file: BatchFile | null;
  /** Why the last file could not be read as text; null when it could. */
  readonly fileError: { readonly kind: 'unreadable' | 'unknown-encoding' | 'spreadsheet'; readonly name: string } | null;
  /** The requests that mode `reuse` sends. */
  readonly reusedRequests: ReusedRequests;
  /** The files named in rows that have been read so far, by URL or path. */
  readonly files: ReadonlyMap<string, FileReading>;
  /** True when lines with a doubtful combination are sent too. A change of the batch resets this. */
  readonly sendAnyway: boolean;
  /** True when lines that were sent before count as ready again. */
  readonly includesSentLines: boolean;
  /**
   * True when lines that already have takes, from any batch or press, are left out. This can only lower the cost, so it stays when the
   * lines change.
   */
  readonly leavesOutLinesWithTakes: boolean;
  /** The requests that this window sent, to recognize lines that were sent before. */
  readonly sentRequests: SentRequests;
  /** Action id of the next press. It changes only after success, so pressing again after an error is the same batch. */
  readonly actionId: string;
  /** True while a submission is in progress. */
  readonly isSubmitting: boolean;
  /** Why the last batch was refused; null as soon as the batch changes. */
  readonly error: AppError | null;
  /** True until something changes after a batch was submitted. */
  readonly isJustAdded: boolean;
  /** Ids of the tasks of the last batch. */
  readonly addedTaskIds: readonly number[];
}

/** The store of the batch stage. The functions in this file change it; `submit-batch.ts` submits the batch. */
export const useBatch = create<BatchState>(() => ({
  mode: 'matrix',
  matrix: emptyMatrix,
  requestCount: 0,
  promptsText: '',
  file: null,
  fileError: null,
  reusedRequests: noReusedRequests,
  files: new Map(),
  sendAnyway: false,
  includesSentLines: false,
  leavesOutLinesWithTakes: false,
  sentRequests: new Map(),
  actionId: crypto.randomUUID(),
  isSubmitting: false,
  error: null,
  isJustAdded: false,
  addedTaskIds: [],
}));

const { getState, setState } = useBatch;

/** The fields to reset after the lines changed. The changed lines are a new batch, to which earlier consent does not apply. */
export const resetBatch = () => ({ sendAnyway: false, sendAgain: false, error: null, isJustAdded: false, actionId: crypto.randomUUID() });

// Every line is made from the composer's request, so a change of that request makes a new batch.
useComposer.subscribe((current, previous) => {
  if (current.request !== previous.request) setState(resetBatch());
});

/** Switches between combining values and a CSV file. The input of the other mode is kept. */
export function chooseMode(mode: BatchMode): void {
  setState({ mode, ...resetBatch() });
}

/** Makes these requests the lines. The input of the other modes is kept. */
export function reuseInBatch(reused: ReusedRequests): void {
  setState({ mode: 'reuse', reusedRequests: reused, ...resetBatch() });
}

/** Removes the requests and switches to the mode `matrix`. */
export function clearReusedRequests(): void {
  setState({ mode: 'matrix', reusedRequests: noReusedRequests, ...resetBatch() });
}

/** Changes some of the values that are combined into lines, which makes it another batch. */
export function changeMatrix(change: Partial<ValueMatrix>): void {
  setState((s) => ({ matrix: { ...s.matrix, ...change }, ...resetBatch() }));
}

/**
 * Resets the variations to one if a new request was started in the composer since they were chosen, because the lines now belong to another
 * request. `requestCount`: the current value of `ComposerState.requestCount`.
 */
export function resetAfterNewRequest(requestCount: number): void {
  const current = getState();
  if (current.requestCount === requestCount) return;
  setState(
    current.matrix.variations === 1 ? { requestCount } : { requestCount, matrix: { ...current.matrix, variations: 1 }, ...resetBatch() },
  );
}

/** Adds a value to a list of the matrix, or removes it. The list keeps the order of `allValues`. */
export function toggleMatrixValue<K extends 'seconds' | 'qualities' | 'aspectRatios' | 'audio'>(
  list: K,
  value: ValueMatrix[K][number],
  allValues: readonly ValueMatrix[K][number][],
): void {
  const current: readonly ValueMatrix[K][number][] = getState().matrix[list];
  const next = current.includes(value) ? current.filter((one) => one !== value) : [...current, value];
  const ordered = [...allValues.filter((one) => next.includes(one)), ...next.filter((one) => !allValues.includes(one))];
  changeMatrix({ [list]: ordered } as Partial<ValueMatrix>);
}

/** Stores the text of the prompts field, which holds one prompt per line, and the prompts in it. */
export function writePrompts(promptsText: string): void {
  setState({ promptsText });
  changeMatrix({ prompts: promptsIn(promptsText) });
}

/** Removes the CSV file, or the message about a file that could not be read. */
export function clearFile(): void {
  setState({ file: null, fileError: null, ...resetBatch() });
}
