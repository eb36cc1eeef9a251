// Checks the catalogue against the simulated service: 37 models, five checks each.
import {
  advisoryIssues,
  blockingIssues,
  checkRequest,
  defaultRequest,
  fileKindOf,
  formFor,
  type GenerationKind,
  type Issue,
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
import type { ModelService } from './service.ts';

export const columns = ['form opens', 'defaults valid', 'minimal accepted', 'limits accepted', 'blocks refused'] as const;
export type Column = (typeof columns)[number];

export interface Cell {
  readonly model: string;
  readonly column: Column;
  /** The number of checks that were made. */
  readonly checkCount: number;
  /** A description of each failed check. */
  readonly problems: readonly string[];
}

const codesOf = (issues: readonly Issue[]): string =>
  issues.map(({ field, code, values }) => `${field}: ${code}${values.rule ? ` (${values.rule})` : ''}`).join(', ');

/** Checks that the form can be built from the model: its values fit its choices, its slots have room, and each kind of file fits a slot. */
function formOpens(model: Model): Cell {
  const request = defaultRequest(model.id);
  const problems: string[] = [];
  if (formFor(model.id) !== model) problems.push('the form is not that of the catalogue');
  if (!model.kinds.includes(kindOf(request))) problems.push(`the default request is ${kindOf(request)}, which the model does not do`);
  const slots = slotStates(request);
  if (slots.length !== model.slots.length) problems.push(`${slots.length} slots are shown and the model has ${model.slots.length}`);
  for (const { slot, used, freePlaces } of slots) {
    if (slot.min > slot.max || used !== 0 || freePlaces > slot.max)
      problems.push(`${slot.role}: ${slot.min}–${slot.max}, ${used} used, ${freePlaces} open`);
    if (slot.max > 0 && nextRole(request, fileKindOf(slot.role)) === null) problems.push(`no place for a first ${fileKindOf(slot.role)}`);
  }
  // If the prompt of a model names the files, the slots do not determine the kind of the request.
  const kindsWithStart = startByKind(model);
  const isChosenBySlots = model.slots.length > 0 && !model.notes.includes('tags-in-prompt');
  const unreachableKinds = model.kinds.filter((kind: GenerationKind) => isChosenBySlots && !kindsWithStart.has(kind));
  if (unreachableKinds.length > 0) problems.push(`no references make a request ${unreachableKinds.join(' or ')}`);
  return { model: model.id, column: 'form opens', checkCount: 2 + slots.length + model.kinds.length, problems };
}

const unfilledCodes = ['prompt-missing', 'reference-missing', 'field-missing'];
const modelCodes = ['model-withdrawn', 'model-undocumented'];

/** Checks that the default request lacks only what the user must fill in, and that the filled-in request is valid. */
function defaultsValid(model: Model): Cell {
  const untouched = checkRequest(defaultRequest(model.id), new Map());
  const blocking = blockingIssues(untouched).filter(({ code }) => !unfilledCodes.includes(code));
  const minimal = startTrials(model)[0]?.input;
  const problems = blocking.length > 0 ? [`untouched: ${codesOf(blocking)}`] : [];
  if (minimal === undefined) problems.push('no references make it valid');
  else {
    const advice = advisoryIssues(checkRequest(minimal.request, minimal.files)).filter(
      ({ code, values }) => !modelCodes.includes(code) && !String(values.rule).startsWith('needs-'),
    );
    if (advice.length > 0) problems.push(`filled in: ${codesOf(advice)}`);
  }
  return { model: model.id, column: 'defaults valid', checkCount: 2, problems };
}

/** Whether the service ignores the value because the model has no such field. */
const isIgnored = ({ duration, quality, aspectRatio }: Model, { code }: Issue): boolean =>
  code === 'audio-not-taken' ||
  (code === 'duration-outside' && duration.kind === 'none') ||
  (code === 'quality-outside' && quality.kind === 'none') ||
  (code === 'aspect-ratio-outside' && aspectRatio.kind === 'none');

const documented = [...otherCases, ...klingCases];

/** Returns, for each rule that the model's page states in prose, a request that keeps or breaks the rule. */
const ruleTrials = (model: Model, variant: 'keeps' | 'breaks'): readonly Trial[] =>
  documented
    .filter(([, { model: id, rule }]) => id === model.id && (variant === 'keeps' || rule.startsWith('block')))
    .map(([description, rule]) => {
      const roles = (variant === 'keeps' ? rule.keepsRoles : rule.breaksRoles) ?? rule.roles ?? [];
      return { description, input: requestWithFiles(model.id, roles, rule[variant]) };
    });

interface SentTrial {
  readonly trial: Trial;
  readonly refusal: string | null;
}

async function sendAll(service: ModelService, trials: readonly Trial[]): Promise<readonly SentTrial[]> {
  const sent: SentTrial[] = [];
  for (const trial of trials) sent.push({ trial, refusal: await service.send(trial.input) });
  return sent;
}

const refusalsOf = (sent: readonly SentTrial[], failures: ReadonlyMap<RequestWithFiles, string>): readonly string[] =>
  sent.flatMap(({ trial, refusal }) => {
    const reason = refusal ?? failures.get(trial.input);
    return reason === undefined || reason === null ? [] : [`${trial.description}: ${reason}`];
  });

interface ModelOutcome {
  readonly model: Model;
  readonly minimal: readonly SentTrial[];
  readonly limits: readonly SentTrial[];
  readonly wrong: readonly SentTrial[];
  /** Values that the form offers although no valid request can contain them. */
  readonly unusable: readonly string[];
  /** Requests that the service refused although the form gave no warning. */
  readonly unwarned: readonly string[];
}

async function sendTrials(service: ModelService, model: Model): Promise<ModelOutcome> {
  const offered = limitTrials(model);
  const limits = withoutDuplicates(offered);
  const allowed = new Set(limits.map(({ input }) => wireTextOf(input)));
  const excludedTrials = [...wrongTrials(model), ...ruleTrials(model, 'breaks')];
  const issues = excludedTrials.map((trial) => ({ trial, found: checkRequest(trial.input.request, trial.input.files) }));
  // The service cannot refuse these two mistakes: a file without a slot is not sent, and a second first frame looks like a last frame.
  const blocked = issues.filter(
    ({ trial, found }) => blockingIssues(found).some((one) => !isIgnored(model, one)) && !allowed.has(wireTextOf(trial.input)),
  );
  // The service must not refuse a request for which the form gives no warning.
  const unwarned = issues.filter(({ found }) => found.every(({ code }) => modelCodes.includes(code)));
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
    unwarned: unwarnedSent.flatMap(({ trial, refusal }) => (refusal === null ? [] : [`${trial.description}: no warning, and ${refusal}`])),
  };
}

/** Runs all checks for these models. */
export async function checkModels(service: ModelService, checkedModels: readonly Model[] = models): Promise<readonly Cell[]> {
  const outcomes: ModelOutcome[] = [];
  for (const model of checkedModels) outcomes.push(await sendTrials(service, model));
  const failures = await service.failures();
  return outcomes.flatMap(({ model, minimal, limits, wrong, unusable, unwarned }): readonly Cell[] => {
    const cell = (column: Column, tried: number, found: readonly string[]): Cell => ({
      model: model.id,
      column,
      checkCount: tried,
      problems: found,
    });
    const acceptedBlocked = wrong.filter(({ trial, refusal }) => refusal === null && !failures.has(trial.input));
    return [
      formOpens(model),
      defaultsValid(model),
      cell('minimal accepted', minimal.length, refusalsOf(minimal, failures)),
      cell('limits accepted', limits.length, [...refusalsOf(limits, failures), ...unusable]),
      cell('blocks refused', wrong.length, [
        ...acceptedBlocked.map(
          ({ trial }) =>
            `${trial.description}: blocked (${codesOf(blockingIssues(checkRequest(trial.input.request, trial.input.files)))}), and the service takes it`,
        ),
        ...unwarned,
      ]),
    ];
  });
}
