import { type DerivedView, nowhere } from './view.ts';

/** The folders in which people keep their files; what all of them have in front is left out. */
export const folders: DerivedView = {
  title: 'Folders',
  kind: 'derived:folder',
  dropsCommonPath: true,
  groupsOf({ originalPath, isFiledByPeople, owner }) {
    if (!originalPath || !isFiledByPeople || owner !== undefined) return nowhere;
    return [
      originalPath
        .split(/[/\\]/)
        .slice(0, -1)
        .filter((name) => name !== ''),
    ];
  },
};
