// The batch stage: on the left the values to combine or the CSV file, on the right the resulting tasks before they are submitted.
import { FileSpreadsheet, X } from 'lucide-react';
import { type DragEvent, useLayoutEffect } from 'react';
import { batchMaxTasks } from '../../../../shared/batch/batch-limits.ts';
import { IconButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { SegmentedControl } from '../../components/segmented-control.tsx';
import { useDropTarget } from '../../input/drop-target.ts';
import { messages } from '../../messages.ts';
import { showStage } from '../../store/studio-store.ts';
import { useComposer } from '../create/composer-store.ts';
import { BatchBar } from './batch-bar.tsx';
import { type BatchMode, chooseMode, resetAfterNewRequest, useBatch } from './batch-store.ts';
import { CsvForm } from './csv-form.tsx';
import { LinesTable } from './lines-table.tsx';
import { MatrixForm } from './matrix-form.tsx';
import { loadBatchFile } from './read-batch-file.ts';
import { ReuseForm } from './reuse-form.tsx';
import { useLineTakes } from './use-line-takes.ts';
import { useLines } from './use-lines.ts';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** The stage `batch`. A file that is dropped anywhere on it becomes the CSV file of the batch. */
export function BatchStage() {
  const mode = useBatch((s) => s.mode);
  const { lines, tooMany, source } = useLines();
  const takes = useLineTakes(lines);
  const requestCount = useComposer((s) => s.requestCount);
  useLayoutEffect(() => resetAfterNewRequest(requestCount), [requestCount]);

  const { isOver, handlers } = useDropTarget(carriesFiles, (event) => {
    const [file] = event.dataTransfer.files;
    if (file !== undefined) void loadBatchFile(file);
  });

  return (
    <section aria-label={messages.batch.title} className="@container relative flex h-full min-h-0 flex-col" {...handlers}>
      <BatchHeader mode={mode} />
      {/* Side by side if there is room, otherwise below each other and scrolling together; the footer stays in view. */}
      <div className="grid min-h-0 flex-1 grid-cols-[264px_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_fit-content(75%)] @max-[560px]:flex @max-[560px]:flex-col">
        <div className="contents @max-[560px]:block @max-[560px]:min-h-[min(6rem,40%)] @max-[560px]:flex-1 @max-[560px]:overflow-y-auto">
          <div className="row-span-2 overflow-y-auto border-r border-line px-3.5 py-3 @max-[560px]:overflow-visible @max-[560px]:border-r-0 @max-[560px]:border-b">
            {mode === 'matrix' ? <MatrixForm /> : mode === 'csv' ? <CsvForm /> : <ReuseForm />}
          </div>
          <div className="flex min-h-0 min-w-0 flex-col @max-[560px]:h-60">
            {lines.length > 0 ? (
              <LinesTable key={mode} lines={lines} takeCounts={takes.counts} isFile={mode === 'csv'} />
            ) : (
              <div className="min-h-0 flex-1">
                <EmptyState
                  icon={<FileSpreadsheet size={22} aria-hidden />}
                  title={messages.batch.empty.title}
                  detail={tooMany === null ? messages.batch.empty.detail : messages.batch.tooMany(tooMany, batchMaxTasks)}
                />
              </div>
            )}
          </div>
        </div>
        <BatchBar {...{ lines, takes, tooMany, source }} isFile={mode === 'csv'} />
      </div>
      {isOver && (
        <div className="pointer-events-none absolute inset-2 z-10 grid place-items-center rounded-panel border-2 border-dashed border-accent bg-accent-soft text-lg font-semibold">
          {messages.batch.dropFile}
        </div>
      )}
    </section>
  );
}

function BatchHeader({ mode }: { readonly mode: BatchMode }) {
  const hasReused = useBatch((s) => s.reusedRequests.selectedCount > 0);
  const modes: readonly BatchMode[] = hasReused ? ['matrix', 'csv', 'reuse'] : ['matrix', 'csv'];
  return (
    <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line px-3.5">
      <h2 className="shrink-0 whitespace-nowrap text-[13.5px] font-semibold">{messages.batch.title}</h2>
      <SegmentedControl
        label={messages.batch.mode}
        className={`ml-auto ${hasReused ? 'w-[280px]' : 'w-[190px]'}`}
        options={modes.map((value) => ({ value, text: messages.batch.modes[value] }))}
        value={mode}
        onChange={chooseMode}
      />
      <IconButton label={messages.batch.close} onClick={() => showStage({ kind: 'library' })}>
        <X size={15} aria-hidden />
      </IconButton>
    </header>
  );
}
