// Deny by default: permissions, devices, navigation, new windows, web views, downloads and the network of the window's session.
import { type App, type Session, session, type WebContents } from 'electron';
import { isOwnPage } from '../protocols/schemes.ts';
import { isPermissionAllowed, isUrlAllowed } from './session-policy-rules.ts';

/** Applies the policy to a session: permissions, devices, downloads, network. */
export function restrictSession(target: Session, developmentServer: string | null): void {
  target.setPermissionRequestHandler((contents, permission, callback) => callback(isPermissionAllowed(permission, contents.getURL())));
  target.setPermissionCheckHandler((contents, permission) => contents !== null && isPermissionAllowed(permission, contents.getURL()));
  target.setDevicePermissionHandler(() => false);
  target.on('will-download', (event) => event.preventDefault());
  target.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isUrlAllowed(details.url, developmentServer) }));
}

/** Applies the policy to every page that is created: no navigation away, no new windows, no web views. */
export function restrictContents(app: App): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => {
      // Reloading the page is the only allowed navigation.
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
