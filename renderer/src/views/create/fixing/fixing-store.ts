// The store of the fixing dialog, and of the pictures that are being fixed.
import { create } from 'zustand';

/** Reference ids. Both are empty at the start of the window. */
interface FixingState {
  /** The picture that the dialog is about, and all pictures with the same problem; null while it is closed. */
  readonly dialog: { readonly referenceId: number; readonly sameProblemIds: readonly number[] } | null;
  /** References that are being changed now; Generate waits for them. */
  readonly busyIds: readonly number[];
}

/** The store of the fixing dialog and of the pictures in progress. `whileBusy`, `openShapeDialog` and `closeShapeDialog` change it. */
export const useFixing = create<FixingState>(() => ({ dialog: null, busyIds: [] }));

/** Opens the dialog for a picture. `sameProblemIds`: every picture with the same problem, including this one. */
export function openShapeDialog(referenceId: number, sameProblemIds: readonly number[]): void {
  useFixing.setState({ dialog: { referenceId, sameProblemIds } });
}

/** Closes the dialog. A change that it has started continues. */
export function closeShapeDialog(): void {
  useFixing.setState({ dialog: null });
}

/** Marks references as busy while `work` runs. */
export async function whileBusy<T>(referenceIds: readonly number[], work: () => Promise<T>): Promise<T> {
  useFixing.setState((s) => ({ busyIds: [...s.busyIds, ...referenceIds] }));
  try {
    return await work();
  } finally {
    useFixing.setState((s) => ({ busyIds: s.busyIds.filter((id) => !referenceIds.includes(id)) }));
  }
}
