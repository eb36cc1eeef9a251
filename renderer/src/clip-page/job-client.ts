// The page's only way out: a handful of requests to its own scheme, which the main process answers. No preload and no IPC, so a page that
// reads untrusted video files holds nothing but `fetch`.
import type { Job, JobFailure, JobResult } from './job-messages.ts';

const base = new URL('/jobs/', location.href);

async function call(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(new URL(path, base), init);
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}`);
  return response;
}

/** Waits, for hours if need be, until there is something to do. */
export async function nextJob(): Promise<Job> {
  return (await call('next')).json() as Promise<Job>;
}

/** Aborts the given controller when nobody wants the job's result any more. The request stays open for as long as the job runs. */
export async function watchForAbandonment(id: string, controller: AbortController): Promise<void> {
  const response = await fetch(new URL(`${id}/abandoned`, base), { signal: controller.signal }).catch(() => null);
  if (response?.status === 200) controller.abort();
}

export async function deliver(id: string, result: JobResult): Promise<void> {
  for (const [name, bytes] of Object.entries(result.parts)) {
    // A Blob body reaches a scheme handler by another road than bytes do, which Electron has broken before: always send bytes.
    const body = bytes instanceof Blob ? await bytes.arrayBuffer() : bytes;
    await call(`${id}/parts/${name}`, { method: 'POST', body });
  }
  await call(`${id}/done`, { method: 'POST', body: JSON.stringify(result.facts) });
}

export async function reportFailure(id: string, failure: JobFailure): Promise<void> {
  await call(`${id}/failed`, { method: 'POST', body: JSON.stringify({ reason: failure.reason, message: failure.message }) });
}

/** One range of the job's input, `end` exclusive. */
export async function readSource(id: string, start: number, end: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const response = await call(`${id}/source`, { headers: { range: `bytes=${start}-${end - 1}` }, signal });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length !== end - start) throw new Error(`asked for ${end - start} bytes of the source, got ${bytes.length}`);
  return bytes;
}
