// The names that a template makes, asked of main while somebody types.
import { useEffect, useState } from 'react';
import { call } from '../../../api.ts';
import { messages } from '../../../messages.ts';

const debounceMs = 120;

/** The names of these videos, or of the newest one; those of the template before until the answer is there. */
export function useNamePreview(template: string, resultIds: readonly number[]): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  const ids = resultIds.join();
  useEffect(() => {
    let isCancelled = false;
    const timer = setTimeout(() => {
      const resultIds = ids === '' ? [] : ids.split(',').map(Number);
      const input = { template, resultIds, examplePrompt: messages.fileNames.examplePrompt };
      void call('library.previewNames', input).then((answer) => {
        if (!isCancelled) setNames(answer.ok ? answer.value.names : []);
      });
    }, debounceMs);
    return () => {
      isCancelled = true;
      clearTimeout(timer);
    };
  }, [template, ids]);
  return names;
}
