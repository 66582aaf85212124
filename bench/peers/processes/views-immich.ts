import { createFakeImmich } from '../../../packages/fake-immich/src/index.ts';
import type { ViewsFacts } from '../views-immich.ts';
import { changingNames, viewsLibrary } from './views-library.ts';

const immich = createFakeImmich({ library: viewsLibrary });
const changing = changingNames.map((name) => immich.library.assetNamed(name).id);
let areThere = true;

process.on('message', () => {
  if (areThere) immich.library.trash(...changing);
  else immich.library.restore(...changing);
  areThere = !areThere;
  process.send?.({});
});
process.on('disconnect', () => process.exit());
const { url } = await immich.listen();
const facts: ViewsFacts = { url };
process.send?.(facts);
