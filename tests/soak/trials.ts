// All soak trials, in the order in which they run.
import type { Trial } from './trial.ts';
import { curl } from './trials/curl.ts';
import { expiry } from './trials/expiry.ts';
import { foreign } from './trials/foreign.ts';
import { ipcFuzz } from './trials/ipc-fuzz.ts';
import { keyLeak } from './trials/key-leak.ts';
import { kills } from './trials/kills.ts';
import { live5000 } from './trials/live5000.ts';
import { polls } from './trials/polls.ts';
import { rebuiltJudgements } from './trials/rebuilt-judgements.ts';
import { resume } from './trials/resume.ts';
import { search } from './trials/search.ts';
import { sleep } from './trials/sleep.ts';
import { start100k } from './trials/start100k.ts';
import { undo } from './trials/undo.ts';

export const trials: readonly Trial[] = [
  kills,
  polls,
  expiry,
  resume,
  sleep,
  foreign,
  live5000,
  curl,
  start100k,
  ipcFuzz,
  keyLeak,
  search,
  undo,
  rebuiltJudgements,
];
