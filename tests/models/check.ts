// The check of the catalogue against the simulated service: 37 models, five questions each.
import {
  advisoryIssues,
  blockingIssues,
  checkRequest,
  defaultRequest,
  fileKindOf,
  formFor,
  type Issue,
  type Kind,
  kindOf,
  type Model,
  models,
  nextRole,
  slotStates,
} from '../../shared/models/index.ts';
import { type RequestWithFiles, requestWithFiles } from '../unit/models/requests.ts';
import { otherCases } from '../unit/models/rule-cases.ts';
import { klingCases } from '../unit/models/rule-cases-kling.ts';
import {
  limitTrials,
  startByKind,
  startTrials,
  type Trial,
  unusableValues,
  wireTextOf,
  withoutDuplicates,
  wrongTrials,
} from './model-trials.ts';
import type { Service } from './service.ts';

export const columns = ['form opens', 'defaults valid', 'minimal accepted', 'limits accepted', 'blocks refused'] as const;
export type Column = (typeof columns)[number];

export interface Cell {
  readonly model: string;
  readonly column: Column;
  /** The number of checks. */
  readonly tried: number;
  /** What is wrong; empty when nothing is. */
  readonly wrong: readonly string[];
}

const codesOf = (issues: readonly Issue[]): string =>
  issues.map(({ field, code, values }) => `${field}: ${code}${values.rule ? ` (${values.rule})` : ''}`).join(', ');

/** The form can be built from the entry: its values fit its choices, its slots have room, each kind of file finds a place. */
function formOpens(model: Model): Cell {
  const request = defaultRequest(model.id);
  const wrong: string[] = [];
  if (formFor(model.id) !== model) wrong.push('the form is not that of the catalogue');
  if (!model.kinds.includes(kindOf(request))) wrong.push(`the default request is ${kindOf(request)}, which the model does not do`);
  const slots = slotStates(request);
  if (slots.length !== model.slots.length) wrong.push(`${slots.length} slots are shown and the model has ${model.slots.length}`);
  for (const { slot, used, open } of slots) {
    if (slot.min > slot.max || used !== 0 || open > slot.max)
      wrong.push(`${slot.role}: ${slot.min}–${slot.max}, ${used} used, ${open} open`);
    if (slot.max > 0 && nextRole(request, fileKindOf(slot.role)) === null) wrong.push(`no place for a first ${fileKindOf(slot.role)}`);
  }
  // A model whose prompt says what each file is for has no slot for each kind of request.
  const reached = startByKind(model);
  const isTold = model.slots.length > 0 && !model.notes.includes('tags-in-prompt');
  const lost = model.kinds.filter((kind: Kind) => isTold && !reached.has(kind));
  if (lost.length > 0) wrong.push(`no references make a request ${lost.join(' or ')}`);
  return { model: model.id, column: 'form opens', tried: 2 + slots.length + model.kinds.length, wrong };
}

const stillToFill = ['prompt-missing', 'reference-missing', 'field-missing'];
const aboutTheModel = ['model-withdrawn', 'model-undocumented'];

/** Checks that the default request is valid apart from what the user has yet to fill in, and that the filled-in request is valid. */
function defaultsValid(model: Model): Cell {
  const untouched = checkRequest(defaultRequest(model.id), new Map());
  const bad = blockingIssues(untouched).filter(({ code }) => !stillToFill.includes(code));
  const least = startTrials(model)[0]?.given;
  const wrong = bad.length > 0 ? [`untouched: ${codesOf(bad)}`] : [];
  if (least === undefined) wrong.push('no references make it valid');
  else {
    const doubts = advisoryIssues(checkRequest(least.request, least.files)).filter(
      ({ code, values }) => !aboutTheModel.includes(code) && !String(values.rule).startsWith('needs-'),
    );
    if (doubts.length > 0) wrong.push(`filled in: ${codesOf(doubts)}`);
  }
  return { model: model.id, column: 'defaults valid', tried: 2, wrong };
}

/** Whether the service ignores the value because the model has no such field. */
const isIgnored = ({ duration, quality, aspectRatio }: Model, { code }: Issue): boolean =>
  code === 'audio-not-taken' ||
  (code === 'duration-outside' && duration.kind === 'none') ||
  (code === 'quality-outside' && quality.kind === 'none') ||
  (code === 'aspect-ratio-outside' && aspectRatio.kind === 'none');

