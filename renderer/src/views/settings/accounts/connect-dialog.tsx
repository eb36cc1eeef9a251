// Asks for a key: another one for a profile, or a new profile with its name and, hidden at first, its base URLs. The key is checked before
// it is stored, so the dialog closes automatically only when the key works. Closing it earlier cancels the check.
import { type RefObject, useId, useRef, useState } from 'react';
import type { Profile } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { DisclosureSummary } from '../../../components/disclosure.tsx';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { RefusalLine } from '../../../components/errors/refusal-line.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { NamedText } from '../../../components/named-text.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { messages } from '../../../messages.ts';
import { profileName } from '../../../profile-name.ts';
import { EnvironmentKey } from '../../welcome/environment-key.tsx';
import { connectingErrorText, customBaseUrl, isKeyError } from './use-connect.ts';
import { type ConnectFormOptions, type ConnectFormState, type ConnectTarget, useConnectForm } from './use-connect-form.ts';

export type { ConnectTarget } from './use-connect-form.ts';

/** Open while `target` is not null. Closing it discards the entered text. */
export function ConnectDialog({ target, onClose }: { readonly target: ConnectTarget | null; readonly onClose: () => void }) {
  const form = useId();
  const first = useRef<HTMLInputElement>(null);
  const [isBusy, setIsBusy] = useState(false);
  // The last content stays visible while the dialog fades out.
  const lastTarget = useRef<ConnectTarget>({ kind: 'profile', first: true });
  if (target !== null) lastTarget.current = target;
  const shownTarget = lastTarget.current;
  return (
    <Dialog
      open={target !== null}
      onClose={onClose}
      title={shownTarget.kind === 'key' ? <ReplaceKeyTitle profile={shownTarget.profile} /> : messages.settings.addProfile}
      description={shownTarget.kind === 'key' ? messages.settings.replaceKeyDetail : messages.settings.addProfileDetail}
      initialFocus={first}
      disablePointerDismissal
      footer={
        <>
          <Button onClick={onClose}>{messages.settings.cancel}</Button>
          <Button type="submit" form={form} variant="primary" disabled={isBusy}>
            {isBusy ? messages.settings.connecting : messages.settings.connect}
          </Button>
        </>
      }
    >
      <ConnectForm id={form} open={target !== null} target={shownTarget} firstField={first} onBusyChange={setIsBusy} onDone={onClose} />
    </Dialog>
  );
}

function ReplaceKeyTitle({ profile }: { readonly profile: Profile }) {
  const name = profileName(profile);
  return <NamedText text={messages.settings.replaceKeyOf(name)} name={name} />;
}

interface FormProps extends ConnectFormOptions {
  readonly id: string;
  readonly firstField: RefObject<HTMLInputElement | null>;
}

function ConnectForm({ id, firstField, ...options }: FormProps) {
  const form = useConnectForm(options);
  const { isBusy, error, profile } = form;
  const { run, refusal } = useCall();
  return (
    <form id={id} onSubmit={form.submit} className="flex flex-col gap-3">
      <EnvironmentKey disabled={isBusy} onUse={form.sendEnvironmentKey} />
      {profile === null && (
        <TextField
          label={messages.settings.name}
          hint={messages.settings.nameHint}
          {...form.name}
          readOnly={isBusy}
          maxLength={60}
          inputRef={firstField}
        />
      )}
      <TextField
        label={messages.settings.key}
        hint={messages.settings.keyHint}
        isSecret
        {...form.key}
        readOnly={isBusy}
        isInvalid={isKeyError(error)}
        maxLength={512}
        {...(profile === null ? {} : { inputRef: firstField })}
      />
      <AddressFields form={form} />
      {error !== null && <ErrorNotice error={error} text={connectingErrorText(error)} steps={{ 'try-again': form.retry }} />}
      <p className="text-dim text-sm">
        <button
          type="button"
          onClick={() => run(() => call('system.openPage', { page: 'get-key' }))}
          className="rounded-control text-accent hover:underline"
        >
          {messages.welcome.getKey}
        </button>
      </p>
      <RefusalLine error={refusal} />
    </form>
  );
}

/** The base URLs, hidden until the user opens them. */
function AddressFields({ form }: { readonly form: ConnectFormState }) {
  const { error, isBusy } = form;
  const wrongUrl = error?.kind === 'invalid-base-url' || error?.kind === 'environment-key-wrong-host' ? error.url : null;
  return (
    <details className="group">
      <DisclosureSummary title={messages.settings.baseUrls} />
      <div className="mt-2 flex flex-col gap-3">
        <UrlField
          label={messages.settings.apiBaseUrl}
          hint={messages.settings.apiBaseUrlHint}
          field={form.apiBaseUrl}
          {...{ wrongUrl, isBusy }}
        />
        <UrlField
          label={messages.settings.filesBaseUrl}
          hint={messages.settings.filesBaseUrlHint}
          field={form.filesBaseUrl}
          {...{ wrongUrl, isBusy }}
        />
      </div>
    </details>
  );
}

interface UrlFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly field: ConnectFormState['apiBaseUrl'];
  /** The URL that was refused; null if none was. */
  readonly wrongUrl: string | null;
  readonly isBusy: boolean;
}

/** A base URL. It is marked as invalid while it still is the refused one. */
function UrlField({ label, hint, field, wrongUrl, isBusy }: UrlFieldProps) {
  const isInvalid = wrongUrl !== null && wrongUrl === customBaseUrl(field.value);
  return <TextField label={label} hint={hint} {...field} readOnly={isBusy} isInvalid={isInvalid} maxLength={2_048} />;
}
