// Asks for a key: another one for a profile, or a new profile with its name and, folded, its addresses. The key is checked before it is
// kept, so the dialog closes by itself only when it works; closed before, it cancels the check.
import { ChevronRight } from 'lucide-react';
import { type FormEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { Profile } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { RefusalLine } from '../../../components/errors/refusal-line.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { TextField } from '../../../components/text-field.tsx';
import { messages } from '../../../messages.ts';
import { profileName } from '../../../profile-name.ts';
import { EnvironmentKey } from '../../welcome/environment-key.tsx';
import { connectingErrorText, isAboutTheKey, typedUrl, useConnect } from './use-connect.ts';

export type ConnectTo =
  | { readonly kind: 'key'; readonly profile: Profile }
  /** `first`: there is no account yet, so its name suggests itself. */
  | { readonly kind: 'profile'; readonly first: boolean };

export function ConnectDialog({ to, onClose }: { readonly to: ConnectTo | null; readonly onClose: () => void }) {
  const form = useId();
  const first = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  // What was asked last stays drawn while the dialog fades away.
  const last = useRef<ConnectTo>({ kind: 'profile', first: true });
  if (to !== null) last.current = to;
  const shown = last.current;
  return (
    <Dialog
      open={to !== null}
      onClose={onClose}
      title={shown.kind === 'key' ? messages.settings.replaceKeyOf(profileName(shown.profile)) : messages.settings.addProfile}
      description={shown.kind === 'key' ? messages.settings.replaceKeyDetail : messages.settings.addProfileDetail}
      initialFocus={first}
      holdsTyping
      footer={
        <>
          <Button onClick={onClose}>{messages.settings.cancel}</Button>
          <Button type="submit" form={form} weight="primary" disabled={busy}>
            {busy ? messages.settings.connecting : messages.settings.connect}
          </Button>
        </>
      }
    >
      <ConnectForm id={form} open={to !== null} to={shown} firstField={first} onBusy={setBusy} onDone={onClose} />
    </Dialog>
  );
}

interface FormProps {
  readonly id: string;
  /** False while the dialog fades away. */
  readonly open: boolean;
  readonly to: ConnectTo;
  readonly firstField: RefObject<HTMLInputElement | null>;
  readonly onBusy: (busy: boolean) => void;
  readonly onDone: () => void;
}

function ConnectForm({ id, open, to, firstField, onBusy, onDone }: FormProps) {
  const { busy, error, connect, cancel, retry, clear } = useConnect();
  const { run: press, refusal } = useCall();
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
      onBusy(false);
    };
  }, [onBusy]);
  // Cancel, Escape and whatever else closes the dialog cancel the check: a key that the person put away must not be kept and pay.
  useEffect(() => (open ? cancel : undefined), [open, cancel]);
  const profile = to.kind === 'key' ? to.profile : null;
  const [name, setName] = useState(profile?.name ?? (to.kind === 'profile' && to.first ? messages.settings.defaultName : ''));
  const [key, setKey] = useState('');
  const [api, setApi] = useState(profile === null ? '' : profile.apiBaseUrl);
  const [files, setFiles] = useState(profile === null ? '' : profile.filesBaseUrl);

  /** `null`: the key the environment offers. */
  const send = (given: string | null): Promise<void> =>
    settle(
      connect({
        profileId: profile?.id ?? null,
        name: name.trim() === '' ? messages.settings.defaultName : name.trim(),
        key: given,
        apiBaseUrl: typedUrl(api),
        filesBaseUrl: typedUrl(files),
      }),
    );
  /** A dialog that was put away meanwhile must not close the next one. */
  const settle = async (attempt: Promise<Profile | null>): Promise<void> => {
    onBusy(true);
    const connected = await attempt;
    if (!alive.current) return;
    onBusy(false);
    if (connected === null) return;
    setKey('');
    onDone();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(key.trim());
  };
  const typed = (set: (value: string) => void) => (value: string) => {
    set(value);
    clear();
  };
  const wrongUrl = error?.kind === 'invalid-base-url' || error?.kind === 'environment-key-wrong-host' ? error.url : null;
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-3">
      <EnvironmentKey disabled={busy} onUse={() => void send(null)} />
      {profile === null && (
        <TextField
          label={messages.settings.name}
          hint={messages.settings.nameHint}
          value={name}
          onChange={typed(setName)}
          readOnly={busy}
          maxLength={60}
          inputRef={firstField}
        />
      )}
      <TextField
        label={messages.settings.key}
        hint={messages.settings.keyHint}
        secret
        value={key}
        onChange={typed(setKey)}
        readOnly={busy}
        invalid={isAboutTheKey(error)}
        maxLength={512}
        {...(profile === null ? {} : { inputRef: firstField })}
      />
      <details className="group">
        <summary className="inline-flex list-none items-center gap-1 rounded-control text-dim text-sm hover:text-text">
          <ChevronRight size={13} className="transition-transform group-open:rotate-90" aria-hidden />
          {messages.settings.baseUrls}
        </summary>
        <div className="mt-2 flex flex-col gap-3">
          <TextField
            label={messages.settings.apiBaseUrl}
            hint={messages.settings.apiBaseUrlHint}
            value={api}
            onChange={typed(setApi)}
            readOnly={busy}
            invalid={wrongUrl !== null && wrongUrl === typedUrl(api)}
            maxLength={2_048}
          />
          <TextField
            label={messages.settings.filesBaseUrl}
            hint={messages.settings.filesBaseUrlHint}
            value={files}
            onChange={typed(setFiles)}
            readOnly={busy}
            invalid={wrongUrl !== null && wrongUrl === typedUrl(files)}
            maxLength={2_048}
          />
        </div>
      </details>
      {error !== null && (
        <ErrorNotice error={error} text={connectingErrorText(error)} steps={{ 'try-again': () => void settle(retry()) }} />
      )}
      <p className="text-dim text-sm">
        <button
          type="button"
          onClick={() => press(() => call('system.openPage', { page: 'get-key' }))}
          className="rounded-control text-accent hover:underline"
        >
          {messages.welcome.getKey}
        </button>
      </p>
      <RefusalLine error={refusal} />
    </form>
  );
}
