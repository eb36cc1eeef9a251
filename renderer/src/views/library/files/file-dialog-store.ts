// The dialog about files that is open. Any view may open it: the grid, a menu, the inspector, the player.
import { create } from 'zustand';

/**
 * `rename-one` asks for a name, `rename` for a template, `export` for a folder, and `locate-missing` for where to search for missing files.
 * Files are numbered in the order of `resultIds`.
 */
export type FileDialog =
  | { readonly kind: 'rename-one'; readonly resultId: number }
  | { readonly kind: 'rename' | 'export'; readonly resultIds: readonly number[] }
  | { readonly kind: 'locate-missing' };

/** The store; null while no dialog is open. */
export const useFileDialog = create<{ readonly dialog: FileDialog | null }>(() => ({ dialog: null }));

/** Opens a dialog. It replaces an open one. */
export const openFileDialog = (dialog: FileDialog): void => useFileDialog.setState({ dialog });

/** Closes the dialog. Called by Cancel, by Escape, and after the action has started. */
export const closeFileDialog = (): void => useFileDialog.setState({ dialog: null });
