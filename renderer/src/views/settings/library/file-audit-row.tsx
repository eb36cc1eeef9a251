// Reads every saved video and says how many are what was stored.
import type { StudioStatus } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { RefusalBox } from '../../../components/errors/refusal-box.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { messages } from '../../../messages.ts';
import { useNow } from '../../../use-now.ts';
import { ProgressBar } from '../progress-bar.tsx';
import { Row } from '../settings-box.tsx';

export function CheckRow({ library }: { readonly library: StudioStatus['library'] }) {
  const { verifying: checking, lastAudit: checked, videoCount } = library;
  const nowMs = useNow(60_000);
  const { run: press, refusal } = useCall();
  return (
    <Row
      title={messages.folder.check}
      detail={
        <span role="status">
          {checking !== null
            ? messages.folder.checking(checking.done, checking.total)
            : checked === null
              ? messages.folder.checkDetail
              : messages.folder.checked(checked, messages.format.moment(checked.atMs, nowMs))}
        </span>
      }
      controls={
        checking === null ? (
          <Button size="small" disabled={videoCount === 0} onClick={() => press(() => call('library.verifyAll', {}))}>
            {messages.folder.checkNow}
          </Button>
        ) : (
          <Button size="small" onClick={() => press(() => call('library.stopVerifying', {}))}>
            {messages.folder.stop}
          </Button>
        )
      }
    >
      {checking !== null && <ProgressBar label={messages.folder.checkProgress} share={checking.done / Math.max(1, checking.total)} />}
      <RefusalBox error={refusal} />
    </Row>
  );
}
