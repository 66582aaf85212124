import type { Content } from './content.ts';

/** What Immich's jobs read from an uploaded file and its sidecar. What neither says is absent. */
export interface FileMetadata {
  readonly width?: number;
  readonly height?: number;
  readonly make?: string;
  readonly model?: string;
  readonly description?: string;
  readonly rating?: number;
  readonly latitude?: number;
  readonly longitude?: number;
  /** ISO 8601; without an offset it is the time of a clock at an unknown place. */
  readonly dateTimeOriginal?: string;
  /** Whole paths: `Trips/2024`. */
  readonly tags?: readonly string[];
}

/** Metadata stands at the beginning of a picture; the rest is not read. */
const MOST_READ = 256 * 1024;

/** Reads a picture's metadata; nothing of a file that is none, or is broken. */
export async function readPicture(content: Content): Promise<FileMetadata> {
  const tags = await load(await firstBytes(content));
  if (!tags) return {};
  const { exif, gps, file } = tags;
  const isTurned = Number(exif?.Orientation?.value ?? 1) >= 5;
  const [width, height] = [numberOf(file?.['Image Width']?.value), numberOf(file?.['Image Height']?.value)];
  const taken = exif?.DateTimeOriginal?.description;
  const own = present({
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    make: exif?.Make?.description,
    model: exif?.Model?.description,
    description: exif?.ImageDescription?.description?.trim() || undefined,
    latitude: gps?.Latitude,
    longitude: gps?.Longitude,
    dateTimeOriginal:
      taken && isoOf(taken, exif?.SubSecTimeOriginal?.description, exif?.OffsetTimeOriginal?.description),
  });
  return { ...present(fromXmp(tags)), ...own };
}

/** Reads an XMP sidecar; nothing of one that is broken. */
export async function readSidecar(content: Content): Promise<FileMetadata> {
  const text = Buffer.from(await firstBytes(content)).toString('utf8');
  const start = text.search(/<(x:xmpmeta|rdf:RDF)/);
  if (start < 0) return {};
  // The reader knows XMP by this beginning, which sidecars need not have.
  const tags = await load(Buffer.from(`<?xpacket begin=""?>${text.slice(start)}`));
  return tags ? present(fromXmp(tags)) : {};
}

type Expanded = Awaited<ReturnType<typeof load>> & object;

/** Loaded by the first upload, to keep the start quick. */
async function load(bytes: Uint8Array) {
  const { default: reader } = await import('exifreader');
  try {
    return reader.load(Buffer.from(bytes), { expanded: true });
  } catch {
    return undefined;
  }
}

async function firstBytes(content: Content): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content.chunks(0, Math.min(content.size, MOST_READ))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

type Loose = { readonly [Key in keyof FileMetadata]: FileMetadata[Key] | undefined };

function fromXmp({ xmp }: Expanded): Loose {
  const text = (name: string): string | undefined => {
    const description = xmp?.[name]?.description;
    return description === '' ? undefined : description;
  };
  const list = (name: string): readonly string[] | undefined => {
    const value = xmp?.[name]?.value;
    return Array.isArray(value) ? value.map((item) => item.description) : undefined;
  };
  const hierarchical = list('hierarchicalSubject')?.map((path) => path.replaceAll('|', '/'));
  return {
    description: text('description'),
    rating: numberOf(text('Rating')),
    latitude: degreesOf(text('GPSLatitude')),
    longitude: degreesOf(text('GPSLongitude')),
    dateTimeOriginal: text('DateTimeOriginal') ?? text('DateCreated'),
    tags: list('TagsList') ?? hierarchical ?? list('subject'),
  };
}

function present(metadata: Loose): FileMetadata {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined));
}

const numberOf = (value: unknown): number | undefined =>
  value === undefined || Number.isNaN(Number(value)) ? undefined : Number(value);

/** `11.5W` in degrees. */
const degreesOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number.parseFloat(text) * (/[SW]$/.test(text) ? -1 : 1);

/** `2020:02:03 04:05:06` in ISO 8601. */
const isoOf = (time: string, fraction?: string, offset?: string): string =>
  `${time.slice(0, 10).replaceAll(':', '-')}T${time.slice(11)}${fraction ? `.${fraction}` : ''}${offset ?? ''}`;
