// Which pictures are being brought into shape, and which one the dialog asks about.
import { create } from 'zustand';

export interface FixingState {
  /** The picture whose shape is asked about, and the others with the same trouble; null while nothing is asked. */
  readonly asked: { readonly referenceId: number; readonly alikeIds: readonly number[] } | null;
  /** References that are worked on now. */
  readonly busy: readonly number[];
}

export const useFixing = create<FixingState>(() => ({ asked: null, busy: [] }));

export function askShape(referenceId: number, alikeIds: readonly number[]): void {
  useFixing.setState({ asked: { referenceId, alikeIds } });
}

export function stopAsking(): void {
  useFixing.setState({ asked: null });
}

/** Marks references as worked on for as long as the work lasts. */
export async function whileBusy<T>(referenceIds: readonly number[], work: () => Promise<T>): Promise<T> {
  useFixing.setState((s) => ({ busy: [...s.busy, ...referenceIds] }));
  try {
    return await work();
  } finally {
    useFixing.setState((s) => ({ busy: s.busy.filter((id) => !referenceIds.includes(id)) }));
  }
}
