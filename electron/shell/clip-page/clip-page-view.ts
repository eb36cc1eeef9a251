// The hidden page from opening to closing: a sandboxed web page without a window (so it takes no focus and needs no display), in a session of its
// own that reaches nothing but our scheme.
import { type Session, session, WebContentsView } from 'electron';
import { securePreferences } from '../window/window-options.ts';
import { clipPageUrl, clipSchemeName } from './clip-protocol.ts';

/** An open hidden page; it lives until `close` or until it dies. */
export interface ClipPage {
  close(): void;
}

interface ClipPageEvents {
  readonly handleRequest: (request: Request) => Promise<Response>;
  /** Called once, with the cause, when the page died or never came up; not after `close`. */
  readonly onLost: (cause: string) => void;
}

/** Keeps the views from garbage collection: a view without a window is collected, and its page with it. */
const openViews = new Set<WebContentsView>();

function isolatedSession(partition: string, handleRequest: ClipPageEvents['handleRequest']): Session {
  // Without "persist:" in its name, the session never writes anything to disk.
  const isolated = session.fromPartition(partition, { cache: false });
  isolated.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  isolated.setPermissionCheckHandler(() => false);
  isolated.setDevicePermissionHandler(() => false);
  isolated.on('will-download', (event) => event.preventDefault());
  // The page's CSP says the same; this holds even when the page's process is compromised.
  isolated.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !details.url.startsWith(`${clipSchemeName}://`) }));
  if (isolated.protocol.isProtocolHandled(clipSchemeName)) isolated.protocol.unhandle(clipSchemeName);
  isolated.protocol.handle(clipSchemeName, handleRequest);
  return isolated;
}

/** Opens a page in the session of a partition; different partitions share nothing. */
export function openClipPage(partition: string, { handleRequest, onLost }: ClipPageEvents): ClipPage {
  const view = new WebContentsView({
    webPreferences: {
      ...securePreferences(null),
      session: isolatedSession(partition, handleRequest),
      spellcheck: false,
      enableWebSQL: false,
      devTools: false,
      // The page is never visible and must still work at full speed.
      backgroundThrottling: false,
    },
  });
  const contents = view.webContents;
  openViews.add(view);
  let hasEnded = false;
  const end = (cause: string | null) => {
    if (hasEnded) return;
    hasEnded = true;
    openViews.delete(view);
    if (!contents.isDestroyed()) contents.close();
    if (cause !== null) onLost(cause);
  };

  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setAudioMuted(true);
  contents.on('render-process-gone', (_event, details) => end(`the clip page is gone: ${details.reason}`));
  contents.on('destroyed', () => end('the clip page was closed from outside'));
  contents.on('did-navigate', (_event, _url, status) => {
    if (status !== 200) end(`the clip page is missing (${status})`);
  });
  contents.loadURL(clipPageUrl).catch((error: unknown) => end(`the clip page did not load: ${String(error)}`));

  return { close: () => end(null) };
}
