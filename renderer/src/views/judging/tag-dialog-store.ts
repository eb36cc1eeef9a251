// Whether the dialog that renames, merges and deletes tags is open.
import { create } from 'zustand';

/** The dialog is mounted while `isOpen`. */
export const useTagDialog = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

/** Shows the dialog above every view. */
export const openTagDialog = (): void => useTagDialog.setState({ isOpen: true });
