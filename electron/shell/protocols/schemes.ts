// The studio's own schemes. Privileges must be registered once, before `ready`, for all of them together.
import type { CustomScheme } from 'electron';

/** The window's pages: `studio-app://app/index.html`. */
export const appScheme = 'studio-app';
/** Videos, posters and references by id, never by path: `studio-media://video/12`. */
export const mediaScheme = 'studio-media';
/** The host of every page of the window. */
export const appHost = 'app';
/** The address of the window's page. */
export const appUrl = `${appScheme}://${appHost}/index.html`;

/** The studio's schemes and their privileges, for `protocol.registerSchemesAsPrivileged`. */
export const schemes: readonly CustomScheme[] = [
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  { scheme: mediaScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true } },
];

/** True for an address of the window's own pages. `origin` cannot be used: it is the string "null" for schemes of our own. */
export function isOwnPage(address: string): boolean {
  const url = parsedAddress(address);
  return url !== null && url.protocol === `${appScheme}:` && url.host === appHost;
}

/** Parses an address; null when it is not valid. (`URL.parse` is missing in some runtimes that the studio starts on.) */
export function parsedAddress(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
