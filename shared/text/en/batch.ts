// Batches: many tasks from one click, as a mix of values or from a CSV file.
import type { ExpectedValue, FileColumn, FileProblem, LineProblem, ValueColumn } from '../../batch/index.ts';
import type { AppError } from '../../errors.ts';
import type { ErrorText } from '../shape.ts';
import { either, format } from './format.ts';

const takes: Readonly<Record<ExpectedValue, string>> = {
  seconds: 'a number of seconds, such as 5',
  'on-off': 'true or false',
  count: 'a whole number from 1 to 20',
  'whole-number': 'a whole number',
  json: 'valid JSON',
  files: 'https addresses or absolute paths on this computer, apart by spaces or |',
  'one-file': 'one https address or absolute path on this computer',
};

const columns: Readonly<Record<ValueColumn | FileColumn, string>> = {
  model: 'id or name of the model',
  prompt: 'the prompt',
  duration: 'seconds',
  quality: 'such as 720p',
  aspect_ratio: 'such as 16:9',
  generate_audio: 'true or false',
  count: 'how many of this line, 1 to 20; empty is 1',
  image_urls: 'pictures, each in the next open place',
  first_frame: 'one picture',
  last_frame: 'one picture',
  video_urls: 'videos',
  audio_urls: 'sounds',
};

/** Why a whole file cannot be used. */
function fileProblem(problem: FileProblem): string {
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
      return `The file is no table of prompts: its first line has more than ${format.number(problem.max)} cells. The first line names the columns, and each line below it is one task.`;
    case 'unknown-column':
      return `Column ${problem.at}, “${problem.heading}”, is not known. ${problem.near === null ? 'Rename it to one of the columns below, or remove it.' : `Did you mean “${problem.near}”?`}`;
    case 'column-twice':
      return `The column “${problem.heading}” is there twice. Remove one.`;
    case 'more-columns':
      return `${format.counted(problem.count, 'more column')} cannot be used either. The first line of the file names the columns, as they are listed below.`;
  }
}

