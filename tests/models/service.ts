// The simulated service over HTTP. References are uploaded to its file host, requests go to its API, and the outcome of each request is
// read from its ledger. The service has its own list of models, so that the check can find mistakes in the catalogue.
import { createSimulator } from '../../electron/simulator/simulator.ts';
import { type Reference, wireBody } from '../../shared/models/index.ts';
import { createTinyClips } from '../contract/simulator/tiny-clip.ts';
import type { RequestWithFiles } from '../unit/models/requests.ts';
import { earlierTask } from './model-trials.ts';
import { bytesOf } from './sample-files.ts';

const headers = { authorization: 'Bearer sk-models' };

export interface ModelService {
  /** Sends a request as the studio does. Returns null if the service accepts it, and otherwise the refusal. */
  send(input: RequestWithFiles): Promise<string | null>;
  /** Waits until every accepted task has ended. Returns the failures of the requests sent since the previous call. */
  failures(): Promise<ReadonlyMap<RequestWithFiles, string>>;
  stop(): Promise<void>;
}

export async function startModelService(): Promise<ModelService> {
  const simulator = createSimulator({
    directory: null,
    clips: createTinyClips(),
    settings: { progressMs: 0, credits: 1e9, maxFiles: 1e6 },
  });
  const { api, files } = await simulator.start();
  const addresses = new Map<string, Promise<string>>();
  const accepted = new Map<string, RequestWithFiles>();

  const upload = async (reference: Reference): Promise<string> => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytesOf(reference))], { type: reference.mimeType }), reference.name);
    const response = await fetch(`${files}/api/v1/files/upload/stream`, { method: 'POST', headers, body: form });
    const content = (await response.json()) as {
      readonly success: boolean;
      readonly msg: string;
      readonly data?: { readonly file_url: string };
    };
    if (!content.success || content.data === undefined) throw new Error(`the files host refused ${reference.mimeType}: ${content.msg}`);
    return content.data.file_url;
  };
  /** Uploads a file, but only once for equal properties, because the service checks only these properties. */
  const addressOf = (reference: Reference): Promise<string> => {
    const { mimeType, width, height, durationSeconds } = reference;
    const cacheKey = [mimeType, width, height, durationSeconds].join(' ');
    const address = addresses.get(cacheKey) ?? upload(reference);
    addresses.set(cacheKey, address);
    return address;
  };

  const create = (body: string): Promise<Response> =>
    fetch(`${api}/v1/videos/generations`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
  const extendableTask = (await (await create(JSON.stringify({ model: 'veo3.1-fast', prompt: 'to be extended' }))).json()) as {
    readonly id: string;
  };

  return {
    async send(input) {
      const uploaded = new Map<number, string>();
      try {
        for (const [id, file] of input.files) uploaded.set(id, await addressOf(file));
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
      const body = wireBody(input.request, (id) => uploaded.get(id) ?? '');
      const response = await create(JSON.stringify(body).replace(earlierTask, extendableTask.id));
      const content = (await response.json()) as { readonly id?: string; readonly error?: { readonly message: string } };
      if (response.ok && content.id !== undefined) {
        accepted.set(content.id, input);
        return null;
      }
      return `${response.status} ${content.error?.message ?? ''}`;
    },
    async failures() {
      for (const deadlineMs = Date.now() + 60_000; Date.now() < deadlineMs; await new Promise((done) => setTimeout(done, 25))) {
        const tasks = simulator.control.ledger().accepted.filter(({ taskId }) => accepted.has(taskId));
        if (tasks.some(({ status }) => status === 'pending' || status === 'processing')) continue;
        const found = new Map<RequestWithFiles, string>();
        for (const { taskId, status } of tasks) {
          const input = accepted.get(taskId);
          if (input === undefined || status === 'completed') continue;
          const content = await fetch(`${api}/v1/tasks/${taskId}`, { headers });
          const { error } = (await content.json()) as { readonly error?: { readonly code: string } };
          found.set(input, `accepted, then ${status} with ${error?.code ?? 'no code'}`);
        }
        accepted.clear();
        return found;
      }
      throw new Error('the simulated service did not end its tasks within 60 s');
    },
    stop: () => simulator.stop(),
  };
}
