import type { Content } from '../../content/content.ts';
import { generatedContent } from '../../content/generated-content.ts';
import type { GeneratedAssets } from '../asset-store.ts';
import { defaultExif, placeholder } from '../defaults.ts';
import type { GeneratedDescription } from '../description.ts';
import { indexedIds } from '../ids.ts';
import type { Asset, DerivedFile, Exif, Visibility } from '../records.ts';
import { type Checksums, madeUpChecksums, pathChecksum, trueChecksums } from './checksums.ts';
import { sizeFormula } from './sizes.ts';
import type { Variety } from './variety.ts';

const FIRST_UPLOADED = Date.UTC(2025, 0, 1, 12);
const HOUR = 3_600_000;
const LIBRARY_ID = '5d1f3c52-8a43-4f0e-9d6b-2f1f6c0d7e21';

/** Without variety one asset was taken 61 s after the other; with it, all of them in twenty years. */
const PACE = {
  plain: { first: Date.UTC(2015, 0, 1, 12), span: undefined },
  varied: { first: Date.UTC(2005, 0, 1, 12), span: 20 * 365.25 * 24 * HOUR },
} as const;

/** What all assets of a library have in common. */
interface Formula {
  readonly ownerOf: (index: number) => string;
  readonly seed: number;
  readonly videoEvery: number;
  readonly idOf: (index: number) => string;
  readonly sizeOf: (index: number) => number;
  readonly takenAt: (index: number) => number;
  readonly checksumOf: Checksums;
  readonly hasFullsize: boolean;
  readonly variety: Variety | undefined;
}

/** Assets by formula: asset 0 is the oldest. */
export function createGeneratedAssets(
  description: GeneratedDescription,
  ownerOf: (index: number) => string,
  variety: Variety | undefined,
): GeneratedAssets {
  const { assets: count, seed = 0, videoEvery = 0 } = description;
  const ids = indexedIds(`generated:${seed}`);
  const { first, span } = variety ? PACE.varied : PACE.plain;
  const step = span === undefined ? 61_000 : Math.floor(span / count);
  const formula: Formula = {
    ownerOf,
    seed,
    videoEvery,
    idOf: ids.idOf,
    sizeOf: sizeFormula(description.size),
    takenAt: (index) => first + index * step,
    checksumOf: (description.checksums ?? 'content') === 'content' ? trueChecksums(count) : madeUpChecksums(seed),
    hasFullsize: description.fullsizeImages ?? false,
    variety,
  };
  return {
    count,
    at: (index) => recordOf(new GeneratedAsset(formula, index)),
    peek: (index) => new GeneratedAsset(formula, index),
    fileCreatedAt: formula.takenAt,
    updatedAt: (index) => FIRST_UPLOADED + index,
    indexOf: (id) => {
      const index = ids.indexOf(id);
      return index !== undefined && index < count ? index : undefined;
    },
    isUniform: variety === undefined,
  };
}

/** One asset, each field of which is computed when it is read: a search looks at one or two fields of a million. */
class GeneratedAsset implements Asset {
  readonly #formula: Formula;
  readonly #index: number;
  readonly isFileMissing = false;
  readonly trashedAt = null;
  readonly isOffline = false;
  readonly width = 4000;
  readonly height = 3000;
  readonly thumbhash = null;
  readonly duplicateId = null;

  constructor(formula: Formula, index: number) {
    this.#formula = formula;
    this.#index = index;
  }

  get id(): string {
    return this.#formula.idOf(this.#index);
  }

  get ownerId(): string {
    return this.#formula.ownerOf(this.#index);
  }

  get #isVideo(): boolean {
    const { variety, videoEvery } = this.#formula;
    if (variety) return variety.isVideo(this.#index);
    return videoEvery > 0 && this.#index % videoEvery === videoEvery - 1;
  }

  get originalFileName(): string {
    const { variety } = this.#formula;
    const number = String(variety?.nameNumber(this.#index) ?? this.#index + 1).padStart(7, '0');
    if (variety) return `IMG_${number}.${variety.extension(this.#index)}`;
    return this.#isVideo ? `VID_${number}.mp4` : `IMG_${number}.jpg`;
  }

  get #year(): number {
    return new Date(this.localDateTime).getUTCFullYear();
  }

  get #folder(): string | undefined {
    const { variety } = this.#formula;
    return variety?.folder(this.#index, this.#year);
  }

  get originalPath(): string {
    const { id, ownerId, originalFileName: name } = this;
    const folder = this.#folder;
    if (folder !== undefined) return `${folder}/${name}`;
    const extension = name.slice(name.lastIndexOf('.'));
    return `/data/upload/${ownerId}/${id.slice(0, 2)}/${id.slice(2, 4)}/${id}${extension}`;
  }

  get libraryId(): string | null {
    return this.#folder === undefined ? null : LIBRARY_ID;
  }

  get #seed(): number {
    return this.#formula.seed + this.#index;
  }

