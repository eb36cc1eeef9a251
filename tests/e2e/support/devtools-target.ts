// Reaches the studio's page over a separate DevTools connection, beside Playwright's connection.

/** A page in the list of the debugging port. */
export interface DevtoolsTarget {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

/** Calls a DevTools method of a page over a separate connection and returns the result. Throws after five seconds. */
export function callTarget(
  target: DevtoolsTarget,
  method: string,
  params: object = {},
): Promise<{ readonly result?: { readonly value?: unknown } }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(target.webSocketDebuggerUrl);
    const finish = (settle: () => void): void => {
      clearTimeout(timeout);
      socket.close();
      settle();
    };
    const timeout = setTimeout(() => finish(() => reject(new Error(`the page does not answer ${method}`))), 5_000);
    socket.onopen = () => socket.send(JSON.stringify({ id: 1, method, params }));
    socket.onerror = () => finish(() => reject(new Error('the page refuses a connection')));
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(String(data));
      if (message.id === 1) finish(() => resolve(message.result));
    };
  });
}

/** Finds the studio's page at the debugging address `address` ("127.0.0.1:9222"). Throws if there is none. */
export async function studioTarget(address: string): Promise<DevtoolsTarget> {
  const response = await fetch(`http://${address}/json/list`, { signal: AbortSignal.timeout(5_000) });
  const targets: DevtoolsTarget[] = await response.json();
  const page = targets.find(({ type, url }) => type === 'page' && url.startsWith('studio-app:'));
  if (page === undefined) throw new Error(`no window of the studio among ${JSON.stringify(targets)}`);
  return page;
}

/** Whether the document is loaded and the studio is drawn. */
export async function isTargetShown(target: DevtoolsTarget): Promise<boolean> {
  const expression = "document.readyState === 'complete' && (document.getElementById('root')?.childElementCount ?? 0) > 0";
  const { result } = await callTarget(target, 'Runtime.evaluate', { expression });
  return result?.value === true;
}
