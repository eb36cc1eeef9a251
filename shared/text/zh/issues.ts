// The issues of a request before it is sent: one sentence per issue, with the next step.
import type { ReferenceRole } from '../../generation.ts';
import type { Issue, IssueCode } from '../../models/model.ts';
import type { RuleName } from '../../models/rules/rule-types.ts';
import { choiceName, fieldName } from './fields.ts';
import { afterChinese, listed } from './spacing.ts';

type Values = Issue['values'];
type Sentence = (values: Values) => string;

const number = (value: string | number | undefined): string =>
  typeof value === 'number' ? value.toLocaleString('zh-CN') : String(value ?? '');
/** "此文件" where the file has no name worth showing. */
const file = ({ name }: Values): string => (name ? `“${name}”` : '此文件');
const choices = (offered: string | number | undefined): string => String(offered).split(', ').map(choiceName).join('、');
const range = ({ min, max }: Values, unit: string): string => {
  if (min && max) return `介于 ${number(min)} 到 ${number(max)}${unit || ' '}之间`;
  return max ? `不超过 ${number(max)}${unit}` : `不少于 ${number(min)}${unit}`;
};

const role = (name: string): { readonly one: string; readonly many: string } => ({ one: name, many: name });

/** The names of references in sentences. */
export const roleNames: Readonly<Record<ReferenceRole, { readonly one: string; readonly many: string }>> = {
  'first-frame': role('首帧'),
  'last-frame': role('尾帧'),
  'reference-image': role('参考图'),
  'source-video': role('源视频'),
  'reference-video': role('参考视频'),
  'reference-audio': role('参考音频'),
  'element-front': role('正面图'),
  'element-view': role('其他角度图'),
  'element-video': role('主体视频'),
  'start-frame': role('起始帧'),
  'end-frame': role('结束帧'),
  'mask-image': role('遮罩图'),
  'face-image': role('人脸图'),
  'driving-audio': role('驱动音频'),
};

const roleOf = (values: Values): string => roleNames[values.role as ReferenceRole]?.one ?? '参考素材';

const kindNames: Readonly<Record<string, string>> = { image: '图片', video: '视频', audio: '音频' };

