// 发送之前对图片的调整。
import type { Text } from '../text.ts';

/** The sentences of `en/fixing.ts` in Chinese. */
export const fixing: Text['fixing'] = {
  button: {
    shape: '裁剪或填充…',
    smaller: '缩小图片',
    larger: '放大图片',
    fill: '填充透明区域',
    convert: '转换格式',
  },
  all: (count) => `全部 ${count} 张`,
  working: '正在处理…',
  title: (name) => `裁剪或填充“${name}”`,
  toRatio: (ratio) => `视频比例为 ${ratio}。您的原文件不会改变。`,
  toLimits: '此模型不接受如此细长的图片。您的原文件不会改变。',
  fitMethod: '适配方式',
  fitMethods: { crop: '裁剪', pad: '填充' },
  background: '背景',
  backgrounds: { blur: '模糊', black: '黑色', white: '白色', colour: '颜色' },
  colour: '背景颜色',
  frame: '裁剪位置',
  frameHint: '拖动选框，或用方向键移动。',
  framePosition: (percent) => `${percent}%`,
  before: '调整前',
  after: '调整后',
  measuring: '正在计算…',
  cancel: '取消',
  apply: '应用',
  applyAll: (count) => `应用到全部 ${count} 张`,
  original: (name) => `使用“${name}”的原图`,
  derivations: { crop: '已裁剪', pad: '已填充', resize: '已缩放', fill: '已去透明', convert: '已转换' },
  derivationNames: { crop: '裁剪', pad: '填充', resize: '缩放', fill: '去透明', convert: '转换' },
  firstFrame: '动图：只使用第一帧',
  unfixable: {
    undecodable: (name) => `无法解码“${name}”。请在图片编辑器中打开并另存为 PNG，然后添加该文件。`,
    'too-large': (name) => `“${name}”无法缩小到允许的大小。请选择其他图片。`,
  },
};
