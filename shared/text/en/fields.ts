// The labels of fields that only some models have, by their path in the API request, and of qualities, ratios and choices, by the value.

const fieldNames: Readonly<Record<string, string>> = {
  base_video_task_id: 'Video to extend',
  source_task_id: 'Task to continue from',
  model_params: 'More parameters (model_params, JSON)',
  enhance_prompt: 'Improve the prompt',
  generation_type: 'Mode',
  keep_original_sound: 'Keep the original audio',
  mode: 'Mood',
  'model_params.element_description': 'Description',
  'model_params.element_list': 'Elements',
  'model_params.element_name': 'Name',
  'model_params.element_voice_id': 'Voice ID',
  'model_params.fast_pretreatment': 'Improve quickly',
  'model_params.multi_prompt': 'Shots',
  'model_params.multi_shot': 'Several shots',
  'model_params.prompt_optimizer': 'Improve the prompt',
  'model_params.reference_type': 'Made from',
  'model_params.shot_type': 'Shot type',
  'model_params.watermark_info.enabled': 'Watermark',
  n: 'Videos',
  negative_prompt: 'Negative prompt',
  person_generation: 'People',
  prompt_extend: 'Improve the prompt',
  remove_watermark: 'Remove the watermark',
  resize_mode: 'Fit the image by',
  seed: 'Seed',
  timestamps: 'From, to (seconds)',
};

const choiceNames: Readonly<Record<string, string>> = {
  '4k': '4K',
  'FIRST&LAST': 'First & last frame',
  REFERENCE: 'Reference images',
  TEXT: 'Text only',
  adaptive: 'auto',
  allow_adult: 'Adults allowed',
  auto: 'auto',
  crop: 'Cropping',
  customize: 'As written',
  dont_allow: 'No people',
  fun: 'Fun',
  high: 'High',
  image_refer: 'Images',
  intelligence: 'By the model',
  keep_ratio: 'keep',
  multi: 'Several',
  normal: 'Normal',
  pad: 'Padding',
  single: 'One',
  spicy: 'Spicy',
  standard: 'Standard',
  video_refer: 'A video',
};

/** Returns the label of a model's own field; its path where it has none here. */
export const fieldName = (path: string): string => (Object.hasOwn(fieldNames, path) ? fieldNames[path] : undefined) ?? path;

/** Returns the label of a quality, an aspect ratio or a choice of a model's own field; without one here the value, "1280x720" as "1280×720". */
export const choiceName = (value: string): string =>
  (Object.hasOwn(choiceNames, value) ? choiceNames[value] : undefined) ?? value.replace(/^(\d+)x(\d+)$/, '$1×$2');