const documented = [...otherCases, ...klingCases];

/** The prose rules of the model's page: a request that keeps each, and one that breaks it. */
const ruleTrials = (model: Model, which: 'keeps' | 'breaks'): readonly Trial[] =>
  documented
    .filter(([, { model: id, rule }]) => id === model.id && (which === 'keeps' || rule.startsWith('block')))
    .map(([what, one]) => {
      const roles = (which === 'keeps' ? one.keepsRoles : one.breaksRoles) ?? one.roles ?? [];
      return { what, given: requestWithFiles(model.id, roles, one[which]) };
    });

interface Sent {
  readonly trial: Trial;
  readonly refusal: string | null;
}

async function sendAll(service: Service, trials: readonly Trial[]): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  for (const trial of trials) sent.push({ trial, refusal: await service.send(trial.given) });
  return sent;
}

const refusalsOf = (sent: readonly Sent[], failures: ReadonlyMap<RequestWithFiles, string>): readonly string[] =>
  sent.flatMap(({ trial, refusal }) => {
    const reason = refusal ?? failures.get(trial.given);
    return reason === undefined || reason === null ? [] : [`${trial.what}: ${reason}`];
  });

interface SentRequest {
  readonly model: Model;
  readonly minimal: readonly Sent[];
  readonly limits: readonly Sent[];
  readonly wrong: readonly Sent[];
  /** Values the form offers and no request may have. */
  readonly unusable: readonly string[];
  /** Wrong requests that the check let through without a word. */
  readonly silent: readonly string[];
}

async function ask(service: Service, model: Model): Promise<SentRequest> {
  const offered = limitTrials(model);
  const limits = withoutDuplicates(offered);
  const allowed = new Set(limits.map(({ given: one }) => wireTextOf(one)));
  const wrongs = [...wrongTrials(model), ...ruleTrials(model, 'breaks')];
  const issues = wrongs.map((trial) => ({ trial, found: checkRequest(trial.given.request, trial.given.files) }));
  // The service cannot see a file without a slot, which is not sent, or a second first frame, which looks like a last frame.
  const blocked = issues.filter(
    ({ trial, found }) => blockingIssues(found).some((one) => !isIgnored(model, one)) && !allowed.has(wireTextOf(trial.given)),
  );
  // Requests without a warning must not be refused by the service.
  const unwarned = issues.filter(({ found }) => found.every(({ code }) => aboutTheModel.includes(code)));
  const unwarnedSent = await sendAll(
    service,
    unwarned.map(({ trial }) => trial),
  );
  return {
    model,
    unusable: unusableValues(model, offered),
    minimal: await sendAll(service, startTrials(model).slice(0, 1)),
    limits: await sendAll(service, [...limits, ...ruleTrials(model, 'keeps')]),
    wrong: await sendAll(
      service,
      blocked.map(({ trial }) => trial),
    ),
    silent: unwarnedSent.flatMap(({ trial, refusal }) => (refusal === null ? [] : [`${trial.what}: no warning, and ${refusal}`])),
  };
}

/** Runs all checks for these models. */
export async function checkModels(service: Service, which: readonly Model[] = models): Promise<readonly Cell[]> {
  const sentRequests: SentRequest[] = [];
  for (const model of which) sentRequests.push(await ask(service, model));
  const failures = await service.failures();
  return sentRequests.flatMap(({ model, minimal, limits, wrong, unusable: lost, silent }): readonly Cell[] => {
    const cell = (column: Column, tried: number, found: readonly string[]): Cell => ({ model: model.id, column, tried, wrong: found });
    const taken = wrong.filter(({ trial, refusal }) => refusal === null && !failures.has(trial.given));
    return [
      formOpens(model),
      defaultsValid(model),
      cell('minimal accepted', minimal.length, refusalsOf(minimal, failures)),
      cell('limits accepted', limits.length, [...refusalsOf(limits, failures), ...lost]),
      cell('blocks refused', wrong.length, [
        ...taken.map(
          ({ trial }) =>
            `${trial.what}: blocked (${codesOf(blockingIssues(checkRequest(trial.given.request, trial.given.files)))}), and the service takes it`,
        ),
        ...silent,
      ]),
    ];
  });
}
