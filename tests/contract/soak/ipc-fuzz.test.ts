import { ipcFuzz } from '../../soak/trials/ipc-fuzz.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(ipcFuzz);
