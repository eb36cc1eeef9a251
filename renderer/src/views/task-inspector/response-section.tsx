// Everything the service says of the task, field by field, and each answer as it came.
import { useMemo } from 'react';
import type { CallOutput } from '../../../../shared/ipc.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Folded } from '../../components/disclosure.tsx';
import { prettyBody } from '../../components/errors/format-body.ts';
import type { WireField } from '../../components/service-field.ts';
import { WireFields } from '../../components/service-fields.tsx';
import { words } from '../../messages.ts';
import { type AnswerField, answerFields } from './response-fields.ts';

type Answers = CallOutput<'tasks.read'>['answers'];

/** `created` in words, and the time of what only an earlier answer said. */
function noteOf(field: AnswerField, latestMs: number, nowMs: number): string | null {
  const seconds = field.path === 'created' ? Number(field.values[0]) : Number.NaN;
  const moment = Number.isFinite(seconds) && seconds > 0 ? [words.format.moment(seconds * 1_000, nowMs)] : [];
  const earlier = field.saidAtMs !== null && field.saidAtMs < latestMs ? [words.inspector.saidAt(field.saidAtMs)] : [];
  const parts = [...moment, ...earlier];
  return parts.length === 0 ? null : `(${parts.join(', ')})`;
}

export function AnswerSection({ answers, nowMs }: { readonly answers: Answers; readonly nowMs: number }) {
  const fields = useMemo(() => answerFields(answers), [answers]);
  const latestMs = answers.at(-1)?.atMs ?? 0;
  const shown = fields.map(
    (field): WireField => ({
      path: field.path,
      name: field.isUnknown ? null : (words.inspector.fieldNames[field.path] ?? null),
      values: field.values,
      note: noteOf(field, latestMs, nowMs),
    }),
  );
  return (
    <>
      {answers.length === 0 && <p className="mb-2 text-dim">{words.inspector.noAnswers}</p>}
      <WireFields fields={shown} label={words.inspector.answers} />
      {answers.map(({ atMs, body }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: answers are only added at the end
        <div key={at} className="flex items-start gap-1">
          <div className="min-w-0 flex-1">
            <Folded title={words.inspector.answerAt(atMs)}>{prettyBody(body)}</Folded>
          </div>
          <CopyButton text={body} label={words.inspector.copyAnswer(atMs)} copiedLabel={words.inspector.copied} className="mt-0.5" />
        </div>
      ))}
    </>
  );
}
