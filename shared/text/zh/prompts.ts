// Earlier prompts, templates with variables, and the estimated cost of a request.
import type { EstimateRange } from '../../estimate.ts';
import type { prompts as en } from '../en/prompts.ts';
import { format } from './format.ts';

const span = (min: string, max: string, unit: string): string => (min === max ? `约 ${min} ${unit}` : `约 ${min}–${max} ${unit}`);

/** "约 45 秒", "约 2–3 分钟". */
function timeText({ min, max }: EstimateRange): string {
  if (max < 90) {
    const step = (seconds: number): string => format.number(Math.max(5, Math.round(seconds / 5) * 5));
    return span(step(min), step(max), '秒');
  }
  const inHours = max >= 5_400;
  const unit = inHours ? 3_600 : 60;
  return span(
    format.number(Math.max(1, Math.round(min / unit))),
    format.number(Math.max(1, Math.ceil(max / unit - 0.25))),
    inHours ? '小时' : '分钟',
  );
}

/** "约 16 积分", "约 16–20 模拟积分". */
function creditsText({ min, max }: EstimateRange, simulated: boolean): string {
  const digits = max < 10 ? 1 : 0;
  return span(format.number(min, digits), format.number(max, digits), simulated ? '模拟积分' : '积分');
}

/** The sentences of `en/prompts.ts` in Chinese. */
export const prompts: typeof en = {
  history: {
    open: '用过的提示词',
    search: '搜索用过的提示词',
    searchHint: '提示词的任意部分，也可按模型和日期搜索',
    results: (count, max) => (count < max ? format.number(count) : `最近 ${format.number(count)} 条`),
    used: (uses, model, when) => [...(uses > 1 ? [`用过 ${format.number(uses)} 次`] : []), model, when].join(' · '),
    none: '没有符合此搜索的提示词。',
    empty: '生成过一次之后，提示词就会出现在这里。',
    remove: '从历史记录中移除',
    removed: '已从历史记录中移除。对应的视频仍然保留。',
    keys: '回车填入 · Shift+Delete 移除',
  },
  templates: {
    open: '模板',
    search: '搜索模板',
    searchHint: '模板的名称或内容',
    none: '没有包含这些字词的模板。',
    empty: '还没有模板',
    emptyDetail: '模板是带变量的提示词，例如“{主体}穿过{地点=森林}，{光线=黎明|正午|夜晚}”。',
    saveThis: '将此提示词存为模板…',
    create: '新建模板…',
    keys: '回车使用 · F2 编辑 · Shift+Delete 删除',
    edit: (name) => `编辑“${name}”`,
    remove: (name) => `删除“${name}”`,
    removed: (name) => `已删除“${name}”。`,
    notRestored: '无法恢复：这个名称已被使用。',
    newTitle: '新建模板',
    editTitle: '编辑模板',
    name: '名称',
    nameHint: '例如：行走',
    text: '带变量的提示词',
    variables: '变量',
    noVariables: '还没有变量。{主体} 是变量，{地点=森林} 带默认值，{光线=黎明|正午|夜晚} 带选项；{{ 表示一个花括号。',
    choices: (options) => options.join(' / '),
    save: '保存',
    cancel: '取消',
    unsaved: '这些内容尚未保存。点击“取消”将放弃。',
    unsavedMark: '未保存的更改',
    continueNew: '继续编辑新模板…',
    nameTaken: '已有同名的模板。请换一个名称。',
    tooMany: '已有 500 个模板，达到上限。请先删除一个。',
    fill: '填写变量',
    result: '提示词',
    insert: '填入提示词',
    hints: {
      unclosed: '有一个“{”没有闭合，将原样保留。要写花括号请用 {{。',
      nested: '有一个“{”位于另一个之内，外层的将原样保留。',
      'no-name': '“{}”没有名称，将原样保留。',
      'bad-name': '变量名可用文字、数字、空格、_ 和 -，最多 40 个字符；花括号之间的其他内容将原样保留。',
    },
  },
  undo: '撤销',
  inPrompt: (names) => `${names.join('、')}是变量。`,
  fillIn: '填写…',
  estimate: {
    text({ credits, seconds }, count, simulated) {
      // Simulated tasks cost nothing, known or not; the text beside it says so.
      const unknown = simulated ? '' : '费用未知';
      const cost = credits === null ? unknown : creditsText({ min: credits.min * count, max: credits.max * count }, simulated);
      if (seconds === null) return cost;
      return `${cost}${cost === '' ? '' : '，'}${count > 1 ? '每个' : ''}${timeText(seconds)}完成`;
    },
    basis: {
      same: (samples) => `根据 ${format.counted(samples, '个参数相同的已完成任务')}。`,
      'by-length': (samples) => `根据此模型的 ${format.counted(samples, '个已完成任务')}，按时长推算。`,
      none: () => '还没有完成过使用这些参数的任务，因此费用未知。请查看 EvoLink 的价目表。',
    },
    credits: creditsText,
    time: timeText,
  },
};
