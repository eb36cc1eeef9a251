// Batches: many tasks from one click, as a matrix of values or from a CSV file.
import type { CsvFileProblem, ExpectedValue, FileColumn, LineProblem, ValueColumn } from '../../batch/index.ts';
import type { AppError } from '../../errors.ts';
import type { ErrorText } from '../shape.ts';
import { either, format } from './format.ts';

const expectedValues: Readonly<Record<ExpectedValue, string>> = {
  seconds: 'a number of seconds, such as 5',
  'on-off': 'true or false',
  count: 'a whole number from 1 to 20',
  'whole-number': 'a whole number',
  json: 'valid JSON',
  files: 'https addresses or absolute paths on this computer, separated by spaces or |',
  'one-file': 'one https address or absolute path on this computer',
};

const columns: Readonly<Record<ValueColumn | FileColumn, string>> = {
  model: 'ID or name of the model',
  prompt: 'the prompt',
  duration: 'seconds',
  quality: 'such as 720p',
  aspect_ratio: 'such as 16:9',
  generate_audio: 'true or false',
  count: 'how many of this line, 1 to 20; empty means 1',
  image_urls: 'images, each in the next free slot',
  first_frame: 'one image',
  last_frame: 'one image',
  video_urls: 'videos',
  audio_urls: 'audio files',
};

/** Why a whole file cannot be used. */
function fileProblem(problem: CsvFileProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'The file is empty. It needs a line with column names, then one line for each task.';
    case 'no-rows':
      return 'There are column names but no lines below them. Add one line for each task.';
    case 'too-long':
      return `The file is too long: ${format.number(problem.characters)} characters, and at most ${format.number(problem.max)} are read. Split it.`;
    case 'too-many':
      return `The file has more than ${format.number(problem.max)} lines, and a batch holds at most ${format.number(problem.max)} tasks. Split it.`;
    case 'no-table':
      return `The file is not a table of prompts: its first line has more than ${format.number(problem.max)} cells. The first line must name the columns, and each line below it is one task.`;
    case 'unknown-column':
      return `Column ${problem.at}, “${problem.heading}”, is unknown. ${problem.near === null ? 'Rename it to one of the columns below, or remove it.' : `Did you mean “${problem.near}”?`}`;
    case 'column-twice':
      return `The column “${problem.heading}” appears twice. Remove one.`;
    case 'more-columns':
      return `${format.counted(problem.count, 'more column')} cannot be used either. The first line of the file must name columns from the list below.`;
  }
}

/** Why a line cannot be sent, without its number. */
function lineProblem(problem: LineProblem, wordsOf: (error: AppError) => ErrorText): string {
  switch (problem.kind) {
    case 'wrong-value':
      return `${problem.column} is “${problem.found}”, but it must be ${expectedValues[problem.expected]}.`;
    case 'formula-error':
      return `${problem.column} is “${problem.found}”, a formula error from your spreadsheet. Correct the cell there, or put an apostrophe (') before text that is not a formula. Then save the file again.`;
    case 'too-many-cells':
      return `It has ${format.number(problem.found)} cells for ${format.counted(problem.columns, 'column')}. Put text that contains commas in quotation marks.`;
    case 'too-many-files':
      return `${problem.column} names more than ${format.number(problem.max)} files, and no model takes that many. Name fewer.`;
    case 'broken-quotes':
      return 'A quotation mark is not closed, or is closed too early. Inside text in quotation marks, write "" for ".';
    case 'file': {
      const { title, detail } = wordsOf(problem.error);
      return `${problem.column} ${problem.place}: ${title} ${detail}`;
    }
  }
}

const tasks = (count: number): string => format.counted(count, 'task');

