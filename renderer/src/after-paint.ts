// Waits until the window has painted a change.

/** A hidden window paints nothing, so nothing waits longer than this. */
const longestWaitMs = 100;

/** Calls `run` after the next frame, which shows everything that was rendered before; at the latest after `longestWaitMs`. */
export function afterPaint(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  const finish = (): void => {
    clearTimeout(timer);
    port1.close();
    run();
  };
  const timer = setTimeout(finish, longestWaitMs);
  port1.onmessage = finish;
  // A message arrives after the frame is drawn. A timer would be delayed by a millisecond or more.
  requestAnimationFrame(() => port2.postMessage(null));
}
