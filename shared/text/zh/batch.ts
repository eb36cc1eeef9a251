// 批量：一次提交多个任务，来自参数组合或 CSV 文件。
import type { CsvFileProblem, ExpectedValue, FileColumn, LineProblem, ValueColumn } from '../../batch/index.ts';
import type { AppError } from '../../errors.ts';
import type { ErrorText } from '../shape.ts';
import type { Text } from '../text.ts';
import { format } from './format.ts';
import { afterChinese } from './spacing.ts';

const expectedValues: Readonly<Record<ExpectedValue, string>> = {
  seconds: '秒数，例如 5',
  'on-off': 'true 或 false',
  count: '1 到 20 的整数',
  'whole-number': '整数',
  json: '有效的 JSON',
  files: 'https 地址或本机的绝对路径，用空格或 | 分隔',
  'one-file': '一个 https 地址或本机的绝对路径',
};

const columns: Readonly<Record<ValueColumn | FileColumn, string>> = {
  model: '模型的 ID 或名称',
  prompt: '提示词',
  duration: '秒数',
  quality: '例如 720p',
  aspect_ratio: '例如 16:9',
  generate_audio: 'true 或 false',
  count: '本行生成几个，1 到 20；留空为 1',
  image_urls: '图片，依次放入空着的位置',
  first_frame: '一张图片',
  last_frame: '一张图片',
  video_urls: '视频',
  audio_urls: '音频',
};

function fileProblem(problem: CsvFileProblem): string {
  switch (problem.kind) {
    case 'empty':
      return '文件是空的。第一行应为列名，之后每行一个任务。';
    case 'no-rows':
      return '只有列名，没有内容。请在下面为每个任务写一行。';
    case 'too-long':
      return `文件太长：${format.number(problem.characters)} 个字符，最多读取 ${format.number(problem.max)} 个。请拆分文件。`;
    case 'too-many':
      return `文件超过 ${format.number(problem.max)} 行，而一批最多 ${format.number(problem.max)} 个任务。请拆分文件。`;
    case 'no-table':
      return `此文件不是提示词表格：第一行超过 ${format.number(problem.max)} 个单元格。第一行应为列名，之后每行一个任务。`;
    case 'unknown-column':
      return `第 ${problem.at} 列“${problem.heading}”无法识别。${problem.near === null ? '请改为下面列出的列名，或删除该列。' : `是否应为“${problem.near}”？`}`;
    case 'column-twice':
      return `“${problem.heading}”列出现了两次，请删除一列。`;
    case 'more-columns':
      return `另有 ${format.number(problem.count)} 列也无法使用。文件第一行应为下面列出的列名。`;
  }
}

function lineProblem(problem: LineProblem, wordsOf: (error: AppError) => ErrorText): string {
  switch (problem.kind) {
    case 'wrong-value':
      return `${problem.column} 的内容是“${problem.found}”，应填写${afterChinese(expectedValues[problem.expected])}。`;
    case 'formula-error':
      return `${problem.column} 的内容是“${problem.found}”，这是表格软件中的公式错误。请在表格中更正该单元格；如果内容不是公式，请在前面加上单引号（'），然后重新保存文件。`;
    case 'too-many-cells':
      return `有 ${format.number(problem.found)} 个单元格，但只有 ${format.number(problem.columns)} 列。含逗号的文字请放在引号内。`;
    case 'too-many-files':
      return `${problem.column} 列出了超过 ${format.number(problem.max)} 个文件，没有模型支持这么多。请减少文件。`;
    case 'broken-quotes':
      return '引号没有闭合，或过早闭合。引号内的文字中，请用 "" 表示 "。';
    case 'file': {
      const { title, detail } = wordsOf(problem.error);
      return `${problem.column} ${problem.place}：${title}${detail}`;
    }
  }
}

const tasks = (count: number): string => `${format.number(count)} 个任务`;

