// Which task's inside is shown. A store of its own, so that any view can open it without knowing the dialog.
import { create } from 'zustand';

interface OpenTask {
  /** null: the dialog is closed. */
  readonly id: number | null;
}

export const useOpenTask = create<OpenTask>(() => ({ id: null }));

/** Shows the inside of a task: its request, its history, what the service answered. */
export function openTask(id: number): void {
  useOpenTask.setState({ id });
}

/** Puts it away again. */
export function closeTask(): void {
  useOpenTask.setState({ id: null });
}
