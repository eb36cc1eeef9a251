// The window's layout: rail, composer, stage, status bar. The composer stays visible on every stage, so changing the stage loses nothing.
import { lazy, Suspense, useRef } from 'react';
import { useStageFocus } from './input/stage-focus.ts';
import { messages } from './messages.ts';
import { ComposerPanel } from './shell/composer-panel.tsx';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { NoticeBars } from './shell/notice-bars.tsx';
import { Rail } from './shell/rail.tsx';
import { StatusBar } from './shell/status-bar.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { useShortcuts } from './shell/use-shortcuts.ts';
import { selectStatus, useStudio } from './store/studio-store.ts';
import { Composer } from './views/create/composer.tsx';
import { useTagDialog } from './views/judging/tag-dialog-store.ts';
import { useFileDialog } from './views/library/files/file-dialog-store.ts';
import { useOpenTask } from './views/task-inspector/open-task.ts';
import { UndoBar } from './views/undo/undo-bar.tsx';

const LibraryStage = lazy(() => import('./views/library/library-stage.tsx').then((m) => ({ default: m.LibraryStage })));
const BatchStage = lazy(() => import('./views/batch/batch-stage.tsx').then((m) => ({ default: m.BatchStage })));
const QueueStage = lazy(() => import('./views/queue/queue-stage.tsx').then((m) => ({ default: m.QueueStage })));
const SettingsStage = lazy(() => import('./views/settings/settings-stage.tsx').then((m) => ({ default: m.SettingsStage })));
const ModelsStage = lazy(() => import('./views/models/models-stage.tsx').then((m) => ({ default: m.ModelsStage })));
const PlayerStage = lazy(() => import('./views/player/player-stage.tsx').then((m) => ({ default: m.PlayerStage })));
const Welcome = lazy(() => import('./views/welcome/welcome.tsx').then((m) => ({ default: m.Welcome })));
const ProxyDialog = lazy(() => import('./views/network/proxy-dialog.tsx').then((m) => ({ default: m.ProxyDialog })));
const FileDialogs = lazy(() => import('./views/library/files/file-dialogs.tsx').then((m) => ({ default: m.FileDialogs })));
const TaskInspector = lazy(() => import('./views/task-inspector/task-inspector.tsx').then((m) => ({ default: m.TaskInspector })));
const TagDialog = lazy(() => import('./views/judging/tag-dialog.tsx').then((m) => ({ default: m.TagDialog })));

function Stage() {
  const stage = useStudio((s) => s.stage);
  switch (stage.kind) {
    case 'library':
      return <LibraryStage />;
    case 'queue':
      return <QueueStage />;
    case 'batch':
      return <BatchStage />;
    case 'settings':
      return <SettingsStage />;
    case 'models':
      return <ModelsStage modelId={stage.modelId} />;
    case 'player':
      return <PlayerStage />;
  }
}

/**
 * The whole window: it lays out the panels and chooses what the stage shows. Without an active profile the stage is the first screen
 * (`Welcome`) and the composer is hidden; settings stay reachable. Mounted by `LocalizedApp`.
 */
export function App() {
  useShortcuts();
  const main = useRef<HTMLElement>(null);
  useStageFocus(
    main,
    useStudio((s) => s.stage.kind),
  );
  const status = useStudio(selectStatus);
  const isFirstRun = status !== null && status.activeProfileId === null;
  const proxy = status?.network.proxy ?? null;
  const isTaskOpen = useOpenTask((s) => s.id !== null);
  const hasFileDialog = useFileDialog((s) => s.dialog !== null);
  const isTagDialogOpen = useTagDialog((s) => s.isOpen);
  const isOnSettings = useStudio((s) => s.stage.kind === 'settings');
  return (
    // The window scrolls sideways when it is too narrow for all three columns, e.g. when it is enlarged on a small screen.
    <div className="grid h-full grid-cols-[64px_auto_minmax(256px,1fr)] overflow-x-auto overflow-y-hidden grid-rows-[40px_auto_minmax(0,1fr)_26px] [grid-template-areas:'bar_bar_bar'_'note_note_note'_'rail_comp_stage'_'stat_stat_stat']">
      <TopBar hasSearch={status !== null && !isFirstRun} />
      <NoticeBars />
      <Rail />
      {isFirstRun ? null : (
        <ComposerPanel>
          <ErrorBoundary>
            <Composer />
          </ErrorBoundary>
        </ComposerPanel>
      )}
      <main
        ref={main}
        aria-label={messages.app.mainArea}
        className={`-outline-offset-2 relative min-h-0 min-w-0 ${isFirstRun ? '[grid-column:2/-1] [grid-row:3]' : '[grid-area:stage]'}`}
      >
        <ErrorBoundary>
          <Suspense fallback={null}>{status === null ? null : isFirstRun && !isOnSettings ? <Welcome /> : <Stage />}</Suspense>
        </ErrorBoundary>
        <UndoBar />
      </main>
      <StatusBar />
      <Suspense fallback={null}>{isTagDialogOpen ? <TagDialog /> : null}</Suspense>
      <Suspense fallback={null}>{isTaskOpen ? <TaskInspector /> : null}</Suspense>
      <Suspense fallback={null}>{hasFileDialog ? <FileDialogs /> : null}</Suspense>
      <Suspense fallback={null}>{proxy?.state === 'asked' ? <ProxyDialog proxy={proxy} /> : null}</Suspense>
    </div>
  );
}
