// What the library remembers while another stage is shown: where it was scrolled to, which cell has the keyboard, where a range starts.
import { create } from 'zustand';
import type { AppError } from '../../../../shared/errors.ts';
import type { Result } from '../../../../shared/result.ts';

/** A cell by what it shows, since its position changes with every stored video: `r12` is result 12, `t5` is task 5 in the making. */
export type CellKey = `r${number}` | `t${number}`;

export interface LibraryView {
  readonly scrollTop: number;
  readonly focusKey: CellKey | null;
  readonly anchorId: number | null;
  /** What went wrong last, until it is put away. */
  readonly error: AppError | null;
}

export const useLibraryView = create<LibraryView>(() => ({ scrollTop: 0, focusKey: null, anchorId: null, error: null }));

/** Waits for the answer of a call and shows its error above the grid. */
export async function showFailure(answer: Promise<Result<unknown, AppError>>): Promise<void> {
  const given = await answer;
  useLibraryView.setState({ error: given.ok ? null : given.error });
}

/** The number in a cell's key. */
export const idOf = (key: CellKey): number => Number(key.slice(1));
export const isResult = (key: CellKey): boolean => key.startsWith('r');
