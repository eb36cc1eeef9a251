// One stored video in the grid. The grid handles clicks, keys, drags and menus: it finds the tile by `data-cell`.
import { FileWarning, FileX, Play } from 'lucide-react';
import { memo, useState } from 'react';
import type { LibraryItem } from '../../../../../shared/ipc.ts';
import { SimulatedChip } from '../../../components/chip.tsx';
import { messages } from '../../../messages.ts';
import { TileStars, VerdictMarks } from '../../judging/tile-verdict.tsx';
import { modelFamily, promptOf, secondsOf, titleOf } from '../item-actions.ts';
import { MarkedTitle } from '../search/hits/marked-text.tsx';
import { StackBadge } from '../stacks/stack-badge.tsx';
import { HoverPoster } from './hover-poster.tsx';
import { PosterPlaceholder } from './poster-placeholder.tsx';
import { tileAttributes, tileOutline } from './tile-cell.ts';
import { useTileRecord } from './use-tile-record.ts';

interface Props {
  readonly resultId: number;
  readonly isSelected: boolean;
  /** Tab enters the grid here. */
  readonly isTabStop: boolean;
  readonly column: number;
  /** Whether the picture fills the tile. */
  readonly fills: boolean;
  /** The number of UTF-16 units that the title is cut to. */
  readonly maxTitleUnits: number;
}

/** A grid cell with poster, title and marks. Empty until its record is loaded; says so if the record cannot be read. */
export const VideoTile = memo(function VideoTile({ resultId, isSelected, isTabStop, column, fills, maxTitleUnits }: Props) {
  const { item, isUnreadable, isHovered, hover } = useTileRecord(resultId);
  const [hasStars, setHasStars] = useState(false);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid of boxes cannot be a <table>; its cells hold the focus
    <div
      role="gridcell"
      tabIndex={isTabStop ? 0 : -1}
      {...tileAttributes({ cellKey: `r${resultId}`, column, isSelected })}
      draggable={item?.state === 'stored'}
      {...hover}
      onPointerEnter={() => {
        hover.onPointerEnter();
        setHasStars(true);
      }}
      onFocus={() => setHasStars(true)}
      className={`group relative size-full overflow-hidden rounded-panel bg-[#08090a] outline-offset-2 ${tileOutline(isSelected)}`}
    >
      {item !== undefined && <TileContent {...{ item, isHovered, hasStars, fills, maxTitleUnits }} />}
      {item === undefined && isUnreadable && (
        <span className="absolute inset-0 flex items-center justify-center gap-1.5 px-2 text-center text-white">
          <FileWarning size={14} aria-hidden className="shrink-0" /> {messages.library.unreadable}
        </span>
      )}
    </div>
  );
});

/** The label of a file that is not verified to be exactly what was downloaded. */
export function verificationLabel(verification: Exclude<LibraryItem['verification'], 'verified'>): string {
  switch (verification) {
    case 'changed':
      return messages.folder.changed;
    case 'unverified':
      return messages.folder.unverified;
    case 'modified-copy':
      return messages.folder.changedCopy;
  }
}

interface ContentProps extends Pick<Props, 'fills' | 'maxTitleUnits'> {
  readonly item: LibraryItem;
  readonly isHovered: boolean;
  /**
   * Whether the stars are mounted. They are half of the elements of a tile, so they are mounted when the pointer or the focus first arrives,
   * and then stay, hidden while neither is there.
   */
  readonly hasStars: boolean;
}

function TileContent({ item, isHovered, hasStars, fills, maxTitleUnits }: ContentProps) {
  const seconds = secondsOf(item);
  const isMissing = item.state === 'missing';
  return (
    <>
      <div className={`absolute inset-0 ${isMissing || item.flag === 'reject' ? 'opacity-30' : ''}`}>
        {item.hasPoster ? (
          <HoverPoster resultId={item.resultId} canScrub={isHovered && !isMissing} fills={fills} />
        ) : (
          // If the file is missing, the text is shown instead.
          !isMissing && <PosterPlaceholder item={item} />
        )}
      </div>
      {isMissing && (
        <div className="absolute inset-0 grid place-items-center pb-6 text-center text-white">
          <span className="inline-flex items-center gap-1.5">
            <FileX size={14} aria-hidden /> {messages.library.fileMissing}
          </span>
        </div>
      )}
      {!isMissing && (
        // A click plays the video. Enter on the tile does the same, so this button is not in the tab order. It is always mounted and only
        // visible under the pointer: a button that is mounted when the pointer arrives would miss a click at the same moment.
        <button
          type="button"
          data-play
          tabIndex={-1}
          aria-label={messages.library.playVideo(promptOf(item))}
          className="absolute top-2 right-2 grid size-7 place-items-center rounded-full bg-black/65 text-white opacity-0 hover:bg-accent hover:text-accent-ink group-hover:opacity-100"
        >
          <Play size={13} aria-hidden className="ml-0.5 fill-current" />
        </button>
      )}
      {item.verification !== 'verified' && !isMissing && (
        <span className="absolute bottom-8 left-2 inline-flex items-center gap-1 rounded-[5px] bg-black/75 px-1.5 py-0.5 text-sm text-white">
          <FileWarning size={12} aria-hidden />
          {verificationLabel(item.verification)}
        </span>
      )}
      {item.simulated && <SimulatedChip isOnPicture />}
      <div className="pointer-events-none absolute inset-x-0 bottom-0 bg-linear-to-t from-black/85 via-black/55 to-transparent px-[9px] pt-7 pb-2 text-[12px] text-white leading-tight">
        {hasStars && (
          <div className="-ml-1 hidden group-hover:block group-focus:block">
            <TileStars item={item} />
          </div>
        )}
        <div className="flex items-baseline gap-2">
          <span dir="auto" className="min-w-0 flex-1 truncate">
            <MarkedTitle text={titleOf(item)} maxUnits={maxTitleUnits} />
          </span>
          <span className="inline-flex shrink-0 items-center gap-1.5 text-sm text-white/80">
            <VerdictMarks item={item} isOnPicture />
            {modelFamily(item.request.model)}
            {seconds === null ? '' : ` · ${messages.format.seconds(seconds)}`}
          </span>
        </div>
      </div>
      <StackBadge resultId={item.resultId} isOnPicture />
    </>
  );
}
