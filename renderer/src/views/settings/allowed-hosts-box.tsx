// Hosts that the person once let be asked although their names lead to addresses of a private network; nothing where there are none.
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { words } from '../../words.ts';
import { Box, Row } from './box.tsx';

export function AllowedHostsBox({ hosts }: { readonly hosts: readonly string[] }) {
  if (hosts.length === 0) return null;
  return (
    <Box title={words.settings.allowedHosts}>
      {hosts.map((host) => (
        <Row
          key={host}
          title={host}
          controls={
            <Button size="small" aria-label={words.settings.forgetHostOf(host)} onClick={() => void call('network.forgetHost', { host })}>
              {words.settings.forgetHost}
            </Button>
          }
        />
      ))}
    </Box>
  );
}
