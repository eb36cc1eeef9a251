// The URL schemes of the studio. Electron takes their privileges in a single call, before `ready`.
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

/** True for a URL of the window's own pages. Does not compare `origin`, which is the string "null" for custom schemes. */
export function isOwnPage(address: string): boolean {
  const url = parsedAddress(address);
  return url !== null && url.protocol === `${appScheme}:` && url.host === appHost;
}

/** Parses a URL; null when it is not valid. Does not use `URL.parse`, which some supported runtimes lack. */
export function parsedAddress(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
