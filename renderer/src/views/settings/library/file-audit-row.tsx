// The settings row of the audit, which reads every stored video and says how many are unchanged.
import type { StudioStatus } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { RefusalBox } from '../../../components/errors/refusal-box.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { messages } from '../../../messages.ts';
import { useNow } from '../../../use-now.ts';
import { ProgressBar } from '../progress-bar.tsx';
import { SettingsRow } from '../settings-box.tsx';

/** Starts and stops the audit, and shows its progress or the result of the last one. */
export function FileAuditRow({ library }: { readonly library: StudioStatus['library'] }) {
  const { verifying, lastAudit, videoCount } = library;
  const nowMs = useNow(60_000);
  const { run, refusal } = useCall();
  return (
    <SettingsRow
      title={messages.folder.check}
      detail={
        <span role="status">
          {verifying !== null
            ? messages.folder.checking(verifying.done, verifying.total)
            : lastAudit === null
              ? messages.folder.checkDetail
              : messages.folder.checked(lastAudit, messages.format.moment(lastAudit.atMs, nowMs))}
        </span>
      }
      controls={
        verifying === null ? (
          <Button size="small" disabled={videoCount === 0} onClick={() => run(() => call('library.verifyAll', {}))}>
            {messages.folder.checkNow}
          </Button>
        ) : (
          <Button size="small" onClick={() => run(() => call('library.stopVerifying', {}))}>
            {messages.folder.stop}
          </Button>
        )
      }
    >
      {verifying !== null && <ProgressBar label={messages.folder.checkProgress} share={verifying.done / Math.max(1, verifying.total)} />}
      <RefusalBox error={refusal} />
    </SettingsRow>
  );
}
