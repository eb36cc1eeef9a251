// Starts a simulator for one test, and makes calls as a client does.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ClipRenderer } from '../../../electron/simulator/media/clip-renderer.ts';
import { createSimulator, type Simulator, type SimulatorAddresses } from '../../../electron/simulator/simulator.ts';
import type { SimulatorSettings } from '../../../electron/simulator/simulator-settings.ts';
import { createTinyClips } from './tiny-clip.ts';

// biome-ignore lint/suspicious/noExplicitAny: responses are compared as a whole, not used
export type UncheckedJson = any;

export interface ReceivedResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: UncheckedJson;
}

export interface SimulatedService extends SimulatorAddresses {
  readonly simulator: Simulator;
  /**
   * Sends a request with a JSON body. `url` is a path of the gateway or a complete URL. A response body that is not JSON is returned as
   * text.
   */
  call(method: string, url: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<ReceivedResponse>;
  submit(body: Readonly<Record<string, unknown>>, headers?: Readonly<Record<string, string>>): Promise<ReceivedResponse>;
  /** Reads the task until it has ended. */
  waitForEnd(taskId: string): Promise<UncheckedJson>;
  /** Submits a short prompt and returns the ended task. */
  generate(body?: Readonly<Record<string, unknown>>): Promise<UncheckedJson>;
}

export const authorizationHeader = { authorization: 'Bearer sk-test' } as const;

export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'simulator-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

export interface SimulatedServiceOptions {
  readonly directory?: string;
  readonly clips?: ClipRenderer;
  readonly settings?: Partial<SimulatorSettings>;
  readonly port?: number;
}

export async function startSimulatedService({ directory, clips, settings, port }: SimulatedServiceOptions = {}): Promise<SimulatedService> {
  const simulator = createSimulator({
    directory: directory ?? null,
    clips: clips ?? createTinyClips(),
    settings: { progressMs: 50, ...settings },
  });
  const addresses = await simulator.start(port === undefined ? {} : { port });
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (isStopped) return;
    isStopped = true;
    await simulator.stop();
  };
  onTestFinished(stop);

  const call: SimulatedService['call'] = async (method, url, body, headers = {}) => {
    const response = await fetch(url.startsWith('http') ? url : addresses.api + url, {
      method,
      headers: { ...authorizationHeader, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const submit: SimulatedService['submit'] = (body, headers) => call('POST', '/v1/videos/generations', body, headers);
  const waitForEnd: SimulatedService['waitForEnd'] = async (taskId) => {
    for (let attempt = 0; attempt < 4_000; attempt += 1) {
      const { body } = await call('GET', `/v1/tasks/${taskId}`);
      if (body.status !== 'pending' && body.status !== 'processing') return body;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`task ${taskId} did not end`);
  };
  return {
    ...addresses,
    simulator: { ...simulator, stop },
    call,
    submit,
    waitForEnd,
    async generate(body = {}) {
      const { body: task } = await submit({ model: 'seedance-1.5-pro', prompt: 'a fox in the snow', ...body });
      return await waitForEnd(task.id);
    },
  };
}

/** Returns a PNG header with the requested size. The service reads nothing else of a picture. */
export function tinyPng(width = 640, height = 480): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 0);
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

export async function uploadPng(service: SimulatedService, width?: number, height?: number): Promise<UncheckedJson> {
  const { body } = await service.call('POST', `${service.files}/api/v1/files/upload/base64`, {
    base64_data: tinyPng(width, height).toString('base64'),
  });
  return body.data;
}
