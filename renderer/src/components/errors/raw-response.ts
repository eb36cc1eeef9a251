// The service's own message, the request id that support asks for, and the unchanged response body. Pure.
import type { AppError } from '../../../../shared/errors.ts';
import { messages } from '../../messages.ts';
import { prettyBody } from './format-body.ts';

/** Returns the message, the request id and the body as text; null when the service sent none of them. */
export function rawResponse(error: AppError): string | null {
  const message = messages.serviceWords(error);
  if (message === null) return null;
  if (!('service' in error)) return message;
  const { requestId, body } = error.service;
  const lines = [message, ...(requestId === null ? [] : [messages.queue.requestId(requestId)])];
  return [lines.join('\n'), ...(body.trim() === '' ? [] : [prettyBody(body)])].join('\n\n');
}
