// The videos that are related to a video or a task, as pictures: its takes, the videos it was made from, the videos made from it, and files with the
// same content.
import { useEffect, useMemo, useState } from 'react';
import type { Relatives } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { messages } from '../../../messages.ts';
import { requestRecords } from '../../../store/library-records.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { loadedFor, useLoadedValue } from '../../../use-loaded-value.ts';
import { promptOf } from '../item-actions.ts';
import { showInLibrary } from '../show-in-library.ts';

/** The number of pictures of a section until "more" is pressed. */
const initialPictureCount = 9;

/** What relatives are shown of: a video, or a task without a video. */
interface RelativesOf {
  readonly kind: 'video' | 'task';
  readonly id: number;
}

const readRelatives = (of: RelativesOf) => call('takes.relatives', { of });

/**
 * The relatives of a video or a task; null until they are loaded. They are loaded again when the library changes, because a take may have been
 * stored.
 */
function useRelatives({ kind, id }: RelativesOf): Relatives | null {
  const revision = useStudio((s) => s.libraryRevision);
  const of = useMemo((): RelativesOf => ({ kind, id }), [kind, id]);
  return loadedFor(useLoadedValue(readRelatives, of, revision), of);
}

/** The sections for one video or task; nothing where it has no relatives. */
export function RelativesSections({ of }: { readonly of: RelativesOf }) {
  const relatives = useRelatives(of);
  if (relatives === null) return null;
  const { takesOf, sourceVideos, derivedVideos, sameContent } = messages.takes.relatives;
  return (
    <>
      <Pictures title={takesOf(relatives.takes.length)} resultIds={relatives.takes} />
      <Pictures title={sourceVideos} resultIds={relatives.sourceVideos} />
      <Pictures title={derivedVideos} resultIds={relatives.derivedVideos} />
      <Pictures title={sameContent(relatives.sameContent.length)} resultIds={relatives.sameContent} />
    </>
  );
}

function Pictures({ title, resultIds }: { readonly title: string; readonly resultIds: readonly number[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? resultIds : resultIds.slice(0, initialPictureCount);
  const idsText = shown.join();
  useEffect(() => {
    if (idsText !== '') requestRecords(idsText.split(',').map(Number));
  }, [idsText]);
  if (resultIds.length === 0) return null;
  return (
    <section aria-label={title} className="mt-4 shrink-0">
      <h3 className="mb-1.5 font-semibold text-dim text-sm">{title}</h3>
      <ul className="grid grid-cols-3 gap-1.5">
        {shown.map((id) => (
          <li key={id}>
            <Picture resultId={id} />
          </li>
        ))}
      </ul>
      {resultIds.length > shown.length && (
        <button
          type="button"
          className="mt-1.5 min-h-6 rounded-control text-accent text-sm hover:underline"
          onClick={() => setShowsAll(true)}
        >
          {messages.takes.relatives.more(resultIds.length - shown.length)}
        </button>
      )}
    </section>
  );
}

/** The picture of a related video. A click selects the video in the library. */
function Picture({ resultId }: { readonly resultId: number }) {
  const item = useStudio((s) => s.records.get(resultId));
  const prompt = item === undefined ? messages.library.untitled : promptOf(item);
  return (
    <button
      type="button"
      aria-label={messages.takes.relatives.show(prompt)}
      title={prompt}
      className="block aspect-video w-full overflow-hidden rounded-[4px] bg-[#08090a] outline-offset-2 hover:shadow-[0_0_0_2px_var(--line-strong)]"
      onClick={() => showInLibrary([resultId])}
    >
      {item?.hasPoster === true && <img src={`studio-media://poster/${resultId}`} alt="" className="size-full object-contain" />}
    </button>
  );
}
