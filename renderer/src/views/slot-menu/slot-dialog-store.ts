// Which of the ways to fill a slot is open: one at a time, asked for from a slot's menu.
import { create } from 'zustand';
import type { Reference } from '../../../../shared/generation.ts';
import type { Wanted } from '../create/references/add-references.ts';

export type Asking =
  | { readonly kind: 'frame'; readonly wanted: Wanted }
  | { readonly kind: 'stored-video'; readonly wanted: Wanted }
  | { readonly kind: 'earlier'; readonly fileKind: Reference['kind']; readonly wanted: Wanted }
  | { readonly kind: 'address'; readonly wanted: Wanted };

export const useAsking = create<{ readonly asked: Asking | null }>(() => ({ asked: null }));

export const ask = (asked: Asking): void => useAsking.setState({ asked });
export const stopAsking = (): void => useAsking.setState({ asked: null });
