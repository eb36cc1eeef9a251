// Everything that the service reported for the task, field by field, and each response unchanged.
import { useMemo } from 'react';
import type { CallOutput } from '../../../../shared/ipc.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { prettyBody } from '../../components/errors/format-body.ts';
import type { ServiceField } from '../../components/service-field.ts';
import { ServiceFields } from '../../components/service-fields.tsx';
import { messages } from '../../messages.ts';
import { type ResponseField, responseFields } from './response-fields.ts';

type ServiceResponses = CallOutput<'tasks.read'>['serviceResponses'];

/** The note of a field: `created` as a readable date, and the time of a value that only an earlier response had. */
function noteOf(field: ResponseField, latestMs: number, nowMs: number): string | null {
  const seconds = field.path === 'created' ? Number(field.values[0]) : Number.NaN;
  const moment = Number.isFinite(seconds) && seconds > 0 ? [messages.format.moment(seconds * 1_000, nowMs)] : [];
  const earlier = field.reportedAtMs !== null && field.reportedAtMs < latestMs ? [messages.inspector.reportedAt(field.reportedAtMs)] : [];
  const parts = [...moment, ...earlier];
  return parts.length === 0 ? null : messages.format.aside(messages.format.listed(parts)).trimStart();
}

/** A section of the inspector. The raw responses are collapsed below the fields. */
export function ResponseSection({ responses, nowMs }: { readonly responses: ServiceResponses; readonly nowMs: number }) {
  const fields = useMemo(() => responseFields(responses), [responses]);
  const latestMs = responses.at(-1)?.atMs ?? 0;
  const shown = fields.map(
    (field): ServiceField => ({
      path: field.path,
      name: field.isUnknown ? null : (messages.inspector.fieldNames[field.path] ?? null),
      values: field.values,
      note: noteOf(field, latestMs, nowMs),
    }),
  );
  return (
    <>
      {responses.length === 0 && <p className="mb-2 text-dim">{messages.inspector.noResponses}</p>}
      <ServiceFields fields={shown} label={messages.inspector.responses} />
      {responses.map(({ atMs, body }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: responses are only added at the end
        <div key={index} className="flex items-start gap-1">
          <div className="min-w-0 flex-1">
            <Disclosure title={messages.inspector.responseAt(atMs)}>{prettyBody(body)}</Disclosure>
          </div>
          <CopyButton
            text={body}
            label={messages.inspector.copyResponse(atMs)}
            copiedLabel={messages.inspector.copied}
            className="mt-0.5"
          />
        </div>
      ))}
    </>
  );
}
