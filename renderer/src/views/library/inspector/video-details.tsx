// Everything about one video, in the library and in the player.
import { Menu } from '@base-ui/react/menu';
import { Ellipsis, FileX, Play, X } from 'lucide-react';
import { useEffect } from 'react';
import type { LibraryItem } from '../../../../../shared/ipc.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { SimulatedChip } from '../../../components/chip.tsx';
import { messages } from '../../../messages.ts';
import { requestRecords } from '../../../store/library-records.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { JudgePanel } from '../../judging/judge-panel.tsx';
import { SentRequest } from '../../task-inspector/sent-request.tsx';
import { play, promptOf, retryDownload, reuseRequest } from '../item-actions.ts';
import { ItemMenuPopup } from '../item-menu.tsx';
import { HoverPoster } from '../tile/hover-poster.tsx';
import { PosterPlaceholder } from '../tile/poster-placeholder.tsx';
import { InspectorDetails } from './inspector-details.tsx';
import { PromptTitle } from './prompt-title.tsx';
import { RelativesSections } from './relatives.tsx';

interface Props {
  readonly resultId: number;
  /** True in the player, which shows the video itself. */
  readonly isPlayed: boolean;
  onClose(): void;
}

/** The prompt, the actions, the judgement, the request, the file and the relatives of a video. Empty until its record is loaded. */
export function VideoDetails({ resultId, isPlayed, onClose }: Props) {
  const item = useStudio((s) => s.records.get(resultId));
  const isUnreadable = useStudio((s) => s.unreadableRecords.has(resultId));
  useEffect(() => requestRecords([resultId]), [resultId]);
  if (item === undefined) return isUnreadable ? <p className="text-dim">{messages.library.unreadable}</p> : null;
  return (
    <>
      {!isPlayed && <Picture item={item} />}
      <div className={isPlayed ? 'shrink-0' : 'mt-3.5 shrink-0'}>
        <PromptTitle prompt={item.request.prompt} />
      </div>
      <div className="mt-3.5 flex shrink-0 items-center gap-2">
        {item.state === 'missing' ? (
          <Button size="small" onClick={() => void retryDownload(resultId)}>
            {messages.library.downloadAgain}
          </Button>
        ) : isPlayed ? null : (
          <Button size="small" onClick={() => play(resultId)}>
            <Play size={12} aria-hidden fill="currentColor" />
            {messages.library.play}
          </Button>
        )}
        <Button size="small" onClick={() => reuseRequest(item)}>
          {messages.library.useAgain}
        </Button>
        <Menu.Root modal={false}>
          <Menu.Trigger
            aria-label={messages.queue.more}
            title={messages.queue.more}
            className="inline-grid size-[26px] place-items-center rounded-control text-dim hover:bg-hover hover:text-text data-[popup-open]:bg-hover"
          >
            <Ellipsis size={15} aria-hidden />
          </Menu.Trigger>
          <Menu.Portal>
            <Menu.Positioner className="z-50 outline-none" side="bottom" align="start" sideOffset={4}>
              <ItemMenuPopup item={item} />
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
        <IconButton label={messages.library.inspector.close} className="ml-auto" onClick={onClose}>
          <X size={15} aria-hidden />
        </IconButton>
      </div>
      <JudgePanel item={item} />
      <InspectorDetails item={item} />
      <SentRequest taskId={item.id} request={item.request} wasSent />
      <RelativesSections of={{ kind: 'video', id: item.resultId }} />
    </>
  );
}

function Picture({ item }: { readonly item: LibraryItem }) {
  const isMissing = item.state === 'missing';
  return (
    <div className="relative shrink-0">
      <button
        type="button"
        aria-label={isMissing ? messages.library.fileMissing : messages.library.playVideo(promptOf(item))}
        disabled={isMissing}
        className="relative block aspect-video w-full overflow-hidden rounded-control bg-[#08090a]"
        onClick={() => play(item.resultId)}
      >
        <span className={isMissing ? 'absolute inset-0 opacity-30' : 'absolute inset-0'}>
          {item.hasPoster ? (
            <HoverPoster resultId={item.resultId} canScrub={!isMissing} />
          ) : (
            // If the file is missing, the text is shown instead.
            !isMissing && <PosterPlaceholder item={item} />
          )}
        </span>
        {isMissing && (
          <span className="absolute inset-0 flex items-center justify-center gap-1.5 text-white">
            <FileX size={15} aria-hidden /> {messages.library.fileMissing}
          </span>
        )}
      </button>
      {item.simulated && <SimulatedChip isOnPicture />}
    </div>
  );
}
