// The queue: every task that is not at rest, in sections, first what needs the person. Only the visible rows are in the page.
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { ListVideo, Pause } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Profile, QueueHold } from '../../../../shared/ipc.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ServiceMessage } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { profileName } from '../../profile-name.ts';
import { selectStatus, selectTask, selectTasks, showStage, useStudio } from '../../store/studio-store.ts';
import { includeRow } from '../../virtual-rows.ts';
import { DiscardWaiting } from './discard-waiting.tsx';
import { HoldSteps } from './hold-steps.tsx';
import { togglePause, useQueueActions } from './queue-actions.ts';
import { DiscardedNote, PausedNotice, RefusalNote, ReplacedNote, SelectionBar, SkippedNote } from './queue-notes.tsx';
import { queueRows, sectionCounts } from './queue-sections.ts';
import { useRowFocus, waitingOrder } from './queue-selection.ts';
import { TaskRow } from './task-row.tsx';
import { WaitingRow } from './waiting-row.tsx';

const rowHeight = 76;
const headerHeight = 34;

export function QueueStage() {
  const tasks = useStudio(selectTasks);
  const profiles = useStudio((s) => selectStatus(s)?.profiles ?? none);
  const maxConcurrentTasks = useStudio((s) => selectStatus(s)?.settings.maxConcurrentTasks ?? null);
  const active = useStudio((s) => {
    const status = selectStatus(s);
    return status?.profiles.find(({ id }) => id === status.activeProfileId) ?? null;
  });
  const said = useQueueActions((s) => s.announcement);
  const order = useMemo(() => waitingOrder(tasks.values()), [tasks]);
  const rows = useMemo(() => queueRows(tasks.values()), [tasks]);
  const counts = useMemo(() => sectionCounts(tasks.values()), [tasks]);
  const scroller = useRef<HTMLDivElement>(null);
  const keyboard = useRowFocus();
  const kept = useMemo(() => rows.findIndex((row) => row.kind === 'task' && row.id === keyboard.id), [rows, keyboard.id]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (rows[at]?.kind === 'header' ? headerHeight : rowHeight),
    getItemKey: (at) => {
      const row = rows[at];
      return row === undefined ? at : row.kind === 'header' ? row.section : row.id;
    },
    overscan: 8,
    // However far it is scrolled away, the row with the keyboard keeps it, and one that is to have it is there to take it.
    rangeExtractor: (range) => includeRow(defaultRangeExtractor(range), kept, rows.length),
  });
  useLayoutEffect(() => {
    if (!keyboard.wanted) return;
    scroller.current?.querySelector<HTMLElement>(`[data-select="${keyboard.id}"]`)?.focus({ preventScroll: true });
    if (kept >= 0) virtual.scrollToIndex(kept, { align: 'auto' });
    useRowFocus.setState({ wanted: false });
  });
  const focusPrompt = () => useStudio.setState((s) => ({ promptFocusRequests: s.promptFocusRequests + 1 }));

  return (
    <section aria-label={messages.queue.title} className="flex h-full min-h-0 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-2.5 border-b border-line px-3.5">
        <h2 className="text-[13.5px] font-semibold">{messages.queue.title}</h2>
        <span className="text-dim">{messages.queue.summary(counts)}</span>
        {maxConcurrentTasks !== null && (
          <button type="button" className="ml-auto text-faint hover:text-text" onClick={() => showStage({ kind: 'settings' })}>
            {messages.queue.atMost(maxConcurrentTasks)}
          </button>
        )}
        {active?.paused === false && (
          <Button size="small" title={messages.queue.pauseHint} onClick={() => void togglePause()}>
            <Pause size={13} aria-hidden />
            {messages.queue.pause}
          </Button>
        )}
      </header>
      {profiles
        .filter(({ paused }) => paused)
        .map((profile) => (
          <PausedNotice key={profile.id} profile={profile} />
        ))}
      <RefusalNote />
      <SelectionBar order={order} />
      <SkippedNote tasks={tasks} />
      <DiscardedNote />
      <ReplacedNote />
      <p role="status" className="sr-only">
        {said}
      </p>
      {profiles.flatMap((profile) =>
        profile.holds.map((hold) => <HeldNotice key={`${profile.id} ${JSON.stringify(hold.error)}`} profile={profile} hold={hold} />),
      )}
      {rows.length === 0 ? (
        <EmptyState
          icon={<ListVideo size={22} aria-hidden />}
          title={messages.queue.empty.title}
          detail={messages.queue.empty.detail}
          action={<Button onClick={focusPrompt}>{messages.queue.empty.action}</Button>}
        />
      ) : (
        <div
          ref={scroller}
          className="min-h-0 flex-1 overflow-auto px-3.5 pb-4"
          onFocusCapture={({ target }) => {
            const row = rows[Number(target.closest<HTMLElement>('li[data-index]')?.dataset.index)];
            if (row?.kind === 'task' && row.id !== keyboard.id) useRowFocus.setState({ id: row.id, wanted: false });
          }}
        >
          <ul className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              return (
                <li
                  key={item.key}
                  data-index={item.index}
                  ref={virtual.measureElement}
                  className="absolute inset-x-0 top-0 pb-1.5"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {row.kind === 'header' ? (
                    <div className="flex items-baseline gap-2 pt-3 pb-1">
                      <h3 className="text-[12px] font-semibold text-dim">
                        {messages.queue.sections[row.section]}{' '}
                        <span className="font-normal text-faint">{messages.format.number(row.count)}</span>
                      </h3>
                      {row.section === 'waiting' && row.count > 1 && <DiscardWaiting />}
                    </div>
                  ) : (
                    <QueueRow id={row.id} />
                  )}
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </section>
  );
}

const none: readonly Profile[] = [];

/** What waits can be selected and moved; the rest goes its own way. */
function QueueRow({ id }: { readonly id: number }) {
  const waits = useStudio((s) => selectTask(id)(s)?.state === 'waiting');
  return waits ? <WaitingRow id={id} /> : <TaskRow id={id} />;
}

/** How a hold ends, where its error does not say; null where it does. */
function endWords({ ends }: QueueHold): string | null {
  switch (ends.kind) {
    case 'key':
    case 'credits':
      return null;
    case 'at':
      return messages.queue.goesOnAt(messages.format.moment(ends.atMs, 0));
    case 'by-user':
      return messages.queue.goesOnByHand;
  }
}

/** Why a whole profile waits, with the one thing to do. */
function HeldNotice({ profile, hold }: { readonly profile: Profile; readonly hold: QueueHold }) {
  const { error } = hold;
  const { title, detail } = messages.errorText(error);
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-warn-soft px-3.5 py-2">
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-medium">
            {messages.queue.held(profileName(profile))} {title}
          </span>{' '}
          <span className="text-dim">{[detail, endWords(hold)].filter((part) => part !== null).join(' ')}</span>
        </p>
        <ServiceMessage error={error} />
      </div>
      <HoldSteps profile={profile} hold={hold} weight="primary" />
    </div>
  );
}
