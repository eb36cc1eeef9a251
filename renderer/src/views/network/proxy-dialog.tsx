// Asks for the name and password of a proxy. The request is in main's status until it is answered.
import { type FormEvent, useId, useRef, useState } from 'react';
import type { StudioStatus } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { useCall } from '../../components/errors/use-call.ts';
import { Switch } from '../../components/switch.tsx';
import { TextField } from '../../components/text-field.tsx';
import { messages } from '../../messages.ts';

type Proxy = NonNullable<StudioStatus['network']['proxy']>;

/**
 * The dialog is open while main's status says that the proxy asks. Closing it declines the sign-in, and a banner then offers to ask again.
 */
export function ProxyDialog({ proxy }: { readonly proxy: Proxy }) {
  const { host, port, realm, wasRefused, canKeep } = proxy;
  const form = useId();
  const nameField = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [isRemembered, setIsRemembered] = useState(true);
  const { run, refusal: error } = useCall();
  const decline = (): void => run(() => call('network.declineProxy', {}));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name === '') return;
    run(() => call('network.authenticateProxy', { host, port, name, password, remembersPassword: isRemembered && canKeep }));
  };
  return (
    <Dialog
      open
      onClose={decline}
      title={messages.network.proxyTitle(host)}
      description={messages.network.proxyDetail(`${host}:${port}`, realm)}
      initialFocus={nameField}
      disablePointerDismissal
      footer={
        <>
          <Button onClick={decline}>{messages.network.notNow}</Button>
          <Button type="submit" form={form} variant="primary" disabled={name === ''}>
            {messages.network.signIn}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-3">
        {wasRefused && (
          <p role="alert" className="text-bad">
            {messages.network.proxyRefused}
          </p>
        )}
        <TextField label={messages.network.proxyName} value={name} onChange={setName} maxLength={255} inputRef={nameField} />
        <TextField label={messages.network.proxyPassword} value={password} onChange={setPassword} maxLength={1_024} isSecret />
        {canKeep ? (
          <div className="flex items-center gap-2">
            <Switch label={messages.network.storeSignIn} isOn={isRemembered} onChange={setIsRemembered} />
            <span>{messages.network.storeSignIn}</span>
          </div>
        ) : (
          <p className="text-dim text-sm">{messages.network.cannotStoreSignIn}</p>
        )}
        {error !== null && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  );
}
