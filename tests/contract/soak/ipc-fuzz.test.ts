// The short part of the soak trial `ipc-fuzz`.
import { ipcFuzz } from '../../soak/trials/ipc-fuzz.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(ipcFuzz);
