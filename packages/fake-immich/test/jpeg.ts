/** What is written into the EXIF header of a test picture. */
export interface JpegOptions {
  readonly width: number;
  readonly height: number;
  readonly orientation?: number;
  readonly description?: string;
  /** `2019:02:02 10:01:30` */
  readonly dateTimeOriginal?: string;
  /** `+01:00` */
  readonly offset?: string;
}

type Entry = readonly [tag: number, value: string | number | undefined];

/** A JPEG without a picture (JEITA CP-3451, big-endian): the start of one, its EXIF header and its size. */
export function jpegWith({ width, height, orientation, description, dateTimeOriginal, offset }: JpegOptions): Buffer {
  const inner: readonly Entry[] = [
    [0x9003, dateTimeOriginal],
    [0x9011, offset],
  ];
  const main = (pointer: number): readonly Entry[] => [
    [0x010e, description],
    [0x0112, orientation],
    [0x8769, pointer],
  ];
  const start = 8;
  const pointer = start + directory(main(0x10000), start).length;
  const tiff = Buffer.concat([
    Buffer.from('MM\0*\0\0\0\x08', 'latin1'),
    directory(main(pointer), start),
    directory(inner, pointer),
  ]);
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])),
    segment(0xc0, frame),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function segment(marker: number, bytes: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
}

const SHORT = 3;
const LONG = 4;
const ASCII = 2;

/** An image file directory at an offset, with the texts it points to behind it. */
function directory(entries: readonly Entry[], at: number): Buffer {
  const present = entries.filter(([, value]) => value !== undefined);
  const table = Buffer.alloc(2 + present.length * 12 + 4);
  table.writeUInt16BE(present.length, 0);
  let texts = Buffer.alloc(0);
  for (const [place, [tag, value]] of present.entries()) {
    const position = 2 + place * 12;
    table.writeUInt16BE(tag, position);
    if (typeof value === 'number') {
      const isShort = tag === 0x0112;
      table.writeUInt16BE(isShort ? SHORT : LONG, position + 2);
      table.writeUInt32BE(1, position + 4);
      if (isShort) table.writeUInt16BE(value, position + 8);
      else table.writeUInt32BE(value, position + 8);
      continue;
    }
    const text = Buffer.from(`${value}\0`, 'latin1');
    table.writeUInt16BE(ASCII, position + 2);
    table.writeUInt32BE(text.length, position + 4);
    if (text.length <= 4) text.copy(table, position + 8);
    else {
      table.writeUInt32BE(at + table.length + texts.length, position + 8);
      texts = Buffer.concat([texts, text]);
    }
  }
  return Buffer.concat([table, texts]);
}