  get content(): Content {
    return generatedContent(this.#formula.sizeOf(this.#index), this.#seed);
  }

  checksum(): string {
    if (this.#folder !== undefined) return pathChecksum(this.originalPath);
    return this.#formula.checksumOf(this.#index, this.#formula.sizeOf(this.#index), this.#seed);
  }

  get createdAt(): number {
    return FIRST_UPLOADED + this.#index;
  }

  get updatedAt(): number {
    return FIRST_UPLOADED + this.#index;
  }

  get fileCreatedAt(): number {
    return this.#formula.takenAt(this.#index);
  }

  get fileModifiedAt(): number {
    return this.#formula.takenAt(this.#index);
  }

  get localDateTime(): number {
    const { takenAt, variety } = this.#formula;
    return takenAt(this.#index) + (variety?.place(this.#index)?.offset ?? 0) * HOUR;
  }

  get visibility(): Visibility {
    return this.#formula.variety?.visibility(this.#index) ?? 'timeline';
  }

  get isFavorite(): boolean {
    return this.#formula.variety?.isFavorite(this.#index) ?? false;
  }

  get duration(): number | null {
    return this.#isVideo ? 10_000 : null;
  }

  get livePhotoVideoId(): string | null {
    const video = this.#formula.variety?.livePhotoVideo(this.#index);
    return video === undefined ? null : this.#formula.idOf(video);
  }

  get exif(): Exif {
    const { variety } = this.#formula;
    return {
      ...defaultExif(this.#formula.sizeOf(this.#index), this.fileCreatedAt),
      make: 'Generated',
      model: 'G1',
      exifImageWidth: 4000,
      exifImageHeight: 3000,
      ...(variety && variedExif(variety, this.#index)),
    };
  }

  #derived(kind: Parameters<typeof placeholder>[0], isThere = true): DerivedFile | null {
    return isThere ? placeholder(kind, this.#seed, this.createdAt) : null;
  }

  get edited(): DerivedFile | null {
    return this.#derived('edited', this.#formula.variety?.isEdited(this.#index) === true);
  }

  get thumbnail(): DerivedFile | null {
    return this.#derived('thumbnail');
  }

  get preview(): DerivedFile | null {
    return this.#derived('preview');
  }

  get transcoded(): DerivedFile | null {
    return this.#derived('transcoded', this.#formula.variety?.isTranscoded(this.#index) === true);
  }

  get fullsize(): DerivedFile | null {
    const isWeb = /\.(jpe?g|png)$/i.test(this.originalFileName);
    return this.#derived('fullsize', this.#formula.hasFullsize && !isWeb && !this.#isVideo);
  }

  get personIds(): readonly string[] {
    return this.#formula.variety?.personIds(this.#index) ?? [];
  }

  get tagIds(): readonly string[] {
    return this.#formula.variety?.tagIds(this.#index, this.#year) ?? [];
  }

  get stackId(): string | null {
    return this.#formula.variety?.stackId(this.#index) ?? null;
  }
}

function variedExif(variety: Variety, index: number): Partial<Exif> {
  const [make, model] = variety.camera(index);
  const where = variety.place(index);
  return {
    make,
    model,
    rating: variety.rating(index),
    description: variety.description(index),
    latitude: where?.latitude ?? null,
    longitude: where?.longitude ?? null,
    city: where?.city ?? null,
    state: where?.state ?? null,
    country: where?.country ?? null,
    timeZone: where?.timeZone ?? null,
  };
}

/** A record that can be spread. Files stay getters: a listing makes a thousand of these records and opens none. */
function recordOf(asset: Asset): Asset {
  return {
    id: asset.id,
    ownerId: asset.ownerId,
    originalFileName: asset.originalFileName,
    originalPath: asset.originalPath,
    libraryId: asset.libraryId,
    get content() {
      return asset.content;
    },
    checksum: () => asset.checksum(),
    isFileMissing: asset.isFileMissing,
    createdAt: asset.createdAt,
    updatedAt: asset.updatedAt,
    fileCreatedAt: asset.fileCreatedAt,
    fileModifiedAt: asset.fileModifiedAt,
    localDateTime: asset.localDateTime,
    trashedAt: asset.trashedAt,
    visibility: asset.visibility,
    isFavorite: asset.isFavorite,
    isOffline: asset.isOffline,
    duration: asset.duration,
    width: asset.width,
    height: asset.height,
    livePhotoVideoId: asset.livePhotoVideoId,
    thumbhash: asset.thumbhash,
    duplicateId: asset.duplicateId,
    exif: asset.exif,
    get edited() {
      return asset.edited;
    },
    get thumbnail() {
      return asset.thumbnail;
    },
    get preview() {
      return asset.preview;
    },
    get transcoded() {
      return asset.transcoded;
    },
    get fullsize() {
      return asset.fullsize;
    },
    personIds: asset.personIds,
    tagIds: asset.tagIds,
    stackId: asset.stackId,
  };
}
