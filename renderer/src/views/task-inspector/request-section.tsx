// The request, field by field. The names of references are loaded once; until then they are numbers.
import { useEffect, useMemo, useState } from 'react';
import type { GenerationRequest, Reference } from '../../../../shared/generation.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';
import { DescriptionItem, DescriptionList } from './description-list.tsx';
import { requestRows } from './request-rows.ts';

const noNames: ReadonlyMap<number, Reference> = new Map();

/** A section of the inspector: the prompt first, then all fields. */
export function RequestSection({ request }: { readonly request: GenerationRequest }) {
  const [names, setNames] = useState(noNames);
  // Joined to a string, because each load of the task returns a new array with the same ids.
  const ids = request.references.map(({ referenceId }) => referenceId).join(',');
  useEffect(() => {
    if (ids === '') return;
    let isCancelled = false;
    const read = async (): Promise<void> => {
      const result = await call('references.records', { ids: [...new Set(ids.split(',').map(Number))] });
      if (!isCancelled && result.ok) setNames(new Map(result.value.references.map((reference) => [reference.id, reference])));
    };
    void read();
    return () => {
      isCancelled = true;
    };
  }, [ids]);
  const rows = useMemo(() => requestRows(request, names), [request, names]);
  return (
    <DescriptionList>
      <DescriptionItem label={messages.composer.prompt}>
        {request.prompt === '' ? <span className="text-dim">{messages.inspector.noPrompt}</span> : <bdi>{request.prompt}</bdi>}
      </DescriptionItem>
      {rows.map(({ label, value, isLeftToService }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two reference images have the same label
        <DescriptionItem key={index} label={label}>
          <span className={isLeftToService ? 'text-dim' : ''}>{value}</span>
        </DescriptionItem>
      ))}
    </DescriptionList>
  );
}
