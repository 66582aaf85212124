import type { Camera } from '../ports/asset.ts';
import { type DerivedView, isOnTimeline, nowhere } from './view.ts';

/** `Canon EOS R5` is what Canon writes as make and model: `Canon`, `Canon EOS R5`. */
function nameOf({ make = '', model = '' }: Camera): string {
  const brand = make.trim();
  const type = model.trim();
  return type.toLowerCase().startsWith(brand.toLowerCase()) ? type : `${brand} ${type}`.trim();
}

/** By the camera that it was taken with. */
export const cameras: DerivedView = {
  title: 'Cameras',
  kind: 'derived:camera',
  foldersOf(asset) {
    const name = asset.camera && isOnTimeline(asset) ? nameOf(asset.camera) : '';
    return name === '' ? nowhere : [[name]];
  },
};
