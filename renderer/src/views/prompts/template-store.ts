// The templates as the popup shows them: read when it opens, and again after each change. The last removed template can be restored.
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { CallOutput, PromptTemplate } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';

/** The state and the actions of the popup. Main keeps the templates. */
export interface Templates {
  /** null until they are read. */
  readonly list: readonly PromptTemplate[] | null;
  /** The last value of each variable, by name. */
  readonly values: ReadonlyMap<string, string>;
  /** The last removed template, until it is restored; null if there is none. */
  readonly removed: PromptTemplate | null;
  /** Why a call failed; stays until the next save. */
  readonly error: AppError | null;
  /** Creates a template (`id` null) or changes one. Resolves to the outcome; after a failure, sets `error` and resolves to null. */
  save(template: { id: number | null; name: string; text: string }): Promise<CallOutput<'templates.save'> | null>;
  /** Removes a template without asking, since it can be restored. */
  remove(template: PromptTemplate): Promise<void>;
  /** Restores the last removed template. Resolves to false only when another template now has its name. A failure is in `error`. */
  restore(): Promise<boolean>;
}

/** Reads the templates once, when the popup opens, and again after each change. */
export function useTemplates(): Templates {
  const [loaded, setLoaded] = useState<Pick<Templates, 'list' | 'values'>>({ list: null, values: new Map() });
  const [removed, setRemoved] = useState<PromptTemplate | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  const load = async (): Promise<void> => {
    const result = await call('templates.list', {});
    if (!result.ok) return setError(result.error);
    setLoaded({ list: result.value.templates, values: new Map(result.value.values.map(({ name, value }) => [name, value])) });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => void load(), []);

  return {
    ...loaded,
    removed,
    error,
    async save(template) {
      setError(null);
      const result = await call('templates.save', template);
      if (!result.ok) {
        setError(result.error);
        return null;
      }
      await load();
      return result.value;
    },
    async remove(template) {
      const result = await call('templates.remove', { id: template.id });
      if (!result.ok) return setError(result.error);
      setRemoved(template);
      await load();
    },
    async restore() {
      if (removed === null) return true;
      const result = await call('templates.restore', { id: removed.id });
      if (!result.ok) {
        setError(result.error);
        return true;
      }
      if (result.value.restored) setRemoved(null);
      await load();
      return result.value.restored;
    },
  };
}
