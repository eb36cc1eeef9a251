// Earlier files, loaded page by page while the user scrolls.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { Reference } from '../../../../shared/generation.ts';
import type { CallOutput } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';

type Page = CallOutput<'references.list'>;
/** A stored file with the number of tasks that used it. */
export type EarlierReference = Page['references'][number];

/** The state of the list. `more`: another page can be loaded, starting at `next`. */
type EarlierState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'more'; readonly next: NonNullable<Page['next']> }
  | { readonly kind: 'complete' }
  | { readonly kind: 'failed'; readonly error: AppError };

const pageSize = 60;

/**
 * Loads earlier files of one kind, newest first. `more` loads the next page; it does nothing while a page is loading and after the last
 * one.
 */
export function useEarlierReferences(kind: Reference['kind']): {
  readonly references: readonly EarlierReference[];
  readonly state: EarlierState;
  loadMore(): void;
} {
  const [references, setReferences] = useState<readonly EarlierReference[]>([]);
  const [state, setState] = useState<EarlierState>({ kind: 'loading' });
  const isMounted = useRef(true);

  const load = useCallback(
    async (before: Page['next']) => {
      setState({ kind: 'loading' });
      const result = await call('references.list', { kind, before, limit: pageSize });
      if (!isMounted.current) return;
      if (!result.ok) return setState({ kind: 'failed', error: result.error });
      const { references, next } = result.value;
      setReferences((previous) => (before === null ? references : [...previous, ...references]));
      setState(next === null ? { kind: 'complete' } : { kind: 'more', next });
    },
    [kind],
  );

  useEffect(() => {
    isMounted.current = true;
    void load(null);
    return () => {
      isMounted.current = false;
    };
  }, [load]);

  return { references, state, loadMore: () => state.kind === 'more' && void load(state.next) };
}
