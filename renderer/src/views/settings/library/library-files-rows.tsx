// What goes into the files of the library, and bringing the library back from them.
import type { StudioStatus } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Refused } from '../../../components/errors/refusal-box.tsx';
import { usePress } from '../../../components/errors/use-call.ts';
import { Switch } from '../../../components/switch.tsx';
import { words } from '../../../messages.ts';
import { Row } from '../settings-box.tsx';

export function TagsRow({ writesTags }: { readonly writesTags: boolean }) {
  const { press, refusal } = usePress();
  const change = (on: boolean): void => press(() => call('settings.change', { writesTags: on }));
  return (
    <Row
      title={words.settings.writesTags}
      detail={words.settings.writesTagsDetail}
      controls={<Switch label={words.settings.writesTags} on={writesTags} onChange={change} />}
    >
      <Refused error={refusal} />
    </Row>
  );
}

export function RebuildRow({ library }: { readonly library: StudioStatus['library'] }) {
  const { rebuild } = library;
  const { press, refusal } = usePress();
  const isRunning = rebuild?.state === 'running';
  return (
    <Row
      title={words.settings.rebuild}
      detail={words.settings.rebuildDetail}
      controls={
        isRunning ? (
          <Button size="small" onClick={() => press(() => call('library.cancelRebuild', {}))}>
            {words.settings.rebuildStop}
          </Button>
        ) : (
          <>
            <Button size="small" title={words.settings.rebuildFromHint} onClick={() => press(() => call('library.rebuildFrom', {}))}>
              {words.settings.rebuildFrom}
            </Button>
            <Button size="small" onClick={() => press(() => call('library.rebuild', {}))}>
              {words.settings.rebuildStart}
            </Button>
          </>
        )
      }
    >
      <p role="status" className={rebuild === null ? 'sr-only' : 'mt-1.5 text-dim tabular-nums'}>
        {rebuild !== null && words.settings.rebuildText(rebuild, library.folder)}
      </p>
      <Refused error={refusal ?? rebuild?.error ?? null} />
    </Row>
  );
}
