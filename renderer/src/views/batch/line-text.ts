// A line of a batch in words.
import type { EvaluatedLine } from '../../../../shared/batch/index.ts';
import type { GenerationRequest } from '../../../../shared/generation.ts';
import type { Issue } from '../../../../shared/models/index.ts';
import { messages } from '../../messages.ts';

/** "8 s · 1080p · 16:9 · no sound": what is set; what is left to the service is not said. */
export function settingsWords({ durationSeconds, quality, aspectRatio, generateAudio }: GenerationRequest): string {
  return [
    ...(durationSeconds === null ? [] : [messages.format.seconds(durationSeconds)]),
    ...(quality === null ? [] : [quality]),
    ...(aspectRatio === null ? [] : [messages.composer.ratioNames[aspectRatio] ?? aspectRatio.replace('x', '×')]),
    ...(generateAudio === null ? [] : [generateAudio ? messages.batch.sound : messages.batch.silent]),
  ].join(' · ');
}

/** What gave way, to fit the model or the line's own values; null where nothing did. */
export function changeWords({ changes }: EvaluatedLine): string | null {
  return changes.length === 0
    ? null
    : messages.batch.changed(messages.format.listed(changes.map((change) => messages.composer.changeText(change))));
}

/** What stops a line. Nothing in it may say that the line can be sent all the same, as the advice about a model does. */
const stopWords = ({ code, values }: Issue): string =>
  code === 'model-unknown'
    ? messages.batch.strangeModel(
        String(values.model ?? ''),
        String(values.near ?? '')
          .split(', ')
          .filter(Boolean),
      )
    : messages.issueText[code](values);

const issueWords = (issues: readonly Issue[]): string => issues.map(({ code, values }) => messages.issueText[code](values)).join(' ');

/** Why a line cannot be sent, or what is doubtful about it; null where all is well. */
export function reasonWords({ status }: EvaluatedLine): string | null {
  switch (status.kind) {
    case 'stopped':
      return [...status.issues.map(stopWords), ...status.problems.map((problem) => messages.batch.lineProblem(problem, messages.errorText))]
        .filter(Boolean)
        .join(' ');
    case 'advised':
      return issueWords(status.advice);
    case 'ready':
    case 'reading':
    case 'sent':
      return null;
  }
}

/** Every line that cannot be sent with its reason, one on each line. */
export function problemList(lines: readonly EvaluatedLine[], isFile: boolean): readonly string[] {
  const say = isFile ? messages.batch.line : messages.batch.number;
  return lines.filter(({ status }) => status.kind === 'stopped').map((line) => say(line.line, reasonWords(line) ?? ''));
}
