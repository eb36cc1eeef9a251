// The labels of fields that only some models have, by their path in the API request, and of their choices, by the value.

const fieldNames: Readonly<Record<string, string>> = {
  base_video_task_id: '要延长的视频',
  source_task_id: '来源任务',
  model_params: '更多参数（model_params，JSON）',
  enhance_prompt: '优化提示词',
  generation_type: '模式',
  keep_original_sound: '保留原声',
  mode: '风格',
  'model_params.element_description': '描述',
  'model_params.element_list': '主体',
  'model_params.element_name': '名称',
  'model_params.element_voice_id': '音色 ID',
  'model_params.fast_pretreatment': '快速优化',
  'model_params.multi_prompt': '分镜',
  'model_params.multi_shot': '多镜头',
  'model_params.prompt_optimizer': '优化提示词',
  'model_params.reference_type': '创建来源',
  'model_params.shot_type': '镜头方式',
  'model_params.watermark_info.enabled': '水印',
  n: '视频数量',
  negative_prompt: '反向提示词',
  person_generation: '人物',
  prompt_extend: '优化提示词',
  remove_watermark: '去除水印',
  resize_mode: '图片适配方式',
  seed: '随机种子',
  timestamps: '起止时间（秒）',
};

const choiceNames: Readonly<Record<string, string>> = {
  '4k': '4K',
  'FIRST&LAST': '首尾帧',
  REFERENCE: '参考图',
  TEXT: '仅文字',
  adaptive: '自动',
  allow_adult: '允许成人',
  auto: '自动',
  crop: '裁剪',
  customize: '按所写内容',
  dont_allow: '不允许人物',
  fun: '趣味',
  high: '高清',
  image_refer: '图片',
  intelligence: '由模型决定',
  keep_ratio: '保持原比例',
  multi: '多镜头',
  normal: '标准',
  pad: '填充',
  single: '单镜头',
  spicy: '大胆',
  standard: '标准',
  video_refer: '视频',
};

/** Returns the label of a model's own field; its path where it has none here. */
export const fieldName = (path: string): string => (Object.hasOwn(fieldNames, path) ? fieldNames[path] : undefined) ?? path;

/** Returns the label of a quality, an aspect ratio or a choice of a model's own field; without one here the value, "1280x720" as "1280×720". */
export const choiceName = (value: string): string =>
  (Object.hasOwn(choiceNames, value) ? choiceNames[value] : undefined) ?? value.replace(/^(\d+)x(\d+)$/, '$1×$2');
