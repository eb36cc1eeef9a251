// Earlier prompts, templates with variables, and the estimated cost of a request.
import type { Estimate, EstimateRange } from '../../estimate.ts';
import type { HintKind } from '../../prompt-template.ts';
import { format } from './format.ts';

const span = (min: string, max: string, unit: string): string => (min === max ? `about ${min} ${unit}` : `about ${min}–${max} ${unit}`);

/** "about 45 s", "about 2–3 min": rounded, because it is an estimate. */
function timeText({ min, max }: EstimateRange): string {
  if (max < 90) {
    const step = (seconds: number): string => format.number(Math.max(5, Math.round(seconds / 5) * 5));
    return span(step(min), step(max), 's');
  }
  const [unit, name] = max < 5_400 ? [60, 'min'] : [3_600, 'h'];
  return span(format.number(Math.max(1, Math.round(min / unit))), format.number(Math.max(1, Math.ceil(max / unit - 0.25))), name as string);
}

/** "about 16 credits", "about 16–20 simulated credits". */
function creditsText({ min, max }: EstimateRange, simulated: boolean): string {
  const digits = max < 10 ? 1 : 0;
  const [low, high] = [format.number(min, digits), format.number(max, digits)];
  const unit = low === high && low === '1' ? 'credit' : 'credits';
  return span(low, high, simulated ? `simulated ${unit}` : unit);
}

/** The menus for earlier prompts and templates, and the estimate beside Generate. */
export const prompts = {
  history: {
    open: 'Earlier prompts',
    search: 'Search earlier prompts',
    searchHint: 'Any part of a prompt, or model:, before:, after:',
    results: (count: number, max: number): string => (count < max ? format.number(count) : `${format.number(count)} newest`),
    used: (uses: number, model: string, when: string): string =>
      [...(uses > 1 ? [`used ${format.number(uses)} times`] : []), model, when].join(' · '),
    none: 'No earlier prompt matches this search.',
    empty: 'Prompts appear here as soon as you generate something with them.',
    remove: 'Remove from history',
    removed: 'Removed from history. Its videos are kept.',
    keys: 'Enter to insert · Shift+Delete to remove',
  },
  templates: {
    open: 'Templates',
    search: 'Search templates',
    searchHint: 'Name or words of a template',
    none: 'No template contains these words.',
    empty: 'No templates yet',
    emptyDetail:
      'A template is a prompt with variables to fill in, e.g. “{subject} walks through {place=forest}, {light=dawn|noon|night}”.',
    saveThis: 'Save this prompt as a template…',
    create: 'New template…',
    keys: 'Enter to use · F2 to edit · Shift+Delete to delete',
    edit: (name: string): string => `Edit ${name}`,
    remove: (name: string): string => `Delete ${name}`,
    removed: (name: string): string => `“${name}” was deleted.`,
    notRestored: 'It cannot be restored: its name is already in use.',
    newTitle: 'New template',
    editTitle: 'Edit template',
    name: 'Name',
    nameHint: 'e.g. Walk',
    text: 'Prompt with variables',
    variables: 'Variables',
    noVariables: 'None yet. {subject} is a variable, {place=forest} has a default, {light=dawn|noon|night} has choices; {{ is a brace.',
    choices: (options: readonly string[]): string => options.join(' / '),
    save: 'Save',
    cancel: 'Cancel',
    unsaved: 'This has not been saved yet. Cancel discards it.',
    unsavedMark: 'unsaved changes',
    continueNew: 'Continue the new template…',
    nameTaken: 'A template with this name already exists. Choose another name.',
    tooMany: 'You have 500 templates, which is the maximum. Delete one first.',
    fill: 'Fill in',
    result: 'Prompt',
    insert: 'Insert into the prompt',
    hints: {
      unclosed: 'A “{” is never closed, so it stays as it is. Write {{ for a brace.',
      nested: 'A “{” is inside another one, so the outer one stays as it is.',
      'no-name': '“{}” has no name, so it stays as it is.',
      'bad-name': 'A name can have letters, digits, spaces, _ and -, at most 40 characters; anything else in braces stays as it is.',
    } satisfies Readonly<Record<HintKind, string>> as Readonly<Record<HintKind, string>>,
  },
  undo: 'Undo',
  inPrompt: (names: readonly string[]): string =>
    names.length === 1 ? `${names[0]} is a variable.` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are variables.`,
  fillIn: 'Fill in…',
  estimate: {
    /** For `count` tasks of the same request. */
    text({ credits, seconds }: Estimate, count: number, simulated: boolean): string {
      // Simulated tasks cost nothing, known or not; the text beside it says so.
      const unknown = simulated ? '' : 'cost unknown';
      const cost = credits === null ? unknown : creditsText({ min: credits.min * count, max: credits.max * count }, simulated);
      if (seconds === null) return cost;
      const time = `ready in ${timeText(seconds)}`;
      return `${cost}${cost === '' ? '' : ', '}${time}${count > 1 ? ' each' : ''}`;
    },
    basis: {
      same: (samples: number): string => `Based on ${format.counted(samples, 'finished task')} with the same settings.`,
      'by-length': (samples: number): string => `Scaled by length from ${format.counted(samples, 'finished task')} of this model.`,
      none: () => 'No task with these settings has finished yet, so the cost is unknown here. See EvoLink’s price list.',
    } satisfies Readonly<Record<Estimate['basis'], (samples: number) => string>> as Readonly<
      Record<Estimate['basis'], (samples: number) => string>
    >,
    credits: creditsText,
    time: timeText,
  },
};
