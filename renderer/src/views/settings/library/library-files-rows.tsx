// The tags written into library files, and rebuilding the library from them.
import type { StudioStatus } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { RefusalBox } from '../../../components/errors/refusal-box.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { Switch } from '../../../components/switch.tsx';
import { messages } from '../../../messages.ts';
import { SettingsRow } from '../settings-box.tsx';

/** The setting that writes prompt and settings into new files. It does not change stored files. */
export function TagsRow({ writeTags }: { readonly writeTags: boolean }) {
  const { run, refusal } = useCall();
  const change = (on: boolean): void => run(() => call('settings.change', { writeTags: on }));
  return (
    <SettingsRow
      title={messages.settings.writeTags}
      detail={messages.settings.writeTagsDetail}
      controls={<Switch label={messages.settings.writeTags} isOn={writeTags} onChange={change} />}
    >
      <RefusalBox error={refusal} />
    </SettingsRow>
  );
}

/** Rebuilds the library from the tag records in its folder, or in another one that the user chooses, and shows the progress and result. */
export function RebuildRow({ library }: { readonly library: StudioStatus['library'] }) {
  const { rebuild } = library;
  const { run, refusal } = useCall();
  const isRunning = rebuild?.state === 'running';
  return (
    <SettingsRow
      title={messages.settings.rebuild}
      detail={messages.settings.rebuildDetail}
      controls={
        isRunning ? (
          <Button size="small" onClick={() => run(() => call('library.cancelRebuild', {}))}>
            {messages.settings.rebuildStop}
          </Button>
        ) : (
          <>
            <Button size="small" title={messages.settings.rebuildFromHint} onClick={() => run(() => call('library.rebuildFrom', {}))}>
              {messages.settings.rebuildFrom}
            </Button>
            <Button size="small" onClick={() => run(() => call('library.rebuild', {}))}>
              {messages.settings.rebuildStart}
            </Button>
          </>
        )
      }
    >
      <p role="status" className={rebuild === null ? 'sr-only' : 'mt-1.5 text-dim tabular-nums'}>
        {rebuild !== null && messages.settings.rebuildText(rebuild, library.folder)}
      </p>
      <RefusalBox error={refusal ?? rebuild?.error ?? null} />
    </SettingsRow>
  );
}
