// All tasks of the batch before they are sent, in a virtual table: only visible rows are in the page.
import { useVirtualizer } from '@tanstack/react-virtual';
import { AlertTriangle, Check, CircleAlert, CircleCheck, Hourglass } from 'lucide-react';
import { memo, useRef } from 'react';
import type { EvaluatedLine, LineStatus } from '../../../../shared/batch/index.ts';
import { formFor } from '../../../../shared/models/index.ts';
import { messages } from '../../messages.ts';
import type { TakeCounts } from './line-takes.ts';
import { changesText, reasonText, settingsText } from './line-text.ts';

const rowHeight = 46;
const columns = 'grid grid-cols-[38px_minmax(0,1fr)_minmax(150px,22%)_36px_104px] gap-x-2.5';

/* biome-ignore-start lint/a11y/useSemanticElements: virtual rows are positioned absolutely, which a table element does not allow */
/* biome-ignore-start lint/a11y/useFocusableInteractive: the rows of a read-only table have nothing to focus */

interface LinesTableProps {
  readonly lines: readonly EvaluatedLine[];
  /** The number of takes that the lines already have. */
  readonly takeCounts: TakeCounts;
  readonly isFile: boolean;
}

/**
 * One row per line of the batch: prompt, model and settings, number of files, and whether it can be sent. `isFile`: the first column is the
 * line number in the file.
 */
export function LinesTable({ lines, takeCounts, isFile }: LinesTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const { headings, numberHeading } = messages.batch;
  return (
    <div role="table" aria-label={messages.batch.table} aria-rowcount={lines.length + 1} className="flex min-h-20 flex-1 flex-col">
      <div role="rowgroup" className="overflow-y-hidden border-b border-line pr-2.5 pl-3.5 text-sm text-faint [scrollbar-gutter:stable]">
        <div role="row" aria-rowindex={1} className={`${columns} h-8 items-center`}>
          <span role="columnheader" className="text-right">
            {isFile ? headings.line : numberHeading}
          </span>
          {([headings.task, headings.model, headings.files, headings.state] as const).map((heading) => (
            <span key={heading} role="columnheader" className="truncate">
              {heading}
            </span>
          ))}
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <div ref={scroller} role="rowgroup" tabIndex={0} className="min-h-0 flex-1 overflow-auto -outline-offset-2 [scrollbar-gutter:stable]">
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const line = lines[index];
            return line === undefined ? null : (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                role="row"
                aria-rowindex={index + 2}
                className={`absolute inset-x-0 top-0 ${columns} border-b border-line pr-2.5 pl-3.5 py-1.5`}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Cells line={line} takes={takeCounts.get(line) ?? 0} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

const Cells = memo(function Cells({ line, takes }: { readonly line: EvaluatedLine; readonly takes: number }) {
  const { request, count, status } = line;
  const model = formFor(request.model);
  const reason = reasonText(line);
  const changes = changesText(line);
  return (
    <>
      <span role="cell" className="text-right text-faint">
        {line.lineNumber}
      </span>
      <span role="cell" className="min-w-0">
        <span className="flex gap-2">
          <span dir="auto" className="truncate select-text" title={request.prompt}>
            {request.prompt === '' ? messages.batch.noPrompt : request.prompt}
          </span>
          {count > 1 && <b className="flex-none font-semibold">{messages.batch.times(count)}</b>}
        </span>
        {reason !== null && (
          <span className={`block text-sm leading-snug break-words select-text ${status.kind === 'blocked' ? 'text-bad' : 'text-warn'}`}>
            {reason}
          </span>
        )}
        {changes !== null && <span className="block text-sm leading-snug break-words text-dim">{changes}</span>}
        {takes > 0 && <span className="block text-sm leading-snug text-dim">{messages.takes.alreadyMade(takes, 0)}</span>}
      </span>
      <span role="cell" className="min-w-0">
        <span className="block truncate" title={model.name}>
          {model.name}
        </span>
        <span className="block text-sm leading-snug text-dim">{settingsText(request)}</span>
      </span>
      <span role="cell" className="text-dim">
        {request.references.length === 0 ? '' : messages.format.number(request.references.length)}
      </span>
      <span role="cell">
        <StateMark status={status} />
      </span>
    </>
  );
});

/* biome-ignore-end lint/a11y/useFocusableInteractive: as above */
/* biome-ignore-end lint/a11y/useSemanticElements: as above */

const marks = {
  ready: { Icon: CircleCheck, tone: 'text-ok' },
  advised: { Icon: AlertTriangle, tone: 'text-warn' },
  blocked: { Icon: CircleAlert, tone: 'text-bad' },
  reading: { Icon: Hourglass, tone: 'text-dim' },
  sent: { Icon: Check, tone: 'text-dim' },
} as const;

function StateMark({ status }: { readonly status: LineStatus }) {
  const { Icon, tone } = marks[status.kind];
  return (
    <span className={`flex items-start gap-1.5 leading-snug ${tone}`}>
      <Icon size={14} aria-hidden className="mt-px flex-none" />
      <span className="text-sm leading-snug">{messages.batch.states[status.kind]}</span>
    </span>
  );
}
