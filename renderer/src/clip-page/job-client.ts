// The page's only connection to the outside: a few requests to its own scheme, which the main process answers. There is no preload and no
// IPC, so a page that reads untrusted video files has nothing but `fetch`.
import type { Job, JobFailure, JobResult } from './job-messages.ts';

const base = new URL('/jobs/', location.href);

async function call(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(new URL(path, base), init);
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}`);
  return response;
}

/** Waits until there is a job, for hours if necessary. */
export async function nextJob(): Promise<Job> {
  return (await call('next')).json() as Promise<Job>;
}

/** Aborts `controller` when nobody needs the job's result any more. The request stays open for as long as the job runs. */
export async function watchForAbandonment(id: string, controller: AbortController): Promise<void> {
  const response = await fetch(new URL(`${id}/abandoned`, base), { signal: controller.signal }).catch(() => null);
  if (response?.status === 200) controller.abort();
}

/**
 * Sends the parts of a finished job to the main process one by one, then its metadata, which ends the job. Rejects when the main process
 * refuses a request, e.g. because it has given up on this page.
 */
export async function sendResult(id: string, result: JobResult): Promise<void> {
  for (const [name, bytes] of Object.entries(result.parts)) {
    // Always sends bytes. Electron passes a Blob body to a scheme handler in another way, and that way has been broken before.
    const body = bytes instanceof Blob ? await bytes.arrayBuffer() : bytes;
    await call(`${id}/parts/${name}`, { method: 'POST', body });
  }
  await call(`${id}/done`, { method: 'POST', body: JSON.stringify(result.metadata) });
}

/** Ends a job without a result. The main process maps a reason that it does not know to `internal`. */
export async function reportFailure(id: string, failure: JobFailure): Promise<void> {
  await call(`${id}/failed`, { method: 'POST', body: JSON.stringify({ reason: failure.reason, message: failure.message }) });
}

/** Reads one range of the job's input; `end` is exclusive. Rejects when the range does not arrive completely. */
export async function readSource(id: string, start: number, end: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const response = await call(`${id}/source`, { headers: { range: `bytes=${start}-${end - 1}` }, signal });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length !== end - start) throw new Error(`asked for ${end - start} bytes of the source, got ${bytes.length}`);
  return bytes;
}
