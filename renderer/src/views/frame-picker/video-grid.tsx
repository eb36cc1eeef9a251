// The stored videos as posters, of which one is chosen.
import { FileX, Film, SearchX, VideoOff } from 'lucide-react';
import { type RefObject, useCallback } from 'react';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { requestRecords } from '../../store/library-records.ts';
import { useStudio } from '../../store/studio-store.ts';
import { promptOf, secondsOf } from '../library/item-actions.ts';
import { ListQueryField } from '../library/search/field/list-query-field.tsx';
import { isCodecUnsupported } from '../player/codec-support.ts';
import { PickerGrid } from './picker-grid.tsx';
import { focusOnArrowDown } from './picker-keyboard.ts';
import { useVideoSearch } from './use-video-search.ts';

interface Props {
  /** Videos that this computer cannot decode cannot be chosen. */
  readonly needsFrames: boolean;
  readonly list: RefObject<HTMLDivElement | null>;
  onChoose(item: LibraryItem): void;
}

/**
 * The videos of the library, with the library's search. Records are requested only for visible videos. A video whose file is missing cannot
 * be chosen.
 */
export function VideoGrid({ needsFrames, list, onChoose }: Props) {
  const isLibraryEmpty = useStudio((s) => s.index.resultIds.length === 0);
  const { query, resultIds, error } = useVideoSearch();
  const records = useStudio((s) => s.records);
  const loadVisible = useCallback((from: number, to: number) => requestRecords(resultIds.slice(from, to)), [resultIds]);
  const itemAt = (index: number): LibraryItem | undefined => records.get(resultIds[index] ?? 0);
  if (isLibraryEmpty) return <EmptyState icon={<Film size={22} aria-hidden />} {...messages.frames.noVideos} />;
  const { label, none } = messages.search;
  return (
    <>
      <ListQueryField query={query} label={label} hint={label} look="boxed" onKey={(event) => focusOnArrowDown(event, list)} />
      {error !== null && <ErrorNotice error={error} />}
      {resultIds.length === 0 && <EmptyState icon={<SearchX size={22} aria-hidden />} title={none.title} detail={none.detail} />}
      {resultIds.length > 0 && (
        <PickerGrid
          list={list}
          label={messages.frames.videos}
          count={resultIds.length}
          columns={4}
          rowHeight={134}
          onVisibleRangeChange={loadVisible}
          cell={(index) => {
            const item = itemAt(index);
            return item === undefined ? null : <Poster item={item} hasNoFrames={needsFrames && isCodecUnsupported(item)} />;
          }}
          onChoose={(index) => {
            const item = itemAt(index);
            if (item !== undefined && item.state === 'stored' && !(needsFrames && isCodecUnsupported(item))) onChoose(item);
          }}
        />
      )}
    </>
  );
}

function Poster({ item, hasNoFrames }: { readonly item: LibraryItem; readonly hasNoFrames: boolean }) {
  const seconds = secondsOf(item);
  const isMissing = item.state === 'missing';
  return (
    <>
      <span
        className={`grid min-h-0 flex-1 place-items-center overflow-hidden bg-[#08090a] text-white ${isMissing || hasNoFrames ? 'opacity-50' : ''}`}
        title={hasNoFrames ? messages.player.noFrames : undefined}
      >
        {isMissing ? (
          <FileX size={18} aria-hidden />
        ) : item.hasPoster ? (
          <img
            src={`studio-media://poster/${item.resultId}`}
            alt=""
            draggable={false}
            decoding="async"
            className="size-full object-contain"
          />
        ) : hasNoFrames ? (
          <VideoOff size={18} aria-hidden />
        ) : (
          <Film size={18} aria-hidden className="text-white/35" />
        )}
      </span>
      <span className="flex shrink-0 items-baseline gap-1.5 px-1.5 py-1 text-[12px]" title={promptOf(item)}>
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {promptOf(item)}
        </span>
        <span className="shrink-0 text-dim text-sm">
          {isMissing
            ? messages.frames.fileMissing
            : hasNoFrames && item.codec !== null
              ? messages.player.noDecoderShort(item.codec)
              : seconds === null
                ? ''
                : messages.format.seconds(seconds)}
        </span>
      </span>
    </>
  );
}
