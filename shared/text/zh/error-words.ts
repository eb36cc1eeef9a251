// Building blocks of error texts: title and detail, the labels of next steps, and waits in words.
import type { AppErrorOf } from '../../errors.ts';
import type { Wait } from '../../service-errors/index.ts';
import type { ErrorText, NextStep } from '../shape.ts';

const labels: Readonly<Record<NextStep, string>> = {
  'replace-key': '更换密钥…',
  'top-up': '充值',
  'edit-prompt': '修改提示词',
  'edit-request': '修改',
  'change-images': '更换图片',
  'fix-image': '修正图片',
  'choose-model': '选择模型',
  'try-again': '重试',
  'poll-now': '再次查询',
  'resume-polling': '重新跟踪',
  'retry-download': '重试',
  'proxy-sign-in': '登录代理…',
  'allow-host': '仍然下载',
  'choose-folder': '选择文件夹…',
  'choose-profile': '选择配置',
  'open-logs': '打开日志',
};

/** Creates an error text; `label` replaces the usual label of the step. */
export const createErrorText = (title: string, detail: string, step: NextStep | null = null, label?: string): ErrorText => ({
  title,
  detail,
  action: step === null ? null : { step, label: label ?? labels[step] },
});

/** Returns the text with the step of the error table; a special label stays where the step is the same. */
export const withStep = (text: ErrorText, step: NextStep | null): ErrorText =>
  text.action?.step === step ? text : { ...text, action: step === null ? null : { step, label: labels[step] } };

/** A title inside a longer line: without its full stop. */
export const withoutStop = (title: string): string => title.replace(/。$/, '');

/** "30–60 秒", "1 分钟", "1–2 分钟". */
export function waitWords({ minSeconds, maxSeconds }: Wait): string {
  const [unit, by] = minSeconds >= 60 ? ['分钟', 60] : ['秒', 1];
  return minSeconds === maxSeconds ? `${minSeconds / by} ${unit}` : `${minSeconds / by}–${maxSeconds / by} ${unit}`;
}

/** The things that errors name. */
export const itemNames: Readonly<Record<AppErrorOf<'unknown-item'>['what'], string>> = {
  task: '任务',
  result: '结果',
  reference: '参考素材',
  profile: '配置',
  prompt: '提示词',
  template: '模板',
  tag: '标签',
  collection: '合集',
};
