// Reads every saved video and says how many are what was stored.
import type { StudioStatus } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Refused } from '../../../components/errors/refusal-box.tsx';
import { usePress } from '../../../components/errors/use-call.ts';
import { words } from '../../../messages.ts';
import { useNow } from '../../../use-now.ts';
import { ProgressBar } from '../progress-bar.tsx';
import { Row } from '../settings-box.tsx';

export function CheckRow({ library }: { readonly library: StudioStatus['library'] }) {
  const { checking, checked, videoCount } = library;
  const nowMs = useNow(60_000);
  const { press, refusal } = usePress();
  return (
    <Row
      title={words.folder.check}
      detail={
        <span role="status">
          {checking !== null
            ? words.folder.checking(checking.done, checking.total)
            : checked === null
              ? words.folder.checkDetail
              : words.folder.checked(checked, words.format.moment(checked.atMs, nowMs))}
        </span>
      }
      controls={
        checking === null ? (
          <Button size="small" disabled={videoCount === 0} onClick={() => press(() => call('library.checkAll', {}))}>
            {words.folder.checkNow}
          </Button>
        ) : (
          <Button size="small" onClick={() => press(() => call('library.stopChecking', {}))}>
            {words.folder.stop}
          </Button>
        )
      }
    >
      {checking !== null && <ProgressBar label={words.folder.checkProgress} share={checking.done / Math.max(1, checking.total)} />}
      <Refused error={refusal} />
    </Row>
  );
}
