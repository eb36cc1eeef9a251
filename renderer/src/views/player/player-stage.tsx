// The player: one video of the library, with its neighbours.
import { ArrowLeft, PanelRight } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { SimulatedChip } from '../../components/chip.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { requestRecords } from '../../store/library-records.ts';
import { showStage, useStudio } from '../../store/studio-store.ts';
import { promptParts } from '../library/inspector/prompt-parts.ts';
import { VideoDetails } from '../library/inspector/video-details.tsx';
import { play, promptOf, reuseRequest, reveal, useRevealLabel } from '../library/item-actions.ts';
import { useLibraryView } from '../library/library-view.ts';
import { useShownVideos } from '../library/search/shown-videos.ts';
import { useFullScreen } from './full-screen.ts';
import { type Neighbours, neighboursIn, type PreviousOrder } from './neighbours.ts';
import { OpenedFileCheck } from './opened-file-check.tsx';
import { usePlayerPreferences } from './player-preferences.ts';
import { VideoScreen } from './video-screen.tsx';

/** The stage `player`. The arrow keys move through the library or through the found videos, without leaving full screen. */
export function PlayerStage() {
  const resultId = useStudio((s) => (s.stage.kind === 'player' ? s.stage.resultId : null));
  return resultId === null ? null : <Player resultId={resultId} />;
}

function Player({ resultId }: { readonly resultId: number }) {
  const order = useShownVideos().resultIds;
  const item = useStudio((s) => s.records.get(resultId));
  const error = useLibraryView((s) => s.error);
  const showsDetails = usePlayerPreferences((s) => s.showsDetails);
  const container = useRef<HTMLDivElement>(null);
  const [isFullScreen, toggleFullScreen] = useFullScreen(container);
  // Focuses the player, because the tile that had the focus is gone.
  useEffect(() => container.current?.focus({ preventScroll: true }), []);
  const { position, newerId, olderId } = useNeighbours(order, resultId);
  useEffect(() => requestRecords([resultId, newerId, olderId].filter((id) => id !== undefined)), [resultId, newerId, olderId]);
  return (
    <section aria-label={messages.player.label} className="flex h-full min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-[44px] shrink-0 items-center gap-2.5 border-line border-b px-[14px]">
        <Button size="small" variant="ghost" onClick={() => showStage({ kind: 'library' })}>
          <ArrowLeft size={14} aria-hidden />
          {messages.player.back}
        </Button>
        {item !== undefined && <Title item={item} />}
        {position !== null && (
          <span className="shrink-0 text-dim">{messages.player.position(position + 1, messages.format.number(order.length))}</span>
        )}
        {item !== undefined && <Actions item={item} />}
      </header>
      {error !== null && (
        <div className="px-[14px] py-2">
          <ErrorNotice error={error} />
        </div>
      )}
      <div className="relative flex min-h-0 flex-1">
        <div ref={container} tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col bg-black outline-none">
          {item !== undefined && (
            <VideoScreen
              // A file that was found again needs a new `<video>`, so everything that listens to it must be mounted again.
              key={`${resultId}-${item.state}`}
              container={container}
              isFullScreen={isFullScreen}
              toggleFullScreen={toggleFullScreen}
              item={item}
              newer={newerId === undefined ? null : () => play(newerId)}
              older={olderId === undefined ? null : () => play(olderId)}
            />
          )}
        </div>
        {showsDetails && <DetailsPanel resultId={resultId} />}
      </div>
    </section>
  );
}

const toggleDetails = (): void => usePlayerPreferences.setState(({ showsDetails }) => ({ showsDetails: !showsDetails }));

/** The same panel as in the library. */
function DetailsPanel({ resultId }: { readonly resultId: number }) {
  return (
    <aside
      aria-label={messages.library.inspector.label}
      className="floating-when-narrow flex w-[318px] shrink-0 flex-col overflow-y-auto border-line border-l bg-panel p-[14px]"
    >
      <VideoDetails key={resultId} resultId={resultId} isPlayed onClose={toggleDetails} />
    </aside>
  );
}

/** The neighbours of a video. They stay when the shown videos no longer contain it. */
function useNeighbours(order: readonly number[], resultId: number): Neighbours {
  const [previous, setPrevious] = useState<PreviousOrder>({ resultId, order });
  const neighbours = useMemo(() => neighboursIn(order, resultId, previous), [order, resultId, previous]);
  if (neighbours.position !== null && (previous.order !== order || previous.resultId !== resultId)) setPrevious({ resultId, order });
  return neighbours;
}

function Title({ item }: { readonly item: LibraryItem }) {
  const prompt = promptOf(item);
  return (
    <>
      <h1 dir="auto" className="min-w-0 truncate font-semibold" title={prompt}>
        {item.title || promptParts(prompt).title}
      </h1>
      {item.simulated && <SimulatedChip />}
      <OpenedFileCheck item={item} />
    </>
  );
}

function Actions({ item }: { readonly item: LibraryItem }) {
  const revealLabel = useRevealLabel();
  const showsDetails = usePlayerPreferences((s) => s.showsDetails);
  return (
    <div className="ml-auto flex shrink-0 gap-2">
      {/* Hidden in a narrow window, where the menu of the details offers the same action. */}
      <Button size="small" className="max-[999px]:hidden" disabled={item.state === 'missing'} onClick={() => void reveal(item.resultId)}>
        {revealLabel}
      </Button>
      <Button size="small" onClick={() => reuseRequest(item)}>
        {messages.library.useAgain}
      </Button>
      <IconButton label={messages.library.inspector.label} aria-pressed={showsDetails} onClick={toggleDetails}>
        <PanelRight size={15} aria-hidden />
      </IconButton>
    </div>
  );
}
