// The first screen: paste a key, or try simulated videos. It disappears as soon as a profile is active.
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { SimulatedChip } from '../../components/chip.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { RefusalLine } from '../../components/errors/refusal-line.tsx';
import { useCall } from '../../components/errors/use-call.ts';
import { TextField } from '../../components/text-field.tsx';
import { messages } from '../../messages.ts';
import { selectStatus, useStudio } from '../../store/studio-store.ts';
import { connectingErrorText } from '../settings/accounts/use-connect.ts';
import { shortFolderName } from '../settings/library/folder-text.ts';
import { EnvironmentKey } from './environment-key.tsx';
import { useWelcome, type WelcomeState } from './use-welcome.ts';

/** Fills the stage while there is no active profile. It says where keys and videos are stored. */
export function Welcome() {
  const status = useStudio(selectStatus);
  const welcome = useWelcome();

  return (
    <div className="h-full overflow-y-auto bg-bg">
      <div className="grid min-h-full place-items-center p-6 [@media(max-height:680px)]:p-3">
        <section
          aria-labelledby="welcome-title"
          className="flex w-full max-w-[468px] flex-col gap-4 rounded-[12px] border border-line bg-panel p-7 shadow-float [@media(max-height:680px)]:gap-3 [@media(max-height:680px)]:p-5"
        >
          <h1 id="welcome-title" className="font-semibold text-xl">
            {messages.welcome.title}
          </h1>
          <p className="text-dim">
            {messages.welcome.before[status?.keyProtectionAvailable ?? 'keychain']}
            <bdi className="text-text" title={status?.library.folder}>
              {status === null ? '…' : shortFolderName(status.library.folder)}
            </bdi>
            {messages.welcome.after}
          </p>
          <EnvironmentKey disabled={welcome.isBusy} onUse={welcome.connectEnvironment} />
          <KeyForm welcome={welcome} />
          <SimulatorOffer welcome={welcome} />
        </section>
      </div>
    </div>
  );
}

interface WelcomeProps {
  readonly welcome: WelcomeState;
}

function KeyForm({ welcome }: WelcomeProps) {
  const { error } = welcome;
  const { run, refusal } = useCall();
  return (
    <form onSubmit={welcome.submit} className="flex flex-col gap-4">
      <TextField
        label={messages.welcome.key}
        isLabelHidden
        isSecret
        autoFocus
        hint={messages.welcome.keyHint}
        value={welcome.key}
        onChange={welcome.setKey}
        readOnly={welcome.isBusy}
        isInvalid={welcome.isKeyRefused}
        maxLength={512}
        inputRef={welcome.field}
      />
      {error !== null && (
        /* The notice has no button of its own, because the buttons below try again. */
        <ErrorNotice error={error} text={connectingErrorText(error)} />
      )}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={welcome.isBusy} className="flex-1">
          {welcome.isConnecting ? messages.welcome.connecting : messages.welcome.connect}
        </Button>
        <Button onClick={() => run(() => call('system.openPage', { page: 'get-key' }))}>{messages.welcome.getKey}</Button>
      </div>
      <RefusalLine error={refusal} />
    </form>
  );
}

function SimulatorOffer({ welcome }: WelcomeProps) {
  return (
    <>
      <div className="flex items-center gap-3 text-dim text-sm">
        <span className="h-px flex-1 bg-line" />
        {messages.welcome.or}
        <span className="h-px flex-1 bg-line" />
      </div>
      <Button onClick={welcome.simulate} disabled={welcome.isBusy}>
        <SimulatedChip />
        {welcome.isStarting ? messages.welcome.starting : messages.welcome.trySimulator}
      </Button>
      <p className="text-dim text-sm">{messages.welcome.simulatorDetail}</p>
    </>
  );
}