/** The sentence of each cross-field rule. */
const ruleText: Readonly<Record<RuleName, Sentence>> = {
  '1080p-six-seconds': () => '此模型在 1080p 下只能生成 6 秒的视频。请将时长设为 6 秒，或降低清晰度。',
  '512p-one-image': () => '512p 只能搭配一张图片。请添加一张、移除第二张，或选择 768p。',
  '480p-ratios': () => '480p 下的画面比例只能是 16:9、9:16 或 1:1。请选择其中之一，或提高清晰度。',
  'fifteen-seconds-high': () => '15 秒的视频只有高清。请选择“高清”，或将时长设为 25 秒。',
  'twenty-five-seconds-standard': () => '25 秒的视频只有标准清晰度。请选择“标准”，或将时长设为 15 秒。',
  'ratio-needs-image': () => '此比例取自图片，而现在没有图片。请添加首帧，或选择 16:9 等比例。',
  'last-frame-needs-first': () => '尾帧需要有首帧作为起点。请添加首帧，或将此图片用作首帧。',
  'last-frame-among-few': () => '图片多于两张时不能使用尾帧。请移除参考图或尾帧。',
  'three-images': () => '最多只能发送 3 张图片。请移除一些。',
  'images-total': () => '最多只能发送 9 张图片。请移除一些。',
  'files-total': () => '此模型最多接受 12 个文件（图片、视频和音频合计）。请移除一些。',
  'images-and-elements': ({ model }) => `${model} 接受的图片和主体总数没有这么多。请移除一张图片或一个主体。`,
  'elements-with-first-frame': () => '有首帧时，最多只能使用 3 个主体。请移除一些主体，或移除首帧。',
  'elements-total': ({ model }) => `使用的主体数量超过了 ${model} 的上限。请移除一些。`,
  'needs-an-image': ({ model }) => `${model} 用图片生成视频，但还没有图片。请添加首帧或参考图。`,
  'needs-a-reference': ({ model }) => `${model} 根据参考素材生成视频，但还没有素材。请添加图片、视频或主体。`,
  'needs-a-video': ({ model }) => `${model} 用于修改视频，但还没有视频。请添加要编辑的视频。`,
  'shots-missing': () => '已开启多镜头。请描述 1 到 6 个镜头，或关闭多镜头并撰写一条提示词。',
  'shots-add-up': () => '各镜头的秒数之和必须等于视频时长。请修改镜头秒数或时长。',
  'shot-too-long': () => '每个镜头的描述最多 512 个字符。请缩短过长的描述。',
  'prompt-beside-picture': () => '只有图片而没有提示词时能否生成，文档前后说法不一，请求可能被拒绝。请描述视频内容，或点击“仍然发送”。',
  'shot-empty': () => '有一个镜头还没有描述。请填写描述，或移除该镜头。',
  'shot-type-needs-extend': () => '关闭“优化提示词”时，“镜头方式”不起作用。请开启后再使用。',
  'resize-needs-image': () => '没有图片时，“图片适配方式”不起作用。请添加图片，或清除此项。',
  'text-mode': () => '在“仅文字”模式下，模型不接受图片。请清除模式，或移除图片。',
  'text-mode-unused': () => '在“仅文字”模式下，不会使用图片。要使用图片，请清除模式；或点击“仍然发送”。',
  'frames-mode': () => '使用首尾帧时不能再添加其他参考素材。请只用其中一种方式，或清除模式。',
  'reference-mode': () => '参考图不能与首帧或尾帧同时使用。请只用其中一种方式，或清除模式。',
  'reference-mode-eight-seconds': () => '使用参考图时，视频固定为 8 秒。请将时长设为 8 秒。',
  'reference-mode-wide': () => '使用参考图时，画面比例固定为 16:9。请选择 16:9。',
  'reference-mode-plain': () => '使用参考图时，此模型不接受“视频数量”“随机种子”“反向提示词”“人物”和“图片适配方式”。请清除这些项。',
  'element-from-images': () => '用图片创建主体需要一张正面图和 1 到 3 张其他角度图，不能有视频。请增减文件，或改用视频创建。',
  'element-from-video': () => '用视频创建主体只需一段视频，不能有图片。请移除图片，或改用图片创建。',
  'voice-needs-video': () => '只有用视频创建的主体才能指定音色。请清除音色，或改用视频创建主体。',
  'timestamps-span': () => '请填写两个以秒为单位的时间，用半角逗号隔开，不加空格，相差不超过 2 秒，例如 0,2。',
  'image-ratio': (values) =>
    `${file(values)}为 ${values.width} × ${values.height}，而视频为 ${values.ratio}。请裁剪或填充图片，或选择其他比例。`,
  'image-size': (values) =>
    `${values.model} 要求图片正好为 ${values.wantedWidth} × ${values.wantedHeight} 像素，而${file(values)}为 ${values.width} × ${values.height}。请先调整尺寸。`,
  'ratio-follows-image': (values) =>
    `只有一张图片时，视频采用该图片的比例，因此 ${values.ratio} 不起作用。如果比例重要，请将图片裁剪为 ${values.ratio}。`,
};

const fieldOutside: Sentence = ({ field: path, type, offered, model }) => {
  const field = fieldName(String(path));
  switch (type) {
    case 'unknown':
      return `${model} 没有“${field}”这一项。请移除。`;
    case 'integer':
      return `“${field}”必须是 ${offered} 范围内的整数。请修改或清除。`;
    case 'text':
      return `“${field}”过长${offered ? `（${offered} 个字符）` : ''}。请缩短。`;
    case 'choice':
      return `“${field}”只能是以下之一：${choices(offered)}。请选择一个，或清除此项。`;
    case 'task':
      return `“${field}”必须是之前任务的 ID，例如 task-unified-…。请从作品库中选择。`;
    case 'boolean':
      return `“${field}”只能是开或关。请重新设置。`;
    case 'shots':
      return '每个镜头都需要序号，秒数必须是不小于 1 的整数。请补全，或点击“自动分配”。';
    case 'elements':
      return `无法识别“${field}”。请重新选择主体。`;
    case 'object':
      return `“${field}”必须是 JSON 对象，例如 {"name": "value"}。请修正或清除。`;
    case 'span':
      return `“${field}”必须是两个以秒为单位的时间。请重新设置。`;
    default:
      return `无法识别“${field}”。请清除后重新设置。`;
  }
};

