// Templates as the window knows them while their popup is open: read once, changed by calls, thrown away with a way back.
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { CallOutput, PromptTemplate } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';

export interface Templates {
  /** null until they are read. */
  readonly list: readonly PromptTemplate[] | null;
  /** What was last put into each variable. */
  readonly values: ReadonlyMap<string, string>;
  readonly removed: PromptTemplate | null;
  readonly error: AppError | null;
  /** What came of it; null where it failed and `error` says why. */
  save(given: { id: number | null; name: string; text: string }): Promise<CallOutput<'templates.save'> | null>;
  remove(template: PromptTemplate): Promise<void>;
  /** False where its name is in use by now. */
  restore(): Promise<boolean>;
}

export function useTemplates(): Templates {
  const [known, setKnown] = useState<Pick<Templates, 'list' | 'values'>>({ list: null, values: new Map() });
  const [removed, setRemoved] = useState<PromptTemplate | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  const read = async (): Promise<void> => {
    const answer = await call('templates.list', {});
    if (!answer.ok) return setError(answer.error);
    setKnown({ list: answer.value.templates, values: new Map(answer.value.values.map(({ name, value }) => [name, value])) });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => void read(), []);

  return {
    ...known,
    removed,
    error,
    async save(given) {
      setError(null);
      const answer = await call('templates.save', given);
      if (!answer.ok) {
        setError(answer.error);
        return null;
      }
      await read();
      return answer.value;
    },
    async remove(template) {
      const answer = await call('templates.remove', { id: template.id });
      if (!answer.ok) return setError(answer.error);
      setRemoved(template);
      await read();
    },
    async restore() {
      if (removed === null) return true;
      const answer = await call('templates.restore', { id: removed.id });
      if (!answer.ok) {
        setError(answer.error);
        return true;
      }
      if (answer.value.restored) setRemoved(null);
      await read();
      return answer.value.restored;
    },
  };
}
