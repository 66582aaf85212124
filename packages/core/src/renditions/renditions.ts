import type { Asset, Rendition } from '../ports/asset.ts';

/** The rendition that a file shows, and how. */
export interface Shown {
  readonly rendition: Rendition;
  /** Replaces the extension of the original; absent = keeps it. */
  readonly extension?: string;
  readonly mediaType: string;
}

/** A way to show every asset. */
export interface RenditionChoice {
  /** Name of its collection where several are shown. */
  readonly title: string;
  /** True: films and sidecars are shown beside its files. */
  readonly isWhole: boolean;
  /** The rendition that it reads of an asset. */
  readonly wants: (asset: Asset) => Rendition;
  /** How that is shown. The media type is absent while the metadata is not cached. */
  readonly shows: (asset: Asset, mediaType: string | undefined) => Shown;
  /** Shown instead where the library has no such rendition; undefined = no file. */
  readonly without: (asset: Asset) => Shown | undefined;
}

/** Changes when renditions of an asset may have changed. Every change of an edited asset counts, since it may be another edit. */
export const renditionRevision = ({ revision, look, isEdited, changedAt }: Asset): string =>
  `${revision} ${look ?? ''}${isEdited ? ` edited ${changedAt ?? ''}` : ''}`;

const asItIs = ({ mediaType }: Asset): Shown => ({ rendition: 'original', mediaType });

/** Media types that every device shows. */
const compatibleTypes: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'video/mp4',
]);

/** The library plays the original unless it made a video of its own. */
const playable = (asset: Asset, mediaType: string | undefined): Shown =>
  mediaType === 'video/mp4'
    ? { rendition: 'playback', extension: '.mp4', mediaType }
    : { rendition: 'playback', mediaType: mediaType ?? asset.mediaType };

const preview: Shown = { rendition: 'preview', extension: '.jpg', mediaType: 'image/jpeg' };

const compatible: RenditionChoice = {
  title: 'Compatible',
  isWhole: true,
  without: asItIs,
  wants: ({ mediaType, type }) =>
    compatibleTypes.has(mediaType) ? 'original' : type === 'video' ? 'playback' : 'fullsize',
  shows(asset, mediaType) {
    if (compatibleTypes.has(asset.mediaType)) return asItIs(asset);
    if (asset.type === 'image') return { rendition: 'fullsize', extension: '.jpg', mediaType: 'image/jpeg' };
    return playable(asset, mediaType);
  },
};

/** What a page shows that offers no downloads. */
const display: RenditionChoice = {
  title: 'Display',
  isWhole: false,
  without: () => undefined,
  wants: ({ type }) => (type === 'video' ? 'playback' : 'preview'),
  shows: (asset, mediaType) => (asset.type === 'video' ? playable(asset, mediaType) : preview),
};

const always = (title: string, shown: Shown): RenditionChoice => ({
  title,
  isWhole: false,
  wants: () => shown.rendition,
  shows: () => shown,
  without: () => undefined,
});

const edited: RenditionChoice = {
  title: 'Edited',
  isWhole: true,
  without: asItIs,
  wants: ({ isEdited }) => (isEdited ? 'edited' : 'original'),
  shows: (asset) =>
    asset.isEdited ? { rendition: 'edited', extension: '.jpg', mediaType: 'image/jpeg' } : asItIs(asset),
};

/** Ways to show assets, by their names in the configuration. */
export type RenditionName = 'original' | 'compatible' | 'display' | 'preview' | 'thumbnail' | 'edited';

/** Every way to show assets, by its name in the configuration. */
export const renditionChoices: Readonly<Record<RenditionName, RenditionChoice>> = {
  original: { title: 'Original', isWhole: true, wants: () => 'original', shows: asItIs, without: asItIs },
  compatible,
  display,
  preview: always('Preview', preview),
  thumbnail: always('Thumbnail', { rendition: 'thumbnail', extension: '.webp', mediaType: 'image/webp' }),
  edited,
};

/** All names of `renditionChoices`. */
export const renditionNames: readonly RenditionName[] = Object.keys(renditionChoices) as RenditionName[];

const read: Readonly<Record<RenditionName, readonly Rendition[]>> = {
  original: ['original'],
  compatible: ['original', 'fullsize', 'playback'],
  display: ['preview', 'playback'],
  preview: ['preview'],
  thumbnail: ['thumbnail'],
  edited: ['original', 'edited'],
};

/** The renditions that a way to show assets may open: they decide which permissions it needs. */
export const neededRenditions = (name: RenditionName): readonly Rendition[] => read[name];
