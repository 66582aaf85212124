import type { Picture } from './picture.ts';
import { berlin } from './pictures/berlin.ts';
import { best } from './pictures/best.ts';
import { birthday } from './pictures/birthday.ts';
import { japan } from './pictures/japan.ts';
import { north } from './pictures/north.ts';
import { riviera } from './pictures/riviera.ts';

/** Every picture of the demo library. */
export const pictures: readonly Picture[] = [...riviera, ...north, ...berlin, ...japan, ...birthday, ...best];