/** Why a line cannot be sent, without its number. */
function lineProblem(problem: LineProblem, wordsOf: (error: AppError) => ErrorText): string {
  switch (problem.kind) {
    case 'wrong-value':
      return `${problem.column} is “${problem.found}”, and it takes ${takes[problem.takes]}.`;
    case 'formula-error':
      return `${problem.column} is “${problem.found}”, an error of a formula in your spreadsheet. Correct the cell there, or write an apostrophe (') before text that is no formula. Then save the file again.`;
    case 'too-many-cells':
      return `It has ${format.number(problem.found)} cells for ${format.counted(problem.columns, 'column')}. Put text with commas in it between quotation marks.`;
    case 'too-many-files':
      return `${problem.column} names more than ${format.number(problem.max)} files, and no model takes so many. Name fewer.`;
    case 'broken-quotes':
      return 'A quotation mark is opened and not closed, or closed too early. Inside a text in quotation marks, write "" for ".';
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
  openHint: 'Many tasks at once: several models, values, prompts, or a CSV file',
  close: 'Close the batch',
  way: 'How to make the batch',
  ways: { mix: 'Combine', csv: 'CSV file' },
  fromComposer: 'What is not chosen here is as in the composer.',

  models: 'Models',
  modelsHint: 'same prompt for each',
  addModel: 'Add a model…',
  noModels: (model: string): string => `Only ${model}`,
  removeModel: (model: string): string => `Remove ${model}`,
  prompts: 'Prompts',
  promptsHint: 'One prompt on each line. Empty: the composer’s.',
  promptCount: (count: number): string => format.counted(count, 'prompt'),
  values: {
    seconds: 'Duration',
    qualities: 'Quality',
    aspectRatios: 'Aspect ratio',
    audio: 'Audio',
  },
  on: 'on',
  off: 'off',
  asComposed: 'as composed',
  variations: 'Variations of each',
  times: (count: number): string => `× ${count}`,

  chooseFile: 'Choose a CSV file…',
  dropHere: 'or drop it here. It is read on this computer, and nothing is sent before you press Generate.',
  dropNow: 'Drop the CSV file',
  fileRead: (name: string, lines: number): string => `${name}, ${format.counted(lines, 'line')}`,
  otherFile: 'Another file…',
  removeFile: 'Put the file away',
  fileTrouble: {
    unreadable: (name: string): string => `${name} could not be read. Choose it again.`,
    'unknown-encoding': (name: string): string =>
      `${name} is no text, or text in an encoding that the studio does not know. In your spreadsheet, save it as “CSV UTF-8”.`,
    spreadsheet: (name: string): string =>
      `${name} is a spreadsheet file, not a CSV file. Open it in your spreadsheet and save it as “CSV UTF-8”.`,
  },
  readAsGbk: 'The file was read as Chinese text in GBK. Check the prompts before you send them.',
  columnsTitle: 'Columns',
  columns,
  otherColumns: 'Any field of a model by its name on the wire, such as negative_prompt or seed, is a column too.',
  cellRules:
    'An empty cell takes what the composer holds; “-” leaves it to the service. Separators may be commas, semicolons or tabs. Files are https addresses or absolute paths.',
  /** The example prompts of the template. */
  templatePrompts: ['A red fox in the snow, slow dolly-in', 'A tram in the rain, at night'] as readonly [string, string],
  saveTemplate: 'Save a template…',
  saveTemplateTitle: 'Save the template',
  templateName: 'batch',
  templateSaved: (name: string): string => `Saved as ${name}. Fill it in and choose it here.`,
  csvKind: 'CSV files',
  copyTemplate: 'Copy a template',
  templateCopied: 'Template copied',
  fileProblem,
  lineProblem,
  /** For a line that cannot be sent; `near` are similar ids. */
  strangeModel: (model: string, near: readonly string[]): string =>
    near.length === 0 ? `The model “${model}” is not known.` : `The model “${model}” is not known. Did you mean ${either(near)}?`,

  table: 'Tasks of this batch',
  headings: { line: 'Line', task: 'Prompt', model: 'Model and settings', files: 'Files', state: 'State' },
  numberHeading: 'No.',
  noPrompt: 'no prompt',
  sound: 'sound',
  silent: 'no sound',
  changed: (changes: string): string => `changed: ${changes}`,
  states: { ready: 'Ready', advised: 'Doubtful', stopped: 'Not sendable', reading: 'Reading files', sent: 'Already added' },
  empty: {
    title: 'Many tasks at once',
    detail: 'Choose a CSV file: each line of it becomes a task, and you see all of them before anything is sent.',
  },

  generate: (count: number): string => `Generate ${tasks(count)}`,
  addToQueue: (count: number): string => `Add ${tasks(count)} to the queue`,
  generateAnyway: (count: number): string => `Send ${tasks(count)} anyway`,
  sending: 'Adding…',
  ready: (count: number): string => `${format.number(count)} ready`,
  reading: (count: number): string => `${format.number(count)} wait for their files`,
  doubtful: (count: number): string => `${format.number(count)} doubtful`,
  stopped: (count: number): string => `${format.number(count)} not sendable`,
  before: (count: number): string => `${format.number(count)} added before`,
  sendDoubtful: (count: number): string => `Also send the ${count === 1 ? 'doubtful one' : `${format.number(count)} doubtful ones`}`,
  sendAgain: 'Send again what was added before',
  tooMany: (count: number, max: number): string =>
    `That would be ${format.number(count)} tasks; a batch holds at most ${format.number(max)}. Choose fewer values.`,
  tooMuchText: 'These prompts are too much text for one batch. Send it in two.',
  nothing: 'Nothing can be sent yet.',
  allSent: 'What can be sent was added to the queue.',
  more: (count: number): string => `and ${format.number(count)} more`,
  line: (line: number, reason: string): string => `Line ${line}: ${reason}`,
  number: (line: number, reason: string): string => `No. ${line}: ${reason}`,
  copyProblems: 'Copy the list of what is wrong',
  problemsCopied: 'List copied',
  credits: {
    unknown: 'cost unknown',
    about: (least: number, most: number): string =>
      least === most ? `about ${format.credits(least)}` : `about ${format.number(least, 2)}–${format.credits(most)}`,
    atLeast: (least: number, unknown: number): string => `about ${format.credits(least)}, and ${format.number(unknown)} of unknown cost`,
    hint: 'From what your own tasks like these cost before.',
    simulated: 'simulated, costs nothing',
  },
  added: (count: number): string => `${tasks(count)} added to the queue`,
  showQueue: 'Show the queue',
  discardRest: (count: number): string => `Discard the ${format.number(count)} that still wait…`,
  discardAll: 'Discard all…',
  discardTitle: (count: number): string => `Discard ${count === 1 ? 'the waiting task' : `${format.number(count)} waiting tasks`}?`,
  discardDetail: 'They were not sent and cost nothing. What was sent already goes on.',
  discard: 'Discard',
  discarded: (count: number): string => `${tasks(count)} discarded`,
};
