// Hosts that the user has allowed although their names lead to addresses of a private network.
import { call } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { RefusalBox } from '../../../components/errors/refusal-box.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { messages } from '../../../messages.ts';
import { SettingsBox, SettingsRow } from '../settings-box.tsx';

/** One row per host, with a button that revokes it. Shows nothing without hosts. */
export function AllowedHostsBox({ hosts }: { readonly hosts: readonly string[] }) {
  if (hosts.length === 0) return null;
  return (
    <SettingsBox title={messages.settings.allowedHosts}>
      {hosts.map((host) => (
        <HostRow key={host} host={host} />
      ))}
    </SettingsBox>
  );
}

function HostRow({ host }: { readonly host: string }) {
  const { run, refusal } = useCall();
  const revoke = (): void => run(() => call('network.forgetHost', { host }));
  return (
    <SettingsRow
      title={host}
      detail={messages.settings.allowedHost}
      controls={
        <Button size="small" aria-label={messages.settings.removeHostOf(host)} onClick={revoke}>
          {messages.settings.removeHost}
        </Button>
      }
    >
      <RefusalBox error={refusal} />
    </SettingsRow>
  );
}
