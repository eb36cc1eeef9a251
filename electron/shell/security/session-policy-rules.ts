// Pure rules for what the window's pages may request and load. `session-policy.ts` applies the rules.
import { isOwnPage, parsedAddress } from '../protocols/schemes.ts';

/** Each permission the window may have, with its reason. Everything else is refused. */
const allowedPermissions: Readonly<Record<string, string>> = {
  fullscreen: 'the player',
  'clipboard-sanitized-write': 'copying a prompt or a task id',
};

/** Schemes that the window's session may load from. Only main uses the network. */
const allowedSchemes = new Set(['studio-app:', 'studio-media:', 'blob:', 'data:', 'devtools:']);

/** True for an address that the development server may have: http on 127.0.0.1 with an explicit port. */
export function isDevelopmentServer(address: string): boolean {
  const url = parsedAddress(address);
  return url !== null && url.protocol === 'http:' && url.hostname === '127.0.0.1' && url.port !== '';
}

/** True when the window's session may request `address`; `developmentServer` is Vite's address under `npm run dev`, else null. */
export function isUrlAllowed(address: string, developmentServer: string | null): boolean {
  const url = parsedAddress(address);
  if (url === null) return false;
  if (allowedSchemes.has(url.protocol)) return true;
  if (developmentServer === null || !isDevelopmentServer(developmentServer)) return false;
  return url.host === new URL(developmentServer).host && (url.protocol === 'http:' || url.protocol === 'ws:');
}

/** True for a permission of the list above, asked from our own page. */
export function isPermissionAllowed(permission: string, page: string): boolean {
  return Object.hasOwn(allowedPermissions, permission) && isOwnPage(page);
}
