// Notices across the whole width of the window, shown after a start until they are dismissed.

import { X } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { StudioStatus } from '../../../shared/ipc.ts';
import { call } from '../api.ts';
import { Button, IconButton } from '../components/button.tsx';
import { CallButton } from '../components/errors/call-button.tsx';
import { ErrorNotice } from '../components/errors/error-notice.tsx';
import { ErrorSentences } from '../components/errors/error-sentences.tsx';
import { useCall } from '../components/errors/use-call.ts';
import { messages } from '../messages.ts';
import { selectStatus, showStage, useStudio } from '../store/studio-store.ts';
import { FileJobBar } from '../views/library/files/file-job-bar.tsx';
import { SessionOnlyNotice } from '../views/welcome/session-only-notice.tsx';
import { FolderBanner } from './folder-banner.tsx';
import { ProxyBanner } from './proxy-banner.tsx';

// Loaded on first use: the dialog is large and rarely needed.
const RestoreDialog = lazy(async () => ({ default: (await import('../views/backups/restore-dialog.tsx')).RestoreDialog }));

type Notice = StudioStatus['notices'][number];
type NoticeOf<K extends Notice['kind']> = Extract<Notice, { kind: K }>;

/** One notice: its text, its actions, and the button that dismisses it. */
function NoticeBar({
  kind,
  children,
  actions,
}: {
  readonly kind: Notice['kind'];
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  const { run, refusal } = useCall();
  return (
    <div role="status" className="flex items-center gap-3 border-b border-line bg-warn-soft px-4 py-2 select-text">
      {/* In a narrow window, the buttons move together below the text instead of squeezing it. */}
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className="min-w-0 flex-[1_1_420px] break-words">{children}</span>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">{actions}</div>}
        {refusal !== null && (
          <div className="basis-full">
            <ErrorNotice error={refusal} frame="plain" />
          </div>
        )}
      </div>
      <IconButton label={messages.app.dismiss} onClick={() => run(() => call('studio.dismissNotice', { kind }))}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}

/** The notice after a new database has replaced a damaged one. It offers to restore the newest backup, or to rebuild from the library. */
function DatabaseMovedAsideNotice({ movedTo, newest }: NoticeOf<'database-moved-aside'>) {
  const [isConfirming, setIsConfirming] = useState(false);
  const library = useStudio((s) => selectStatus(s)?.library ?? null);
  const rebuild = library?.rebuild ?? null;
  const isRunning = rebuild?.state === 'running';
  const error = rebuild?.error ?? null;
  // A rebuild that found nothing searched the wrong folder, so the button stays.
  const isFilled = rebuild?.state === 'done' && rebuild.added > 0;
  return (
    <>
      <NoticeBar
        kind="database-moved-aside"
        actions={
          <>
            {newest !== null && (
              <Button size="small" onClick={() => setIsConfirming(true)}>
                {messages.backups.restoreThis(newest.madeAtMs, Date.now())}
              </Button>
            )}
            {isRunning && <CallButton label={messages.settings.rebuildStop} makeCall={() => call('library.cancelRebuild', {})} />}
            {!isRunning && !isFilled && (
              <>
                <CallButton label={messages.app.rebuildFromFolder} makeCall={() => call('library.rebuild', {})} />
                <CallButton
                  label={messages.settings.rebuildFrom}
                  title={messages.settings.rebuildFromHint}
                  makeCall={() => call('library.rebuildFrom', {})}
                />
              </>
            )}
          </>
        }
      >
        {messages.app.databaseMovedAside(movedTo)}
        {library !== null && (
          <>
            {messages.format.sentenceGap}
            {rebuild === null ? (
              messages.app.rebuildHint(library.folder)
            ) : (
              <b className="font-semibold">{messages.settings.rebuildText(rebuild, library.folder)}</b>
            )}
          </>
        )}
        {error !== null && (
          <>
            {messages.format.sentenceGap}
            <ErrorSentences error={error} />
          </>
        )}
      </NoticeBar>
      <Suspense fallback={null}>
        <RestoreDialog backup={isConfirming ? newest : null} onClose={() => setIsConfirming(false)} />
      </Suspense>
    </>
  );
}

function RestoredNotice({ madeAtMs, held }: NoticeOf<'database-restored'>) {
  return (
    <NoticeBar
      kind="database-restored"
      actions={
        <Button size="small" onClick={() => showStage({ kind: held > 0 ? 'queue' : 'settings' })}>
          {held > 0 ? messages.backups.openQueue : messages.backups.openSettings}
        </Button>
      }
    >
      {messages.backups.restored(madeAtMs, held, Date.now())}
    </NoticeBar>
  );
}

/** A notice with a button that opens the settings, where the backups are. */
function SettingsNotice({ kind, text }: { readonly kind: Notice['kind']; readonly text: string }) {
  return (
    <NoticeBar
      kind={kind}
      actions={
        <Button size="small" onClick={() => showStage({ kind: 'settings' })}>
          {messages.backups.openSettings}
        </Button>
      }
    >
      {text}
    </NoticeBar>
  );
}

function noticeBarOf(notice: Notice): ReactNode {
  const { kind } = notice;
  switch (notice.kind) {
    case 'database-moved-aside':
      return <DatabaseMovedAsideNotice key={kind} {...notice} />;
    case 'database-restored':
      return <RestoredNotice key={kind} {...notice} />;
    case 'restore-failed':
      return <SettingsNotice key={kind} kind={kind} text={messages.backups.restoreFailed(notice.reason, notice.detail)} />;
    case 'database-damaged':
      return (
        <NoticeBar key={kind} kind={kind}>
          {messages.app.databaseDamaged}
        </NoticeBar>
      );
    case 'database-rows-invalid':
      return <SettingsNotice key={kind} kind={kind} text={messages.app.databaseRowsInvalid(notice.count)} />;
    case 'graphics-unstable':
      return (
        <NoticeBar key={kind} kind={kind}>
          {messages.quitting.graphics}
        </NoticeBar>
      );
    case 'key-in-environment':
      return null; // offered on the first screen, where it can be used
  }
}

/**
 * Everything that is shown above the stage: a key that lives only until quitting, a library folder that fails, a proxy without sign-in, and
 * main's notices. Scrolls when it needs more than a quarter of the window.
 */
export function NoticeBars() {
  const notices = useStudio((s) => selectStatus(s)?.notices ?? noNotices);
  return (
    // Leaves most of the window visible below.
    <div className="max-h-[25vh] overflow-y-auto [grid-area:note]">
      <SessionOnlyNotice />
      <FolderBanner />
      <FileJobBar />
      <ProxyBanner />
      {notices.map(noticeBarOf)}
    </div>
  );
}

const noNotices: readonly Notice[] = [];
