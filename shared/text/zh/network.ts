// 程序与互联网之间：需要登录的代理。
import type { network as english } from '../en/network.ts';

/** The sentences of `en/network.ts` in Chinese. */
export const network: typeof english = {
  proxyTitle: (host) => `登录 ${host}`,
  proxyDetail: (place, realm) => `代理 ${place}${realm === '' ? ' ' : `（“${realm}”）`}需要用户名和密码。登录之前，您的任务会等待。`,
  proxyRefused: '代理没有接受您的输入。请检查用户名和密码。',
  proxyName: '用户名',
  proxyPassword: '密码',
  storeSignIn: '保存到这台电脑的密钥环',
  cannotStoreSignIn: '这台电脑没有密钥环，退出程序后需要重新输入。',
  signIn: '登录',
  notNow: '以后再说',
  proxySignInRequired: (place) => `代理 ${place} 需要用户名和密码。登录之前不会发送任何内容。`,
  openSignIn: '登录…',
};
