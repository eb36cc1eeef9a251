// The service's own words: its message, the request id that support asks for, and the body as it arrived. Pure.
import type { AppError } from '../../../../shared/errors.ts';
import { messages } from '../../messages.ts';
import { prettyBody } from './format-body.ts';

/** null when the service said nothing. */
export function rawResponse(error: AppError): string | null {
  const own = messages.serviceWords(error);
  if (own === null) return null;
  if (!('service' in error)) return own;
  const { requestId, body } = error.service;
  const lines = [own, ...(requestId === null ? [] : [messages.queue.requestId(requestId)])];
  return [lines.join('\n'), ...(body.trim() === '' ? [] : [prettyBody(body)])].join('\n\n');
}
