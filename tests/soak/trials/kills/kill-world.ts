// The environment of a studio that is killed repeatedly. The service outlives the studio, and records what it has accepted and rendered.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClipSpec } from '../../../../electron/simulator/media/clip-renderer.ts';
import { createSimulator } from '../../../../electron/simulator/simulator.ts';
import { tinyClip } from '../../../contract/simulator/tiny-clip.ts';
import { greyPng } from '../../../e2e/support/plain-pictures.ts';
import { commonClock } from '../../../support/scaled-clock.ts';
import { cutSubmits, type SubmitCuts } from '../../support/cut-submits.ts';
import { sha256Of } from '../../support/state-on-disk.ts';
import type { AuditSources } from './kill-audit.ts';

/** The speed of a run's clock. The studio's waits take milliseconds and keep their proportions. */
export const speed = 20;
export const timeDivisor = 25;

export interface KillWorld extends AuditSources {
  readonly directory: string;
  readonly startedAtMs: number;
  readonly service: { readonly api: string; readonly files: string };
  readonly cuts: SubmitCuts;
  /** A picture on disk, for uploads. */
  readonly picturePath: string;
  stop(): Promise<void>;
}

/** An MP4 box that players skip, with content that makes every clip a different file. */
function uniqueFreeBox(spec: ClipSpec, count: number, bytes: number): Buffer {
  const box = Buffer.alloc(bytes);
  box.writeUInt32BE(bytes, 0);
  box.write('free', 4, 'latin1');
  createHash('sha256').update(`${spec.prompt} ${spec.seed} ${count}`).digest().copy(box, 8);
  return box;
}

export interface WorldOptions {
  readonly directory: string;
  readonly lacksIdempotencyKeys: boolean;
  /** The time from acceptance to the end of a task, on the accelerated clock. */
  readonly progressMs: number;
  readonly clipBytes: number;
  /** null means no limit. */
  readonly bytesPerSecond: number | null;
}

export async function createWorld(options: WorldOptions): Promise<KillWorld> {
  const { directory, lacksIdempotencyKeys, progressMs, clipBytes, bytesPerSecond } = options;
  const startedAtMs = Date.now();
  const hashesByPrompt = new Map<string, Set<string>>();
  const allHashes = new Set<string>();
  const simulator = createSimulator({
    directory: null,
    clock: commonClock(speed, startedAtMs),
    clips: {
      async render(spec) {
        const clip = Buffer.concat([tinyClip(spec), uniqueFreeBox(spec, allHashes.size, clipBytes)]);
        const sha256 = sha256Of(clip);
        hashesByPrompt.set(spec.prompt, (hashesByPrompt.get(spec.prompt) ?? new Set()).add(sha256));
        allHashes.add(sha256);
        return clip;
      },
    },
    settings: { progressMs, undocumented: !lacksIdempotencyKeys, credits: 1_000_000, maxFiles: 10_000 },
  });
  const { api, files } = await simulator.start();
  if (bytesPerSecond !== null) {
    simulator.control.addFaults([{ match: { endpoint: 'result' }, count: null, action: { kind: 'throttle', bytesPerSecond } }]);
  }
  const cuts = await cutSubmits({ api, control: simulator.control });
  const picturePath = join(directory, 'frame.png');
  writeFileSync(picturePath, greyPng(7));
  const studio = join(directory, 'studio');
  return {
    directory: studio,
    databasePath: join(studio, 'studio.sqlite'),
    videos: join(studio, 'videos'),
    startedAtMs,
    service: { api: cuts.api, files },
    lacksIdempotencyKeys,
    cuts,
    picturePath,
    acceptedTasks: () =>
      simulator.control.ledger().accepted.map((one) => ({ ...one, prompt: String((one.body as { prompt?: unknown }).prompt) })),
    clipHashes: (prompt) => hashesByPrompt.get(prompt) ?? new Set(),
    isClipHash: (sha256) => allHashes.has(sha256),
    async stop() {
      await cuts.stop();
      await simulator.stop();
    },
  };
}
