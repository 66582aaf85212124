import type { Camera } from '../ports/asset.ts';
import { type DerivedView, isOnTimeline, nowhere } from './view.ts';

/** Whether a model begins with its brand, or with a word of it: `Canon` and `Canon EOS R5`, `NIKON CORPORATION` and `NIKON D750`. */
function hasBrand(type: string, brand: string): boolean {
  const [first = ''] = type.split(/[ -]/, 1);
  return type.startsWith(brand) || (first !== '' && ` ${brand} `.includes(` ${first} `));
}

/** The model, with the brand in front unless the model has it. */
function nameOf({ make = '', model = '' }: Camera): string {
  const brand = make.trim();
  const type = model.trim();
  return type !== '' && hasBrand(type.toLowerCase(), brand.toLowerCase()) ? type : `${brand} ${type}`.trim();
}

/** By camera. */
export const cameras: DerivedView = {
  title: 'Cameras',
  kind: 'derived:camera',
  groupsOf(asset) {
    const name = asset.camera && isOnTimeline(asset) ? nameOf(asset.camera) : '';
    return name === '' ? nowhere : [[name]];
  },
};
