// The time, for what counts down on the screen.
import { useEffect, useState } from 'react';

/** Now, drawn again every `everyMs`; null stands still. */
export function useNow(everyMs: number | null): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (everyMs === null) return;
    let timer = 0;
    const tick = (): void => {
      setNowMs(Date.now());
      // Armed to the next full step, so that several countdowns change together.
      timer = window.setTimeout(tick, everyMs - (Date.now() % everyMs));
    };
    timer = window.setTimeout(tick, everyMs - (Date.now() % everyMs));
    return () => window.clearTimeout(timer);
  }, [everyMs]);
  return nowMs;
}
