// The first screen: paste a key, or try it with simulated videos. It goes away by itself as soon as a profile is in use.
import { type FormEvent, useRef, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { SimulatedChip } from '../../components/chip.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { RefusalLine } from '../../components/errors/refusal-line.tsx';
import { useCall } from '../../components/errors/use-call.ts';
import { TextField } from '../../components/text-field.tsx';
import { messages } from '../../messages.ts';
import { selectStatus, useStudio } from '../../store/studio-store.ts';
import { connectingErrorText, isAboutTheKey, useConnect } from '../settings/accounts/use-connect.ts';
import { folderShort } from '../settings/library/folder-text.ts';
import { EnvironmentKey } from './environment-key.tsx';

export function Welcome() {
  const status = useStudio(selectStatus);
  const [key, setKey] = useState('');
  const [starting, setStarting] = useState(false);
  const [simulatorError, setSimulatorError] = useState<AppError | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const connecting = useConnect();
  const { run: press, refusal } = useCall();
  const busy = connecting.busy || starting;
  const error = connecting.error ?? simulatorError;

  /** `null`: the key the environment offers. */
  const connect = async (given: string | null): Promise<void> => {
    if (busy) return;
    setSimulatorError(null);
    const profile = await connecting.connect({
      profileId: null,
      name: messages.settings.defaultName,
      key: given,
      apiBaseUrl: null,
      filesBaseUrl: null,
    });
    if (profile === null) field.current?.focus();
    else setKey('');
  };
  const simulate = async (): Promise<void> => {
    connecting.clear();
    setSimulatorError(null);
    setStarting(true);
    const answer = await call('profiles.useSimulator', {});
    setStarting(false);
    if (!answer.ok) setSimulatorError(answer.error);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (key.trim() === '') field.current?.focus();
    else void connect(key.trim());
  };

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
            <span className="text-text" title={status?.library.folder}>
              {status === null ? '…' : folderShort(status.library.folder)}
            </span>
            {messages.welcome.after}
          </p>
          <EnvironmentKey disabled={busy} onUse={() => void connect(null)} />
          <form onSubmit={submit} className="flex flex-col gap-4">
            <TextField
              label={messages.welcome.key}
              labelHidden
              secret
              autoFocus
              hint={messages.welcome.keyHint}
              value={key}
              onChange={(next) => {
                setKey(next);
                connecting.clear();
              }}
              readOnly={busy}
              invalid={isAboutTheKey(connecting.error)}
              maxLength={512}
              inputRef={field}
            />
            {error !== null && (
              /* The buttons below do it again: a second one here would be the same. */
              <ErrorNotice error={error} text={connectingErrorText(error)} />
            )}
            <div className="flex gap-2">
              <Button type="submit" weight="primary" disabled={busy} className="flex-1">
                {connecting.busy ? messages.welcome.connecting : messages.welcome.connect}
              </Button>
              <Button onClick={() => press(() => call('system.openPage', { page: 'get-key' }))}>{messages.welcome.getKey}</Button>
            </div>
            <RefusalLine error={refusal} />
          </form>
          <div className="flex items-center gap-3 text-dim text-sm">
            <span className="h-px flex-1 bg-line" />
            {messages.welcome.or}
            <span className="h-px flex-1 bg-line" />
          </div>
          <Button onClick={() => void simulate()} disabled={busy}>
            <SimulatedChip />
            {starting ? messages.welcome.starting : messages.welcome.trySimulator}
          </Button>
          <p className="text-dim text-sm">{messages.welcome.simulatorDetail}</p>
        </section>
      </div>
    </div>
  );
}
