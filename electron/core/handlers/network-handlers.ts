// Calls about what stands between the studio and the internet.
import { ok } from '../../../shared/result.ts';
import type { HostPermissions } from '../host-permissions.ts';
import type { HandlersOf } from './handler.ts';

export function networkHandlers(parts: { permissions: HostPermissions; wakeAll(): void }): HandlersOf<'network'> {
  const { permissions, wakeAll } = parts;
  return {
    'network.allowHost': ({ host }) => {
      const allowed = permissions.allow(host);
      if (allowed.ok) wakeAll();
      return allowed;
    },
    'network.forgetHost': ({ host }) => {
      permissions.forget(host);
      return ok({});
    },
  };
}
