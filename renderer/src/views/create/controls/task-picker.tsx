// The control for an earlier task of this account. The user types its service id or chooses one of the newest videos.
import { useEffect, useId, useState } from 'react';
import type { LibraryItem } from '../../../../../shared/ipc.ts';
import { findModel } from '../../../../../shared/models/index.ts';
import { call } from '../../../api.ts';
import { messages } from '../../../messages.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { setParameter } from '../edit-request.ts';

const maxSuggestions = 50;

/**
 * A text field for a service task id; it suggests the ids of the 50 newest library videos. `path` is the model-specific field it writes.
 */
export function TaskPicker({ path, label, value }: { readonly path: string; readonly label: string; readonly value: string }) {
  const listId = useId();
  const index = useStudio((s) => s.index);
  const [items, setItems] = useState<readonly LibraryItem[]>([]);

  useEffect(() => {
    let isCancelled = false;
    const resultIds = Array.from(index.resultIds.slice(0, maxSuggestions));
    if (resultIds.length === 0) return;
    void call('library.records', { resultIds }).then((result) => {
      if (result.ok && !isCancelled) setItems(result.value.items);
    });
    return () => {
      isCancelled = true;
    };
  }, [index]);

  return (
    <>
      <input
        dir="auto"
        list={listId}
        aria-label={label}
        value={value}
        placeholder={messages.composer.taskHint}
        spellCheck={false}
        onChange={({ target }) => setParameter(path, target.value === '' ? null : target.value.trim())}
        className="h-[30px] w-full rounded-control border border-line-strong bg-bg px-2.5 font-mono text-[11px] text-text select-text focus:border-accent focus:outline-none"
      />
      <datalist id={listId}>
        {items.map(({ serviceTaskId, request, resultId }) => (
          <option dir="auto" key={resultId} value={serviceTaskId}>
            {`${request.prompt.slice(0, 60)} · ${findModel(request.model)?.name ?? request.model}`}
          </option>
        ))}
      </datalist>
    </>
  );
}
