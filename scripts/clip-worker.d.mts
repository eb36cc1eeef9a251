// Types of clip-worker.mjs, for TypeScript that starts it.
import type { ClipRenderer } from '../electron/simulator/media/clip-renderer.ts';

export interface WorkerPoster {
  readonly width: number;
  readonly height: number;
  readonly durationSeconds: number;
  readonly framesPerSecond: number;
  readonly hasAudio: boolean;
  readonly poster: Uint8Array;
  readonly filmstrip: Uint8Array;
}

export interface WorkerClipRenderer extends ClipRenderer {
  poster(path: string, signal?: AbortSignal): Promise<WorkerPoster>;
  image(path: string, signal?: AbortSignal): Promise<{ readonly width: number; readonly height: number; readonly hasAlpha: boolean }>;
  stop(): Promise<void>;
}

export class ClipWorkerError extends Error {
  readonly reason: string;
  constructor(reason: string, message: string);
}

export function createWorkerClipRenderer(options?: { readonly entry?: string; readonly idleMs?: number }): WorkerClipRenderer;
