import { resume } from '../../soak/trials/resume.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(resume);
