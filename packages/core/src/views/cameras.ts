import type { Camera } from '../ports/asset.ts';
import { type DerivedView, isOnTimeline, nowhere } from './view.ts';

/** Many models begin with the brand, or with a word of it: `Canon` and `Canon EOS R5`, `NIKON CORPORATION` and `NIKON D750`. */
function hasBrand(type: string, brand: string): boolean {
  const [first = ''] = type.split(/[ -]/, 1);
  return type.startsWith(brand) || (first !== '' && ` ${brand} `.includes(` ${first} `));
}

/** The model, after the brand where the model does not tell it. */
function nameOf({ make = '', model = '' }: Camera): string {
  const brand = make.trim();
  const type = model.trim();
  return type !== '' && hasBrand(type.toLowerCase(), brand.toLowerCase()) ? type : `${brand} ${type}`.trim();
}

/** By the camera that it was taken with. */
export const cameras: DerivedView = {
  title: 'Cameras',
  kind: 'derived:camera',
  groupsOf(asset) {
    const name = asset.camera && isOnTimeline(asset) ? nameOf(asset.camera) : '';
    return name === '' ? nowhere : [[name]];
  },
};
