// The first screen: a key, or the simulator.
import type { welcome as en } from '../en/welcome.ts';

/** The sentences of `en/welcome.ts` in Chinese. */
export const welcome: typeof en = {
  title: '生成您的第一个视频',
  before: {
    keychain: '密钥保存在这台电脑的密钥环中。视频完成后会立即保存到 ',
    'session-only': '这台电脑没有密钥环，因此密钥只保留到您退出为止，不会写入磁盘。视频完成后会立即保存到 ',
  },
  after: '。',
  key: 'EvoLink API 密钥',
  keyHint: 'sk-…',
  connect: '连接',
  connecting: '正在检查密钥…',
  getKey: '获取密钥',
  or: '或',
  trySimulator: '使用模拟视频体验',
  noResponse: '请检查网络连接，然后重新连接。密钥没有保存。',
  starting: '正在启动模拟器…',
  simulatorDetail: '模拟视频由这台电脑绘制，不收费，并始终带有“模拟”标记。',
  sessionOnly: '这台电脑没有密钥环，密钥仅供本次使用。下次启动时请重新粘贴。',
  environment: (lastFour) => `环境变量 EVOLINK_API_KEY 中有一个尾号为 ${lastFour} 的密钥。`,
  useEnvironment: '使用',
  decline: '不用了',
  status: '尚无密钥',
};
