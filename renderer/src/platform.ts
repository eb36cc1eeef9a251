/** Where Cmd takes the place of Ctrl. */
export const isMac = navigator.platform.startsWith('Mac');