const edgeText: Sentence = (values) => {
  const size = `${file(values)}为 ${values.width} × ${values.height} 像素。`;
  switch (values.of) {
    case 'width':
      return `${size}宽度必须${range(values, ' 像素')}。请调整尺寸，或换一个文件。`;
    case 'pixels':
      return `${size}宽 × 高必须${range(values, ' 像素')}。请调整尺寸，或换一个文件。`;
    default:
      return `${size}两边都必须${range(values, ' 像素')}。请调整尺寸，或换一个文件。`;
  }
};

const clipLength: Sentence = (values) => {
  const seconds = `${Math.round(Number(values.seconds) * 10) / 10} 秒`;
  const acceptedRange = range(values, ' 秒');
  if (values.outside === 'billed')
    return `${file(values)}时长 ${seconds}；${values.model} 会按${acceptedRange}计费。请剪短，或点击“仍然发送”。`;
  if (values.of === 'all') return `这些视频合计 ${seconds}，而 ${values.model} 要求合计${acceptedRange}。请剪短或移除一个。`;
  return `${file(values)}时长 ${seconds}，而 ${values.model} 要求${acceptedRange}。请剪短，或换一个文件。`;
};

const unreadFacts = ({ unread }: Values): string => {
  const names: Readonly<Record<string, string>> = { length: '时长', size: '尺寸', rate: '帧率' };
  return String(unread ?? '')
    .split(',')
    .map((name) => names[name] ?? name)
    .join('和');
};

