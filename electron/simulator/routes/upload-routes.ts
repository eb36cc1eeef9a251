// The three upload routes: base64 in JSON, a multipart stream, and an address to fetch from.
import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  type FileRefusal,
  maxFileBytes,
  type PendingUpload,
  receiveFile,
  remainingQuota,
  storeUpload,
  type UploadNames,
} from '../media/receive-upload.ts';
import type { Service } from '../simulated-service.ts';
import { singleChunk } from '../tables/blob-store.ts';
import type { SimulatedUploadRow } from '../tables/simulated-upload-table.ts';
import { accountOf } from './api-key-access.ts';
import { beijingTime, filesErrorReply } from './file-host-reply.ts';
import { type IncomingRequest, json, type Reply, type Route, readJson } from './http-reply.ts';
import { readMultipart } from './multipart.ts';

type Fields = Readonly<Record<string, unknown>>;
type ReceivedUpload = { readonly pending: Result<PendingUpload, FileRefusal>; readonly names: UploadNames };

/** 100 MB as base64, and some space for the names. */
const maxJsonBytes = Math.ceil((maxFileBytes * 4) / 3) + 65_536;
const fetchTimeoutMs = 60_000;

const badRequest = (message: string): FileRefusal => ({ status: 400, message });

function optionalText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function namesOf(fields: Fields, declaredType: string | null, originalName: string | null): UploadNames {
  const fileName = optionalText(fields.file_name);
  return { uploadPath: optionalText(fields.upload_path), fileName, originalName: originalName || fileName, declaredType };
}

async function readFields(incoming: IncomingRequest): Promise<Result<Fields, FileRefusal>> {
  const body = await readJson(incoming.stream, maxJsonBytes);
  if (body === 'too-large') return fail({ status: 413, message: 'File too large: the limit is 100MB' });
  return body === 'not-json' ? fail(badRequest('Invalid JSON body')) : ok(body);
}

async function receiveBase64(service: Service, incoming: IncomingRequest): Promise<Result<ReceivedUpload, FileRefusal>> {
  const body = await readFields(incoming);
  if (!body.ok) return body;
  const data = optionalText(body.value.base64_data);
  if (data === null) return fail(badRequest('base64_data is required'));
  const comma = data.startsWith('data:') ? data.indexOf(',') : -1;
  const declaredType = comma > 0 ? (/^data:([^;,]+)/.exec(data.slice(0, comma))?.[1] ?? null) : null;
  const encoded = data.slice(comma + 1).replace(/\s/g, '');
  if (/[^A-Za-z0-9+/_=-]/.test(encoded)) return fail(badRequest('base64_data is not base64'));
  return ok({
    pending: await receiveFile(service, singleChunk(Buffer.from(encoded, 'base64'))),
    names: namesOf(body.value, declaredType, null),
  });
}

async function receiveStream(service: Service, incoming: IncomingRequest): Promise<Result<ReceivedUpload, FileRefusal>> {
  const parts = await readMultipart(incoming.stream, (source) => receiveFile(service, source));
  if (parts === 'malformed' || !parts.file) return fail(badRequest('A multipart part named file is required'));
  // Accepts both spellings, and fields after the file, because the official client sends them that way.
  const { upload_path, uploadPath, file_name, fileName } = parts.fields;
  const fields = { upload_path: upload_path ?? uploadPath, file_name: file_name ?? fileName };
  return ok({ pending: parts.file.stored, names: namesOf(fields, parts.file.declaredType, parts.file.name) });
}

async function receiveUrl(service: Service, incoming: IncomingRequest): Promise<Result<ReceivedUpload, FileRefusal>> {
  const body = await readFields(incoming);
  if (!body.ok) return body;
  const url = optionalText(body.value.file_url);
  if (url === null) return fail(badRequest('file_url is required'));
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return fail(badRequest('file_url must be an http or https address'));
  try {
    const response = await service.fetch(url, { signal: AbortSignal.timeout(fetchTimeoutMs) });
    if (!response.ok || !response.body) return fail(badRequest(`Failed to download file: HTTP ${response.status}`));
    const pending = await receiveFile(service, response.body as unknown as AsyncIterable<Uint8Array>);
    return ok({
      pending,
      names: namesOf(body.value, response.headers.get('content-type'), new URL(url).pathname.split('/').pop() ?? null),
    });
  } catch {
    return fail(badRequest('Failed to download file from URL'));
  }
}

/** Returns the routes. Their replies follow the public page of the upload reply. */
export function createUploadRoutes(service: Service): readonly Route[] {
  const uploadReply = (row: SimulatedUploadRow): Reply =>
    json(200, {
      success: true,
      code: 200,
      msg: 'File uploaded successfully',
      data: {
        file_id: row.id,
        file_name: row.file_name,
        original_name: row.original_name,
        file_size: row.bytes,
        mime_type: row.mime_type,
        upload_path: row.upload_path,
        file_url: service.filesBase() + row.path,
        download_url: `${service.filesBase()}/api/v1/files/download/${row.id}`,
        upload_time: beijingTime(row.uploaded_ms),
        expires_at: beijingTime(row.expires_ms),
      },
    });

  const uploadRoute = (
    name: string,
    receive: (service: Service, incoming: IncomingRequest) => Promise<Result<ReceivedUpload, FileRefusal>>,
  ): Route => {
    const endpoint = `upload-${name}`;
    const refuse = (refusal: FileRefusal): Reply => filesErrorReply(service.settings(), endpoint, refusal.status, null, refusal.message);
    return {
      method: 'POST',
      pattern: new RegExp(`^/api/v1/files/upload/${name}$`),
      endpoint,
      handle: async (incoming) => {
        const account = accountOf(incoming.headers);
        if (!account.ok) return refuse(account.error);
        if (remainingQuota(service, account.value) <= 0)
          return refuse({ status: 403, message: 'File quota exceeded: delete files to make room' });
        const received = await receive(service, incoming);
        if (!received.ok) return refuse(received.error);
        const { pending, names } = received.value;
        if (!pending.ok) return refuse(pending.error);
        const stored = await storeUpload(service, account.value, pending.value, names);
        return stored.ok ? uploadReply(stored.value) : refuse(stored.error);
      },
    };
  };
  return [uploadRoute('base64', receiveBase64), uploadRoute('stream', receiveStream), uploadRoute('url', receiveUrl)];
}
