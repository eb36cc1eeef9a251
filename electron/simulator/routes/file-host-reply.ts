// The error bodies of the file host, and its time format.

import type { SimulatorSettings } from '../simulator-settings.ts';
import { defaultRefusal, fileError } from './error-body.ts';
import { json, type Reply, text } from './http-reply.ts';

/** The file host's own error body; where files are served, the XML of an object store. */
export function filesErrorReply(
  settings: SimulatorSettings,
  endpoint: string,
  status: number,
  code: string | null,
  message: string | null,
): Reply {
  const reason = message ?? defaultRefusal(status).message;
  if (endpoint === 'file' || endpoint === 'result') {
    const xml = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code ?? `Http${status}`}</Code><Message>${reason}</Message></Error>`;
    return text(status, 'application/xml', xml);
  }
  return json(settings.fileErrorsOn200 ? 200 : status, fileError(status, reason));
}

/** Formats a time as the service does: in Beijing's time zone. */
export function beijingTime(ms: number): string {
  return `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}
