// File name templates: their setting, their tokens, and what is wrong with one.
import type { TemplateProblem } from '../../file-names/parse-template.ts';
import type { NameToken } from '../../file-names/template-tokens.ts';
import type { fileNames as en } from '../en/file-names.ts';
import { format } from './format.ts';

const tokens: Readonly<Record<NameToken, string>> = {
  date: '日期',
  time: '时间',
  title: '标题',
  prompt: '提示词',
  model: '模型',
  seed: '种子',
  ratio: '比例',
  quality: '清晰度',
  duration: '时长',
  rating: '评分',
  number: '序号',
  profile: '配置',
  task: '任务 ID',
  id: '短 ID',
};

function problem(found: TemplateProblem): string {
  switch (found.kind) {
    case 'empty':
      return '请输入模板。';
    case 'too-long':
      return `模板最多 ${format.number(found.maxLength)} 个字符。`;
    case 'no-token':
      return '没有花括号中的内容时，所有文件会同名。请插入一项。';
    case 'unknown-token':
      return found.suggestions.length === 0
        ? `没有 {${found.name}}。`
        : `没有 {${found.name}}。是否要用 ${found.suggestions.map((token) => `{${token}}`).join(' 或 ')}？`;
    case 'lone-brace':
      return found.brace === '{' ? '{ 后面缺少 }。' : '} 前面缺少 {。';
    case 'separator':
      return `文件名不能包含 ${found.character}。模板不会创建文件夹。`;
    case 'forbidden':
      return /[\p{L}\p{P}\p{S}]/u.test(found.character)
        ? `Windows 的文件名不能包含 ${found.character}。`
        : '模板中有看不见的字符，请将其删除。';
    case 'bad-size':
      return found.maxSize === null
        ? `{${found.token}} 后面不能加数字。`
        : `{${found.token}} 中的数字应为 1 到 ${format.number(found.maxSize)}。`;
  }
}

/** See the English table. */
export const fileNames: typeof en = {
  title: '文件名',
  detail: '用于新视频。文件名会自动缩短和清理，在 Windows、macOS 和 Linux 上都可用。',
  template: '模板',
  insert: '插入',
  insertToken: (token) => `插入 {${token}}`,
  tokens,
  problem,
  preview: '示例',
  examplePrompt: '雪中的狐狸',
  save: '保存',
  reset: '使用默认模板',
};
