// The issues of a request before it is sent: one sentence per issue, with the next step.
import type { ReferenceRole } from '../../generation.ts';
import type { Issue, IssueCode } from '../../models/model.ts';
import type { RuleName } from '../../models/rules/rule-types.ts';
import { choiceName, fieldName } from './fields.ts';
import { either } from './format.ts';

type Values = Issue['values'];
type Sentence = (values: Values) => string;

const number = (value: string | number | undefined): string =>
  typeof value === 'number' ? value.toLocaleString('en-US') : String(value ?? '');
/** "1 character", "2 characters". */
const counted = (value: string | number | undefined, one: string, many = `${one}s`): string =>
  `${number(value)} ${value === 1 ? one : many}`;
/** "This file" where the file has no useful name. */
const file = ({ name }: Values): string => (name ? `“${name}”` : 'This file');
const offeredValues = (offered: string | number | undefined, choose: string, otherwise: string): string =>
  offered ? `${choose} ${String(offered).split(', ').map(choiceName).join(', ')}.` : otherwise;
const range = ({ min, max }: Values, unit: string): string => {
  if (min && max) return `between ${number(min)} and ${number(max)}${unit}`;
  return max ? `at most ${number(max)}${unit}` : `at least ${number(min)}${unit}`;
};

/** The names of a reference in a sentence: singular and plural. */
export const roleNames: Readonly<Record<ReferenceRole, { readonly one: string; readonly many: string }>> = {
  'first-frame': { one: 'first frame', many: 'first frames' },
  'last-frame': { one: 'last frame', many: 'last frames' },
  'reference-image': { one: 'reference image', many: 'reference images' },
  'source-video': { one: 'source video', many: 'source videos' },
  'reference-video': { one: 'reference video', many: 'reference videos' },
  'reference-audio': { one: 'soundtrack', many: 'soundtracks' },
  'element-front': { one: 'front view', many: 'front views' },
  'element-view': { one: 'other view', many: 'other views' },
  'element-video': { one: 'element video', many: 'element videos' },
  'start-frame': { one: 'start frame', many: 'start frames' },
  'end-frame': { one: 'end frame', many: 'end frames' },
  'mask-image': { one: 'mask', many: 'masks' },
  'face-image': { one: 'face image', many: 'face images' },
  'driving-audio': { one: 'driving audio', many: 'driving audio' },
};

const roleOf = ({ role }: Values): { readonly one: string; readonly many: string } =>
  roleNames[role as ReferenceRole] ?? { one: 'reference', many: 'references' };

/** The sentence of each cross-field rule. */
export const ruleText: Readonly<Record<RuleName, Sentence>> = {
  '1080p-six-seconds': () => 'At 1080p this model makes 6-second videos only. Set the duration to 6 seconds, or choose a lower quality.',
  '512p-one-image': () => '512p works with exactly one image. Add one, remove the second, or choose 768p.',
  '480p-ratios': () => 'At 480p the video can be 16:9, 9:16 or 1:1. Choose one of these, or a higher quality.',
  'fifteen-seconds-high': () => '15-second videos come in high quality only. Choose “High”, or set the duration to 25 seconds.',
  'twenty-five-seconds-standard': () =>
    '25-second videos come in standard quality only. Choose “Standard”, or set the duration to 15 seconds.',
  'ratio-needs-image': () => 'This ratio is taken from an image, and there is none. Add a first frame, or choose a ratio such as 16:9.',
  'last-frame-needs-first': () => 'A last frame needs a first frame to start from. Add a first frame, or use this image as the first one.',
  'last-frame-among-few': () =>
    'A last frame cannot be combined with more than two images. Remove the reference images, or the last frame.',
  'three-images': () => 'At most 3 images can be sent. Remove some.',
  'images-total': () => 'At most 9 images can be sent. Remove some.',
  'files-total': () => 'This model takes at most 12 files: images, videos and audio together. Remove some.',
  'images-and-elements': ({ model }) => `${model} does not take this many images and elements together. Remove an image or an element.`,
  'elements-with-first-frame': () => 'With a first frame the request can name at most 3 elements. Remove some, or the first frame.',
  'elements-total': ({ model }) => `The request names more elements than ${model} takes. Remove some.`,
  'needs-an-image': ({ model }) => `${model} turns images into video, and none was added. Add a first frame or a reference image.`,
  'needs-a-reference': ({ model }) => `${model} works from references, and none was added. Add an image, a video or an element.`,
  'needs-a-video': ({ model }) => `${model} changes a video, and none was added. Add the video to edit.`,
  'shots-missing': () => 'Several shots are switched on. Describe 1 to 6 shots, or switch them off and write one prompt.',
  'shots-add-up': () => 'The shots must add up to the length of the video. Change their seconds, or the duration.',
  'shot-too-long': () => 'A shot can be described in at most 512 characters. Shorten the long one.',
  'prompt-beside-picture': () =>
    'The documentation contradicts itself about an image without a prompt: the request may be refused. Describe what should happen, or send it anyway.',
  'shot-empty': () => 'A shot has no description yet. Describe it, or remove it.',
  'shot-type-needs-extend': () => '“Shot type” has no effect while “Improve the prompt” is off. Switch that on to use it.',
  'resize-needs-image': () => '“Fit the image by” has no effect without an image. Add one, or clear this field.',
  'text-mode': () => 'In the mode “Text only” the model takes no images. Clear the mode, or remove the images.',
  'text-mode-unused': () => 'In the mode “Text only” the images are not used. Clear the mode to use them, or send it anyway.',
  'frames-mode': () =>
    'With first and last frames, the model takes no other references. Use the images one way or the other, or clear the mode.',
  'reference-mode': () =>
    'Reference images cannot be combined with a first or last frame. Use the images one way or the other, or clear the mode.',
  'reference-mode-eight-seconds': () => 'With reference images the video is always 8 seconds long. Set the duration to 8 seconds.',
  'reference-mode-wide': () => 'With reference images the video is always 16:9. Choose 16:9.',
  'reference-mode-plain': () =>
    'With reference images this model does not take the fields “Videos”, “Seed”, “Negative prompt”, “People” and “Fit the image by”. Clear them.',
  'element-from-images': () =>
    'An element made from images takes a front view and 1 to 3 other views, and no video. Add or remove files, or make it from a video.',
  'element-from-video': () => 'An element made from a video takes one video and no images. Remove the images, or make it from images.',
  'voice-needs-video': () =>
    'A voice can be given only to an element made from a video. Clear the voice, or make the element from a video.',
  'timestamps-span': () => 'Enter two times in seconds with a comma between them and no space, at most 2 seconds apart, for example 0,2.',
  'image-ratio': (values) =>
    `${file(values)} is ${values.width} × ${values.height}, and the video is ${values.ratio}. Crop or pad it, or choose another ratio.`,
  'image-size': (values) =>
    `${values.model} needs an image of exactly ${values.wantedWidth} × ${values.wantedHeight} pixels, and ${file(values)} is ${values.width} × ${values.height}. Resize it first.`,
  'ratio-follows-image': (values) =>
    `With a single image the video takes that image’s shape, so ${values.ratio} has no effect. Crop the image to ${values.ratio} if the shape matters.`,
};

