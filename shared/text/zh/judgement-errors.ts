// The texts of errors about titles, notes, tags, collections and saved searches.
import type { AppErrorOf } from '../../errors.ts';
import type { ErrorSentences } from '../shape.ts';
import { createErrorText, itemNames } from './error-words.ts';
import { format } from './format.ts';

const refusedTexts: Readonly<Record<AppErrorOf<'text-refused'>['what'], string>> = {
  title: '标题',
  notes: '备注',
  tag: '标签',
  collection: '名称',
};
const textRefusal: Readonly<Record<AppErrorOf<'text-refused'>['why'], (max: string) => string>> = {
  empty: () => '其中没有文字或数字。请至少输入一个。',
  'too-long': (max) => `最多 ${max} 个字符，请缩短。`,
  'control-character': () => '其中有换行或不可见的控制字符。请手动输入。',
};
const tooMany: Readonly<Record<AppErrorOf<'too-many'>['what'], (max: string) => string>> = {
  tags: (max) => `作品库最多可有 ${max} 个标签。请先删除或合并一些。`,
  collections: (max) => `作品库最多可有 ${max} 个合集。请先删除一些。`,
  'moved-videos': (max) => `一次最多可移动 ${max} 个视频。请少选一些。`,
  files: (max) => `一次最多可拖动、显示或复制路径 ${max} 个文件。请改用导出，或少选一些。`,
};
const collectionRefusal: Readonly<Record<AppErrorOf<'collection-refused'>['why'], string>> = {
  'too-deep': '合集只能嵌套一层。请先将其中的合集移出，或选择其他位置。',
  smart: '它是保存的搜索，内容由搜索决定。请选择其他合集。',
  manual: '它不是保存的搜索。请选择智能合集。',
};

/** As `../en/judgement-errors.ts`. */
export const judgementErrors = {
  'text-refused': ({ what, why, maxLength }) =>
    createErrorText(`无法保存此${refusedTexts[what]}。`, `${textRefusal[why](format.number(maxLength))}未做任何改动。`),
  'name-taken': ({ what, name }) =>
    createErrorText(`另一个${itemNames[what]}已名为“${name}”。`, '请换一个名称。大小写、重音和全角半角不作区分。'),
  'too-many': ({ what, max }) =>
    createErrorText(what === 'files' ? '选择的文件太多。' : '超出了程序可处理的数量。', tooMany[what](format.number(max))),
  'collection-refused': ({ why }) => createErrorText('无法对此合集执行此操作。', collectionRefusal[why]),
  'query-circular': ({ name }) =>
    createErrorText('此搜索会指向它自己。', `“${name}”的搜索会包含它自己，或经过太多合集，因而找不到视频。请修改其中一个搜索。`),
  'query-refused': ({ part }) =>
    createErrorText('无法保存此搜索。', part === '' ? '搜索内容为空。请输入词语或条件。' : `无法理解“${part}”。请修改后再保存。`),
} satisfies Partial<ErrorSentences>;
