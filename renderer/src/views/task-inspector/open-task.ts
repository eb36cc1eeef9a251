// The store of the task that the inspector shows. It is separate, so that any view can open the inspector without importing the dialog.
import { create } from 'zustand';

interface OpenTask {
  /** null: the dialog is closed. */
  readonly id: number | null;
}

/** The store of the task inspector. `openTask` and `closeTask` change it. */
export const useOpenTask = create<OpenTask>(() => ({ id: null }));

/** Opens the inspector for a task: request, history, responses of the service. */
export function openTask(id: number): void {
  useOpenTask.setState({ id });
}

/** Closes the inspector; views call it before they lead elsewhere. */
export function closeTask(): void {
  useOpenTask.setState({ id: null });
}