/** The sentences of `en/issues.ts` in Chinese. */
export const issueText: Readonly<Record<IssueCode, Sentence>> = {
  'prompt-missing': () => '请描述视频中会发生什么。',
  'prompt-too-long': ({ length, max }) =>
    `提示词有 ${number(length)} 个字符，最多可发送 ${number(max)} 个。请减少 ${number(Number(length) - Number(max))} 个。`,
  'prompt-long-for-model': ({ length, max, unit, model }) =>
    unit === 'tokens'
      ? `${model} 大约能读取 ${number(max)} 个 token，而提示词有 ${number(length)} 个字符。末尾可能被忽略，提示词也可能被拒绝；请缩短，或点击“仍然发送”。`
      : `${model} 的文档规定最多 ${number(max)} 个字符，而提示词有 ${number(length)} 个。提示词可能被拒绝；请缩短，或点击“仍然发送”。`,
  'model-missing': () => '请选择模型。',
  'model-unknown': ({ model, near }) =>
    `无法识别模型“${model}”，因此无法检查它支持什么。${near ? `是否应为 ${choices(near)}？请更正` : '请核对拼写'}，或点击“仍然发送”。`,
  'model-withdrawn': ({ model }) => `EvoLink 已撤下 ${model} 的页面，可能会拒绝请求。请选择其他模型，或点击“仍然发送”。`,
  'model-undocumented': ({ model }) => `EvoLink 从未提供 ${model} 的文档，支持的参数只是推测。请选择其他模型，或点击“仍然发送”。`,
  'duration-outside': ({ seconds, offered, model }) =>
    offered
      ? `${model} 不能生成 ${number(Number(seconds))} 秒的视频。请选择 ${listed(offered)} 秒。`
      : `${model} 自行决定时长。请清除时长。`,
  'duration-undocumented': ({ seconds, offered, model }) =>
    offered
      ? `${model} 的文档只列出 ${listed(offered)} 秒，没有 ${number(seconds)} 秒。请选择其中之一，或点击“仍然发送”。`
      : `${model} 的文档没有时长这一项；${number(Number(seconds))} 秒可能被忽略或被拒绝。请清除，或点击“仍然发送”。`,
  'quality-outside': ({ value, offered, model }) =>
    `${model} 没有“${choiceName(String(value))}”这个清晰度。${offered ? `请选择${afterChinese(choices(offered))}。` : '请清除清晰度。'}`,
  'quality-undocumented': ({ value, offered, model }) =>
    `${model} 的文档没有“${choiceName(String(value))}”这个清晰度。${offered ? `请选择${afterChinese(choices(offered))}` : '请清除清晰度'}，或点击“仍然发送”。`,
  'aspect-ratio-outside': ({ value, offered, model }) =>
    `${model} 没有“${value}”这个比例。${offered ? `请选择${afterChinese(choices(offered))}。` : '请清除比例。'}`,
  'aspect-ratio-undocumented': ({ value, offered, model }) =>
    `${model} 的文档没有“${value}”这个比例。${offered ? `请选择${afterChinese(choices(offered))}` : '请清除比例'}，或点击“仍然发送”。`,
  'audio-not-taken': ({ model }) => `${model} 没有声音开关。请清除，或选择支持声音的模型。`,
  'reference-not-taken': (values) => `${values.model} 不接受${roleOf(values)}。请移除，或选择支持它的模型。`,
  'reference-missing': (values) =>
    Number(values.min) > 1
      ? `请至少添加 ${number(values.min)} 个${roleOf(values)}；${values.model} 需要它们。`
      : `请添加${roleOf(values)}；${values.model} 需要它。`,
  'too-many-references': (values) =>
    Number(values.max) === 0
      ? `${values.model} 不接受${roleOf(values)}。请移除，或选择其他模型。`
      : `${values.model} 最多接受 ${number(values.max)} 个${roleOf(values)}，现在有 ${number(values.used)} 个。请移除一些。`,
  'reference-format': (values) =>
    values.of === 'host'
      ? `${file(values)}是 ${values.format}，而 EvoLink 的文件服务只接受 ${listed(values.offered)} 图片。请转换为 PNG。`
      : `${file(values)}是 ${values.format}，而 ${values.model} 在这里接受${values.offered ? ` ${listed(values.offered)}` : `${kindNames[String(values.kind)] ?? values.kind}文件`}。请转换格式，或换一个文件。`,
  'reference-incomplete': (values) => `“${values.name}”不完整：无法解码到末尾。请移除它，然后添加完整的文件。`,
  'reference-large': (values) =>
    `${file(values)}有 ${number(values.megabytes)} MB，而 ${values.model} 的文档上限为 ${number(values.max)} MB。请缩小文件，或换一个。`,
  'reference-edge': edgeText,
  'reference-aspect': (values) =>
    `${file(values)}为 ${values.width} × ${values.height}，过于狭长：宽 ÷ 高必须${range(values, '')}。请先裁剪或填充。`,
  'reference-length': clipLength,
  'reference-frame-rate': (values) =>
    `${file(values)}每秒 ${number(values.framesPerSecond)} 帧，而 ${values.model} 要求${range(values, ' 帧')}。请转换，或换一个文件。`,
  'reference-unread': (values) =>
    `无法读取${file(values)}的${unreadFacts(values)}，而 ${values.model} 对此有限制。请确认文件符合要求，或点击“仍然发送”。`,
  'reference-alpha': (values) => `${file(values)}有透明部分，${values.model} 不接受。请先填充，或换一个文件。`,
  'field-missing': ({ field, model }) => `请填写“${fieldName(String(field))}”；${model} 需要它。`,
  'field-outside': fieldOutside,
  combination: (values) => ruleText[values.rule as RuleName]?.(values) ?? '这些参数不能同时使用。请修改其中一项。',
};