/** The batch view: combining values, reading a CSV file, and the problems of its lines. */
export const batch = {
  title: 'Batch',
  open: 'Batch…',
  openHint: 'Creates many tasks at once: from several models, values or prompts, or from a CSV file.',
  close: 'Close the batch',
  mode: 'Kind of batch',
  modes: { matrix: 'Combine', csv: 'CSV file', reuse: 'Selection' },
  /** Where the lines come from. */
  reused: (count: number): string => `The ${count === 1 ? 'request' : 'requests'} of ${format.counted(count, 'video')} of the library.`,
  reusedEntries: (count: number): string => `The requests of ${format.number(count)} selected entries of the history.`,
  reusedIncomplete: (count: number): string => `${format.counted(count, 'request')} lost a file that no longer exists.`,
  reusedDetail: 'Equal requests share a line. Nothing is sent until you press the button.',
  clearReused: 'Remove these requests',
  fromComposer: 'What you do not choose here is taken from the composer.',

  models: 'Models',
  modelsHint: 'same prompt for each',
  addModel: 'Add a model…',
  noModels: (model: string): string => `Only ${model}`,
  removeModel: (model: string): string => `Remove ${model}`,
  prompts: 'Prompts',
  promptsHint: 'One prompt per line. If empty: the composer’s.',
  promptCount: (count: number): string => format.counted(count, 'prompt'),
  values: {
    seconds: 'Duration',
    qualities: 'Quality',
    aspectRatios: 'Aspect ratio',
    audio: 'Audio',
  },
  on: 'on',
  off: 'off',
  asInComposer: 'as in composer',
  variations: 'Variations of each',
  times: (count: number): string => `× ${count}`,

  chooseFile: 'Choose a CSV file…',
  dropHere: 'or drop it here. It is read on this computer, and nothing is sent until you press Generate.',
  dropFile: 'Drop the CSV file',
  fileRead: (name: string, lines: number): string => `${name}, ${format.counted(lines, 'line')}`,
  chooseAnotherFile: 'Another file…',
  removeFile: 'Remove the file',
  unusableFile: {
    unreadable: (name: string): string => `${name} could not be read. Choose it again.`,
    'unknown-encoding': (name: string): string =>
      `${name} is not text, or its encoding is unknown. In your spreadsheet program, save it as “CSV UTF-8”.`,
    spreadsheet: (name: string): string =>
      `${name} is a spreadsheet file, not a CSV file. Open it in your spreadsheet program and save it as “CSV UTF-8”.`,
  },
  readAsGbk: 'The file was read as Chinese text (GBK). Check the prompts before you send them.',
  columnsTitle: 'Columns',
  columns,
  otherColumns: 'Any other field of a model can be a column too, by its API name, such as negative_prompt or seed.',
  cellRules:
    'An empty cell takes the composer’s value; “-” leaves it to EvoLink. Separate cells with commas, semicolons or tabs. Give files as https addresses or absolute paths.',
  /** The example prompts of the template. */
  templatePrompts: ['A red fox in the snow, slow dolly-in', 'A tram in the rain, at night'] as readonly [string, string],
  saveTemplate: 'Save a template…',
  saveTemplateTitle: 'Save the template',
  templateName: 'batch',
  templateSaved: (name: string): string => `Saved as ${name}. Fill it in, then choose it here.`,
  csvKind: 'CSV files',
  copyTemplate: 'Copy a template',
  templateCopied: 'Template copied',
  fileProblem,
  lineProblem,
  /** For a line that cannot be sent; `near` are similar ids. */
  unknownModel: (model: string, near: readonly string[]): string =>
    near.length === 0 ? `The model “${model}” is unknown.` : `The model “${model}” is unknown. Did you mean ${either(near)}?`,

  table: 'Tasks of this batch',
  headings: { line: 'Line', task: 'Prompt', model: 'Model and settings', files: 'Files', state: 'Status' },
  numberHeading: 'No.',
  noPrompt: 'no prompt',
  withAudio: 'audio',
  withoutAudio: 'no audio',
  changed: (changes: string): string => `changed: ${changes}`,
  states: { ready: 'Ready', advised: 'Warning', blocked: 'Blocked', reading: 'Reading files', sent: 'Already added' },
  empty: {
    title: 'Many tasks at once',
    detail: 'Each line of a CSV file becomes a task. You see all of them here before anything is sent.',
  },

  generate: (count: number): string => `Generate ${tasks(count)}`,
  addToQueue: (count: number): string => `Add ${tasks(count)} to queue`,
  generateAnyway: (count: number): string => `Send ${tasks(count)} anyway`,
  sending: 'Adding…',
  ready: (count: number): string => `${format.number(count)} ready`,
  reading: (count: number): string => `${format.number(count)} waiting for files`,
  withWarnings: (count: number): string => (count === 1 ? '1 with a warning' : `${format.number(count)} with warnings`),
  blocked: (count: number): string => `${format.number(count)} blocked`,
  alreadyAdded: (count: number): string => `${format.number(count)} already added`,
  sendWithWarnings: (count: number): string =>
    `Also send the ${count === 1 ? 'one with a warning' : `${format.number(count)} with warnings`}`,
  sendAgain: 'Send again what was already added',
  tooMany: (count: number, max: number): string =>
    `That would be ${format.number(count)} tasks; a batch holds at most ${format.number(max)}. Choose fewer values.`,
  tooMuchText: 'These prompts are too much text for one batch. Send them in two batches.',
  nothingToSend: 'Nothing can be sent yet.',
  allAdded: 'Everything that can be sent was added to the queue.',
  more: (count: number): string => `and ${format.number(count)} more`,
  line: (line: number, reason: string): string => `Line ${line}: ${reason}`,
  numbered: (line: number, reason: string): string => `No. ${line}: ${reason}`,
  copyProblems: 'Copy the list of problems',
  problemsCopied: 'List copied',
  credits: {
    unknown: 'cost unknown',
    about: (min: number, max: number): string =>
      min === max ? `about ${format.credits(min)}` : `about ${format.number(min, 2)}–${format.credits(max)}`,
    atLeast: (min: number, unknown: number): string => `about ${format.credits(min)}, plus ${format.number(unknown)} of unknown cost`,
    hint: 'Based on what your own similar tasks cost before.',
    simulated: 'simulated, no real cost',
  },
  added: (count: number): string => `${tasks(count)} added to the queue`,
  showQueue: 'Show the queue',
  discardRest: (count: number): string => `Discard the ${format.number(count)} still waiting…`,
  discardAll: 'Discard all…',
  discardTitle: (count: number): string => `Discard ${count === 1 ? 'the waiting task' : `${format.number(count)} waiting tasks`}?`,
  discardDetail: 'They were not sent and cost nothing. Tasks that were already sent continue.',
  discard: 'Discard',
  discarded: (count: number): string => `${tasks(count)} discarded`,
};
