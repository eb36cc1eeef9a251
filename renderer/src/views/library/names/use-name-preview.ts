// A preview of the file names of a template, requested from main while the user types.
import { useEffect, useState } from 'react';
import { call } from '../../../api.ts';
import { messages } from '../../../messages.ts';

const debounceMs = 120;

/** The file names of these videos, or of the newest video if `resultIds` is empty. The previous names stay until the new ones arrive. */
export function useNamePreview(template: string, resultIds: readonly number[]): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  const ids = resultIds.join();
  useEffect(() => {
    let isCancelled = false;
    const timer = setTimeout(() => {
      const resultIds = ids === '' ? [] : ids.split(',').map(Number);
      const input = { template, resultIds, examplePrompt: messages.fileNames.examplePrompt };
      void call('library.previewNames', input).then((result) => {
        if (!isCancelled) setNames(result.ok ? result.value.names : []);
      });
    }, debounceMs);
    return () => {
      isCancelled = true;
      clearTimeout(timer);
    };
  }, [template, ids]);
  return names;
}
