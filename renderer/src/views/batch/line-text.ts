// The texts of a batch line.
import type { EvaluatedLine } from '../../../../shared/batch/index.ts';
import type { GenerationRequest } from '../../../../shared/generation.ts';
import type { Issue } from '../../../../shared/models/index.ts';
import { messages } from '../../messages.ts';

/** The settings of a request, e.g. "8 s · 1080p · 16:9 · no sound". Settings left to the service are omitted. */
export function settingsText({ durationSeconds, quality, aspectRatio, generateAudio }: GenerationRequest): string {
  return [
    ...(durationSeconds === null ? [] : [messages.format.seconds(durationSeconds)]),
    ...(quality === null ? [] : [messages.choiceName(quality)]),
    ...(aspectRatio === null ? [] : [messages.choiceName(aspectRatio)]),
    ...(generateAudio === null ? [] : [generateAudio ? messages.batch.withAudio : messages.batch.withoutAudio]),
  ].join(' · ');
}

/** Lists the changes made to fit the model or the values of the line; null when there are none. */
export function changesText({ changes }: EvaluatedLine): string | null {
  return changes.length === 0
    ? null
    : messages.batch.changed(messages.format.listed(changes.map((change) => messages.composer.changeText(change))));
}

/** Why a line cannot be sent. It must not say that the line can be sent anyway, as the hint for a single request does. */
const blockerText = ({ code, values }: Issue): string =>
  code === 'model-unknown'
    ? messages.batch.unknownModel(
        String(values.model ?? ''),
        String(values.near ?? '')
          .split(', ')
          .filter(Boolean),
      )
    : messages.issueText[code](values);

const issuesText = (issues: readonly Issue[]): string =>
  messages.format.sentences(issues.map(({ code, values }) => messages.issueText[code](values)));

/** Why a line cannot be sent, or what is doubtful about it; null when it is fine. */
export function reasonText({ status }: EvaluatedLine): string | null {
  switch (status.kind) {
    case 'blocked':
      return messages.format.sentences(
        [
          ...status.issues.map(blockerText),
          ...status.problems.map((problem) => messages.batch.lineProblem(problem, messages.errorText)),
        ].filter(Boolean),
      );
    case 'advised':
      return issuesText(status.advice);
    case 'ready':
    case 'reading':
    case 'sent':
      return null;
  }
}

/** All lines that cannot be sent, each with its reason. */
export function problemList(lines: readonly EvaluatedLine[], isFile: boolean): readonly string[] {
  const lineText = isFile ? messages.batch.line : messages.batch.numbered;
  return lines.filter(({ status }) => status.kind === 'blocked').map((line) => lineText(line.lineNumber, reasonText(line) ?? ''));
}