/** The sentences of `en/batch.ts` in Chinese. */
export const batch: Text['batch'] = {
  title: '批量',
  open: '批量…',
  openHint: '一次提交多个任务：使用多个模型、参数或提示词，或 CSV 文件。',
  close: '关闭批量',
  mode: '批量方式',
  modes: { matrix: '组合', csv: 'CSV 文件', reuse: '所选视频' },
  reused: (count) => `来自作品库中 ${format.number(count)} 个视频的请求。`,
  reusedEntries: (count) => `来自历史中所选 ${format.number(count)} 个条目的请求。`,
  reusedIncomplete: (count) => `${format.number(count)} 个请求缺少已不存在的文件。`,
  reusedDetail: '相同的请求合为一行。点击按钮之前不会发送。',
  clearReused: '移除这些请求',
  fromComposer: '未在此处选择的内容取自创作面板。',

  models: '模型',
  modelsHint: '使用同一提示词',
  addModel: '添加模型…',
  noModels: (model) => `仅 ${model}`,
  removeModel: (model) => `移除 ${model}`,
  prompts: '提示词',
  promptsHint: '每行一个提示词。留空则使用创作面板中的提示词。',
  promptCount: (count) => `${format.number(count)} 个提示词`,
  values: { seconds: '时长', qualities: '清晰度', aspectRatios: '画面比例', audio: '声音' },
  on: '开',
  off: '关',
  asInComposer: '与创作面板一致',
  variations: '每项生成几个',
  times: (count) => `× ${count}`,

  chooseFile: '选择 CSV 文件…',
  dropHere: '或拖放到这里。文件只在本机读取，点击“生成”之前不会发送任何内容。',
  dropFile: '松开以读取 CSV 文件',
  fileRead: (name, lines) => `${name}，${format.number(lines)} 行`,
  chooseAnotherFile: '换一个文件…',
  removeFile: '移除文件',
  unusableFile: {
    unreadable: (name) => `无法读取 ${name}，请重新选择。`,
    'unknown-encoding': (name) => `${name} 不是文本，或使用了无法识别的编码。请在表格软件中另存为“CSV UTF-8”。`,
    spreadsheet: (name) => `${name} 是表格文件，不是 CSV 文件。请用表格软件打开，再另存为“CSV UTF-8”。`,
  },
  readAsGbk: '文件已按 GBK 中文编码读取。发送前请检查提示词是否正确。',
  columnsTitle: '列',
  columns,
  otherColumns: '模型的其他字段也可作为列，列名用接口中的名称，例如 negative_prompt 或 seed。',
  cellRules: '空单元格使用创作面板中的值；填写“-”则由 EvoLink 决定。单元格可用逗号、分号或制表符分隔。文件请填写 https 地址或绝对路径。',
  templatePrompts: ['雪地里的红狐，镜头缓慢推近', '夜雨中的有轨电车'],
  saveTemplate: '保存模板…',
  saveTemplateTitle: '保存模板',
  templateName: '批量任务',
  templateSaved: (name) => `已保存为 ${name}。填写后在此处选择即可。`,
  csvKind: 'CSV 文件',
  copyTemplate: '复制模板',
  templateCopied: '已复制模板',
  fileProblem,
  lineProblem,
  unknownModel: (model, near) => (near.length === 0 ? `无法识别模型“${model}”。` : `无法识别模型“${model}”。是否应为 ${near.join('、')}？`),

  table: '本批任务',
  headings: { line: '行', task: '提示词', model: '模型与设置', files: '文件', state: '状态' },
  numberHeading: '序号',
  noPrompt: '没有提示词',
  withAudio: '有声',
  withoutAudio: '无声',
  changed: (changes) => `已调整：${changes}`,
  states: { ready: '就绪', advised: '有警告', blocked: '无法发送', reading: '正在读取文件', sent: '已添加' },
  empty: { title: '一次提交多个任务', detail: 'CSV 文件的每一行成为一个任务。发送之前，可以在这里看到所有任务。' },

  generate: (count) => `生成 ${tasks(count)}`,
  addToQueue: (count) => `将 ${tasks(count)}添加到队列`,
  generateAnyway: (count) => `仍然发送 ${tasks(count)}`,
  sending: '正在添加…',
  ready: (count) => `${format.number(count)} 个就绪`,
  reading: (count) => `${format.number(count)} 个等待文件`,
  withWarnings: (count) => `${format.number(count)} 个有警告`,
  blocked: (count) => `${format.number(count)} 个无法发送`,
  alreadyAdded: (count) => `${format.number(count)} 个此前已添加`,
  sendWithWarnings: (count) => `同时发送 ${format.number(count)} 个有警告的任务`,
  sendAgain: '再次发送此前已添加的任务',
  tooMany: (count, max) => `共 ${format.number(count)} 个任务，一批最多 ${format.number(max)} 个。请减少选择。`,
  tooMuchText: '提示词总量超过一批的上限，请分两批发送。',
  nothingToSend: '目前没有可以发送的任务。',
  allAdded: '可以发送的任务都已添加到队列。',
  more: (count) => `另有 ${format.number(count)} 项`,
  line: (line, reason) => `第 ${line} 行：${reason}`,
  numbered: (line, reason) => `第 ${line} 项：${reason}`,
  copyProblems: '复制问题列表',
  problemsCopied: '已复制列表',
  credits: {
    unknown: '费用未知',
    about: (min, max) => (min === max ? `约 ${format.credits(min)}` : `约 ${format.number(min, 2)}–${format.credits(max)}`),
    atLeast: (min, unknown) => `约 ${format.credits(min)}，另有 ${format.number(unknown)} 个费用未知`,
    hint: '根据您以往同类任务的实际费用估算。',
    simulated: '模拟，无实际扣费',
  },
  added: (count) => `已将 ${tasks(count)}添加到队列`,
  showQueue: '查看队列',
  discardRest: (count) => `放弃仍在等待的 ${format.number(count)} 个…`,
  discardAll: '全部放弃…',
  discardTitle: (count) => `放弃 ${format.number(count)} 个等待中的任务？`,
  discardDetail: '它们尚未发送，不产生费用。已经发送的任务会继续进行。',
  discard: '放弃',
  discarded: (count) => `已放弃 ${tasks(count)}`,
};