const fieldOutside: Sentence = ({ field: path, type, offered, model }) => {
  const field = fieldName(String(path));
  switch (type) {
    case 'unknown':
      return `${model} has no field “${field}”. Remove it.`;
    case 'integer':
      return `“${field}” must be a whole number, ${offered}. Change it, or clear the field.`;
    case 'text':
      return `“${field}” is too long${offered ? ` (${offered} characters)` : ''}. Shorten it.`;
    case 'choice':
      return `“${field}” must be one of ${String(offered).split(', ').map(choiceName).join(', ')}. Choose one, or clear the field.`;
    case 'task':
      return `“${field}” must be the ID of an earlier task, like task-unified-…. Choose one from the library.`;
    case 'boolean':
      return `“${field}” can only be on or off. Set it again.`;
    case 'shots':
      return 'Each shot needs a number and whole seconds, at least 1. Fill in what is missing, or press “Make them fit”.';
    case 'elements':
      return `“${field}” cannot be read. Choose the elements again.`;
    case 'object':
      return `“${field}” must be a JSON object, like {"name": "value"}. Correct it, or clear the field.`;
    case 'span':
      return `“${field}” must be two times in seconds. Set them again.`;
    default:
      return `“${field}” cannot be read. Clear it, and set it again.`;
  }
};

const edgeText: Sentence = (values) => {
  const size = `${file(values)} is ${values.width} × ${values.height} pixels.`;
  switch (values.of) {
    case 'width':
      return `${size} Its width must be ${range(values, ' pixels')}. Resize it, or choose another.`;
    case 'pixels':
      return `${size} Width × height must be ${range(values, ' pixels')}. Resize it, or choose another.`;
    default:
      return `${size} Both sides must be ${range(values, ' pixels')}. Resize it, or choose another.`;
  }
};

const clipLength: Sentence = (values) => {
  const seconds = `${Math.round(Number(values.seconds) * 10) / 10} s`;
  const acceptedRange = range(values, ' seconds');
  if (values.outside === 'billed')
    return `${file(values)} lasts ${seconds}; ${values.model} charges as if it were ${acceptedRange}. Trim it, or send it anyway.`;
  if (values.of === 'all') return `The videos last ${seconds} in total, and ${values.model} takes ${acceptedRange}. Trim or remove one.`;
  return `${file(values)} lasts ${seconds}, and ${values.model} takes ${acceptedRange}. Trim it, or choose another.`;
};

/** "Its length and size": what could not be read of a file. */
const unreadFacts = ({ unread }: Values): string => {
  const names: Readonly<Record<string, string>> = { length: 'length', size: 'size', rate: 'frame rate' };
  return String(unread ?? '')
    .split(',')
    .map((name) => names[name] ?? name)
    .join(' and ');
};

