// Deny by default: permissions, devices, navigation, new windows, web views, downloads and the network of the window's session.
import { type App, type Session, session, type WebContents } from 'electron';
import { isDevelopmentServer } from './development-pages.ts';
import { isOwnPage } from './schemes.ts';

/** Each permission the window may have, with its reason. Everything else is refused. */
const allowedPermissions: Readonly<Record<string, string>> = {
  fullscreen: 'the player',
  'clipboard-sanitized-write': 'copying a prompt or a task id',
};

/** Schemes the window's session may load from. The network is main's business alone. */
const allowedSchemes = new Set(['studio-app:', 'studio-media:', 'studio-work:', 'blob:', 'data:', 'devtools:']);

/** True when the window's session may request `address`; `developmentServer` is Vite's address under `npm run dev`, else null. */
export function mayLoad(address: string, developmentServer: string | null): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  if (allowedSchemes.has(url.protocol)) return true;
  if (developmentServer === null || !isDevelopmentServer(developmentServer)) return false;
  return url.host === new URL(developmentServer).host && (url.protocol === 'http:' || url.protocol === 'ws:');
}

/** True for a permission of the list above, asked from our own page. */
export function mayHave(permission: string, page: string): boolean {
  return Object.hasOwn(allowedPermissions, permission) && isOwnPage(page);
}

/** Applies the policy to a session: permissions, devices, downloads, network. */
export function restrictSession(target: Session, developmentServer: string | null): void {
  target.setPermissionRequestHandler((contents, permission, answer) => answer(mayHave(permission, contents.getURL())));
  target.setPermissionCheckHandler((contents, permission) => contents !== null && mayHave(permission, contents.getURL()));
  target.setDevicePermissionHandler(() => false);
  target.on('will-download', (event) => event.preventDefault());
  target.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayLoad(details.url, developmentServer) }));
}

/** Applies the policy to every page that comes to exist: no navigation away, no new windows, no web views. */
export function restrictContents(app: App): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => {
      // Reloading the page is the one navigation there is.
      if (!(isOwnPage(event.url) && isOwnPage(contents.getURL()))) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** The session of the studio's window. */
export function windowSession(): Session {
  return session.defaultSession;
}
