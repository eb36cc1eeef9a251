// The stored video from which a reference was taken. A press selects that video.
import { useEffect } from 'react';
import type { ReferenceSource } from '../../../../shared/generation.ts';
import { messages } from '../../messages.ts';
import { requestRecords } from '../../store/library-records.ts';
import { useStudio } from '../../store/studio-store.ts';
import { promptOf } from '../library/item-actions.ts';
import { showInLibrary } from '../library/show-in-library.ts';

/** A link in the inspector. Shows nothing when the video is no longer in the library. */
export function ReferenceOrigin({ source }: { readonly source: ReferenceSource }) {
  const { resultId, atSeconds } = source;
  const item = useStudio((s) => s.records.get(resultId));
  useEffect(() => requestRecords([resultId]), [resultId]);
  if (item === undefined) return null;
  return (
    <button
      type="button"
      title={promptOf(item)}
      className="block max-w-full truncate rounded-control text-left text-accent text-sm hover:underline"
      onClick={() => showInLibrary([resultId])}
    >
      {messages.frames.origin(atSeconds)}
    </button>
  );
}