/** The sentence of each issue, with its next step. */
export const issueText: Readonly<Record<IssueCode, Sentence>> = {
  'prompt-missing': () => 'Describe what should happen in the video.',
  'prompt-too-long': ({ length, max }) =>
    `The prompt has ${number(length)} characters, and at most ${number(max)} can be sent. Shorten it by ${number(Number(length) - Number(max))}.`,
  'prompt-long-for-model': ({ length, max, unit, model }) =>
    unit === 'tokens'
      ? `${model} reads about ${counted(max, 'token')}, and this prompt has ${counted(length, 'character')}. The end may be ignored, or the prompt refused; shorten it, or send it anyway.`
      : `${model} documents at most ${counted(max, 'character')}, and this prompt has ${number(length)}. It may be refused; shorten it, or send it anyway.`,
  'model-missing': () => 'Choose a model.',
  'model-unknown': ({ model, near }) =>
    `The model “${model}” is unknown, so the app cannot check what it takes. ${near ? `Did you mean ${either(String(near).split(', '))}? Correct it` : 'Check the spelling'}, or send it anyway.`,
  'model-withdrawn': ({ model }) =>
    `EvoLink has withdrawn the page of ${model} and may refuse it. Choose another model, or send it anyway.`,
  'model-undocumented': ({ model }) =>
    `EvoLink has never documented ${model}, so what it takes is a guess. Choose another model, or send it anyway.`,
  'duration-outside': ({ seconds, offered, model }) =>
    offered
      ? `${model} does not make videos of ${counted(Number(seconds), 'second')}. Choose ${offered} seconds.`
      : `${model} sets the length itself. Clear the duration.`,
  'duration-undocumented': ({ seconds, offered, model }) =>
    offered
      ? `${model} documents ${offered} seconds, not ${number(seconds)}. Choose one of these, or send it anyway.`
      : `${model} documents no duration; it may ignore or refuse ${counted(Number(seconds), 'second')}. Clear it, or send it anyway.`,
  'quality-outside': ({ value, offered, model }) =>
    `${model} has no quality “${value}”. ${offeredValues(offered, 'Choose', 'Clear the quality.')}`,
  'quality-undocumented': ({ value, offered, model }) =>
    `${value} is not documented for ${model}. ${offeredValues(offered, 'Choose', 'Clear the quality.').slice(0, -1)}, or send it anyway.`,
  'aspect-ratio-outside': ({ value, offered, model }) =>
    `${model} has no ratio “${value}”. ${offeredValues(offered, 'Choose', 'Clear the ratio.')}`,
  'aspect-ratio-undocumented': ({ value, offered, model }) =>
    `${value} is not documented for ${model}. ${offeredValues(offered, 'Choose', 'Clear the ratio.').slice(0, -1)}, or send it anyway.`,
  'audio-not-taken': ({ model }) => `${model} has no audio switch. Clear it, or choose a model with audio.`,
  'reference-not-taken': (values) => `${values.model} takes no ${roleOf(values).one}. Remove it, or choose a model that does.`,
  'reference-missing': (values) =>
    Number(values.min) > 1
      ? `Add at least ${number(values.min)} ${roleOf(values).many}; ${values.model} needs them.`
      : `Add a ${roleOf(values).one}; ${values.model} needs one.`,
  'too-many-references': (values) =>
    Number(values.max) === 0
      ? `${values.model} takes no ${roleOf(values).many}. Remove ${values.used === 1 ? 'it' : 'them'}, or choose another model.`
      : `${values.model} takes ${counted(values.max, roleOf(values).one, roleOf(values).many)}, and there are ${number(values.used)}. Remove some.`,
  'reference-format': (values) =>
    values.of === 'host'
      ? `${file(values)} is ${values.format}, and EvoLink’s file host takes images only as ${values.offered}. Convert it to PNG.`
      : `${file(values)} is ${values.format}, and ${values.model} takes ${values.offered ? values.offered : `${values.kind} files here`}. Convert it, or choose another.`,
  'reference-incomplete': (values) =>
    `“${values.name}” is incomplete: it cannot be decoded to its end. Remove it, and add a complete copy.`,
  'reference-large': (values) =>
    `${file(values)} has ${number(values.megabytes)} MB, and the documented limit for ${values.model} is ${number(values.max)} MB. Make it smaller, or choose another.`,
  'reference-edge': edgeText,
  'reference-aspect': (values) =>
    `${file(values)} is too long and narrow at ${values.width} × ${values.height}: width ÷ height must be ${range(values, '')}. Crop or pad it first.`,
  'reference-length': clipLength,
  'reference-frame-rate': (values) =>
    `${file(values)} has ${number(values.framesPerSecond)} frames per second, and ${values.model} takes ${range(values, '')}. Convert it, or choose another.`,
  'reference-unread': (values) =>
    `The app cannot read the ${unreadFacts(values)} of ${file(values)}, and ${values.model} has limits for that. Make sure that it fits, or send it anyway.`,
  'reference-alpha': (values) =>
    `${file(values)} has transparent parts, which ${values.model} does not take. Fill them first, or choose another.`,
  'field-missing': ({ field, model }) => `Fill in “${fieldName(String(field))}”; ${model} needs it.`,
  'field-outside': fieldOutside,
  combination: (values) => ruleText[values.rule as RuleName]?.(values) ?? 'These settings do not work together. Change one of them.',
};
