// The files that a video or a task was made from, with their pictures.
import { type ReactNode, useEffect, useState } from 'react';
import type { GenerationRequest, Reference } from '../../../../../shared/generation.ts';
import { call } from '../../../api.ts';
import { messages } from '../../../messages.ts';
import { ReferenceOrigin } from '../../slot-menu/reference-origin.tsx';

/**
 * A term and its description for a `<dl>`. Renders nothing without references. The request contains only the ids of the references, so
 * their records are loaded.
 */
export function SourceFiles({ references }: Pick<GenerationRequest, 'references'>): ReactNode {
  const [files, setFiles] = useState<readonly Reference[]>([]);
  const ids = references.map((use) => use.referenceId).join();
  useEffect(() => {
    if (ids === '') return;
    let isCancelled = false;
    void call('references.records', { ids: ids.split(',').map(Number) }).then((result) => {
      if (!isCancelled && result.ok) setFiles(result.value.references);
    });
    return () => {
      isCancelled = true;
    };
  }, [ids]);
  if (references.length === 0) return null;
  return (
    <>
      <dt>{messages.library.inspector.from}</dt>
      <dd className="flex flex-col gap-1.5">
        {references.map((use) => {
          const file = files.find((one) => one.id === use.referenceId);
          return (
            <span key={`${use.role}-${use.referenceId}`} className="flex items-center gap-2">
              {file?.kind === 'image' && (
                <img src={`studio-media://reference/${file.id}`} alt="" className="size-7 shrink-0 rounded-[4px] bg-bg object-cover" />
              )}
              <span className="min-w-0 break-words">
                <bdi>{file?.name ?? messages.library.inspector.aReference}</bdi>{' '}
                <span className="text-dim">{messages.library.inspector.as(messages.roleNames[use.role].one)}</span>
                {file?.source !== null && file?.source !== undefined && <ReferenceOrigin source={file.source} />}
              </span>
            </span>
          );
        })}
      </dd>
    </>
  );
}
