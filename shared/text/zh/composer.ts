// The composer: labels, hints, and why Generate is not available.
import type { ReferenceRole } from '../../generation.ts';
import type { SwitchChange } from '../../models/model.ts';
import type { composer as en } from '../en/composer.ts';
import { choiceName, fieldName } from './fields.ts';
import { format } from './format.ts';
import { roleNames } from './issues.ts';
import { queue } from './queue.ts';

const ownFields: Readonly<Record<string, string>> = {
  durationSeconds: '时长',
  quality: '清晰度',
  aspectRatio: '画面比例',
  generateAudio: '声音',
};

const shownValue = (field: string, value: string): string => {
  if (field === 'durationSeconds') return `${value} 秒`;
  if (field === 'generateAudio') return value === 'true' ? '开' : '关';
  return Object.hasOwn(roleNames, value) ? roleNames[value as ReferenceRole].one : choiceName(value);
};

/** "时长 12 秒 → 10 秒", "尾帧已移除". */
function changeText({ field, from, to }: SwitchChange): string {
  if (Object.hasOwn(roleNames, field)) {
    const name = roleNames[field as ReferenceRole].one;
    return to === null ? `${name}已移除` : `${name}改作${shownValue(field, to)}`;
  }
  const name = ownFields[field] ?? fieldName(field);
  return to === null ? `${name}未使用` : `${name} ${shownValue(field, from)} → ${shownValue(field, to)}`;
}

/** "首帧已恢复", "时长 10 秒已恢复". */
function returnedText({ field, value }: { readonly field: string; readonly value: string }): string {
  if (Object.hasOwn(roleNames, field)) return `${roleNames[field as ReferenceRole].one}已恢复`;
  const name = ownFields[field] ?? fieldName(field);
  return value.length > 20 ? `${name}已恢复` : `${name} ${shownValue(field, value)} 已恢复`;
}

/** The sentences of `en/composer.ts` in Chinese. */
export const composer: typeof en = {
  label: '创作面板',
  resize: '创作面板宽度',
  prompt: '提示词',
  promptHint: '视频中会发生什么？',
  promptCount: (length, max) => `${format.number(length)} / ${format.number(max)}`,
  promptNotSent: '此模型不使用提示词；您写的内容会作为标题保留。',
  editingQueuedTask: '已作为草稿移回创作面板。点击“生成”会回到队列中原来的位置。',
  draftsSetAside: (count) => (count === 1 ? '您之前的草稿已暂存。' : `您之前的 ${format.number(count)} 份草稿已暂存，先恢复最新的一份。`),
  restoreDraft: '恢复草稿',
  reusedFrom: (file) => `提示词、模型和设置取自“${file}”。`,
  reusedWithout: (names) => `不再可用：${names.join('、')}。`,
  example: '这是示例，您可以随时改写。',
  examplePrompt: '黎明时分，一只红狐走过结冰的河面，薄雾低垂，呼出的白气清晰可见，镜头缓慢推近，最后停在它的双眼。',
  model: '模型',
  duration: '时长',
  durationAuto: '由 EvoLink 决定',
  quality: '清晰度',
  ratio: '画面比例',
  automatic: '自动',
  changesOtherFields: '选择它会改变另一项参数。',
  audio: '生成声音',
  on: '开',
  off: '关',
  more: '更多',
  setCount: (count) => `已设置 ${count} 项`,
  unset: '未设置',
  required: '必填',
  taskHint: 'task-unified-…',
  chooseTask: '选择之前的视频',
  moreProblems: (count) => `另有 ${count} 个未能添加。`,
  clear: '清除',
  references: '参考素材',
  frames: '首尾帧',
  dropHere: { image: '将图片拖放到这里', video: '将视频拖放到这里', audio: '将音频拖放到这里', several: '将文件拖放到这里' },
  slotHint: { image: '拖放、粘贴或选择', video: '拖放或选择视频', audio: '拖放或选择音频' },
  slotTitle: (role, max) => (max > 1 ? roleNames[role].many : roleNames[role].one),
  moreSlots: '更多文件位置',
  needsFirstFrame: '需先添加首帧',
  dropToAdd: '松开即可添加',
  addFiles: '选择文件…',
  addAddress: '通过网址添加',
  addressHint: 'https://…',
  add: '添加',
  adding: '正在添加…',
  fetching: '正在下载…',
  remove: (name) => `移除 ${name}`,
  moveForward: (name) => `将 ${name} 前移`,
  noFreeSlot: (name, model) => `“${name}”没有位置了：${model} 现在不再接受此类文件。`,
  dropRefused: {
    'no-picture': { title: '无法从拖入的内容中读取图片。', detail: '请将图片保存为文件，再将文件拖放到这里。' },
    'address-too-long': { title: '网址过长。', detail: '网址最多 2,048 个字符。请将文件保存到这台电脑，再拖放到这里。' },
  },
  notInRequest: {
    title: '有一个文件尚未添加完，不在当前请求中。',
    detail: '它是为之前的请求添加的。添加完成后，可以在以前的文件中找到它。',
  },
  stopAdding: '停止添加',
  unnamed: '粘贴的图片',
  kinds: {
    'text-to-video': '文生视频',
    'image-to-video': '图生视频',
    'first-last-frame': '首尾帧生成视频',
    'reference-to-video': '参考素材生成视频',
    'video-edit': '编辑视频',
    extend: '延长视频',
    'custom-element': '创建主体',
    character: '创建角色',
  },
  changeText,
  returnedText,
  changedForModel: (model) => `已为 ${model} 调整`,
  changedToFit: '已相应调整',
  acknowledge: '知道了',
  undo: '撤销',
  undoModelChange: (model) => `恢复为 ${model} 及其原来的设置`,
  sendAnyway: '仍然发送',
  addToQueue: '添加到队列',
  notSending: {
    resume: '继续发送',
    paused: '已暂停：新任务会在队列中等待，继续之前不会发送。',
    pausedTasksAdded: (count) => `已添加 ${format.counted(count, '个任务')}，尚未发送：已暂停，继续之前不会发送。`,
    held: (whom, title) => `${whom}${title}新任务会在队列中等待。`,
    submitPaused: (why, at) => `${queue.submitPauseReasons[why]}。新任务会在队列中等待，${at} 重试。`,
    submitPausedTasksAdded: (count, why, at) =>
      `已添加 ${format.counted(count, '个任务')}，尚未发送：${queue.submitPauseReasons[why]}，${at} 重试。`,
    heldTasksAdded: (count, whom, title) => `已添加 ${format.counted(count, '个任务')}，尚未发送。${whom}${title}`,
  },
  variations: '生成数量',
  times: (count) => `× ${count}`,
  summary: (count) => `${format.number(count)} 个视频`,
  one: { element: '1 个主体', character: '1 个角色' },
  generate: '生成',
  generating: '正在发送…',
  tasksAdded: (count) => `已将 ${format.counted(count, '个任务')}添加到队列`,
  simulated: '模拟，无实际扣费',
  notReadyReasons: {
    'not-ready': '正在启动…',
    'no-profile': '请先连接密钥，或选择模拟器。',
    'no-key': (profile: string) => `“${profile}”还没有密钥。`,
    busy: '正在发送…',
    adding: '还有文件正在添加。',
    changing: '还有图片正在修改。',
  },
};
