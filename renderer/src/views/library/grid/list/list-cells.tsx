// The cells of one row of the list view, column by column.
import type { CSSProperties, ReactNode } from 'react';
import type { LibraryItem } from '../../../../../../shared/ipc.ts';
import { SimulatedChip } from '../../../../components/chip.tsx';
import { messages } from '../../../../messages.ts';
import { VerdictMarks } from '../../../judging/tile-verdict.tsx';
import { modelName, secondsOf, titleOf } from '../../item-actions.ts';
import { MarkedTitle } from '../../search/hits/marked-text.tsx';
import { StackBadge } from '../../stacks/stack-badge.tsx';
import { HoverPoster } from '../../tile/hover-poster.tsx';
import { verificationLabel } from '../../tile/video-tile.tsx';
import { columnPixels, type ListColumn, numericColumns } from './list-columns.ts';

/** The width of a column. The title takes the remaining width. */
export const columnStyle = (column: ListColumn): CSSProperties =>
  column === 'title' ? { flex: '1 1 0', minWidth: 0 } : { width: columnPixels[column], flexShrink: 0 };

interface CellProps {
  readonly column: ListColumn;
  /** Position of the column, from 0. */
  readonly index: number;
  readonly children: ReactNode;
}

/** A cell of a row. Numbers are aligned at their end. */
export function ListCell({ column, index, children }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a virtual grid cannot be a <table>; its rows hold the focus
    <div
      role="gridcell"
      aria-colindex={index + 1}
      style={columnStyle(column)}
      className={`truncate ${column === 'title' ? '' : 'text-dim'} ${numericColumns.has(column) ? 'text-end' : ''}`}
    >
      {children}
    </div>
  );
}

interface VideoCellProps {
  readonly column: ListColumn;
  readonly item: LibraryItem;
  readonly isHovered: boolean;
  readonly fills: boolean;
  /** Whether the list has room for the column of ratings. Otherwise the title precedes the judgement. */
  readonly hasRatings: boolean;
  readonly nowMs: number;
}

/** The value of a video in a column. */
export function VideoCell({ column, item, isHovered, fills, hasRatings, nowMs }: VideoCellProps): ReactNode {
  const { format } = messages;
  const { request } = item;
  const seconds = secondsOf(item);
  switch (column) {
    case 'picture':
      return (
        <span className="relative block h-9 w-full overflow-hidden rounded-[4px] bg-[#08090a]">
          {item.hasPoster && (
            <span className={item.state === 'missing' || item.flag === 'reject' ? 'opacity-30' : ''}>
              <HoverPoster resultId={item.resultId} canScrub={isHovered && item.state !== 'missing'} fills={fills} />
            </span>
          )}
        </span>
      );
    case 'title':
      return <TitleCell item={item} hasVerdict={!hasRatings} />;
    case 'rating':
      return <VerdictMarks item={item} isOnPicture={false} />;
    case 'model':
      return modelName(request.model);
    case 'date':
      return format.moment(item.storedAtMs, nowMs);
    case 'duration':
      return seconds === null ? '' : format.seconds(seconds);
    case 'ratio':
      return request.aspectRatio;
    case 'quality':
      return request.quality;
    case 'credits':
      return item.creditsUsed === null ? '' : format.number(item.creditsUsed, 2);
    case 'size':
      return format.bytes(item.bytes);
  }
}

/** More UTF-16 units than a line on the widest screen shows. */
const maxTitleUnits = 400;

function TitleCell({ item, hasVerdict }: { readonly item: LibraryItem; readonly hasVerdict: boolean }) {
  return (
    <span className="flex items-center gap-2">
      <span dir="auto" className="min-w-0 truncate">
        <MarkedTitle text={titleOf(item)} maxUnits={maxTitleUnits} />
      </span>
      {item.state === 'missing' ? (
        <span className="shrink-0 text-bad text-sm">{messages.library.fileMissing}</span>
      ) : (
        item.verification !== 'verified' && <span className="shrink-0 text-sm text-warn">{verificationLabel(item.verification)}</span>
      )}
      {hasVerdict && (
        <span className="text-dim">
          <VerdictMarks item={item} isOnPicture={false} />
        </span>
      )}
      {item.simulated && <SimulatedChip />}
      <StackBadge resultId={item.resultId} isOnPicture={false} />
    </span>
  );
}
