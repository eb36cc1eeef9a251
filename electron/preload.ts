// The only bridge between the window and main: three functions. It knows no call by name and validates nothing, because it is not a trust boundary;
// the dispatcher in main checks the sender and parses every input.
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
// Not from `shared/ipc.ts`: that would bring zod in here.
import { type Bridge, callChannel, droppedPathChannel, eventChannel } from '../shared/ipc/bridge.ts';
import type { StudioEvent } from '../shared/ipc.ts';

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(callChannel, name, input),
  onEvent: (listener) => {
    const forwardEvent = (_event: IpcRendererEvent, studioEvent: StudioEvent) => listener(studioEvent);
    ipcRenderer.on(eventChannel, forwardEvent);
    return () => ipcRenderer.removeListener(eventChannel, forwardEvent);
  },
  pathOf: (file) => {
    try {
      const path = webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]);
      // Main trusts this channel, which the page cannot reach.
      if (path !== '') ipcRenderer.send(droppedPathChannel, path);
      return path;
    } catch {
      return ''; // bytes without a file, e.g. a pasted bitmap
    }
  },
};

contextBridge.exposeInMainWorld('studio', bridge);
